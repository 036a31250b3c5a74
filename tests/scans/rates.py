#!/usr/bin/env python3
"""rates.py SARABAN SCANS [--write FILE] [--verbose]: reads the real scans with the command, compares with their labels.

Two files at a time, each in a run of its own with a limit on time. Prints a table: for each value the files where it is
right, missed, wrong, or given though the letter has none; --verbose lists every difference; --write puts the table
into FILE, between its two marks. Fails when the command does not end properly for a file. SCANS is not in the
repository; without it the test says so and is skipped (exit code 77)."""
import argparse
import concurrent.futures
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

FILES_AT_A_TIME = 2
MOST_SECONDS = 600  # for one file, of at most 15 pages, while the other half of a slow machine is busy
BEGIN, END = "<!-- rates: begin -->", "<!-- rates: end -->"


def squeeze(text):
    return re.sub(r"\s+", "", text or "")


def number(text):
    """มท 0809.3/ว.159 and มท 0809.3/ว 159 are one number."""
    return squeeze(text).replace("ว.", "ว")


def start(text):
    """Subjects and addressees were labelled by eye; their first 15 characters tell."""
    return squeeze(text)[:15]


def time_of_day(text):
    return (text or "").replace(":", ".").removeprefix("0")


# Name of a value -> column of the labels, where it stands in a record, its form for comparing.
VALUES = {
    "number": ("doc_no", lambda r: (r["doc_number"] or {}).get("normalized"), number),
    "date": ("date_iso", lambda r: (r["date"] or {}).get("iso"), squeeze),
    "speed": ("urgency", lambda r: r["speed"], squeeze),
    "subject": ("subject", lambda r: r["subject"], start),
    "addressee": ("addressee", lambda r: next(iter(r["addressees"]), None), start),
    "stamp number": ("received_no", lambda r: stamp(r).get("number"), squeeze),
    "stamp date": ("received_date", lambda r: (stamp(r).get("date") or {}).get("iso"), squeeze),
    "stamp time": ("received_time", lambda r: stamp(r).get("time"), time_of_day),
}


def stamp(record):
    return next(iter(record["received_stamps"]), {})


def read(saraban, path):
    """What the command says of one file: its records, seconds, and what went wrong, if anything."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "records.jsonl"
        command = [saraban, "ingest", "--jobs", "1", "--output", out, path]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MOST_SECONDS)
            fault = "" if run.returncode in (0, 1, 4) else f"ended with {run.returncode}: {run.stderr[-300:]}"
        except subprocess.TimeoutExpired:
            fault = f"still running after {MOST_SECONDS} s"
        records = [json.loads(line) for line in out.open(encoding="utf-8")] if out.exists() and not fault else []
    return {"path": path, "records": records, "seconds": time.monotonic() - began, "fault": fault}


def compare(row, records):
    """(name, outcome, wanted, got) of each value with a sure label; a file's first letter counts."""
    for name, (column, value_of, form) in VALUES.items():
        if column not in row or f"{name}?" in row["sure"]:
            continue
        want, got = row[column] or "", (value_of(records[0]) if records else None) or ""
        if not want and column in ("subject", "addressee", "date_iso"):
            continue  # not labelled, though a letter has one
        if want or got:
            outcome = "extra" if not want else "missed" if not got else "right" if form(want) == form(got) else "wrong"
            yield name, outcome, want, got


def table(folder, reads, verbose):
    """The rows of one folder."""
    with open(folder / "labels.tsv", encoding="utf-8") as file:
        labels = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    counts = {}
    for done in reads:
        for name, outcome, want, got in compare(labels[done["path"].stem], done["records"]):
            counts.setdefault(name, dict.fromkeys(("right", "missed", "wrong", "extra"), 0))[outcome] += 1
            if verbose and outcome != "right":
                print(f"{done['path'].stem}  {name}  {outcome}: wanted '{want}', got '{got}'")
    return [f"| {folder.name} | {name} | {' | '.join(str(n) for n in count.values())} |\n" for name, count in counts.items()]


def write(path, rows):
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{''.join(rows)}{END}{rest.split(END)[1]}", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("saraban")
    options.add_argument("scans", type=pathlib.Path)
    options.add_argument("--write", type=pathlib.Path)
    options.add_argument("--verbose", action="store_true")
    asked = options.parse_args()
    if not asked.scans.is_dir():
        print(f"SKIPPED: the real scans are not here ({asked.scans})")
        sys.exit(77)
    rows = ["| scans | value | right | missed | wrong | extra |\n", "|---|---|---|---|---|---|\n"]
    faults = []
    with concurrent.futures.ThreadPoolExecutor(FILES_AT_A_TIME) as pool:
        for folder in sorted(path.parent for path in asked.scans.glob("*/labels.tsv")):
            files = sorted(path for path in folder.iterdir() if path.suffix in (".pdf", ".jpg"))
            reads = list(pool.map(lambda path: read(asked.saraban, path), files))
            faults += [f"{done['path'].name}: {done['fault']}" for done in reads if done["fault"]]
            print(f"{folder.name}: {len(files)} files, {sum(len(done['records']) for done in reads)} letters, "
                  f"the slowest in {max(done['seconds'] for done in reads):.0f} s")
            rows += table(folder, reads, asked.verbose)
    print("".join(rows), end="")
    if asked.write:
        write(asked.write, rows)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
