"""What happens to paper beside the scanner: the back shining through, shadows, punch holes, stray pen. Grey or colour pages, same size."""
import cv2
import numpy as np


def bleed_through(page, back, rng):
    """The other side, mirrored and faint, darkens the page."""
    mirrored = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 1.5).astype(np.float32)
    strength = rng.uniform(0.05, 0.16)
    return np.clip(page.astype(np.float32) - (255 - mirrored) * strength, 0, 255).astype(np.uint8)


def shadow(page, rng):
    """A soft shadow from one edge, as of a book or a telephone's camera."""
    height, width = page.shape[:2]
    axis = np.linspace(0, 1, width if rng.random() < 0.5 else height, dtype=np.float32)
    if rng.random() < 0.5:
        axis = axis[::-1]
    fall = 1 - rng.uniform(0.15, 0.45) * np.exp(-axis * rng.uniform(3, 9))
    field = np.tile(fall[None, :], (height, 1)) if len(fall) == width else np.tile(fall[:, None], (1, width))
    return np.clip(page * (field if page.ndim == 2 else field[:, :, None]), 0, 255).astype(np.uint8)


def punch_holes(page, dpi, rng):
    """Two holes at the left edge, dark as the lid behind them."""
    page = page.copy()
    height = page.shape[0]
    x = int(dpi * rng.uniform(0.35, 0.55))
    tone = int(rng.integers(60, 190))
    for y in (0.5 - 4 / 29.7, 0.5 + 4 / 29.7):
        centre = (x, int(height * y + dpi * rng.uniform(-0.1, 0.1)))
        cv2.circle(page, centre, int(dpi * 0.12), (tone,) * (1 if page.ndim == 2 else 3), -1, cv2.LINE_AA)
    return page


def pen(page, dpi, rng):
    """A tick or a stroke somewhere at the margin."""
    page = page.copy()
    height, width = page.shape[:2]
    x, y = int(width * rng.choice([rng.uniform(0.03, 0.1), rng.uniform(0.9, 0.96)])), int(height * rng.uniform(0.1, 0.9))
    points = np.cumsum(rng.normal(0, dpi * 0.06, (12, 2)), axis=0) + (x, y)
    points[:, 0] = np.clip(points[:, 0], 5, width - 5)
    colour = 60 if page.ndim == 2 else (150, 50, 30)
    cv2.polylines(page, [points.astype(np.int32).reshape(-1, 1, 2)], False, colour, max(1, dpi // 80), cv2.LINE_AA)
    return page


def wear(pages, dpi, rng, soft=True):
    """Each page with a random few of these; the truth of the lines stays. `soft`: with what a bilevel copy would turn to black."""
    worn = []
    for i, page in enumerate(pages):
        back = pages[(i + 1) % len(pages)]
        if soft and len(pages) > 1 and back.shape == page.shape and rng.random() < 0.35:
            page = bleed_through(page, back, rng)
        if soft and rng.random() < 0.3:
            page = shadow(page, rng)
        if rng.random() < 0.35:
            page = punch_holes(page, dpi, rng)
        if rng.random() < 0.25:
            page = pen(page, dpi, rng)
        worn.append(page)
    return worn
