#!/usr/bin/python3
"""Writes random letter bundles as page images with gold records and line truth.

  tools/generate/pages.py --out DIR --count 100 --seed 1 --degrade office
  tools/generate/pages.py --out DIR --count 200 --seed 9 --mix     every bundle with its own look: resolution, format, wear, skew, quarter turns, blank backs

DIR/NAME.pdf (.tif, .jpg), the gold beside it as DIR/NAME.pdf.json, the lines with their boxes in DIR/truth/NAME.truth.json.
The gold has no line numbers; its catchwords are those of the pages; `pages` says of every page its letter, its number there, and whether it is a form or blank.
"""
import argparse
import json
import os
import random
import sys

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "render")]
import output  # noqa: E402
from bundle import Bundle  # noqa: E402
from letter import render  # noqa: E402
from sheet import use_fonts  # noqa: E402

OF_LINES = {"lines", "line", "text_range", "start_line", "end_line", "continues_at_line", "routing_slip_lines", "also_lines", "form_page_lines"}


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True)
    p.add_argument("--count", type=int, default=100)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--first", type=int, default=0, help="number of the first bundle")
    p.add_argument("--degrade", default=None, help="clean, office, copy, fax")
    p.add_argument("--mix", action="store_true", help="draw the look of every bundle")
    p.add_argument("--dpi", type=int, default=200)
    p.add_argument("--depth", choices=["colour", "grey", "bilevel"], default="grey")
    p.add_argument("--format", choices=["jpg", "pdf", "tiff", "png"], default="pdf")
    p.add_argument("--font", action="append", help="family; several may be given, each bundle takes one")
    p.add_argument("--font-dir")
    return p.parse_args()


def look(a, rng):
    """How one bundle comes out of the scanner, as the renderer's options."""
    o = argparse.Namespace(dpi=a.dpi, depth=a.depth, format=a.format, degrade=a.degrade, font=rng.choice(a.font or ["Laksaman"]), size=16.0, seed=a.seed, quality=62, levels=256, over=0.1, pen=0.0, wear=False, rotate=0, skew=0.0, blank=0.0, shuffle=0.0)
    if not a.mix:
        return o
    o.depth = rng.choice(["colour", "grey", "bilevel"])
    o.degrade = rng.choice(["office", "copy", "copy", "fax", "clean"]) if o.depth == "bilevel" else rng.choice(["office", "office", "clean", "fax"])
    o.dpi = rng.choice([150, 200, 200, 300, 300])
    o.format = rng.choice(["pdf", "pdf", "tiff"])
    o.size, o.over, o.pen, o.wear = rng.uniform(15, 17), 0.3, 0.4, rng.random() < 0.5
    o.rotate = rng.choices([0, 90, 180, 270], [80, 7, 7, 6])[0]
    o.skew = rng.choice([0.0, rng.uniform(-1.5, 1.5), rng.uniform(-5, 5)])
    o.blank = 0.1
    o.turns = {n: (o.rotate + 180) % 360 for n in range(1, 12) if rng.random() < 0.03}
    o.shuffle = 0.06
    return o


def without_lines(value):
    """A gold record without what only a text file has."""
    if isinstance(value, dict):
        return {k: without_lines(v) for k, v in value.items() if k not in OF_LINES}
    return [without_lines(v) for v in value] if isinstance(value, list) else value


def handled(images, pages, rng, o):
    """What hands do to a pile: two neighbouring pages swapped, empty backs scanned with the rest."""
    pile = list(zip(images, pages))
    if len(pile) > 2 and rng.random() < o.shuffle:
        k = rng.randrange(1, len(pile) - 1)
        pile[k], pile[k + 1] = pile[k + 1], pile[k]
    out_images, out_pages = [], []
    for image, page in pile:
        out_images.append(image)
        out_pages.append(page)
        if rng.random() < o.blank:
            out_images.append(numpy.full_like(image, 255))
            out_pages.append({**page, "lines": [], "letter": None, "form": False, "blank": True})
    return out_images, [{**p, "page": i} for i, p in enumerate(out_pages, 1)]


def write(a, number):
    """One bundle: images, gold, truth."""
    stem = f"p{a.seed}_{number:04d}"
    rng = random.Random(f"look/{a.seed}/{number}")
    o = look(a, rng)
    _, gold, letters = Bundle(f"pages/{a.seed}/{number}").finish(stem)
    images, truth = render({"file": stem + ".txt", "letters": letters}, o)
    images, truth["pages"] = handled(images, truth["pages"], rng, o)
    if o.format == "jpg" and len(images) > 1:
        o.format = "pdf"
    names = output.write(images, os.path.join(a.out, stem), o.format, o.dpi, o.quality)
    gold = without_lines(gold)
    gold["file"] = names[0]
    gold["pages"] = [{k: p.get(k) for k in ("page", "letter", "number", "form", "blank", "rotate")} for p in truth["pages"]]
    for letter in gold["letters"]:
        letter["catchwords"] = [{"text": c["text"]} for c in truth["catchwords"] if c["letter"] == letter["order"]]
    for path, value in ((os.path.join(a.out, names[0] + ".json"), gold), (os.path.join(a.out, "truth", stem + ".truth.json"), {**truth, "images": names})):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(value, f, ensure_ascii=False, indent=1)


def main():
    a = arguments()
    if a.font_dir:
        use_fonts(a.font_dir)
    os.makedirs(os.path.join(a.out, "truth"), exist_ok=True)
    for number in range(a.first, a.first + a.count):
        write(a, number)


if __name__ == "__main__":
    main()
