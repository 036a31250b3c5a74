"""Cuts rendered pages into training lines, as the product cuts them or as Tesseract does, and writes them in shards.

lines.py OUT_FOLDER --seed S --fonts DIR... --text FILE... --lists DIR --finder line_finder.so [--shards N]
A shard holds lines exactly as the network sees them: 48 rows, scaled by Leptonica as Tesseract scales them, and the text.
"""
import argparse
import ctypes
import glob
import json
import os
import re
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
RARE_FAMILIES = ("Purisa", "Sawasdee", "Waree", "Tlwg Mono", "Loma", "Garuda", "TH Fah kwang", "TH KoHo", "Arundina Sans Mono")
SMALL_FAMILIES = ("TH ", "Sarabun")  # designed small on the body: 16 pt is usual
FILE_NAME = re.compile(r"_[0-9a-f]{8}-|\.txt|_{4}|[!-~]{45}")  # in the corpus between its texts, never in letters
DIGITS_ALIKE = str.maketrans("123456789๐๑๒๓๔๕๖๗๘๙", "0" * 19)
MAX_CROPS, MAX_WIDTH = 400, 4000
TESSERACT = 0.17  # part of the pages cut by Tesseract's layout analysis, for those who use the model without the product
COPIES = 2  # times a typeset page is worn and cut
KEEP_EMPTY = {"product": 0.5, "tesseract": 0.12}  # part of the crops without letters: the network must learn to read nothing there


class Truth:
    """What stands where on a page: the clusters of all its lines as arrays."""

    def __init__(self, lines):
        clusters = [(text, left, right, middle, n, line.em) for n, line in enumerate(lines) for text, left, right, middle in line.clusters]
        self.text = np.array([c[0] for c in clusters], object)
        self.inked = np.array([bool(c[0].strip()) for c in clusters], bool)
        self.left, self.right, self.middle, self.line, self.em = (np.array([c[i] for c in clusters], float) for i in range(1, 6))
        self.baseline = np.array([line.baseline for line in lines])

    def moved(self, xx, xy, dx, yx, yy, dy):
        """The same on a page whose pixel (x, y) is (xx x + xy y + dx, yx x + yy y + dy) of this one."""
        out, turn = Truth([]), xx * yy - xy * yx
        x, y = (self.left + self.right) / 2 - dx, self.middle - dy
        centre, half = (yy * x - xy * y) / turn, (self.right - self.left) / 2 / xx
        out.left, out.right, out.middle, out.em = centre - half, centre + half, (xx * y - yx * x) / turn, self.em / yy
        out.text, out.inked, out.line, out.baseline = self.text, self.inked, self.line, self.baseline
        return out

    def core_seen(self, rows, top, bottom):
        """Which part of a letter's body, from above its foot to its head, lies between top and bottom at most."""
        low, high = np.minimum(self.middle[rows] + 0.1 * self.em[rows], bottom), np.maximum(self.middle[rows] - 0.22 * self.em[rows], top)
        return float(np.max(np.maximum(0, low - high) / (0.32 * self.em[rows]), initial=0))

    def in_crop(self, box, band, whole_height):
        """Indices of the clusters in a crop, or None: it cuts letters or holds two lines. `band` is where their middles must lie;
        with `whole_height` the crop is a rectangle of the page and must hold its letters from foot to head."""
        left, top, right, bottom = box
        across = np.flatnonzero(self.inked & (self.left < right) & (self.right > left))
        centre = (self.left + self.right) / 2
        inside = np.flatnonzero((self.middle > band[0]) & (self.middle < band[1]) & (centre > left) & (centre < right))
        inked = inside[self.inked[inside]]
        if not len(inked):
            return None if self.core_seen(across, top, bottom) > 0.3 else inked
        slack = 0.3 * (self.right[inked] - self.left[inked])
        if np.any((self.left[inked] < left - slack) | (self.right[inked] > right + slack)):
            return None
        if whole_height and np.any((self.middle[inked] - 0.22 * self.em[inked] < top) | (self.middle[inked] + 0.1 * self.em[inked] > bottom)):
            return None
        if np.ptp(self.baseline[self.line[inked].astype(int)]) > 3:
            return None
        row = across[(self.middle[across] > top) & (self.middle[across] < bottom)]
        beside = (np.abs(self.right[row] - left) < 3) & (self.left[row] < left - 3) | (np.abs(self.left[row] - right) < 3) & (self.right[row] > right + 3)
        return None if np.any(beside) else inside  # `beside`: it ends inside a word

    def text_of(self, clusters):
        """The text of these clusters, lines that stand side by side from left to right."""
        lines = [clusters[self.line[clusters] == n] for n in np.unique(self.line[clusters])]
        parts = sorted((self.left[part].min(), "".join(self.text[part])) for part in lines)
        return " ".join(" ".join(text for _, text in parts).split())


class LineFinder:
    """Lines of a page as the product finds them (product_lines.cpp) or as Tesseract does (line_finder.cpp)."""

    def __init__(self, library, tessdata="/usr/share/tesseract-ocr/5/tessdata", language="Thai"):
        self.library = ctypes.CDLL(os.path.abspath(library))
        self.library.line_finder_new.restype = ctypes.c_void_p
        self.handle = ctypes.c_void_p(self.library.line_finder_new(tessdata.encode(), language.encode()))
        self.rows = np.empty(48 * MAX_WIDTH * MAX_CROPS, np.uint8)

    def of_tesseract(self, page, dpi, truth, mode):
        """[(48 rows, clusters or None)]: layout analysis without recognition."""
        page, boxes = np.ascontiguousarray(page), np.zeros((MAX_CROPS, 4), np.int32)
        n = self.library.line_finder_find(self.handle, pointer(page), page.shape[1], page.shape[0], dpi, mode, pointer(boxes), MAX_CROPS)
        out = []
        for left, top, right, bottom in boxes[:n]:
            clusters = truth.in_crop((left, top, right, bottom), (top, bottom), True) if bottom - top >= 10 else None
            out.append((self.scaled(page[top:bottom, left:right]) if clusters is not None else None, clusters))
        return out, truth

    def scaled(self, crop):
        """The crop as 48 rows."""
        crop, out = np.ascontiguousarray(crop), np.empty(48 * MAX_WIDTH, np.uint8)
        width = self.library.line_finder_scale(pointer(crop), crop.shape[1], crop.shape[0], pointer(out), MAX_WIDTH)
        return out[:48 * width].reshape(48, width)

    def of_product(self, page, dpi, truth):
        """[(48 rows, clusters or None)] after pipeline/image: cleaned, straightened, 300 dpi, black and white."""
        page, numbers, map_ = np.ascontiguousarray(page), np.zeros((MAX_CROPS, 7), np.int32), np.zeros(6)
        bilevel = int(np.all((page == 0) | (page == 255)))
        n = self.library.product_lines_cut(pointer(page), page.shape[1], page.shape[0], dpi, bilevel, pointer(map_), pointer(numbers), MAX_CROPS, pointer(self.rows), ctypes.c_int64(self.rows.size))
        if map_[0] <= 0 or abs(map_[1]) > 0.1 * map_[0]:
            return [], truth  # turned by a quarter or a half: too little text to tell
        truth, out, at = truth.moved(*map_), [], 0
        for left, top, right, bottom, band_top, band_bottom, width in numbers[:n]:
            rows, at = self.rows[at:at + 48 * width].reshape(48, width).copy(), at + 48 * width
            clusters = truth.in_crop((left, top, right, bottom), (band_top, band_bottom), False)
            if clusters is not None and not all_inked(rows, clusters, truth, left, 48 / (bottom - top)):
                clusters = None
            out.append((rows, clusters))
        return out, truth


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def all_inked(rows, clusters, truth, origin, scale):
    """True if there is ink wherever a letter should stand: none was lost on the way or went to another line."""
    inked = clusters[truth.inked[clusters]]
    ink = np.concatenate([[0], np.cumsum(rows.min(0) < 128)])
    column = lambda x: np.clip(np.round((x - origin) * scale).astype(int), 0, rows.shape[1])
    return bool(np.all(ink[np.minimum(column(truth.right[inked]) + 1, rows.shape[1])] > ink[column(truth.left[inked])]))


class PageMaker:
    def __init__(self, letters, faces, rng):
        self.letters, self.rng, self.faces = letters, rng, faces
        self.families = [f for f in faces for _ in range(1 if f in RARE_FAMILIES else 6 if "Sarabun" in f else 3)]

    def style(self):
        """One family, size, weight and spacing for the whole page."""
        rng, family = self.rng, self.letters.p.pick(self.families)
        small = family.startswith(SMALL_FAMILIES) and family != "TH KoHo"
        points = float(rng.choice([14, 15, 16, 16, 16, 17, 18, 20])) if small else float(rng.choice([10, 11, 12, 13, 14, 15, 16, 16]))
        face = self.faces[family][0] if rng.random() < 0.7 else self.letters.p.pick(self.faces[family])
        return {"family": face, "points": points, "bold": rng.random() < 0.08, "spacing": float(rng.choice([0.78, 0.85, 0.92, 1.0, 1.0, 1.1])),
                "tracking": float(rng.choice([0, 0, 0, 0, 0.02, 0.05, -0.015]))}

    def typeset(self):
        """(grey page, dpi, lines): a clean page, in part stretched and with strokes made thinner or fatter."""
        rng = self.rng
        dpi = int(rng.choice([150, 200, 200, 200, 250, 300, 300]))
        page = typeset.Page(int(8.27 * dpi), int(11.69 * dpi * 0.6), dpi, float(rng.normal(0, 0.35)) if rng.random() < 0.6 else 0.0)
        self.letters.fill(page, self.style())
        pixels = np.ascontiguousarray(page.pixels())
        if rng.random() < 0.35:
            stretch = float(rng.uniform(0.84, 1.2))
            pixels = cv2.resize(pixels, None, fx=stretch, fy=1, interpolation=cv2.INTER_AREA if stretch < 1 else cv2.INTER_LINEAR)
            for line in page.lines:
                line.clusters = [(text, left * stretch, right * stretch, middle) for text, left, right, middle in line.clusters]
        if rng.random() < 0.3:
            pixels = paper.ink_gain(pixels, dpi / 200, rng, rng.uniform(0.85, 1.7))
        return pixels, dpi, page.lines

    def worn(self, pixels, dpi):
        """The page as a scanner or copier might give it."""
        rng = self.rng
        pixels = self.clutter(pixels, dpi)
        kind = str(rng.choice(["clean", "office", "copy", "fax"], p=[0.15, 0.27, 0.48, 0.10]))
        pixels = paper.degrade(pixels, dpi, rng, kind, skew=0)
        if kind != "clean" and rng.random() < 0.15:
            pixels = np.where(pixels > cv2.threshold(pixels, 0, 255, cv2.THRESH_OTSU)[0], 255, 0).astype(np.uint8)
        return pixels

    def clutter(self, pixels, dpi):
        rng, (height, width) = self.rng, pixels.shape
        chance = lambda p: rng.random() < p
        anywhere = lambda: (int(rng.integers(0, width)), int(rng.integers(0, height)))
        if chance(0.15):
            pixels = paper.stamp(pixels, dpi, rng, None, frame=chance(0.7))
        if chance(0.1):
            pixels = paper.punch_holes(pixels, dpi, rng)
        for _ in range(int(rng.integers(0, 3)) if chance(0.25) else 0):
            x, y = int(rng.integers(0, width // 2)), int(rng.integers(0, height))
            pixels = paper.dotted_rule(pixels, dpi, rng, (x, y), (x + int(rng.integers(100, width // 2)), y))
        if chance(0.12):
            pixels = paper.emblem(pixels, dpi, rng, *anywhere())
        if chance(0.08):
            pixels = paper.code_square(pixels, dpi, rng, *anywhere())
        for _ in range(int(rng.integers(1, 3)) if chance(0.2) else 0):
            pixels = paper.pen_stroke(pixels, dpi, rng, *anywhere(), int(rng.integers(80, 400)))
        for _ in range(int(rng.integers(1, 4)) if chance(0.25) else 0):
            pixels = paper.scrawl(pixels, dpi, rng, *anywhere())
        return pixels


def lines_of(maker, finder, rng):
    """Training lines of one typeset page, worn and cut COPIES times, and how many crops were left out."""
    clean, dpi, lines = maker.typeset()
    out, left = [], 0
    for _ in range(COPIES):
        pixels, truth, way = maker.worn(clean, dpi), Truth(lines), "tesseract" if rng.random() < TESSERACT else "product"
        crops, truth = finder.of_product(pixels, dpi, truth) if way == "product" else finder.of_tesseract(pixels, dpi, truth, int(rng.choice([3, 4, 4, 6, 6])))
        for line, clusters in crops:
            if clusters is None:
                left += 1
                continue
            text = truth.text_of(clusters) if len(clusters) else ""
            empty = not text and rng.random() < KEEP_EMPTY[way] and line.shape[1] < 1500
            if empty or 0 < len(text) <= line.shape[1] // 3 - 2:
                out.append((line, text))
    return out, left


def read_corpus(files, held_out=False):
    """Lines of running text. Every fiftieth is held out for validation: of those, the ones that share no 32 characters with the others."""
    lines = []
    for name in files:
        data = subprocess.run(["zstd", "-dcq", name], capture_output=True, check=True).stdout if name.endswith(".zst") else open(name, "rb").read()
        text = data.decode("utf-8", "ignore")
        if name.endswith(".jsonl"):  # tools/generate/letters.py --text-only
            text = "\n".join(json.loads(bundle)["text"] for bundle in text.splitlines())
        lines += [l.strip() for l in text.replace("\u200b", "").split("\n") if len(l.strip()) > 20]
    known = [l for i, l in enumerate(lines) if i % 50 and not FILE_NAME.search(l)]
    if not held_out:
        return known
    found = {l: set(windows(l, 1)) for l in lines[::50] if not FILE_NAME.search(l)}
    asked = set().union(*found.values())
    shared = {window for l in known for window in windows(l, 8) if window in asked}
    return [l for l, own in found.items() if not own & shared]


def windows(line, step, length=24):
    """Pieces of the line without blanks, all digits alike."""
    text = "".join(line.translate(DIGITS_ALIKE).split())
    return (text[i:i + length] for i in range(0, max(1, len(text) - length), step))


class ShardMaker:
    """Makes shards one after the other; what it needs comes from the arguments of `add_material`."""

    def __init__(self, a, seed):
        self.rng = np.random.default_rng(seed)
        cv2.setNumThreads(1)
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
