"""Dates as the rubber type of an office's dater leaves them in a received-stamp: training material of the dater reader.

Bold narrow type in bands that stand a little higher or lower than each other, worn, with holes where print was cut
out, on dotted lines, between labels and strokes that say nothing. What is written in the image is day, month and
year, and nothing else is to be read: the labels around it are not in the text."""
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from digits import tight

HEIGHT = 32
STRETCH = 1.3  # times as wide: type is narrow, and the network answers every fourth column
# ม, มี and มิ are three shapes. Class 0 is the CTC blank.
CLASSES = ["", *"0123456789", "ม", "มี", "มิ", "ก", "ค", "พ", "เ", "ย", "ส", "ต", "ธ"]
MONTHS = [["ม", "ค"], ["ก", "พ"], ["มี", "ค"], ["เ", "ม", "ย"], ["พ", "ค"], ["มิ", "ย"], ["ก", "ค"], ["ส", "ค"], ["ก", "ย"],
          ["ต", "ค"], ["พ", "ย"], ["ธ", "ค"]]


class Dates:
    def __init__(self, fonts, seed, held_out):
        self.random = random.Random(seed)
        faces = [p for p in fonts if not any(word in p.name for word in ("Oblique", "Italic", "Light", "Thin"))]
        faces = [p for i, p in enumerate(faces) if (i % 8 == 0) == held_out]
        self.fonts = [str(p) for p in faces if self.has_thai(p)]

    @staticmethod
    def has_thai(path):
        """A font without a letter draws the same box for it as for what no font has."""
        font = ImageFont.truetype(str(path), 48)
        return all(bytes(font.getmask(c)) != bytes(font.getmask("\uffff")) for c in "1มธ")

    def drawn(self, text, font):
        image = Image.new("L", (60 * len(text) + 80, 150), 0)
        ImageDraw.Draw(image).text((40, 30), text, font=font, fill=255)
        array = np.array(image)
        rows = np.nonzero(array.max(axis=1))[0]
        columns = np.nonzero(array.max(axis=0))[0]
        return array[:, columns[0]:columns[-1] + 1] if len(rows) else None

    def band(self, text, font, narrow, bold, base):
        """One band of the dater: letters with a baseline at row 110 of 150."""
        r = self.random
        image = self.drawn(text, font)
        ascent = font.getmetrics()[0]
        image = cv2.resize(image, None, fx=narrow, fy=1, interpolation=cv2.INTER_AREA)
        image = (image > 110).astype(np.uint8) * 255
        if bold:
            image = cv2.dilate(image, np.ones((bold, bold), np.uint8))
        shift = 110 - (30 + ascent) + int(r.gauss(0, base * 0.06))
        return np.roll(image, shift, axis=0)

    def junk(self, font):
        r = self.random
        text = r.choice(["วันที่", "วันที่", "ลงวันที่", "ที่", "/", ".", "น.", "เวลา", "I", "l", "-"])
        return self.band(text, font, r.uniform(0.6, 1), r.choice([0, 0, 2]), 40)

    def sample(self):
        r = self.random
        size = r.randint(38, 60)
        face = r.choice(self.fonts)
        font = ImageFont.truetype(face, size)
        month = r.randrange(12)
        day, year = str(r.randint(1, 31)), r.choice(["25", "25", "25", "2", ""]) + f"{r.randrange(100):02d}"
        if len(year) == 3:
            year = "25" + year[1:]
        if r.random() < 0.06:
            day = day.zfill(2)
        if r.random() < 0.1:
            year = str(r.randint(1990, 2030))
        dot = r.choice([".", ".", ".", ""])
        letters = dot.join(["เม" if c == "เ" else c for c in MONTHS[month] if not (c == "ม" and MONTHS[month][0] == "เ")]) + dot
        narrow, bold = r.uniform(0.45, 1.0), r.choice([0, 2, 3, 4])
        canvas, x = np.zeros((170, 1500), np.uint8), 60.0
        other = ImageFont.truetype(r.choice(self.fonts), int(size * r.uniform(0.7, 1)))

        def put(image):
            nonlocal x
            left = int(x)
            if left + image.shape[1] >= canvas.shape[1]:
                return
            part = canvas[10:160, left:left + image.shape[1]]
            np.maximum(part, image, out=part)
            x += image.shape[1]

        if r.random() < 0.4:
            put(self.junk(other))
            x += size * r.uniform(0.2, 3)
        apart = r.random() < 0.5  # each digit of the day has its band
        bands = [*day, letters] if apart else [day, letters]
        bands += [*year] if r.random() < 0.1 else [year]
        for i, text in enumerate(bands):
            put(self.band(text, font, narrow * r.uniform(0.92, 1.08), bold, size))
            inside = apart and i + 1 < len(day)
            x += size * (r.uniform(0.02, 0.5) if inside or i > bands.index(letters) else r.uniform(0.1, 0.8))
        if r.random() < 0.3:
            x += size * r.uniform(0.2, 1.5)
            put(self.junk(other))
        target = [*day, *MONTHS[month], *year]
        canvas = np.ascontiguousarray(canvas[:, :min(canvas.shape[1], int(x) + 120)])
        return self.worn(canvas, size), [CLASSES.index(c) for c in target]

    def worn(self, canvas, size):
        r = self.random
        lean, slope = r.uniform(-0.08, 0.08), r.uniform(-0.035, 0.035)
        matrix = np.float32([[1, lean, -lean * 100], [slope, 1, -slope * canvas.shape[1] / 2]])
        canvas = cv2.warpAffine(canvas, matrix, (canvas.shape[1], canvas.shape[0]))
        rows, columns = np.nonzero(canvas)
        left, right = columns.min(), columns.max()
        if r.random() < 0.6:  # the dotted line to write on
            row, step = int(120 + r.uniform(-0.5, 0.25) * size), r.randint(7, 14)
            for x in range(left - 40, right + 40, step):
                if x > 0 and r.random() < 0.85:
                    cv2.circle(canvas, (x, row), r.choice([1, 1, 2]), 255, -1)
        for _ in range(r.choice([0, 0, 1, 2])):  # the strokes between day, month and year
            x = r.randint(left, right)
            cv2.line(canvas, (x, 125), (x + r.randint(4, 22), r.randint(60, 95)), 255, r.choice([1, 2, 3]))
        if r.random() < 0.5:  # worn rubber, dry ink
            seed = np.random.default_rng(r.getrandbits(32))
            coarse = r.choice([3, 5, 8])
            noise = cv2.resize(seed.random((canvas.shape[0] // coarse, canvas.shape[1] // coarse)).astype(np.float32),
                               canvas.shape[1::-1])
            canvas = np.where(noise < r.uniform(0.05, 0.35), 0, canvas).astype(np.uint8)
        if r.random() < 0.35:  # print that crossed it was cut out
            for _ in range(r.randint(1, 4)):
                x, y = r.randint(left, right), r.randint(80, 125)
                cv2.line(canvas, (x, y), (x + r.randint(-25, 60), y + r.randint(-25, 25)), 0, r.randint(2, 6))
        if r.random() < 0.2:
            row = r.randint(100, 118)
            canvas[row:row + r.randint(2, 8), r.randint(left, right):] = 0
        if r.random() < 0.35:  # a neighbour line's ends
            for _ in range(r.randint(1, 5)):
                x = r.randint(left, right)
                cv2.line(canvas, (x, 50), (x + r.randint(-6, 12), 50 + r.randint(4, 14)), 255, r.randint(2, 4))
        if r.random() < 0.4:
            blur = cv2.GaussianBlur(canvas, (0, 0), r.uniform(0.8, 2.2))
            canvas = (blur > r.randint(90, 165)).astype(np.uint8) * 255
        image = tight(canvas)
        if image is None:
            image = np.zeros((40, 80), np.uint8)
        margin = [r.randint(0, 8) for _ in range(4)]
        return scaled(cv2.copyMakeBorder(image, *margin, cv2.BORDER_CONSTANT))


def scaled(image):
    """To the network's height, 0..1, ink 1."""
    width = int(round(STRETCH * image.shape[1] * HEIGHT / image.shape[0]))
    return cv2.resize(image, (min(max(width, 16), 416), HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
