"""Renders whole letters for measuring: the same random letters in every font and every kind of copy.

test_pages.py OUT --letters 8 --seed 20 --fonts DIR --family F... --kind clean:200 office:200 copy:200 --text ... --lists ...
Running text comes from the held-out part of the corpus. Beside NAME.png stands NAME.json: dpi, family, kind, the lines with their place, and
the fields (document number, date, e-mail, phone) as they are written on the page.
"""
import argparse
import json
import os
import re
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "render"))
import degrade as paper  # noqa: E402
import page as typeset  # noqa: E402
from letters import Letters, canonical  # noqa: E402
from lines import HERE, SMALL_FAMILIES, read_corpus  # noqa: E402
from phrases import MONTHS, THAI_DIGITS, Phrases  # noqa: E402


def one_letter(letters, page, style):
    """A letter in the usual order on one long page, Thai numerals; returns the fields."""
    p, em, dpi = letters.p, style["points"] * page.dpi / 72, page.dpi
    left, right, y = 1.18 * dpi, page.width - 0.79 * dpi, 0.9 * dpi
    thai = lambda text: " ".join(w if re.search("[A-Za-z@]", w) else w.translate(THAI_DIGITS) for w in "".join(c for c in canonical(text) if c in letters.allowed).split(" "))
    draw = lambda text, x, top, width, **how: page.draw(text, x, top, width, style["family"], style["points"], **how)
    fields = {"document_number": thai(p.document_number().strip()), "date": thai(f"{p.day()} {p.pick(MONTHS)} {p.number(2540, 2575)}"),
              "email": p.email(), "phone": thai(f"0 {p.digits(4)} {p.digits(4)}")}
    middle = left + 0.55 * (right - left)
    draw(f"ที่ {fields['document_number']}", left, y, middle - left)
    y = draw(thai(p.agency()), middle, y, right - middle)
    y = draw(thai(p.address()), middle, y, right - middle) + 0.1 * dpi
    y = draw(fields["date"], left + 0.45 * (right - left), y, 3 * dpi) + 0.1 * dpi
    for label, text in (("เรื่อง", letters.sentence(30, 110)), ("เรียน", p.position()), ("อ้างถึง", p.citation())):
        draw(label, left, y, 3 * em)
        y = draw(thai(text), left + 3 * em, y, right - left - 3 * em) + 0.08 * dpi
    draw("สิ่งที่ส่งมาด้วย", left, y, 6 * em)
    for n in (1, 2):
        draw(thai(p.quantity()), right - 5.5 * em, y, 5.5 * em)
        y = draw(thai(f"{n}. {letters.sentence(15, 60)}"), left + 6 * em, y, right - left - 12 * em)
    y += 0.08 * dpi
    for goal in (260, 200):
        y = draw(thai(letters.sentence(goal, goal + 80)), left, y, right - left, indent=0.98 * dpi) + 0.08 * dpi
    for n in (1, 2):
        y = draw(thai(f"{n}. {letters.sentence(60, 130)}"), left, y, right - left, indent=0.98 * dpi)
    y = draw("จึงเรียนมาเพื่อโปรดพิจารณา", left, y, right - left, indent=0.98 * dpi) + 0.08 * dpi
    for row in ("ขอแสดงความนับถือ", "", f"({thai(p.person())})", thai(p.position())):
        y = draw(row, middle - 0.2 * dpi, y, right - middle, align="center") if row else y + 0.5 * dpi
    for row in (thai(p.agency()), f"โทร. {fields['phone']}", f"ไปรษณีย์อิเล็กทรอนิกส์ {fields['email']}"):
        y = draw(row, left, y, right - left)
    return fields


def truth(page):
    rows = []
    for line in page.lines:
        if line.text.strip() and line.baseline < page.height:
            inked = [c for c in line.clusters if c[0].strip()]
            rows.append({"text": " ".join(line.text.split()), "left": round(inked[0][1]), "right": round(inked[-1][2]), "middle": round(float(np.mean([c[3] for c in inked])), 1)})
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--letters", type=int, default=8)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--fonts", nargs="+", required=True)
    parser.add_argument("--family", nargs="+", required=True)
    parser.add_argument("--kind", nargs="+", default=["clean:200", "office:200", "copy:200"])
    parser.add_argument("--text", nargs="+", required=True)
    parser.add_argument("--lists", required=True)
    a = parser.parse_args()
    typeset.use_fonts(*a.fonts)
    allowed = set(open(os.path.join(HERE, "charset.txt"), encoding="utf-8").read())
    corpus = read_corpus(a.text, held_out=True)
    os.makedirs(a.out, exist_ok=True)
    for family in a.family:
        for kind, dpi in ((k.split(":")[0], int(k.split(":")[1])) for k in a.kind):
            for n in range(a.letters):
                rng = np.random.default_rng([a.seed, n])
                page = typeset.Page(round(8.27 * dpi), 22 * dpi, dpi, 0 if kind == "clean" else float(rng.normal(0, 0.3)))
                style = {"family": family, "points": 16 if family.startswith(SMALL_FAMILIES) or family == "Laksaman" else 13}
                fields = one_letter(Letters(Phrases(a.lists, rng), corpus, allowed), page, style)
                end = int(max(line.baseline for line in page.lines)) + dpi
                pixels = paper.degrade(np.ascontiguousarray(page.pixels()[:end]), dpi, rng, kind, skew=0)
                name = os.path.join(a.out, f"{family.replace(' ', '')}_{kind}{dpi}_{n}")
                cv2.imwrite(name + ".png", pixels)
                json.dump({"dpi": dpi, "family": family, "kind": f"{kind} {dpi}", "lines": truth(page), "fields": fields}, open(name + ".json", "w", encoding="utf-8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
