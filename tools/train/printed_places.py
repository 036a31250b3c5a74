#!/usr/bin/python3
"""printed_places.py OUT.png PAGES...: the lines of number and date of rendered pages, one under another on a sheet.

PAGES are images of tools/train/test_pages.py with their truth (.json) beside them. Black on white at 200 dpi: what is grey is
cut at Otsu's level. tests/printed_places holds such sheets: nothing on them is written by pen."""
import json
import pathlib
import re
import sys

import cv2
import numpy as np
from PIL import Image

DPI, WIDTH, HEIGHT, MARGIN, PITCH, REACH = 200, 1654, 2339, 130, 96, 40
MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()


def is_place(text):
    return re.match(r"ที่ .*/", text) or re.fullmatch(rf"\S{{1,2}} ({'|'.join(MONTHS)}) \S{{4}}", text)


def strips(path):
    page = cv2.imread(str(path), 0)
    truth = json.loads(path.with_suffix(".json").read_text())
    scale = DPI / truth["dpi"]
    page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale != 1 else page
    page = cv2.threshold(page, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    for line in truth["lines"][:10]:
        if not is_place(line["text"]):
            continue
        middle, left, right = (round(line[k] * scale) for k in ("middle", "left", "right"))
        yield page[max(0, middle - REACH):middle + REACH, max(0, left - 8):right + 8]


def main():
    sheet, y = np.full((HEIGHT, WIDTH), 255, np.uint8), MARGIN
    for path in map(pathlib.Path, sys.argv[2:]):
        for strip in strips(path):
            if y + PITCH > HEIGHT - MARGIN:
                sys.exit(f"{path}: the sheet is full")
            left = MARGIN if y // PITCH % 2 == 0 else WIDTH // 2 - MARGIN
            sheet[y:y + strip.shape[0], left:left + strip.shape[1]] = strip[:, :WIDTH - left]
            y += PITCH
    Image.fromarray(sheet).convert("1").save(sys.argv[1], optimize=True, dpi=(DPI, DPI))


if __name__ == "__main__":
    main()
