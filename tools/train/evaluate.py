"""Measures models side by side on pages with known text: evaluate.py --model tha+eng Thai path/to/X.traineddata --pages DIR... [--psm 4]

Each line Tesseract finds is laid on the true line at its height, so reading order does not count, but everything read does. Columns:
CER of the whole group, per page median / 95th percentile / worst; digit runs exact; document numbers, dates, e-mails, phones exact
(blanks apart); false or missing blanks per 100 characters; CPU seconds a page (one thread, model loaded).
"""
import argparse
import collections
import ctypes
import glob
import json
import os
import re
import time

os.environ["OMP_THREAD_LIMIT"] = "1"
import cv2  # noqa: E402
import Levenshtein  # noqa: E402
import numpy as np  # noqa: E402

STOCK = "/usr/share/tesseract-ocr/5/tessdata"
TEXTLINE = 2
FIELDS = ("document_number", "date", "email", "phone")


class Reader:
    """One model behind Tesseract's C interface. The command's TSV would lose the blanks: it calls each Thai letter a word."""

    def __init__(self, model, psm):
        folder, language = (os.path.dirname(os.path.abspath(model)), os.path.basename(model)[:-len(".traineddata")]) if model.endswith(".traineddata") else (STOCK, model)
        self.t = ctypes.CDLL("libtesseract.so.5")
        for name in ("TessBaseAPICreate", "TessBaseAPIGetIterator", "TessResultIteratorGetPageIterator", "TessResultIteratorGetUTF8Text"):
            getattr(self.t, name).restype = ctypes.c_void_p
        self.api = ctypes.c_void_p(self.t.TessBaseAPICreate())
        if self.t.TessBaseAPIInit2(self.api, folder.encode(), language.encode(), 1):
            raise SystemExit(f"cannot load {model}")
        self.t.TessBaseAPISetVariable(self.api, b"preserve_interword_spaces", b"1")
        self.t.TessBaseAPISetPageSegMode(self.api, psm)

    def read(self, page, dpi):
        """([(left, right, middle, text) of each line], CPU seconds)."""
        page, start = np.ascontiguousarray(page), time.process_time()
        self.t.TessBaseAPISetImage(self.api, page.ctypes.data_as(ctypes.c_void_p), page.shape[1], page.shape[0], 1, page.shape[1])
        self.t.TessBaseAPISetSourceResolution(self.api, dpi)
        self.t.TessBaseAPIRecognize(self.api, None)
        lines = list(self._lines())
        self.t.TessBaseAPIClear(self.api)
        return lines, time.process_time() - start

    def _lines(self):
        walk = ctypes.c_void_p(self.t.TessBaseAPIGetIterator(self.api))
        while walk:
            text = ctypes.c_void_p(self.t.TessResultIteratorGetUTF8Text(walk, TEXTLINE))
            box = [ctypes.c_int() for _ in range(4)]
            if text and self.t.TessPageIteratorBoundingBox(ctypes.c_void_p(self.t.TessResultIteratorGetPageIterator(walk)), TEXTLINE, *map(ctypes.byref, box)):
                left, top, right, bottom = (v.value for v in box)
                yield left, right, (top + bottom) / 2, ctypes.string_at(text).decode().strip()
            self.t.TessDeleteText(text)
            if not self.t.TessResultIteratorNext(walk, TEXTLINE):
                self.t.TessResultIteratorDelete(walk)
                return


def rows_of(truth, near):
    """True lines that stand side by side become one row: (middle, text)."""
    rows = []
    for line in sorted(truth, key=lambda l: l["middle"]):
        if rows and line["middle"] - rows[-1][0]["middle"] < near:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [(float(np.mean([l["middle"] for l in row])), " ".join(l["text"] for l in sorted(row, key=lambda l: l["left"]))) for row in rows]


def laid_out(lines, rows):
    """What was read, per true row."""
    found = [[] for _ in rows]
    for line in lines:
        found[int(np.argmin([abs(line[2] - row[0]) for row in rows]))].append(line)
    return [" ".join(line[3] for line in sorted(row)) for row in found]


def normal(text):
    return " ".join(text.replace("\u0e4d\u0e32", "\u0e33").replace("ํา", "ำ").split())


def runs(text):
    return collections.Counter(re.findall("[0-9๐-๙]+", text))


class Score:
    def __init__(self):
        self.errors = self.chars = self.blanks = self.runs = self.runs_right = self.digits = self.digit_errors = self.seconds = 0
        self.pages, self.fields = [], collections.Counter()

    def add(self, truth, lines, seconds, samples=None):
        rows = rows_of(truth["lines"], 0.05 * truth["dpi"])
        errors = chars = 0
        read = [normal(text) for text in laid_out(lines, rows)]
        for (_, text), got in zip(rows, read):
            text = normal(text)
            wrong = Levenshtein.distance(text, got)
            errors, chars = errors + wrong, chars + len(text)
            self.blanks += wrong - Levenshtein.distance(text.replace(" ", ""), got.replace(" ", ""))
            self.runs, self.runs_right = self.runs + sum(runs(text).values()), self.runs_right + sum((runs(text) & runs(got)).values())
            own = lambda s: re.sub("[^0-9๐-๙]", "", s)
            self.digits, self.digit_errors = self.digits + len(own(text)), self.digit_errors + Levenshtein.distance(own(text), own(got))
            if samples is not None and wrong:
                samples.append((text, got))
        for name in FIELDS:
            if name in truth["fields"]:
                self.fields[name + "_all"] += 1
                self.fields[name] += any(truth["fields"][name].replace(" ", "") in got.replace(" ", "") for got in read)
        self.errors, self.chars, self.seconds = self.errors + errors, self.chars + chars, self.seconds + seconds
        self.pages.append(100 * errors / max(1, chars))

    def row(self):
        field = lambda name: f"{self.fields[name]}/{self.fields[name + '_all']}"
        return (f"{100 * self.errors / self.chars:6.2f} {np.median(self.pages):6.2f} {np.percentile(self.pages, 95):6.2f} {max(self.pages):6.2f} {100 - 100 * self.digit_errors / max(1, self.digits):7.2f} "
                f"{100 * self.runs_right / max(1, self.runs):6.1f} {' '.join(f'{field(n):>6}' for n in FIELDS)} {100 * self.blanks / self.chars:6.2f} {self.seconds / len(self.pages):5.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", nargs="+", required=True)
    parser.add_argument("--pages", nargs="+", required=True)
    parser.add_argument("--psm", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, help="print this many wrong lines a group")
    a = parser.parse_args()
    groups = collections.defaultdict(list)
    for folder in a.pages:
        for name in sorted(glob.glob(os.path.join(folder, "*.json"))):
            truth = json.load(open(name, encoding="utf-8"))
            groups[f"{truth['family']}, {truth['kind']}"].append((name[:-5] + ".png", truth))
    readers = {model: Reader(model, a.psm) for model in a.model}
    print(f"{'group':34} {'model':22} {'CER %':>6} {'median':>6} {'95th':>6} {'worst':>6} {'digit %':>7} {'runs %':>6} number   date e-mail  phone blanks sec/p")
    for group, pages in groups.items():
        for model in a.model:
            score, samples = Score(), []
            for image, truth in pages:
                score.add(truth, *readers[model].read(cv2.imread(image, 0), truth["dpi"]), samples)
            print(f"{group:34} {os.path.basename(model).replace('.traineddata', ''):22} {score.row()}", flush=True)
            for text, got in samples[:a.show]:
                print("   ", text, "\n   ", got)


if __name__ == "__main__":
    main()
