"""Sets pages that look like official letters: every zone of one, in random order and number, with random text.

What matters is that the line recogniser meets each zone's shapes: numbers at the left of a letterhead, dates alone in the middle of a
line, hanging lists with a quantity at the right margin, justified paragraphs, signatures, small contact blocks, tables.
"""
import re

from phrases import MONTHS, SPEEDS, UNITS, mixed_numerals, scrambled

LABELS = ("เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย")
CLOSINGS = ("ขอแสดงความนับถือ", "ขอแสดงความนับถืออย่างยิ่ง", "จึงเรียนมาเพื่อโปรดทราบ", "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป", "จึงเรียนมาเพื่อทราบและถือปฏิบัติ", "จึงเรียนมาเพื่อโปรดพิจารณา",
            "ให้ใช้ระเบียบนี้บังคับตั้งแต่วันที่", "ประกาศ ณ วันที่", "สั่ง ณ วันที่", "สำเนาถูกต้อง", "บันทึกข้อความ", "ส่วนราชการ", "ทราบ", "เพื่อโปรดทราบ", "แจ้งทุกกองทราบ", "ลงชื่อ", "ร่าง/พิมพ์/ทาน", "สำเนาคู่ฉบับ")
OPENINGS = ("ด้วย", "ตามที่", "ตามหนังสือที่อ้างถึง", "ในการนี้", "ทั้งนี้", "พร้อมนี้", "จึงขอให้", "เพื่อให้การดำเนินการ", "อนึ่ง", "สำหรับ", "โดยขอให้", "กรณีดังกล่าว")


def canonical(text):
    """One spelling for what looks the same: sara am composed, แ not เเ, vowel before tone mark, one mark of a kind, three dots."""
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("เเ", "แ").replace("…", "...").replace("\xa0", " ")
    text = re.sub("([\u0e47-\u0e4e])([\u0e31\u0e34-\u0e3a])", r"\2\1", text)
    return re.sub("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+", r"\1", text)


class Letters:
    """Draws random zones on a page. `corpus` is a list of lines of running text, `phrases` a Phrases."""

    def __init__(self, phrases, corpus, allowed):
        self.p, self.rng, self.corpus, self.allowed = phrases, phrases.rng, corpus, allowed

    def clean(self, text):
        return "".join(c for c in canonical(mixed_numerals(text, self.rng)) if c in self.allowed or c == "\n").strip()

    def sentence(self, low, high):
        """Running text of about `low` to `high` characters, cut at blanks, with pieces of letters put in."""
        text = self.p.pick(OPENINGS) if self.p.chance(0.15) else ""
        goal = int(self.rng.integers(low, high + 1))
        while len(text) < goal:
            line = self.p.pick(self.corpus)
            start = line.find(" ", int(self.rng.integers(0, max(1, len(line) - goal)))) + 1 if self.p.chance(0.7) else 0
            part = line[start:start + goal - len(text) + 20]
            part = part[:part.rfind(" ")] if " " in part[5:] else part
            part = scrambled(part, self.rng) if self.p.chance(0.5) else part
            if self.p.chance(0.1):
                part = self.p.pick("“{}”", '"{}"', "({})", "‘{}’", "“{}”").format(part[:40].strip())
            text += " " + part
            if self.p.chance(0.6):
                text += " " + self.p.any()
            if self.p.chance(0.08):
                text += self.p.pick("ๆ", " ๆ", "ฯ", " ฯลฯ", " ...", " - ", " – ", "; ", ": ", " / ", "%")
        return text.strip()

    def fill(self, page, style):
        """Zones from top to bottom until the page is full."""
        unit = page.dpi / 72
        left, right = self.rng.uniform(40, 90) * unit, page.width - self.rng.uniform(30, 70) * unit
        if self.p.chance(0.35):
            right = left + (right - left) * self.rng.uniform(0.45, 0.9)
        y = self.rng.uniform(20, 70) * unit
        zones = [self.head, self.labels, self.paragraph, self.paragraph, self.paragraph, self.numbered, self.numbers, self.numbers, self.signature, self.contact, self.table]
        while y < page.height - 60 * unit:
            y = self.p.pick(zones)(page, style, left, y, right) + self.rng.uniform(0, 14) * unit

    def put(self, page, style, text, x, y, width, **how):
        text = self.clean(text)
        return page.draw(text, x, y, max(width, 30), style["family"], how.pop("points", style["points"]), bold=how.pop("bold", style["bold"]), spacing=style["spacing"],
                         tracking=style["tracking"], **how) if text else y

    def head(self, page, style, left, y, right):
        middle = left + (right - left) * self.rng.uniform(0.5, 0.62)
        if self.p.chance(0.4):
            y = self.put(page, style, self.p.pick(SPEEDS), left, y, middle - left, points=style["points"] * self.rng.uniform(1, 1.8), bold=True)
        number = f"{self.p.pick('ที่ ', 'ที่ ', 'ที่  ', 'เลขที่ ', '')}{self.p.document_number()}"
        if self.p.chance(0.15):
            number = f"ที่ {self.p.prefix()} {self.p.digits(4)}/{self.p.leader()}"
        below = self.put(page, style, number, left, y, middle - left)
        y = self.put(page, style, self.p.agency(), middle, y, right - middle)
        y = max(below, self.put(page, style, self.p.address(), middle, y, right - middle))
        date = self.p.date() if self.p.chance(0.75) else f"{self.p.pick('', '     ', '.....')}{self.p.pick(MONTHS)} {self.p.year()}"
        return self.put(page, style, date, left + (right - left) * self.rng.uniform(0.4, 0.6), y, (right - left) * 0.4)

    def labels(self, page, style, left, y, right):
        em = style["points"] * page.dpi / 72
        for label in LABELS:
            tab = em * (3 if len(label) < 8 else 6)
            for row in range(1 if label != "สิ่งที่ส่งมาด้วย" else self.p.pick(1, 2, 3)):
                if not row:
                    self.put(page, style, label, left, y, tab)
                quantity = label == "สิ่งที่ส่งมาด้วย" and self.p.chance(0.7)
                text = self.p.pick(self.p.citation, self.p.position, lambda: self.sentence(20, 110))()
                if quantity:
                    text = f"{row + 1}. {text}"
                    self.put(page, style, self.p.quantity(), right - 6 * em, y, 6.5 * em)
                y = self.put(page, style, text, left + tab, y, right - left - tab - (6.5 * em if quantity else 0))
        return y

    def paragraph(self, page, style, left, y, right):
        return self.put(page, style, self.sentence(80, 420), left, y, right - left, indent=page.dpi * self.p.pick(0, 0.5, 1), justify=self.p.chance(0.4))

    def numbered(self, page, style, left, y, right):
        inset = page.dpi * self.rng.uniform(0, 1)
        for _ in range(self.p.pick(1, 2, 3, 4)):
            y = self.put(page, style, f"{self.p.item_mark()}{self.p.pick(' ', ' ', '  ', '')}{self.sentence(15, 160)}", left, y, right - left, indent=inset, justify=self.p.chance(0.25))
        return y

    def numbers(self, page, style, left, y, right):
        for _ in range(self.p.pick(1, 2, 3, 4)):
            text = self.p.pick(" ", " ", "  ").join(self.p.any() for _ in range(self.p.pick(1, 1, 2, 2, 3, 4)))
            y = self.put(page, style, text, left + (right - left) * self.p.pick(0, 0, self.rng.uniform(0, 0.5)), y, right - left)
        return y

    def signature(self, page, style, left, y, right):
        middle = left + (right - left) * self.rng.uniform(0.3, 0.5)
        rows = [self.p.pick(CLOSINGS), self.p.pick("", "", self.p.pick("ว่าที่ร้อยตรี", "พันตำรวจเอก", "ร้อยเอก")), f"({self.p.person()})", self.p.position(), self.p.position() if self.p.chance(0.4) else ""]
        for row in rows:
            y = self.put(page, style, row, middle, y, right - middle, align="center") + (page.dpi * 0.3 if row == rows[0] and self.p.chance(0.6) else 0)
        if self.p.chance(0.3):
            mark = self.p.pick(f"- {self.p.number(2, 19)} -", f"-{self.p.number(2, 9)}-", f"/{self.p.item_mark()} {self.sentence(5, 15)}{self.p.leader()}", f"/{self.sentence(5, 12)}...")
            y = self.put(page, style, mark, left, y, right - left, align=self.p.pick("center", "right"))
        return y

    def contact(self, page, style, left, y, right):
        points = style["points"] * self.rng.uniform(0.8, 1)
        rows = [self.p.agency(), self.p.agency(), self.p.phone(), self.p.phone(), f"ไปรษณีย์อิเล็กทรอนิกส์ {self.p.email()}", self.p.email(), self.p.url(), f"ผู้ประสานงาน {self.p.person()} {self.p.phone()}",
                f"สำเนาส่ง {self.p.agency()}", f"“{self.sentence(8, 40)}”", f"รับที่ {self.p.digits(2, 3, 4)}", f"วันที่ {self.p.date()}", self.p.time(), f"QR Code {self.p.pick('สิ่งที่ส่งมาด้วย', 'ท้ายหนังสือ', 'กลุ่มไลน์', 'แบบรายงาน')}"]
        for _ in range(self.p.pick(2, 3, 4, 5)):
            y = self.put(page, style, self.p.pick(rows), left, y, (right - left) * self.rng.uniform(0.6, 1), points=points)
        return y

    def table(self, page, style, left, y, right):
        columns = self.p.pick(2, 3, 4)
        step, ruled, top = (right - left) / columns, self.p.chance(0.4), y
        edges = [left + step * i for i in range(columns + 1)]
        cell = lambda: self.p.pick(self.p.any, self.p.any, lambda: self.sentence(4, 18), lambda: self.p.number(1, 9999), lambda: f"{self.p.number(1, 99)} {self.p.pick(UNITS)}")()
        for _ in range(self.p.pick(2, 3, 5)):
            if ruled:
                page.rule(left, y, right, y, page.dpi / 150)
            y = max(self.put(page, style, cell(), edge + 0.04 * page.dpi, y, step - 0.08 * page.dpi, align=self.p.pick("left", "left", "center")) for edge in edges[:-1])
        if ruled:
            page.rule(left, y, right, y, page.dpi / 150)
            for edge in edges:
                page.rule(edge, top, edge, y, page.dpi / 150)
        return y
