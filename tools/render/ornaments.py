"""What is on a letter beside its text: emblem, seal, stamp frames, signatures, QR squares. All drawn here, nothing copied."""
import math

import cairo
import cv2


def emblem(ctx, x, y, height, colour):
    """A winged figure as a stand-in for the Garuda, centred at x with its top at y."""
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(height / 100, height / 100)
    ctx.set_source_rgb(*colour)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    for side in (-1, 1):
        for i in range(7):   # wing feathers
            angle = math.radians(-70 + i * 21)
            ctx.set_line_width(3.4 - 0.25 * i)
            ctx.move_to(side * 7, 36 + i * 1.5)
            ctx.curve_to(side * (18 + 3 * i), 30 + 4 * i, side * (34 + 2 * math.cos(angle)), 26 + 7 * i, side * (46 - 2.2 * i), 18 + 9.5 * i)
            ctx.stroke()
        ctx.set_line_width(4.5)   # arms raised, legs bent
        ctx.move_to(side * 8, 38)
        ctx.curve_to(side * 24, 36, side * 26, 20, side * 30, 8)
        ctx.stroke()
        ctx.move_to(side * 5, 66)
        ctx.curve_to(side * 20, 70, side * 22, 84, side * 12, 96)
        ctx.stroke()
        ctx.set_line_width(2)
        for i in range(4):   # tail
            ctx.move_to(side * (1 + i), 70)
            ctx.curve_to(side * (3 + 2 * i), 80, side * (2 + 4 * i), 90, side * (1 + 3 * i), 100)
            ctx.stroke()
    ctx.move_to(-9, 36)   # trunk
    ctx.curve_to(-12, 52, -8, 62, 0, 72)
    ctx.curve_to(8, 62, 12, 52, 9, 36)
    ctx.close_path()
    ctx.fill()
    ctx.arc(0, 24, 7.5, 0, 7)
    ctx.fill()
    ctx.move_to(-6, 18)   # crown
    ctx.line_to(-4, 8)
    ctx.line_to(0, -2)
    ctx.line_to(4, 8)
    ctx.line_to(6, 18)
    ctx.close_path()
    ctx.fill()
    ctx.set_source_rgb(1, 1, 1)
    ctx.set_line_width(1.4)
    for i in range(3):
        ctx.move_to(-7 + i, 44 + 7 * i)
        ctx.line_to(7 - i, 44 + 7 * i)
        ctx.stroke()
    ctx.restore()


def scribble(ctx, rng, x, y, width, colour):
    """A pen signature."""
    ctx.save()
    ctx.set_source_rgb(*colour)
    ctx.set_line_width(1.1)
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    ctx.move_to(x, y)
    step = width / 6
    for i in range(6):
        ctx.curve_to(x + step * (i + rng.random()), y - rng.uniform(2, 20), x + step * (i + rng.random()), y + rng.uniform(0, 12), x + step * (i + 1), y - rng.uniform(-3, 8))
    ctx.stroke()
    ctx.move_to(x + width * 0.3, y + rng.uniform(4, 8))
    ctx.curve_to(x + width * 0.5, y + 2, x + width * 0.9, y + 8, x + width * 1.15, y - rng.uniform(4, 14))
    ctx.stroke()
    ctx.restore()


def seal(ctx, x, y, colour):
    """A round office seal."""
    ctx.set_source_rgba(*colour, 0.75)
    for radius, width in ((34, 1.6), (26, 0.8)):
        ctx.set_line_width(width)
        ctx.arc(x, y, radius, 0, 7)
        ctx.stroke()
    emblem(ctx, x, y - 18, 36, colour)


def frame(ctx, left, top, width, height, colour):
    """The box of a received-stamp."""
    ctx.set_source_rgb(*colour)
    ctx.set_line_width(1.2)
    ctx.rectangle(left, top, width, height)
    ctx.stroke()


def dotted(ctx, left, right, y, colour=(0.2, 0.2, 0.2)):
    """A dotted writing line."""
    ctx.save()
    ctx.set_source_rgb(*colour)
    ctx.set_line_width(0.7)
    ctx.set_dash([0.8, 2.0])
    ctx.move_to(left, y)
    ctx.line_to(right, y)
    ctx.stroke()
    ctx.restore()


def qr(ctx, words, left, top, size):
    """A QR square that holds these words."""
    code = cv2.QRCodeEncoder_create().encode(words)
    n = code.shape[0]
    cell = size / n
    ctx.set_source_rgb(0, 0, 0)
    for row in range(n):
        for col in range(n):
            if not code[row, col]:
                ctx.rectangle(left + col * cell, top + row * cell, cell * 1.02, cell * 1.02)
    ctx.fill()


def punch_holes(ctx, height):
    """Shadows of two punch holes at the left edge."""
    for y in (height * 0.35, height * 0.65):
        ctx.set_source_rgb(0.72, 0.72, 0.72)
        ctx.arc(24, y, 8, 0, 7)
        ctx.fill()
