"""What lies over or beside the text: stamps, routing lists, QR squares, marginal notes; and forms with their tables."""
import re

import ornaments
from sheet import BLACK, BLUE, HEIGHT, LEFT, PEN, RED, RIGHT, STAMP_FONT, TOP, VIOLET, WIDTH, merge


class Overlays:
    """Methods of the setter that put things where there is room."""

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
