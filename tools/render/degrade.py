"""Makes a clean page look scanned or copied: pure functions on grey pages (uint8, 0 = ink, 255 = paper).

    page = degrade(page, dpi=200, rng=np.random.default_rng(1), kind="copy")

Kinds, from the real scans they imitate:
  clean   as rendered
  office  grey office scanner: blur, grain, uneven light, ink that is not black, JPEG, a small skew
  copy    second-generation bilevel photocopy: threshold twice, strokes thinned or fattened, drop-outs, speckle, dark edge, skew
  fax     scanned at 100 to 150 dpi, bilevel or hard JPEG, brought back to the page's size
Overlays (`stamp`, `dotted_rule`, `ruled_box`, `punch_holes`, `pen_stroke`, `scrawl`, `code_square`, `emblem`) draw what lies on paper besides the text.
Lengths are given at 200 dpi and scaled, so a kind looks the same at every resolution. Skew is left out with `skew=0`,
for callers that must know where each line stays.
"""
import cv2
import numpy as np

KINDS = ("clean", "office", "copy", "fax")


def degrade(page, dpi, rng, kind, skew=None):
    """The page as `kind` shows it, same size. `skew` in degrees; None draws a small one (never for `clean`)."""
    if kind == "clean":
        return page
    angle = rng.normal(0, 0.35) if skew is None else skew
    if angle:
        page = rotate(page, float(np.clip(angle, -1.5, 1.5)))
    return {"office": _office, "copy": _copy, "fax": _fax}[kind](page, dpi / 200, rng)


def rotate(page, angle):
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)


def _office(page, unit, rng):
    x = cv2.GaussianBlur(page, (0, 0), unit * rng.uniform(0.3, 0.9)).astype(np.float32)
    black, white = rng.uniform(0, 70), rng.uniform(215, 255)
    x = black + x * ((white - black) / 255)
    x += _cloud(x.shape, rng, rng.uniform(0, 14)) + _grain(x.shape, rng) * rng.uniform(1, 8)
    return jpeg(_bytes(x), int(rng.integers(40, 92)))


def _copy(page, unit, rng):
    ink = float(np.count_nonzero(page < 128))
    for generation in range(2):
        x = cv2.GaussianBlur(page, (0, 0), unit * rng.uniform(0.45, 0.9)).astype(np.float32)
        rough = cv2.GaussianBlur(_grain(x.shape, rng), (0, 0), unit * rng.uniform(0.5, 0.9))
        x += rough * (rng.uniform(6, 27) / max(0.05, float(rough.std())))
        x = _bytes(x + _cloud(x.shape, rng, rng.uniform(0, 9)))
        page = np.where(x > _level(x, ink * rng.uniform(0.8, 1.5)), 255, 0).astype(np.uint8)
    if rng.random() < 0.6:
        page = speckle(page, unit, rng, rng.uniform(0, 1) ** 3 * 40)
    if rng.random() < 0.2:
        page = edge_shadow(page, unit, rng)
    return page


def _level(page, ink):
    """The threshold that leaves `ink` black pixels: below the page's own ink strokes are thinned, above it fattened."""
    counts = np.cumsum(np.bincount(page.ravel(), minlength=256))
    return int(np.clip(np.searchsorted(counts, ink), 60, 200))


def _fax(page, unit, rng):
    height, width = page.shape
    scale = rng.uniform(100, 150) / (200 * unit)
    x = page if scale >= 1 else cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        x = x.astype(np.float32) + _grain(x.shape, rng) * rng.uniform(2, 18)
        x = np.where(x > rng.uniform(135, 205), 255, 0).astype(np.uint8)
    else:
        x = jpeg(_bytes(x.astype(np.float32) + _grain(x.shape, rng) * rng.uniform(0, 5)), int(rng.integers(25, 60)))
    return cv2.resize(x, (width, height), interpolation=cv2.INTER_CUBIC)


def jpeg(page, quality):
    """The page after JPEG at `quality` (1..100)."""
    return cv2.imdecode(cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)


def speckle(page, unit, rng, per_square_inch):
    """Black dots of one to three pixels at 200 dpi."""
    page = page.copy()
    height, width = page.shape
    for _ in range(int(per_square_inch * height * width / (200 * unit) ** 2)):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        cv2.circle(page, centre, int(rng.integers(0, 2) * unit), 0, -1)
    return page


def edge_shadow(page, unit, rng):
    """The dark border of a copier whose lid was open, on one side."""
    page = page.copy()
    width = int(unit * rng.integers(4, 40))
    view = [page, page[::-1], page.T, page.T[::-1]][rng.integers(4)]
    view[:width] = np.minimum(view[:width], rng.integers(0, 60))
    return page


def stamp(page, dpi, rng, text=None, centre=None, frame=True, font=cv2.FONT_HERSHEY_SIMPLEX):
    """A slanted rubber stamp: frame, ruled lines and, in ASCII, `text`. It darkens, so text below stays."""
    unit, (height, width) = dpi / 200, page.shape
    w, h = int(unit * rng.integers(260, 480)), int(unit * rng.integers(110, 230))
    layer = np.full((h, w), 255, np.uint8)
    if frame:
        cv2.rectangle(layer, (4, 4), (w - 5, h - 5), 0, max(1, round(2 * unit)))
    for row in range(1, 4):
        _dots(layer, (int(w * 0.35), row * h // 4), (int(w * 0.9), row * h // 4), unit, 0)
    if text:
        cv2.putText(layer, text, (int(12 * unit), h // 2), font, 0.9 * unit, 0, max(1, round(2 * unit)), cv2.LINE_AA)
    turned = cv2.warpAffine(cv2.copyMakeBorder(layer, h, h, h, h, cv2.BORDER_CONSTANT, value=255),
                            cv2.getRotationMatrix2D((w / 2 + h, 1.5 * h), rng.uniform(-12, 12), 1), (w + 2 * h, 3 * h), borderValue=255)
    x, y = centre or (int(rng.integers(width)), int(rng.integers(height)))
    return darken(page, turned, x - turned.shape[1] // 2, y - turned.shape[0] // 2, int(rng.integers(60, 170)))


def darken(page, layer, left, top, ink):
    """`layer` (0 = ink) drawn at (left, top) with grey value `ink`; what falls outside is cut."""
    page = page.copy()
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(page.shape[1], left + layer.shape[1]), min(page.shape[0], top + layer.shape[0])
    if x0 < x1 and y0 < y1:
        part = layer[y0 - top:y1 - top, x0 - left:x1 - left].astype(np.float32)
        page[y0:y1, x0:x1] = np.minimum(page[y0:y1, x0:x1], ink + part * ((255 - ink) / 255)).astype(np.uint8)
    return page


def dotted_rule(page, dpi, rng, start, end):
    """A dotted line as forms have below their fields, from `start` to `end` (x, y)."""
    page = page.copy()
    _dots(page, start, end, dpi / 200, int(rng.integers(0, 90)))
    return page


def _dots(page, start, end, unit, ink):
    n = max(1, int(abs(end[0] - start[0]) / (6 * unit)))
    for i in range(n + 1):
        centre = (int(start[0] + (end[0] - start[0]) * i / n), int(start[1] + (end[1] - start[1]) * i / n))
        cv2.circle(page, centre, int(0.7 * unit + 0.5), ink, -1)


def ruled_box(page, dpi, rng, left, top, right, bottom):
    """A frame, as around tables and received-stamps."""
    page = page.copy()
    cv2.rectangle(page, (left, top), (right, bottom), int(rng.integers(0, 90)), max(1, round(dpi / 200 * rng.uniform(0.8, 2.4))))
    return page


def punch_holes(page, dpi, rng):
    """Two binder holes on the left, black as scanners see them, or grey rings."""
    page, unit = page.copy(), dpi / 200
    x, middle = int(unit * rng.integers(60, 100)), page.shape[0] // 2 + int(unit * rng.integers(-60, 60))
    for y in (middle - int(315 * unit), middle + int(315 * unit)):
        cv2.circle(page, (x, y), int(22 * unit), int(rng.integers(0, 80)), -1 if rng.random() < 0.7 else max(1, int(2 * unit)))
    return page


def pen_stroke(page, dpi, rng, x, y, width):
    """A signature-like curve through (x, y), `width` pixels wide."""
    page, unit = page.copy(), dpi / 200
    t = np.linspace(0, 1, 60)
    waves = sum(rng.uniform(0.2, 1) * np.sin(2 * np.pi * rng.uniform(1, 5) * t + rng.uniform(0, 6)) for _ in range(3))
    points = np.stack([x + t * width, y + waves * unit * rng.uniform(8, 25)], 1).astype(np.int32)
    cv2.polylines(page, [points], False, int(rng.integers(20, 130)), max(1, round(unit * rng.uniform(1.5, 3.5))), cv2.LINE_AA)
    return page


def scrawl(page, dpi, rng, x, y):
    """Something like a few words by hand from (x, y) to the right: loops and hooks as tall as letters or twice that."""
    page, unit = page.copy(), dpi / 200
    height, ink, thickness = unit * rng.uniform(18, 60), int(rng.integers(0, 110)), max(1, round(unit * rng.uniform(1.2, 3.2)))
    for _ in range(int(rng.integers(1, 16))):
        if rng.random() < 0.12:
            x += height * rng.uniform(0.5, 1.5)
        t = np.linspace(0, 1, 24)
        a, b = rng.uniform(0, 6.3, 2)
        width = height * rng.uniform(0.3, 0.9)
        across = x + width * (t * rng.uniform(0, 1) + 0.5 * np.sin(a + t * rng.uniform(2, 9)))
        down = y + height * (rng.uniform(-0.15, 0.15) + 0.5 * np.sin(b + t * rng.uniform(2, 9)))
        cv2.polylines(page, [np.stack([across, down], 1).astype(np.int32)], False, ink, thickness, cv2.LINE_AA)
        x += width * rng.uniform(0.5, 1.1)
    return page


def code_square(page, dpi, rng, x, y):
    """Something like a QR square with its top left at (x, y), 1.5 to 3 cm wide."""
    page, n = page.copy(), int(rng.integers(21, 42))
    side = int(dpi * rng.uniform(0.6, 1.2))
    cells = (rng.random((n, n)) < 0.5).astype(np.uint8) * 255
    for top, left in ((0, 0), (0, n - 7), (n - 7, 0)):
        cells[top:top + 7, left:left + 7] = 0
        cells[top + 1:top + 6, left + 1:left + 6] = 255
        cells[top + 2:top + 5, left + 2:left + 5] = 0
    square = cv2.resize(cells, (side, side), interpolation=cv2.INTER_NEAREST)
    return darken(page, square, int(x), int(y), 0)


def ink_gain(page, unit, rng, gain):
    """Strokes thinner (`gain` below 1) or fatter, still smooth: the page keeps about `gain` times its ink."""
    soft = cv2.GaussianBlur(page, (0, 0), unit * rng.uniform(0.5, 0.9))
    level = _level(soft, gain * float(np.count_nonzero(page < 128)))
    return _bytes((soft.astype(np.float32) - level) * rng.uniform(2, 5) + 128)


def emblem(page, dpi, rng, x, y):
    """Something like a seal or a coat of arms about (x, y): dense curves within 1 to 3 cm, no letters."""
    page, unit = page.copy(), dpi / 200
    radius = unit * rng.uniform(40, 120)
    for _ in range(int(rng.integers(8, 24))):
        centre = (int(x + rng.normal(0, 0.4) * radius), int(y + rng.normal(0, 0.4) * radius))
        axes = (int(radius * rng.uniform(0.05, 0.5)) + 1, int(radius * rng.uniform(0.05, 0.5)) + 1)
        start = int(rng.integers(0, 360))
        thickness = -1 if rng.random() < 0.15 else max(1, round(unit * rng.uniform(1, 3)))
        cv2.ellipse(page, centre, axes, int(rng.integers(0, 180)), start, start + int(rng.integers(60, 360)), int(rng.integers(0, 80)), thickness, cv2.LINE_AA)
    return page


def _grain(shape, rng, tile=512):
    """Unit Gaussian noise; one tile repeated with random offsets, because a page of it costs more than the rest."""
    noise = rng.standard_normal((tile, tile), dtype=np.float32)
    rows = np.arange(shape[0]) + int(rng.integers(tile))
    cols = np.arange(shape[1]) + int(rng.integers(tile))
    return noise[np.ix_(rows % tile, cols % tile)]


def _cloud(shape, rng, strength):
    """Slow changes of light over the page, about ±strength."""
    coarse = rng.standard_normal((6, 5), dtype=np.float32) * np.float32(strength)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def _bytes(x):
    return np.clip(x, 0, 255).astype(np.uint8)
