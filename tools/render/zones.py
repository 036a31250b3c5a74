"""Where each zone of a letter stands on the page."""
import re

import ornaments
from sheet import BLACK, BLUE, BOTTOM, HEIGHT, LEFT, PEN, RED, RIGHT, TOP, WIDTH, merge, spread

TRUTH = {"addressees": "addressee", "references": "reference", "attachments": "attachment", "closing_sentence": "body", "stamp": "received_stamp", "note": "marginal_note", "routing": "routing_slip", "motto": "slogan",
         "issuer_line": "letterhead", "issuer_name": "signature", "rule": "noise"}


class Zones:
    """Methods of the setter, one a zone."""

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
            layout.set_attributes(spread(label, hang - width))
        for i, (line, text, offset, _) in enumerate(self.sheet.set_lines(layout)):
            self.y += self.leading
            self.sheet.draw_line(line, text, LEFT + offset, self.y, zone, BLACK, self.order)

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
