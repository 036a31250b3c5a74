"""Makes a set for `saraban eval --ocr` from real scans with labels: scan_set.py OUT FOLDER...

Each FOLDER holds labels.tsv and its files (.pdf, .jpg). Beside a link to every file stands a NAME.json that asks for what its first page says:
  number   everything before the running number (the running number is often written by hand)
  month    month and year; date: the day as well (the day is often written by hand)
  subject  its first 15 characters
Thai or Arabic digits, full or short months. What the label is not sure of is not asked. The scans themselves stay out of the repository.
"""
import csv
import glob
import json
import os
import re
import sys

from phrases import MONTHS, SHORT_MONTHS, THAI_DIGITS


def spellings(texts):
    """With Arabic and with Thai digits, as the set's format has it."""
    return "|".join(dict.fromkeys(form for text in texts for form in (text, text.translate(THAI_DIGITS))))


def asked(row):
    out = {}
    if row.get("doc_no") and "number" not in row["sure"]:
        out["number"] = spellings([re.sub(r"(/\s*(?:ว\.?\s*)?)\S*$", r"\1", row["doc_no"])])
    if row.get("date_iso") and "date" not in row["sure"]:
        year, month, day = (int(n) for n in row["date_iso"].split("-"))
        months = [f"{name}{era}{year + 543}" for name in (MONTHS[month - 1], SHORT_MONTHS[month - 1]) for era in ("", "พ.ศ.")]
        out["month"], out["date"] = spellings(months), spellings([f"{day}{m}" for m in months])
    if row.get("subject"):
        out["subject"] = spellings([re.sub(r"\s", "", row["subject"].translate({ord(t): str(n) for n, t in enumerate("๐๑๒๓๔๕๖๗๘๙")}))[:15]])
    return out


def main():
    out, folders = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    for folder in folders:
        for row in csv.DictReader(open(os.path.join(folder, "labels.tsv"), encoding="utf-8-sig"), delimiter="\t"):
            source = glob.glob(os.path.join(glob.escape(folder), row["file"] + ".*"))[0]
            link = os.path.join(out, os.path.basename(source))
            if not os.path.lexists(link):
                os.symlink(os.path.abspath(source), link)
            page = {"family": "scans", "kind": os.path.basename(os.path.normpath(folder)), "dpi": 300, "lines": [], "fields": asked(row)}
            json.dump(page, open(os.path.join(out, row["file"] + ".json"), "w", encoding="utf-8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
