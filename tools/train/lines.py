"""Cuts rendered pages into training lines with Tesseract's own layout analysis, and writes them in shards.

lines.py OUT_FOLDER --seed S --fonts DIR... --text FILE... --lists DIR --finder line_finder.so [--shards N]
A shard holds lines exactly as the network sees them: 48 rows, scaled by Leptonica as Tesseract scales them, and the text.
"""
import argparse
import ctypes
import glob
import os
import subprocess
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "render"))
import degrade as paper  # noqa: E402
import page as typeset  # noqa: E402
from letters import Letters  # noqa: E402
from phrases import Phrases  # noqa: E402
from shards import write_shard  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
RARE_FAMILIES = ("Purisa", "Sawasdee", "Waree", "Tlwg Mono", "Loma", "Garuda", "TH Fah kwang", "TH KoHo", "Noto Sans Thai")
SMALL_FAMILIES = ("TH ", "Sarabun")  # designed small on the body: 16 pt is usual
MAX_CROPS, MAX_WIDTH = 400, 4000
AS_CLEANED, CLEAN_DPI = 0.45, 300  # part of the pages seen as the product's engine sees them, the others as plain Tesseract does
KEEP_EMPTY = 0.12  # part of the crops that hold dirt or stray marks only: the network must learn to read nothing there


class LineFinder:
    """Tesseract's layout analysis, without recognition (line_finder.cpp)."""

    def __init__(self, library, tessdata="/usr/share/tesseract-ocr/5/tessdata", language="Thai"):
        self.library = ctypes.CDLL(os.path.abspath(library))
        self.library.line_finder_new.restype = ctypes.c_void_p
        self.handle = ctypes.c_void_p(self.library.line_finder_new(tessdata.encode(), language.encode()))

    def find(self, page, dpi, mode):
        """Crops of a page as an array of (left, top, right, bottom)."""
        page = np.ascontiguousarray(page)
        boxes = np.zeros((MAX_CROPS, 4), np.int32)
        n = self.library.line_finder_find(self.handle, page.ctypes.data_as(ctypes.c_void_p), page.shape[1], page.shape[0], dpi, mode, boxes.ctypes.data_as(ctypes.c_void_p), MAX_CROPS)
        return boxes[:n]

    def scale(self, crop, bilevel=False):
        """The crop as 48 rows; `bilevel` as Tesseract does it on a page of one bit a pixel."""
        crop, out = np.ascontiguousarray(crop), np.empty(48 * MAX_WIDTH, np.uint8)
        width = self.library.line_finder_scale(crop.ctypes.data_as(ctypes.c_void_p), crop.shape[1], crop.shape[0], int(bilevel), out.ctypes.data_as(ctypes.c_void_p), MAX_WIDTH)
        return out[:48 * width].reshape(48, width)


def text_in(box, lines):
    """What is written in the box: "" if it holds no letter but perhaps marks of lines near by, None if it cuts letters or holds two lines."""
    left, top, right, bottom = box
    parts, seen = [], 0.0
    for line in lines:
        across = [c for c in line.clusters if c[0].strip() and c[1] < right and c[2] > left]
        seen = max([seen] + [core_seen(c[3], line.em, top, bottom) for c in across])
        inside = [c for c in line.clusters if top < c[3] < bottom and left < (c[1] + c[2]) / 2 < right]
        if not "".join(c[0] for c in inside).strip():
            continue
        if any(c[0].strip() and cut(c, box, line.em) for c in inside):
            return None
        parts.append((inside[0][1], line.baseline, "".join(c[0] for c in inside)))
    if not parts:
        return None if seen > 0.3 else ""
    if max(p[1] for p in parts) - min(p[1] for p in parts) > 3:
        return None
    return " ".join(" ".join(p[2] for p in sorted(parts)).split())


def core_seen(middle, em, top, bottom):
    """Which part of a letter's body, from above its foot to its head, lies between top and bottom."""
    return max(0.0, min(middle + 0.1 * em, bottom) - max(middle - 0.22 * em, top)) / (0.32 * em)


def cut(cluster, box, em):
    """True if the box shows only a part of the letter."""
    (_, left, right, middle), slack = cluster, 0.3 * (cluster[2] - cluster[1])
    return left < box[0] - slack or right > box[2] + slack or middle - 0.22 * em < box[1] or middle + 0.1 * em > box[3]


def cut_off(box, lines):
    """True if the box ends inside a word of its line: letters stand closer than a blank outside it."""
    left, top, right, bottom = box
    for line in lines:
        for c in line.clusters:
            if top < c[3] < bottom and c[0].strip() and (left - 3 < c[2] < left + 3 and c[1] < left - 3 or right - 3 < c[1] < right + 3 and c[2] > right + 3):
                return True
    return False


class PageMaker:
    def __init__(self, letters, families, rng):
        self.letters, self.rng = letters, rng
        self.families = [f for f in families for _ in range(1 if f in RARE_FAMILIES else 6 if "Sarabun" in f else 3)]

    def style(self):
        """One family, size, weight and spacing for the whole page."""
        rng, family = self.rng, self.letters.p.pick(self.families)
        small = family.startswith(SMALL_FAMILIES) and family != "TH KoHo"
        points = float(rng.choice([14, 15, 16, 16, 16, 17, 18, 20])) if small else float(rng.choice([10, 11, 12, 13, 14, 15, 16, 16]))
        return {"family": family, "points": points, "bold": rng.random() < 0.12, "spacing": float(rng.choice([0.78, 0.85, 0.92, 1.0, 1.0, 1.1])),
                "tracking": float(rng.choice([0, 0, 0, 0, 0.02, 0.05, -0.015]))}

    def make(self):
        """(grey page, dpi, lines): a degraded page and the true lines on it."""
        rng = self.rng
        dpi = int(rng.choice([150, 200, 200, 200, 250, 300, 300]))
        page = typeset.Page(int(8.27 * dpi), int(11.69 * dpi * 0.6), dpi, float(rng.normal(0, 0.35)) if rng.random() < 0.6 else 0.0)
        self.letters.fill(page, self.style())
        pixels = self.clutter(np.ascontiguousarray(page.pixels()), dpi)
        kind = str(rng.choice(["clean", "office", "copy", "fax"], p=[0.17, 0.31, 0.42, 0.10]))
        pixels = paper.degrade(pixels, dpi, rng, kind, skew=0)
        if kind != "clean" and rng.random() < 0.15:
            pixels = np.where(pixels > cv2.threshold(pixels, 0, 255, cv2.THRESH_OTSU)[0], 255, 0).astype(np.uint8)
        return pixels, dpi, page.lines

    def clutter(self, pixels, dpi):
        rng, (height, width) = self.rng, pixels.shape
        chance = lambda p: rng.random() < p
        if chance(0.12):
            pixels = paper.stamp(pixels, dpi, rng, None, frame=chance(0.7))
        if chance(0.1):
            pixels = paper.punch_holes(pixels, dpi, rng)
        for _ in range(int(rng.integers(0, 3)) if chance(0.25) else 0):
            x, y = int(rng.integers(0, width // 2)), int(rng.integers(0, height))
            pixels = paper.dotted_rule(pixels, dpi, rng, (x, y), (x + int(rng.integers(100, width // 2)), y))
        if chance(0.12):
            pixels = paper.emblem(pixels, dpi, rng, int(rng.integers(0, width)), int(rng.integers(0, height)))
        for _ in range(int(rng.integers(1, 4)) if chance(0.25) else 0):
            pixels = paper.pen_stroke(pixels, dpi, rng, int(rng.integers(0, width)), int(rng.integers(0, height)), int(rng.integers(80, 400)))
        return pixels


def as_cleaned(pixels, dpi, truth):
    """The page as pipeline/image/clean.h hands it to the engine: 300 dpi, black and white. Moves the truth with it."""
    factor = CLEAN_DPI / dpi
    grey = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR) if factor != 1 else pixels
    for line in truth:
        line.clusters = [(text, left * factor, right * factor, middle * factor) for text, left, right, middle in line.clusters]
        line.baseline, line.em = line.baseline * factor, line.em * factor
    level = np.clip(cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[0], 90, 200)
    return np.where(grey > level, 255, 0).astype(np.uint8)


def lines_of(maker, finder, rng):
    """Training lines of one page, with the counts of crops taken and left."""
    pixels, dpi, truth = maker.make()
    bilevel = rng.random() < AS_CLEANED
    if bilevel:
        pixels, dpi = as_cleaned(pixels, dpi, truth), CLEAN_DPI
    out, left = [], 0
    for box in finder.find(pixels, dpi, int(rng.choice([3, 4, 4, 6, 6]))):
        text = text_in(box, truth)
        if text is None or cut_off(box, truth) or box[3] - box[1] < 10:
            left += 1
            continue
        line = finder.scale(pixels[box[1]:box[3], box[0]:box[2]], bilevel)
        empty = not text and rng.random() < KEEP_EMPTY and line.shape[1] < 1500
        if empty or 0 < len(text) <= line.shape[1] // 3 - 2:
            out.append((line, text))
    return out, left


def read_corpus(files, held_out=False):
    """Lines of running text; every fiftieth is held out for validation pages."""
    lines = []
    for name in files:
        data = subprocess.run(["zstd", "-dcq", name], capture_output=True, check=True).stdout if name.endswith(".zst") else open(name, "rb").read()
        lines += [l.strip() for l in data.decode("utf-8", "ignore").replace("\u200b", "").split("\n") if len(l.strip()) > 20]
    return [l for i, l in enumerate(lines) if (i % 50 == 0) == held_out]


class ShardMaker:
    """Makes shards one after the other; what it needs comes from the arguments of `add_material`."""

    def __init__(self, a, seed):
        self.rng = np.random.default_rng(seed)
        typeset.use_fonts(*a.fonts)
        allowed = set(open(os.path.join(HERE, "charset.txt"), encoding="utf-8").read())
        self.maker = PageMaker(Letters(Phrases(a.lists, self.rng), read_corpus(a.text, getattr(a, "held_out", False)), allowed), typeset.families(), self.rng)
        self.finder = LineFinder(a.finder)

    def make(self, path, count):
        """Writes a shard of at least `count` lines; returns the lines and how many crops were left out."""
        lines, left = [], 0
        while len(lines) < count:
            found, lost = lines_of(self.maker, self.finder, self.rng)
            lines, left = lines + found, left + lost
        write_shard(path, lines)
        return lines, left


def add_material(parser, required=True):
    parser.add_argument("--fonts", nargs="+", required=required)
    parser.add_argument("--text", nargs="+", required=required)
    parser.add_argument("--lists", required=required)
    parser.add_argument("--finder", required=required)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    add_material(parser)
    parser.add_argument("--shards", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=1200, help="lines a shard")
    parser.add_argument("--held-out", action="store_true", help="text that training never sees")
    parser.add_argument("--keep", type=int, default=40, help="older shards are removed")
    a = parser.parse_args()
    os.makedirs(a.out, exist_ok=True)
    shards = ShardMaker(a, a.seed)
    for n in range(a.shards):
        lines, left = shards.make(os.path.join(a.out, f"s{a.seed}_{n:05d}.npz"), a.lines)
        print(f"shard {n}: {len(lines)} lines, {left} crops left out", flush=True)
        for old in sorted(glob.glob(os.path.join(a.out, "s*.npz")), key=os.path.getmtime)[:-a.keep]:
            os.remove(old)


if __name__ == "__main__":
    main()
