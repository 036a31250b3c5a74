"""Sets the zones of a letter on sheets: head, labels, body, foot, stamps, notes, forms."""
import random

from overlays import Overlays
from sheet import BLACK, BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Sheet
from zones import Zones

OVERLAYS = ("stamp", "routing", "noise", "speed", "secrecy")


class Setter(Zones, Overlays):
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
