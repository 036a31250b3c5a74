#!/usr/bin/python3
"""many_pages.py OUT.pdf PAGES [--scanned]: a PDF of so many pages, each a letter of its own with 30 lines, with a text layer; or
--scanned: each a bilevel picture at 150 dpi of the letter's first lines, which must be recognised.

For the memory of a long file:  tools/bench/run_with_memory saraban ingest --archive DIR OUT.pdf"""
import argparse
import pathlib
import subprocess
import tempfile

import cairo
import gi
from PIL import Image

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
SENTENCE = ("ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้กำหนดแนวทางการดำเนินงานสำหรับองค์กรปกครองส่วนท้องถิ่น เพื่อให้การจัดทำงบประมาณ"
            "รายจ่ายประจำปีเป็นไปด้วยความเรียบร้อย จึงขอให้จังหวัดแจ้งอำเภอและตำบลทราบ ทั้งนี้ ให้รายงานผลภายในวันที่ ๕ ของทุกเดือน ")


def rows(number):
    yield 70, 90, f"ที่ มท ๐๘๐๑.๔/ว {number}".translate(THAI)
    yield 400, 90, "กรมส่งเสริมการปกครอง"
    yield 280, 150, f"{number % 28 + 1} กุมภาพันธ์ ๒๕๖๙".translate(THAI)
    yield 70, 190, f"เรื่อง ซักซ้อมแนวทางการดำเนินงาน ครั้งที่ {number}".translate(THAI)
    yield 70, 220, "เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด"


def show(context, x, y, text):
    layout = PangoCairo.create_layout(context)
    font = Pango.FontDescription("Laksaman")
    font.set_absolute_size(16 * Pango.SCALE)
    layout.set_font_description(font)
    layout.set_width((540 - x if text.startswith(SENTENCE) else 1000) * Pango.SCALE)
    layout.set_text(text, -1)
    context.move_to(x, y)
    PangoCairo.show_layout(context, layout)


def picture(number, dpi=150):
    """The head of the letter, black on white."""
    surface = cairo.ImageSurface(cairo.FORMAT_A8, 595 * dpi // 72, 842 * dpi // 72)
    context = cairo.Context(surface)
    context.scale(dpi / 72, dpi / 72)
    for row in rows(number):
        show(context, *row)
    grey = Image.frombuffer("L", (surface.get_width(), surface.get_height()), bytes(surface.get_data()), "raw", "L", surface.get_stride(), 1)
    return grey.point(lambda ink: 0 if ink > 110 else 255, "1")


def write_scanned(out, pages, dpi=150):
    """A file a page, then one of them all: two thousand pictures at once would take gigabytes."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, f"{number:05}.pdf") for number in range(1, pages + 1)]
        for number, file in enumerate(files, 1):
            picture(number, dpi).save(file, resolution=dpi)
        subprocess.run(["qpdf", "--empty", "--pages", *files, "--", out], check=True)


def main(options):
    if options.scanned:
        write_scanned(options.out, options.pages)
        return
    surface = cairo.PDFSurface(options.out, 595, 842)
    context = cairo.Context(surface)
    for number in range(1, options.pages + 1):
        for row in rows(number):
            show(context, *row)
        show(context, 70, 270, SENTENCE * 7)
        context.show_page()
    surface.finish()


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("out")
parser.add_argument("pages", type=int)
parser.add_argument("--scanned", action="store_true")
main(parser.parse_args())
