#!/usr/bin/env python3
"""growth_plot.py GROWTH.txt OUT.svg: draws what archive_growth printed: median and 99th percentile of all queries, and bytes a letter,
over the number of letters, both axes logarithmic. Standard library only."""
import math
import re
import sys

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 400, 60, 30, 600, 350


def read(path):
    series = {"median, ms": [], "99th percentile, ms": [], "kB a letter": []}
    for line in open(path, encoding="utf-8"):
        if match := re.match(r"# (\d+) letters: .*? ([\d.]+) kB a letter", line):
            series["kB a letter"].append((int(match[1]), float(match[2])))
        cells = line.split("\t")
        if len(cells) == 5 and cells[1] == "all":
            series["median, ms"].append((int(cells[0]), float(cells[2])))
            series["99th percentile, ms"].append((int(cells[0]), float(cells[3])))
    return series


def draw(series):
    xs = [x for points in series.values() for x, _ in points]
    low, high = math.log10(min(xs)), max(math.log10(max(xs)), math.log10(min(xs)) + 1)

    def place(x, y):
        return (LEFT + (math.log10(x) - low) / (high - low) * (RIGHT - LEFT),
                BOTTOM - (math.log10(max(y, 0.1)) + 1) / 4 * (BOTTOM - TOP))

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for value in (0.1, 1, 10, 100, 1000):
        _, y = place(min(xs), value)
        out.append(f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    for value in sorted(set(xs)):
        x, _ = place(value, 1)
        out.append(f'<text x="{x:.1f}" y="{BOTTOM + 18}" text-anchor="middle">{value:,}</text>')
    out.append(f'<text x="{(LEFT + RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">letters in the archive</text>')
    for i, ((name, points), colour) in enumerate(zip(series.items(), ("#1b6ca8", "#c0392b", "#4a7c2f"))):
        path = " ".join(f"{'L' if k else 'M'}{place(*p)[0]:.1f} {place(*p)[1]:.1f}" for k, p in enumerate(points))
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{place(*p)[0]:.1f}" cy="{place(*p)[1]:.1f}" r="3" fill="{colour}"/>' for p in points]
        out.append(f'<text x="{LEFT + 12}" y="{TOP + 14 * i}" fill="{colour}">{name}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(draw(read(sys.argv[1])))
