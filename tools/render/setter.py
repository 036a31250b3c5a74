"""Sets the zones of a letter on sheets: head, labels, body, foot, stamps, notes, forms."""
import random
import re

import ornaments
from sheet import BLACK, BLUE, BOTTOM, HEIGHT, LEFT, RED, RIGHT, TOP, VIOLET, WIDTH, Sheet

OVERLAYS = ("stamp", "routing", "noise", "speed", "secrecy")
PEN = "Purisa"
STAMP_FONT = "Loma"
TRUTH = {"addressees": "addressee", "references": "reference", "attachments": "attachment", "closing_sentence": "body", "stamp": "received_stamp", "note": "marginal_note", "routing": "routing_slip", "motto": "slogan",
         "issuer_line": "letterhead", "issuer_name": "signature", "rule": "noise"}


class Setter:
    """Sets one letter after the other; every letter starts a new page. Pages are in `pages`."""

    def __init__(self, dpi=200, family="Laksaman", size=16.0, seed=0, exact=False, catchwords=True, over=0.0, pen=0.0):
        self.dpi, self.family, self.size, self.exact, self.auto_catchwords = dpi, family, size, exact, catchwords
        self.pen = pen   # share of letters whose running number, and day, are written by hand
        self.over = over   # share of stamps put over the letterhead
        self.rng = random.Random(seed)
        self.pages, self.sheet, self.y, self.number, self.order = [], None, 0, 1, 0
        self.catchwords, self.in_form = [], False

    # -- pages -----------------------------------------------------------------------------------------------------
    def new_page(self):
        self.sheet = Sheet(self.dpi, self.family)
        self.sheet.role = {"letter": self.order, "number": self.number, "form": self.in_form}
        self.pages.append(self.sheet)
        self.y = TOP

    def turn(self, next_words=None, number=True):
        """Goes to the next page of the same letter, with catchword and page number."""
        if next_words:
            self.sheet.text(next_words, RIGHT, HEIGHT - 36, self.size, "catchword", align="right", block=self.order)
            self.catchwords.append({"letter": self.order, "page": len(self.pages), "text": next_words})
        self.number += 1
        self.new_page()
        if number:
            thai = str(self.number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
            self.sheet.text(f"- {thai} -", WIDTH / 2, 50, self.size, "page_number", align="center", block=self.order)
            self.y = TOP + 22

    @property
    def leading(self):
        return self.size * self.spacing

    def flow(self, words, zone, x=LEFT, right=RIGHT, indent=0, hang=0, size=None, colour=BLACK, align="left", bold=False, catch=None, gap=0, justify=False):
        """Sets a paragraph at the cursor, turning pages as needed. `hang` indents all lines but the first."""
        size = size or self.size
        self.y += gap
        pieces = words.split("\n") if "\n" in words else [words]
        for k, piece in enumerate(pieces):
            if self.exact and len(pieces) > 1:
                self.fit(piece, x + (indent if k == 0 else hang), right, size, zone, colour, align)
                continue
            shift = indent - hang
            layout = self.sheet.layout(piece, size, right - x, shift, align, bold=bold, justify=justify and align == "left")
            lines = self.sheet.set_lines(layout)
            for i, (line, text, offset, _) in enumerate(lines):
                if self.y + self.leading > BOTTOM:
                    rest = catch if i == 0 and catch else text
                    self.turn(self.automatic(rest))
                self.y += self.leading
                self.sheet.draw_line(line, text, x + (hang if shift > 0 else 0) + offset, self.y, zone, colour, self.order)

    def automatic(self, words):
        """A catchword for a page that ran full."""
        if not self.auto_catchwords or self.exact or self.in_form:
            return None
        head = words.strip().split(" ")
        short = head[0] if len(head[0]) > 6 or len(head) == 1 else " ".join(head[:2])
        return "/" + short[:14].rstrip("เแโใไ") + "..."

    def fit(self, words, x, right, size, zone, colour=BLACK, align="left"):
        """One line that must stay one line: set smaller where it is too wide."""
        while size > 9 and self.sheet.measure(words, size) > right - x:
            size -= 0.25
        if self.y + self.leading > BOTTOM:
            self.turn(None)
        self.y += self.leading
        at = {"left": x, "center": (x + right) / 2, "right": right}[align]
        self.sheet.text(words, at, self.y, size, zone, colour, align, self.order)

    # -- a letter ----------------------------------------------------------------------------------------------------
    def letter(self, letter, order):
        """Sets a letter; one that runs over is set closer, as a typist does, when that saves a page."""
        spacing, state, start = self.rng.uniform(1.20, 1.42), self.rng.getstate(), len(self.pages)
        self.justified = not self.exact and self.rng.random() < 0.35
        state, best = self.rng.getstate(), None
        for closer in (spacing, 1.16, 1.04):
            del self.pages[start:]
            self.catchwords = [c for c in self.catchwords if c["letter"] != order]
            self.rng.setstate(state)
            self.spacing = closer
            self.set_letter(letter, order)
            count = len(self.pages) - start
            if best is None or count < best[0]:
                best = (count, closer, self.pages[start:], list(self.catchwords))
            if count == 1:
                break
        del self.pages[start:]
        self.pages += best[2]
        self.catchwords = best[3]
        self.in_form, self.number = True, 0
        for form in letter.get("forms", []):
            self.form(form)
        self.in_form = False

    def set_letter(self, letter, order):
        self.order, self.number = order, 1
        self.new_page()
        self.kind = letter["kind"]
        self.sign_top, self.sign_end, self.owner_top, self.owner_started = BOTTOM - 150, TOP, BOTTOM, None
        blocks = [dict(b, lines=[x for x in b["lines"] if not isinstance(x, str) or x.strip()]) for b in letter["blocks"]]
        order_read = [b["zone"] for b in blocks]
        if "letterhead" in order_read and "number" in order_read[order_read.index("letterhead"):]:   # read first, but the number's height is both's
            blocks.insert(order_read.index("letterhead"), blocks.pop(order_read.index("number")))
        head = [line for b in blocks if b["zone"] == "letterhead" for line in b["lines"]]
        self.head_x = min([RIGHT + 8 - self.sheet.measure(line.strip(), self.size) for line in head] + [WIDTH * self.rng.uniform(0.58, 0.63)])
        for block in blocks:
            if block["zone"] not in OVERLAYS + ("note", "qr"):
                getattr(self, "set_" + block["zone"], self.set_plain)(block)
        last, self.sheet = self.sheet, self.pages[-self.number]
        self.overlays([b for b in blocks if b["zone"] in OVERLAYS])
        self.sheet = last
        self.codes([b for b in blocks if b["zone"] == "qr"])
        for block in blocks:
            if block["zone"] == "note":
                self.set_note(block)

    def free(self, left, top, width, height):
        """True where no line and no picture of this sheet stands inside the box (in points)."""
        s = self.sheet.scale
        boxes = [[v / s for v in line["box"]] for line in self.sheet.lines] + self.sheet.taken
        return all(b[2] < left - 3 or b[0] > left + width + 3 or b[3] < top - 3 or b[1] > top + height + 3 for b in boxes)

    def place(self, spots, width, height):
        """The first free spot of a list of corners, or the last."""
        return next(((x, y) for x, y in spots if y + height < HEIGHT - 6 and self.free(x, y, width, height)), spots[-1])

    def set_plain(self, block):
        for line in block["lines"]:
            self.flow(line, TRUTH.get(block["zone"], block["zone"]))

    def set_number(self, block):
        """The number at the left; the letterhead follows on the same height."""
        if self.kind == "radio_message":
            self.set_plain(block)
        elif self.kind in ("external_letter", "stamped_letter", "record"):
            ornaments.emblem(self.sheet.ctx, WIDTH / 2, 40, 82, BLACK)
            self.y = 128 if self.head_x > WIDTH / 2 + 44 else 142
            self.inked(block["lines"][0], r"^(.*/\s*(?:ว\.?\s*)?)([0-9๐-๙]+)()$", LEFT, "number")
            if self.kind == "stamped_letter":
                self.y += 8
        elif self.kind == "internal_memo":
            for line in block["lines"]:
                self.memo_line(line, "number")
        else:
            for line in block["lines"]:
                self.flow(line, "number", align="center")

    def inked(self, words, pattern, x, zone):
        """A line of which the middle group of the pattern may be written by pen; one line of the truth."""
        m = re.match(pattern, words)
        if not m or self.rng.random() >= self.pen:
            self.sheet.text(words, x, self.y, self.size, zone, block=self.order)
            return
        colour, first = self.rng.choice([BLUE, BLUE, BLACK]), len(self.sheet.lines)
        for group, options in zip(m.groups(), ({}, {"family": PEN}, {})):
            if group:
                size = self.size * (self.rng.uniform(1.1, 1.5) if options else 1)
                x += self.sheet.text(group, x, self.y - (self.rng.uniform(-1, 3) if options else 0), size, zone, colour if options else BLACK, block=self.order, **options)
        parts = self.sheet.lines[first:]
        del self.sheet.lines[first + 1:]
        merge(self.sheet.lines[first], parts, words.strip())
        self.sheet.lines[first]["handwritten"] = m.group(2)

    def set_letterhead(self, block):
        if self.kind == "radio_message":
            return self.set_plain(block)
        y = self.y
        for line in block["lines"]:
            self.sheet.text(line.strip(), self.head_x, y, self.size, "letterhead", block=self.order)
            y += self.size * 1.25
        self.y = y

    def set_date(self, block):
        words = block["lines"][0]
        if self.kind == "radio_message":
            self.set_plain(block)
        elif self.kind == "external_letter":
            self.y += 10
            self.inked(words, r"^()([0-9๐-๙]{1,2})(\s+.*)$", WIDTH * 0.5, "date")
            self.y += 6
        elif self.kind == "stamped_letter":
            self.y += self.leading
            self.sheet.text(words, WIDTH * 0.64, self.y, self.size, "date", align="center", block=self.order)
            ornaments.seal(self.sheet.ctx, WIDTH * 0.64, self.y - 26, RED)
        else:
            self.y += self.leading + 8
            self.sheet.text(words, WIDTH * 0.62, self.y, self.size, "date", align="center", block=self.order)

    def set_title(self, block):
        if self.kind == "internal_memo":
            ornaments.emblem(self.sheet.ctx, LEFT + 22, 42, 42, BLACK)
            self.y = 78
            self.sheet.text(block["lines"][0], WIDTH / 2, self.y, 26, "title", align="center", block=self.order, bold=True)
            self.y += 8
            return
        if self.y <= TOP:
            ornaments.emblem(self.sheet.ctx, WIDTH / 2, 40, 82, BLACK)
            self.y = 124
        for line in block["lines"]:
            self.flow(line, "title", align="center", bold=True)

    def memo_line(self, words, zone):
        """A label in bold and its value on a dotted line."""
        self.y += self.leading
        ornaments.dotted(self.sheet.ctx, LEFT + 40, RIGHT, self.y + 2)
        size = self.size
        while size > 9 and self.sheet.measure(words, size) > RIGHT - LEFT:
            size -= 0.25
        self.sheet.text(words, LEFT, self.y, size, zone, block=self.order)

    def set_issuer_line(self, block):
        for line in block["lines"]:
            self.memo_line(line, "letterhead")

    def set_issuer_name(self, block):
        self.y += self.leading * 1.8
        for line in block["lines"]:
            self.sheet.text(line, WIDTH * 0.64, self.y, self.size, "signature", align="center", block=self.order)
            self.y += self.leading * 0.6

    def set_rule(self, block):
        self.y += 14
        self.sheet.ctx.set_source_rgb(*BLACK)
        self.sheet.ctx.set_line_width(0.8)
        self.sheet.ctx.move_to(WIDTH / 2 - 70, self.y)
        self.sheet.ctx.line_to(WIDTH / 2 + 70, self.y)
        self.sheet.ctx.stroke()

    def hanging(self, lines, zone, label_width):
        """A labelled zone: the first word(s) are the label, the rest hangs behind it."""
        self.y += 4
        for line in lines:
            self.flow(line, zone, hang=label_width)

    def labelled(self, block, label, zone):
        words = block["lines"]
        first = words[0]
        if self.kind == "regulation":
            for line in words:
                self.flow(line, zone, align="center")
            return None
        if not re.match(r"^(- )?" + label, first):
            return self.set_plain(block)
        if self.kind in ("order", "announcement"):
            return self.flow(first, zone, align="center")
        hang = self.sheet.measure(label + "   ", self.size)
        head, rest = re.match(r"^((?:- )?\S+)\s*(.*)$", first, re.S).groups()
        self.y += 5
        self.row(head, rest, zone, hang)
        for line in words[1:]:
            self.flow(line.strip(), zone, x=LEFT + hang)

    def row(self, label, words, zone, hang, right=RIGHT):
        """Label and first line share one baseline and are one line of the truth."""
        gap = " "
        full = f"{label}{gap}{words}"
        width = self.sheet.measure(label + gap, self.size)
        layout = self.sheet.layout(full, self.size, right - LEFT, -hang)
        if width < hang:   # widen the gap so that the text starts at the tab stop
            attrs = self.spread(label, hang - width)
            layout.set_attributes(attrs)
        for i, (line, text, offset, _) in enumerate(self.sheet.set_lines(layout)):
            self.y += self.leading
            self.sheet.draw_line(line, text, LEFT + offset, self.y, zone, BLACK, self.order)

    def spread(self, label, extra):
        from gi.repository import Pango
        attrs = Pango.AttrList()
        spacing = Pango.attr_letter_spacing_new(round(extra * Pango.SCALE))
        spacing.start_index = len(label.encode())
        spacing.end_index = spacing.start_index + 1
        attrs.insert(spacing)
        return attrs

    def set_subject(self, block):
        self.labelled(block, "เรื่อง", "subject")

    def set_addressees(self, block):
        label = "ถึง" if re.match(r"^(- )?ถึง", block["lines"][0]) else "เรียน"
        self.labelled(block, label, "addressee")

    def set_references(self, block):
        self.labelled(block, "อ้างถึง", "reference")

    def set_attachments(self, block):
        """Items hang behind the label; the quantity stands at the right margin."""
        label = "สิ่งที่ส่งมาด้วย"
        hang = self.sheet.measure(label + "  ", self.size)
        self.y += 5
        for i, item in enumerate(block["items"]):
            quantity = item.get("quantity")
            right = RIGHT - (self.sheet.measure(quantity, self.size) + 12 if quantity else 0)
            top = self.y + self.leading
            lead = block.get("lead", "")
            if i == 0:
                self.row(lead + label, item["text"], "attachment", hang, right)
            else:
                self.flow(item["text"], "attachment", x=LEFT + hang, right=right, hang=self.sheet.measure("๑. ", self.size) if item["text"][1:2] == "." else 0)
            if quantity:
                y = top if block.get("quantity_first") else self.y
                self.sheet.text(quantity, RIGHT, y, self.size, "attachment", align="right", block=self.order)

    def set_body(self, block):
        self.y += 6
        for p in block["lines"]:
            words = p["text"]
            catch = p.get("break_before")
            if catch and (self.exact or self.y > HEIGHT * 0.70):
                self.turn(catch)
            self.flow(words, "body", indent=71, gap=3, catch=words, justify=self.justified)

    def set_closing_sentence(self, block):
        self.y += 3
        self.flow("\n".join(block["lines"]), "body", indent=71)

    def need(self, height):
        """Starts a new page where the rest of this one is too short."""
        if self.y + height > BOTTOM + 20:
            self.turn(None)

    def set_closing(self, block):
        self.need(120)
        self.sign_top = self.y
        self.y += 8
        for line in block["lines"]:
            self.y += self.leading
            self.sheet.text(line.strip(), WIDTH * 0.63, self.y, self.size, "closing", align="center", block=self.order)

    def set_signature(self, block):
        self.need(90)
        centre = WIDTH * 0.63
        self.y += 12
        if block.get("rank"):
            self.y += self.leading * 0.6
            self.sheet.text(block["rank"], centre - 92, self.y + 8, self.size, "signature", block=self.order)
        ornaments.scribble(self.sheet.ctx, self.rng, centre - 40, self.y + 16, self.rng.uniform(60, 90), BLUE if self.rng.random() < 0.6 else BLACK)
        self.y += 26
        for line in block["lines"]:
            self.y += self.leading * 0.97
            self.sheet.text(line.strip(), centre, self.y, self.size, "signature", align="center", block=self.order)
        self.sign_end = self.y

    def set_owner(self, block):
        if self.owner_started != (self.order, len(self.pages)):
            room = BOTTOM + 14 - self.y - 4 * self.leading
            self.y += max(2.0, min(room * 0.7, 50)) if room > 0 else 2
            self.owner_started = (self.order, len(self.pages))
            self.owner_top = self.y
        self.need(len(block["lines"]) * self.leading)
        for line in block["lines"]:
            self.y += self.leading * 0.95
            self.sheet.text(line.strip(), LEFT, self.y, self.size, TRUTH.get(block["zone"], block["zone"]), block=self.order)

    set_coordinator = set_owner

    def set_motto(self, block):
        for line in block["lines"]:
            self.sheet.text(line, WIDTH / 2, HEIGHT - 30, self.size, "slogan", align="center", block=self.order, italic=True)

    # -- what lies over the text -------------------------------------------------------------------------------------
    def overlays(self, blocks):
        self.sheet.taken.append([WIDTH / 2 - 44, 36, WIDTH / 2 + 44, 124])
        for block in blocks:
            zone = block["zone"]
            if zone == "speed":
                self.sheet.text(block["lines"][0], LEFT, 100, 24, "speed", RED, block=self.order, bold=True)
            elif zone == "secrecy":
                for y in (34, HEIGHT - 14):
                    self.sheet.text(block["lines"][0], WIDTH / 2, y, 24, "secrecy", RED, "center", self.order, bold=True)
            elif zone == "noise":
                for i, line in enumerate(block["lines"]):
                    self.sheet.text(line, 60, 34 + 14 * i, 15, "noise", BLUE, block=self.order, family=PEN)
        for block in blocks:
            if block["zone"] == "stamp":
                self.stamp(block["lines"])
        for block in blocks:
            if block["zone"] == "routing":
                self.routing(block)

    def stamp(self, lines):
        """A framed rubber stamp, a little slanted, with pen in its blanks; at the top right, or where there is room."""
        sheet, rng = self.sheet, self.rng
        colour = rng.choice([BLUE, BLUE, VIOLET])
        pen = rng.choice([BLUE, BLACK])
        size, row = 13.5, 14.5
        width = max(sheet.measure(l, size, family=STAMP_FONT) for l in lines) * 1.05 + 16
        width = max(width, 140)
        height = len(lines) * row + 8
        right = WIDTH - width - 16
        below = [(x, b[3] + 5) for b in sheet.taken for x in (right, 22)]
        spots = [(right - rng.uniform(0, 12), 8 + rng.uniform(0, 6)), (22, 9), *below, (WIDTH / 2 - width / 2, HEIGHT - height - 24), (22, HEIGHT - height - 20), (right, HEIGHT - height - 20), (right, 30)]
        if rng.random() < self.over:   # as on many real letters: over the letterhead
            spots = [(self.head_x + rng.uniform(-20, 30), 84 + rng.uniform(0, 30))]
        left, top = self.place(spots, width, height)
        left = min(left, right + 8)
        sheet.taken.append([left, top, left + width, top + height])
        sheet.ctx.save()
        sheet.ctx.translate(left + width / 2, top + height / 2)
        sheet.ctx.rotate(rng.uniform(-0.05, 0.07))
        sheet.ctx.translate(-width / 2, -height / 2)
        ornaments.frame(sheet.ctx, 0, 0, width, height, colour)
        for i, line in enumerate(lines):
            y = row * i + 15
            m = re.match(r"^\s*((?:เลขที่รับ|เลขรับที่|รับเลขที่|เลขรับ|เลขที่|รับที่|วันที่|ลงวันที่|เวลา)(?:\s*:\s*|[.\s]*))(.*)$", line)
            if m and m.group(2) and not re.search("วันที่|เวลา", m.group(2)):
                self.stamp_row(m.group(1), m.group(2), y, size, colour, pen)
            else:
                label = re.match(r"^\s*(เล|รับ|วัน|ลง|เว)", line)
                sheet.text(line.strip(), 8 if label else width / 2, y, size, "received_stamp", colour, "left" if label else "center", self.order, family=STAMP_FONT)
        sheet.ctx.restore()

    def stamp_row(self, label, value, y, size, colour, pen):
        """Label in rubber, value by pen; one line of the truth."""
        sheet = self.sheet
        count = len(sheet.lines)
        used = sheet.text(label, 8, y, size, "received_stamp", colour, block=self.order, family=STAMP_FONT)
        sheet.text(value, 8 + used + 2, y - 1, size + 0.5, "received_stamp", pen, block=self.order, family=PEN)
        parts = sheet.lines[count:]
        del sheet.lines[count + 1:]
        merge(sheet.lines[count], parts, (label + value).strip())

    def routing(self, block):
        """A list of desks, rubber-stamped where there is room at the edge."""
        sheet, size = self.sheet, 12
        rows = [line.strip() for line in block["lines"]]
        width, height = max(sheet.measure(r, size, family=STAMP_FONT) for r in rows), 13 * len(rows)
        x, y = self.place([(20, 18), (WIDTH - width - 20, 18), (14, 50), (WIDTH - width - 14, 150), (14, 150), (20, HEIGHT - height - 10), (WIDTH / 2, HEIGHT - height - 10), (14, 145)], width, height)
        sheet.taken.append([x, y, x + width, y + height])
        sheet.ctx.save()
        sheet.ctx.translate(x, y)
        sheet.ctx.rotate(-0.02)
        for i, line in enumerate(rows):
            sheet.text(line, 0, 11 + i * 13, size, "routing_slip", VIOLET, block=self.order, family=STAMP_FONT)
        sheet.ctx.restore()

    def codes(self, blocks):
        """QR squares with captions on the last page: under the signature, beside it, or beside the owner unit."""
        size = 54
        for i, block in enumerate(blocks):
            wide = max([size] + [self.sheet.measure(l.strip(), 14) for l in block["lines"]])
            high = size + 6 + 13 * len(block["lines"])
            spots = [(x, y) for y in (self.sign_end + 14, self.owner_top, self.sign_top, HEIGHT - high - 24) for x in (RIGHT - wide, RIGHT - 2 * wide - 14, LEFT, LEFT + wide + 14, WIDTH / 2 - wide / 2)]
            x, top = self.place(spots + [(RIGHT - wide, HEIGHT - high - 10)], wide, high)
            self.sheet.taken.append([x, top, x + wide, top + high])
            ornaments.qr(self.sheet.ctx, f"https://letters.example/{self.order}/{i}", x + (wide - size) / 2, top, size)
            for k, line in enumerate(block["lines"]):
                self.sheet.text(line.strip(), x + wide / 2, top + size + 13 + 13 * k, 14, "qr", align="center", block=self.order)

    def set_note(self, block):
        """Handwriting in blue or black, where the page is free."""
        size, wide, rng = 14, 230, self.rng
        layouts = [(line, self.sheet.set_lines(self.sheet.layout(line.strip(), size, wide, family=PEN))) for line in block["lines"]]
        height = 17 * sum(len(l) for _, l in layouts) + 8
        spots = [(x, y) for y in (self.sign_end + 6, self.y + 8, self.sign_top + 20, HEIGHT - height - 14) for x in (WIDTH * 0.56, 30, 60)]
        x, top = self.place(spots + [(0, 0)], wide, height)
        if (x, top) == (0, 0):
            self.turn(None, number=False)
            x, top = 60, TOP
        sheet = self.sheet
        sheet.taken.append([x, top, x + wide, top + height])
        colour = rng.choice([BLUE, BLUE, BLACK])
        sheet.ctx.save()
        sheet.ctx.translate(x, top)
        sheet.ctx.rotate(rng.uniform(-0.03, 0.01))
        y = 0
        for line in block["lines"]:
            for part, words, offset, _ in sheet.set_lines(sheet.layout(line.strip(), size, wide, family=PEN)):
                y += 17
                sheet.draw_line(part, words, offset, y, "marginal_note", colour, self.order)
        sheet.ctx.restore()

    # -- forms -------------------------------------------------------------------------------------------------------
    def form(self, form):
        """A form page: centred title, rows of blanks, tables where the lines hold tabs."""
        self.number += 1
        self.new_page()
        lines = list(form["lines"])
        title = True
        i = 0
        while i < len(lines):
            line = lines[i]
            if "\t" in line:
                rows = []
                while i < len(lines) and "\t" in lines[i]:
                    rows.append(lines[i].split("\t"))
                    i += 1
                self.table(rows)
                continue
            i += 1
            if not line.strip():
                title = False if self.y > TOP else title
                self.y += 5
                continue
            if title:
                self.flow(line.strip(), "form", align="center", bold=True, size=self.size)
            else:
                self.flow(line.strip(), "form")

    def table(self, rows):
        """A ruled table; long cells wrap."""
        sheet = self.sheet
        columns = max(len(r) for r in rows)
        rows = [r + [""] * (columns - len(r)) for r in rows]
        weight = [max(9, min(60, max(len(r[c]) for r in rows))) for c in range(columns)]
        total = sum(weight)
        edges = [LEFT - 20]
        for w in weight:
            edges.append(edges[-1] + (RIGHT - LEFT + 30) * w / total)
        size = self.size - 2
        self.y += 8
        for row in rows:
            cells = [sheet.set_lines(sheet.layout(c.strip(), size, edges[k + 1] - edges[k] - 8)) if c.strip() else [] for k, c in enumerate(row)]
            height = max(1, max(len(c) for c in cells)) * size * 1.25 + 6
            if self.y + height > HEIGHT - 40:
                self.new_page()
                sheet = self.sheet
                cells = [sheet.set_lines(sheet.layout(c.strip(), size, edges[k + 1] - edges[k] - 8)) if c.strip() else [] for k, c in enumerate(row)]
            sheet.ctx.set_source_rgb(*BLACK)
            sheet.ctx.set_line_width(0.7)
            for k in range(columns):
                sheet.ctx.rectangle(edges[k], self.y, edges[k + 1] - edges[k], height)
            sheet.ctx.stroke()
            for k, cell in enumerate(cells):
                for n, (line, words, offset, _) in enumerate(cell):
                    sheet.draw_line(line, words, edges[k] + 4 + offset, self.y + (n + 1) * size * 1.25 - 1, "form", BLACK, self.order)
            self.y += height


def merge(entry, parts, words):
    """Makes one line of the truth of parts set side by side."""
    boxes = [p["box"] for p in parts]
    entry["text"] = words
    entry["corners"] = [parts[0]["corners"][0], parts[-1]["corners"][1], parts[-1]["corners"][2], parts[0]["corners"][3]]
    entry["box"] = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
