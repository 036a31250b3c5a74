"""Renders letters of two pages for measuring, or sheets of fields: the same random text in every font and every kind of copy.

test_pages.py OUT --letters 8 --seed 20 --fonts DIR --family F... --kind clean:200 office:200 copy:200 --text ... --lists ...
Running text comes from the held-out part of the corpus. Beside NAME.png stands NAME.json: dpi, family, kind, the lines with their place, and
the fields (document number, date, e-mail, phone) as they are written on the page. With --fields each page holds 24 fields and nothing else.
"""
import argparse
import json
import os
import re
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "render"))
import degrade as paper  # noqa: E402
import page as typeset  # noqa: E402
from letters import Letters, canonical  # noqa: E402
from lines import HERE, SMALL_FAMILIES, read_corpus  # noqa: E402
from phrases import MONTHS, THAI_DIGITS, Phrases  # noqa: E402


def one_letter(letters, page, style):
    """A letter in the usual order on one long page, Thai numerals; returns the fields."""
    p, dpi = letters.p, page.dpi
    em = style["points"] * dpi / 72 * (1 if style["points"] == 16 and style["family"] != "Laksaman" else 1.3)
    left, right, y = 1.18 * dpi, page.width - 0.79 * dpi, 0.9 * dpi
    thai = lambda text: " ".join(w if re.search("[A-Za-z@]", w) else w.translate(THAI_DIGITS) for w in "".join(c for c in canonical(text) if c in letters.allowed).split(" "))
    draw = lambda text, x, top, width, **how: page.draw(text, x, top, width, style["family"], style["points"], **how)
    fields = {"document_number": thai(p.document_number().strip()), "date": thai(f"{p.day()} {p.pick(MONTHS)} {p.number(2540, 2575)}"),
              "email": p.email(), "phone": thai(f"0 {p.digits(4)} {p.digits(4)}")}
    middle = left + 0.55 * (right - left)
    draw(f"ที่ {fields['document_number']}", left, y, middle - left)
    y = draw(thai(p.agency()), middle, y, right - middle)
    y = draw(thai(p.address()), middle, y, right - middle) + 0.1 * dpi
    y = draw(fields["date"], left + 0.45 * (right - left), y, 3 * dpi) + 0.1 * dpi
    for label, text in (("เรื่อง", letters.sentence(30, 110)), ("เรียน", p.position()), ("อ้างถึง", p.citation())):
        draw(label, left, y, 3 * em)
        y = draw(thai(text), left + 3 * em, y, right - left - 3 * em) + 0.08 * dpi
    draw("สิ่งที่ส่งมาด้วย", left, y, 6 * em)
    for n in (1, 2):
        below = draw(thai(p.quantity()), right - 6.5 * em, y, 6.5 * em)
        y = max(below, draw(thai(f"{n}. {letters.sentence(15, 60)}"), left + 6 * em, y, right - left - 13 * em))
    y += 0.08 * dpi
    for goal in (260, 200):
        y = draw(thai(letters.sentence(goal, goal + 80)), left, y, right - left, indent=0.98 * dpi) + 0.08 * dpi
    for n in (1, 2):
        y = draw(thai(f"{n}. {letters.sentence(60, 130)}"), left, y, right - left, indent=0.98 * dpi)
    y = draw("จึงเรียนมาเพื่อโปรดพิจารณา", left, y, right - left, indent=0.98 * dpi) + 0.08 * dpi
    for row in ("ขอแสดงความนับถือ", "", f"({thai(p.person())})", thai(p.position())):
        y = draw(row, middle - 0.2 * dpi, y, right - middle, align="center") if row else y + 0.5 * dpi
    for row in (thai(p.agency()), f"โทร. {fields['phone']}", f"ไปรษณีย์อิเล็กทรอนิกส์ {fields['email']}"):
        y = draw(row, left, y, right - left)
    return {name: [value] for name, value in fields.items()}


def field_sheet(letters, page, style):
    """Fields one below the other, each with the word that stands before it in letters; returns them by name."""
    p, dpi, y, out = letters.p, page.dpi, 0.9 * page.dpi, {}
    for n in range(24):
        name, before = (("document_number", "ที่ "), ("date", ""), ("phone", "โทร. "), ("document_number", "อ้างถึง หนังสือที่ "), ("date", "ลงวันที่ "), ("email", "อีเมล "))[n % 6]
        text = {"document_number": lambda: p.document_number().strip(), "date": lambda: f"{p.day()} {p.pick(MONTHS)} {p.number(2540, 2575)}",
                "phone": lambda: f"0 {p.digits(4)} {p.digits(4)}", "email": p.email}[name]()
        text = "".join(c for c in canonical(text if name == "email" else text.translate(THAI_DIGITS)) if c in letters.allowed)
        out.setdefault(name, []).append(text)
        y = page.draw(before + text, dpi * (1.18 if n % 2 else 2.5), y, 6 * dpi, style["family"], style["points"]) + 0.12 * dpi
    return out


def truth(lines, top):
    """The lines as JSON; `top` is the row where their page begins."""
    rows = []
    for line in lines:
        inked = [c for c in line.clusters if c[0].strip()]
        rows.append({"text": " ".join(line.text.split()), "left": round(inked[0][1]), "right": round(inked[-1][2]), "middle": round(float(np.mean([c[3] for c in inked])) - top, 1)})
    return rows


def between_lines(pixels, baselines, limit):
    """The middle of the widest blank strip between the last two lines over `limit`: a narrower one may part marks from letters."""
    above, below = [round(b) for b in baselines if b <= limit][-2:]
    blank = pixels[above:below].min(1) == 255
    edges = np.flatnonzero(np.diff(np.concatenate([[0], blank.astype(np.int8), [0]])))
    widest = max(zip(edges[::2], edges[1::2]), key=lambda strip: strip[1] - strip[0], default=(0, len(blank)))
    return above + int(sum(widest)) // 2


def sheets(page, fields, dpi):
    """The long page as sheets of A4, parted where no line stands: (pixels, lines, fields on it)."""
    pixels, begin, height = page.pixels(), 0, round(11.69 * dpi)
    lines = sorted((l for l in page.lines if l.text.strip()), key=lambda l: l.baseline)
    while lines:
        margin = 0 if begin == 0 else round(0.8 * dpi)
        end = begin + height - margin - round(0.7 * dpi)
        if any(l.baseline > end for l in lines):
            end = between_lines(pixels, [l.baseline for l in lines], end)
        sheet = np.full((height, page.width), 255, np.uint8)
        part = pixels[begin:end]
        sheet[margin:margin + len(part)] = part
        here = [l for l in lines if l.baseline < end]
        written = "".join(l.text for l in here).replace(" ", "")
        here_on = {name: [v for v in values if v.replace(" ", "") in written] for name, values in fields.items()}
        own = {name: values for name, values in here_on.items() if values}
        yield sheet, truth(here, begin - margin), own
        lines, begin = lines[len(here):], end


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--letters", type=int, default=8)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--fonts", nargs="+", required=True)
    parser.add_argument("--family", nargs="+", required=True)
    parser.add_argument("--kind", nargs="+", default=["clean:200", "office:200", "copy:200"])
    parser.add_argument("--text", nargs="+", required=True)
    parser.add_argument("--lists", required=True)
    parser.add_argument("--fields", action="store_true")
    a = parser.parse_args()
    typeset.use_fonts(*a.fonts)
    allowed = set(open(os.path.join(HERE, "charset.txt"), encoding="utf-8").read())
    corpus = read_corpus(a.text, held_out=True)
    os.makedirs(a.out, exist_ok=True)
    for family in a.family:
        for kind, dpi in ((k.split(":")[0], int(k.split(":")[1])) for k in a.kind):
            for n in range(a.letters):
                rng = np.random.default_rng([a.seed, n])
                page = typeset.Page(round(8.27 * dpi), 22 * dpi, dpi, 0 if kind == "clean" else float(rng.normal(0, 0.3)))
                style = {"family": family, "points": 16 if family.startswith(SMALL_FAMILIES) or family == "Laksaman" else 13}
                fields = (field_sheet if a.fields else one_letter)(Letters(Phrases(a.lists, rng, nonsense=False), corpus, allowed), page, style)
                for number, (sheet, lines, own) in enumerate(sheets(page, fields, dpi), 1):
                    pixels = paper.degrade(sheet, dpi, rng, kind, skew=0)
                    name = os.path.join(a.out, f"{family.replace(' ', '')}_{kind}{dpi}_{n}_{number}")
                    cv2.imwrite(name + ".png", pixels)
                    what = f"{'fields ' if a.fields else ''}{kind} {dpi}"
                    json.dump({"dpi": dpi, "family": family, "kind": what, "lines": lines, "fields": own}, open(name + ".json", "w", encoding="utf-8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
