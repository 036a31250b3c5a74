"""Measures models on the first pages of the real scans: evaluate_scans.py --model ... --labels LABELS.tsv... --pages DIR [--psm 3]

DIR holds FILE.pgm or FILE-1.pgm for each row of the labels (made with `pdftoppm -gray -r 300 -l 1` and any JPEG decoder). A page counts as
  number   everything before the running number found (the running number is often written by hand)
  date     day, month and year found; month: month and year found
  subject  the first 15 characters of the subject found
blanks apart, digits compared as numbers. Only rows whose label is `sure`.
"""
import argparse
import collections
import csv
import glob
import os
import re

os.environ["OMP_THREAD_LIMIT"] = "1"
import cv2  # noqa: E402
from evaluate import Reader, normal  # noqa: E402
from phrases import MONTHS, SHORT_MONTHS  # noqa: E402

ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def plain(text):
    return re.sub(r"\s", "", normal(text).translate(ARABIC))


def expectations(row):
    """What to look for, per measure: a list of spellings of which one is enough."""
    out = {}
    if row.get("doc_no") and "number" not in row["sure"]:
        out["number"] = [plain(re.sub(r"(/\s*(?:ว\.?\s*)?)\S*$", r"\1", row["doc_no"]))]
    if row.get("date_iso") and "date" not in row["sure"]:
        year, month, day = (int(n) for n in row["date_iso"].split("-"))
        names = [MONTHS[month - 1], SHORT_MONTHS[month - 1]]
        out["month"] = [plain(f"{name}{era}{year + 543}") for name in names for era in ("", "พ.ศ.")]
        out["date"] = [plain(f"{day}{m}") for m in out["month"]]
    subject = plain(row.get("subject") or row.get("register_subject") or "")
    if row.get("subject"):
        out["subject"] = [subject[:15]]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", nargs="+", required=True)
    parser.add_argument("--labels", nargs="+", required=True)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--psm", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="say what each page lacks")
    a = parser.parse_args()
    for model in a.model:
        reader, found, asked, seconds = Reader(model, a.psm), collections.Counter(), collections.Counter(), 0
        for row in (row for name in a.labels for row in csv.DictReader(open(name, encoding="utf-8-sig"), delimiter="\t")):
            images = sorted(glob.glob(os.path.join(a.pages, row["file"] + "*.pgm")))
            if not images:
                continue
            lines, spent = reader.read(cv2.imread(images[0], 0), 300)
            text, seconds = "".join(plain(line[3]) for line in lines), seconds + spent
            for name, spellings in expectations(row).items():
                hit = any(s in text for s in spellings)
                asked[name], found[name] = asked[name] + 1, found[name] + hit
                if a.show and not hit:
                    print(f"   {row['file']}: {name} {spellings[0]}")
        print(f"{os.path.basename(model):24}", "  ".join(f"{n} {found[n]}/{asked[n]}" for n in ("number", "month", "date", "subject")), f" {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
