"""Text with marked spans: what a record quotes is cut from the finished text, so that gold and text cannot disagree.

A span is opened and closed by private-use characters inside the string; `|` allows a line break where no blank stands.
Both vanish when the text is finished; `Ref` objects left in the gold are then replaced by what the text says.
"""
import bisect
import re

OPEN, CLOSE, LIMIT = 0xE000, 0xEC00, 0xC00
MARKS = re.compile("[\ue000-\uf7ff]")
HIDDEN = re.compile("[\ue000-\uf7ff|]")
NARROW = re.compile("[ัิีึืฺุู็่้๊๋์ํ๎|\ue000-\uf7ff]")
BLANKS = re.compile(r"\s+")


def collapse(text):
    """Every run of white space as one blank, none at the ends."""
    return BLANKS.sub(" ", text).strip()


class Ref:
    """Stands in the gold for what a span says: its text, its lines, or a value made from its text."""

    def __init__(self, number, what="text", make=None):
        self.number, self.what, self.make = number, what, make


class Marker:
    """Hands out span numbers for one bundle."""

    def __init__(self):
        self.count = 0

    def mark(self, text):
        """Returns the text with its span, and the span's number."""
        number = self.count
        self.count += 1
        if number >= LIMIT:
            raise ValueError("too many spans in one bundle")
        return f"{chr(OPEN + number)}{text}{chr(CLOSE + number)}", number

    def around(self, lines):
        """Opens a span in the first of these lines and closes it in the last; returns its number."""
        marks, number = self.mark("")
        lines[0] = marks[0] + lines[0]
        lines[-1] += marks[1]
        return number


def plain(text):
    """The text without marks and break places."""
    return HIDDEN.sub("", text)


def width(text):
    """Columns a text takes; vowels and tone marks above or below take none."""
    return len(NARROW.sub("", text))


def wrap(text, columns):
    """Breaks a paragraph at blanks and at `|` so that no line is much longer than `columns`."""
    pieces = re.split(r"( +|\|)", text)
    lines, line, used = [], "", 0
    for i in range(0, len(pieces), 2):
        word = pieces[i]
        gap = pieces[i - 1] if i else ""
        gap = "" if gap == "|" else gap
        size = width(word)
        if line and used + len(gap) + size > columns:
            lines.append(line)
            line, used = word, size
        else:
            line, used = line + gap + word, used + len(gap) + size
    return lines + [line] if line else lines


class Finished:
    """The finished text of a bundle and the places of its spans."""

    def __init__(self, marked):
        out, self.begin, self.end, place = [], {}, {}, 0
        for piece in re.split("([\ue000-\uf7ff|])", marked):
            if len(piece) == 1 and HIDDEN.match(piece):
                if piece != "|":
                    code = ord(piece)
                    if code < CLOSE:
                        self.begin[code - OPEN] = place
                    else:
                        self.end[code - CLOSE] = place
            else:
                out.append(piece)
                place += len(piece)
        self.text = "".join(out)
        self.newlines = [m.start() for m in re.finditer("\n", self.text)]

    def line(self, place):
        """Line number, from 1, of a character."""
        return bisect.bisect_left(self.newlines, place) + 1

    def resolve(self, value):
        """Replaces every Ref inside the gold."""
        if isinstance(value, Ref):
            return self.resolve_ref(value)
        if isinstance(value, dict):
            return {k: self.resolve(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.resolve(v) for v in value]
        return value

    def resolve_ref(self, ref):
        begin, end = self.begin[ref.number], self.end[ref.number]
        raw = self.text[begin:end]
        if ref.what == "lines":
            start = begin + len(raw) - len(raw.lstrip())
            return [self.line(start), self.line(max(start, begin + len(raw.rstrip()) - 1))]
        if ref.what == "line":
            return self.line(begin + len(raw) - len(raw.lstrip()))
        text = collapse(raw)
        return ref.make(text) if ref.make else text


# What an OCR makes of a digit (SARABAN section 9): a neighbour glyph, two letters, or nothing.
CONFUSIONS = {
    "๐": "๑๓o", "๑": "๐๒๗", "๒": "๖๑๗", "๓": ["๑", "๕", "กค", "๐"], "๔": "๕๘๙", "๕": "๔๙๘", "๖": ["๒", "", ".", "๙"],
    "๗": "๑๒๙", "๘": ["ส.", "๙", "๔", "๓"], "๙": "๘๕๔๖",
    "0": "8O6", "1": "7l4", "2": "73Z", "3": "85", "4": "91", "5": "6S3", "6": "850", "7": "12", "8": "360B", "9": "405g",
}


def damage(marked, rate, rng):
    """Damages that share of the digits. Returns the text and a list of (offset in the damaged marked text, was, is)."""
    out, hits, place = [], [], 0
    for c in marked:
        new = c
        if c in CONFUSIONS and rng.random() < rate:
            new = rng.choice(CONFUSIONS[c])
            hits.append((place, c, new))
        out.append(new)
        place += len(new)
    return "".join(out), hits
