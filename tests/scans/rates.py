#!/usr/bin/env python3
"""rates.py SARABAN SCANS [OUT]: reads the real scans with the command and compares with their labels.tsv.

Prints a table: for each value the files where it is right, missed, wrong (sure labels only). Fails when the command
does not end properly or says nothing about a file. SCANS is not in the repository; without it the test says so and is
skipped (exit code 77)."""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def squeeze(text):
    return re.sub(r"\s+", "", text or "")


def labels(folder):
    """Stem of the file -> its row."""
    with open(folder / "labels.tsv", encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}


def read(saraban, folder, out):
    """File name -> its records, as the command reads them; the command must end with 0 or 1."""
    run = subprocess.run([saraban, "ingest", "--output", out, str(folder)], capture_output=True, text=True, check=False)
    print(run.stderr.strip().splitlines()[-1], file=sys.stderr)
    if run.returncode not in (0, 1):
        sys.exit(f"rates: saraban ended with {run.returncode}: {run.stderr[-500:]}")
    records = {}
    with open(out, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            records.setdefault(pathlib.Path(record["source"]["path"]).stem, []).append(record)
    return records


def values(record):
    """What is compared, by name."""
    return {
        "number": (record["doc_number"] or {}).get("normalized"),
        "date": (record["date"] or {}).get("iso"),
        "speed": record["speed"],
        "subject": record["subject"],
    }


def expected(row):
    return {
        "number": row["doc_no"],
        "date": row["date_iso"],
        "speed": row["urgency"],
        "subject": row.get("subject"),
    }


def same(name, want, got):
    if name == "subject":  # the first 15 characters, as the labels were made by eye
        return squeeze(want)[:15] == squeeze(got)[:15]
    return squeeze(want) == squeeze(got)


def score(rows, records):
    """Name of the value -> [right, missed, wrong, extra]; a file's first letter counts."""
    counts = {}
    for stem, row in rows.items():
        if row["sure"] != "yes":
            continue
        got = values(records[stem][0]) if stem in records else dict.fromkeys(("number", "date", "speed", "subject"))
        for name, want in expected(row).items():
            if not want and not got[name]:
                continue
            if not want and name == "subject":
                continue  # the circulars have no subject in their labels
            at = 3 if not want else 1 if not got[name] else 0 if same(name, want, got[name]) else 2
            counts.setdefault(name, [0, 0, 0, 0])[at] += 1
    return counts


def main():
    saraban, scans = sys.argv[1], pathlib.Path(sys.argv[2])
    if not scans.is_dir():
        print(f"SKIPPED: the real scans are not here ({scans})")
        sys.exit(77)
    print("| scans | value | right | missed | wrong | extra |\n|---|---|---|---|---|---|")
    for folder in sorted(p for p in scans.iterdir() if (p / "labels.tsv").is_file()):
        with tempfile.TemporaryDirectory() as scratch:
            records = read(saraban, folder, f"{scratch}/records.jsonl")
        for name, (right, missed, wrong, extra) in score(labels(folder), records).items():
            print(f"| {folder.name} | {name} | {right} | {missed} | {wrong} | {extra} |")


if __name__ == "__main__":
    main()
