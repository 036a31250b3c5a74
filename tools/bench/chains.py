#!/usr/bin/python3
"""What the cross-checks repair of pages that went through the engine: numbers and dates of heads, in files of several letters.

  tools/generate/pages.py --out PAGES --count 40 --seed 77 --degrade copy
  saraban ingest --output R.jsonl PAGES; tools/bench/chains.py PAGES R.jsonl

Each letter is compared with the gold record beside its file. Files whose letters were not parted as printed are counted and left out.
"""
import collections
import json
import os
import sys

FIELDS = {"doc_number": "normalized", "date": "iso"}


def value(record, field):
    return (record.get(field) or {}).get(FIELDS[field])


def said(record, field):
    """What the cross-checks say: (they speak, the value)."""
    r = record.get(field + "_reconciled")
    return (False, None) if r is None else (True, r.get("value"))


def main():
    pages, records = sys.argv[1:3]
    files = collections.defaultdict(list)
    with open(records, encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            files[os.path.basename(r["source"]["path"])].append(r)
    n = collections.Counter()
    for name, read in sorted(files.items()):
        with open(os.path.join(pages, name + ".json"), encoding="utf-8") as f:
            letters = json.load(f)["letters"]
        if len(letters) < 2:
            continue
        n["files"] += 1
        if len(letters) != len(read):
            n["parted otherwise"] += 1
            continue
        for gold, record in zip(letters, read):
            for field in FIELDS:
                printed, got, (spoken, better) = value(gold, field), value(record, field), said(record, field)
                if printed is None:
                    continue
                n["heads"] += 1
                wrong = got != printed
                n["damaged"] += wrong
                n["unread"] += wrong and got is None
                n["repaired"] += wrong and better == printed
                n["opened"] += wrong and spoken and better is None
                n["silent"] += wrong and not spoken and got is not None
                repair = better is not None and better != got
                n["repairs"] += repair
                n["wrong repairs"] += repair and better != printed
                n["sound changed"] += not wrong and better is not None and better != printed
                n["sound opened"] += not wrong and spoken and better is None
                if wrong or (repair and better != printed):
                    print(f"{name} {record['order']} {field}: printed {printed}, read {got}, said {better if spoken else '-'}")
    for key in ("files", "parted otherwise", "heads", "damaged", "unread", "repaired", "opened", "silent", "repairs", "wrong repairs", "sound changed", "sound opened"):
        print(f"{key:18}{n[key]:6}")


if __name__ == "__main__":
    main()
