#!/usr/bin/python3
"""Typesets letter bundles as page images, with the truth about every line.

  tools/render/letter.py --out OUT pages/*.json                       PNG pages and OUT/NAME.truth.json
  tools/render/letter.py --out OUT --format pdf --dpi 200 --grey x.json
"""
import argparse
import json
import os
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cv2  # noqa: E402
import numpy  # noqa: E402

import described  # noqa: E402
import output  # noqa: E402
import wear  # noqa: E402
from sheet import use_fonts  # noqa: E402


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("bundles", nargs="+", help="page descriptions (JSON or YAML)")
    p.add_argument("--out", required=True)
    p.add_argument("--truth", help="folder of the truth files; the folder of the images without it")
    p.add_argument("--texts", default="corpus/letters", help="folder of the texts that YAML descriptions point at")
    p.add_argument("--format", choices=["png", "jpg", "pdf", "tiff"], default="png")
    p.add_argument("--dpi", type=int, default=200)
    p.add_argument("--depth", choices=["colour", "grey", "bilevel"], default="colour")
    p.add_argument("--font", default="Laksaman")
    p.add_argument("--font-dir", help="folder with more fonts")
    p.add_argument("--size", type=float, default=16.0, help="body size in points")
    p.add_argument("--over", type=float, default=0.0, help="share of received-stamps that lie over the letterhead")
    p.add_argument("--pen", type=float, default=0.0, help="share of letters whose running number and day are written by pen")
    p.add_argument("--wear", action="store_true", help="bleed-through, shadows, punch holes, stray pen")
    p.add_argument("--quality", type=int, default=70, help="JPEG quality of jpg and pdf")
    p.add_argument("--levels", type=int, default=256, help="grey levels kept (smaller PNG files)")
    p.add_argument("--degrade", help="kind of degradation (tools/render/degrade.py), or `random`")
    p.add_argument("--rotate", type=int, choices=[0, 90, 180, 270], default=0)
    p.add_argument("--skew", type=float, default=0.0, help="degrees, counter-clockwise")
    p.add_argument("--seed", type=int, default=0)
    return p.parse_args()


def load(path, texts):
    """A page description: JSON as the generator writes it, or YAML that points at the lines of a text."""
    if path.endswith(".yaml"):
        return described.load(path, texts)
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def typeset(bundle, a):
    """The sheets of a bundle, in the order of the file."""
    from setter import Setter
    setter = Setter(a.dpi, a.font, a.size, seed=zlib.crc32(f"{a.seed}/{bundle['file']}".encode()), exact=bundle.get("exact", False), over=a.over, pen=a.pen)
    for i, letter in enumerate(bundle["letters"]):
        setter.letter(letter, i + 1)
    return setter


def turned(image, lines, degrees, skew):
    """Rotates a page by quarter turns and by a small angle; boxes follow."""
    height, width = image.shape[:2]
    matrix = numpy.eye(3)
    if skew:
        matrix = numpy.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1), [0, 0, 1]])
        image = cv2.warpAffine(image, matrix[:2], (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    if degrees:
        image = cv2.rotate(image, {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[degrees])
        turn = {90: [[0, -1, height], [1, 0, 0]], 180: [[-1, 0, width], [0, -1, height]], 270: [[0, 1, 0], [-1, 0, width]]}[degrees]
        matrix = numpy.vstack([turn, [0, 0, 1]]) @ matrix
    return image, [moved(line, matrix) for line in lines]


def moved(line, matrix):
    corners = [(matrix @ [x, y, 1])[:2] for x, y in line["corners"]]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return {**line, "corners": [[round(float(x), 1), round(float(y), 1)] for x, y in corners], "box": [round(float(v)) for v in (min(xs), min(ys), max(xs), max(ys))]}


def degraded(image, dpi, kind, seed):
    """Applies a degradation without skew, so that the truth stays; colour pages channel by channel with the same noise."""
    try:
        import degrade
    except ImportError:
        raise SystemExit("tools/render/degrade.py is not here: leave --degrade out")
    worn = lambda page: degrade.degrade(page, dpi, numpy.random.default_rng(seed), kind, skew=0)
    return worn(image) if image.ndim == 2 else cv2.merge([worn(c) for c in cv2.split(image)])


def render(bundle, a):
    """Images and truth of one bundle."""
    setter = typeset(bundle, a)
    seed = zlib.crc32(f"{a.seed}/{bundle['file']}".encode())
    kind = a.degrade
    if kind == "random":
        kind = ("clean", "office", "copy", "fax")[seed % 4]
    images = [sheet.image() for sheet in setter.pages]
    if a.depth != "colour" or kind in ("copy", "fax"):
        images = [cv2.cvtColor(i, cv2.COLOR_BGR2GRAY) for i in images]
    if a.wear:
        images = wear.wear(images, a.dpi, numpy.random.default_rng(seed), soft=kind not in ("copy", "fax"))
    pages = []
    for number, sheet in enumerate(setter.pages, 1):
        rotate = getattr(a, "turns", {}).get(number, a.rotate)
        image, lines = turned(images[number - 1], sheet.lines, rotate, a.skew)
        if kind:
            image = degraded(image, a.dpi, kind, seed + number)
        if a.depth == "bilevel":
            image = cv2.threshold(image, 160, 255, cv2.THRESH_BINARY + (cv2.THRESH_OTSU if kind else 0))[1]
        if a.levels < 256:
            image = numpy.clip(numpy.round(image / 255 * (a.levels - 1)) * (255 / (a.levels - 1)), 0, 255).astype(numpy.uint8)
        images[number - 1] = image
        pages.append({"page": number, "width": image.shape[1], "height": image.shape[0], "dpi": a.dpi, "rotate": rotate, "skew": a.skew, **sheet.role, "lines": lines})
    return images, {"file": bundle["file"], "font": a.font, "degrade": kind, "pages": pages, "catchwords": setter.catchwords}


def main():
    a = arguments()
    if a.font_dir:
        use_fonts(a.font_dir)
    os.makedirs(a.out, exist_ok=True)
    for path in a.bundles:
        bundle = load(path, a.texts)
        images, truth = render(bundle, a)
        stem = os.path.join(a.out, os.path.splitext(bundle["file"])[0])
        truth["images"] = output.write(images, stem, a.format, a.dpi, a.quality)
        folder = a.truth or a.out
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, os.path.basename(stem) + ".truth.json"), "w", encoding="utf-8") as f:
            json.dump(truth, f, ensure_ascii=False, separators=(",", ":"))
            f.write("\n")


if __name__ == "__main__":
    main()
