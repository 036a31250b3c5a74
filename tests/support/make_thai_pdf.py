"""make_thai_pdf.py OUT.pdf: a letter's text as a born-digital PDF, typeset with Pango like a word processor's."""
import sys

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo

BODY = (
    "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้กำหนดแนวทางการดำเนินงานสำหรับองค์กรปกครองส่วนท้องถิ่น "
    "เพื่อให้การจัดทำงบประมาณรายจ่ายประจำปีเป็นไปด้วยความเรียบร้อย จึงขอให้จังหวัดแจ้งอำเภอและตำบลทราบ "
    "ทั้งนี้ ให้รายงานผลภายในวันที่ ๕ ของทุกเดือน ผู้ใดมีข้อสงสัยให้สอบถามได้ที่สำนักงานท้องถิ่นจังหวัด ป้ายชื่อ ฟ้าฝั่ง ปู่ย่า"
)
ROWS = [
    (70, 90, "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓"),
    (400, 90, "กรมส่งเสริมการปกครอง"),
    (280, 150, "๒๗ กุมภาพันธ์ ๒๕๖๙"),
    (70, 190, "เรื่อง ซักซ้อมแนวทางการดำเนินงาน"),
    (70, 220, "เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด"),
    (70, 270, BODY),
]

surface = cairo.PDFSurface(sys.argv[1], 595, 842)
context = cairo.Context(surface)
for x, y, text in ROWS:
    layout = PangoCairo.create_layout(context)
    font = Pango.FontDescription("Laksaman")
    font.set_absolute_size(16 * Pango.SCALE)
    layout.set_font_description(font)
    layout.set_width((540 - x if text == BODY else 1000) * Pango.SCALE)
    layout.set_text(text, -1)
    context.move_to(x, y)
    PangoCairo.show_layout(context, layout)
context.show_page()
surface.finish()
