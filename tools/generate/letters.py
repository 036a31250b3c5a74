#!/usr/bin/python3
"""Writes random letter bundles: text in the form of the corpus, gold records, and what the renderer needs.

  tools/generate/letters.py --out DIR --count 300 --seed 1            text, gold and page descriptions
  tools/generate/letters.py --out DIR --count 500 --damage 0.01       the same with damaged digits, truth in *_reconciled
  tools/generate/letters.py --out FILE.jsonl --count 100000 --text-only   one line a bundle: {"file", "text"}
"""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bundle import Bundle  # noqa: E402


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True, help="folder, or file with --text-only")
    p.add_argument("--count", type=int, default=100)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--damage", type=float, default=0.0, metavar="RATE", help="share of digits damaged as OCR does")
    p.add_argument("--text-only", action="store_true", help="JSON lines with the text only, for archives")
    p.add_argument("--external-only", action="store_true", help="no memos, stamped letters, orders, announcements")
    p.add_argument("--chains", type=float, metavar="SHARE",
                   help="only chains of two to four letters; SHARE of the covers name the letter they forward once more, in the body")
    return p.parse_args()


def main():
    a = arguments()
    if a.text_only:
        with open(a.out, "w", encoding="utf-8") as out:
            for i in range(a.count):
                name = f"g{a.seed}_{i:06d}.txt"
                bundle = Bundle(f"{a.seed}/{i}", not a.external_only, a.chains)
                text = bundle.finish(name, a.damage)[0] if a.damage else bundle.text()
                out.write(json.dumps({"file": name, "text": text}, ensure_ascii=False) + "\n")
        return
    os.makedirs(os.path.join(a.out, "pages"), exist_ok=True)
    for i in range(a.count):
        name = f"g{a.seed}_{i:04d}.txt"
        text, gold, pages = Bundle(f"{a.seed}/{i}", not a.external_only, a.chains).finish(name, a.damage)
        with open(os.path.join(a.out, name), "w", encoding="utf-8") as f:
            f.write(text)
        for path, value in ((name + ".json", gold), (f"pages/{name}.json", {"file": name, "letters": pages})):
            with open(os.path.join(a.out, path), "w", encoding="utf-8") as f:
                json.dump(value, f, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
