"""One typeset page: text drawn with Pango and Cairo, and where every character came to lie.

Shaping is the real one (HarfBuzz), line breaks are libthai's. `Page.draw` sets a paragraph and remembers, for each line,
the character clusters with the position of their middle on the page, after the page's own small rotation.
Fonts come from one folder and no other, so that a font that is not there can never be trained on.
"""
import math
import os
import tempfile

import cairo
import gi
import numpy as np

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402


def use_fonts(*folders):
    """Makes the fonts of these folders the only ones. Call before the first Page."""
    config = tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False)
    folders = "".join(f"<dir>{os.path.abspath(f)}</dir>" for f in folders)
    config.write(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}<cachedir>{tempfile.mkdtemp()}</cachedir></fontconfig>')
    config.close()
    os.environ["FONTCONFIG_FILE"] = config.name


def families():
    """Family -> the names of its upright faces ("Noto Looped Thai Semi-Condensed Light"), the regular one first."""
    out = {}
    for family in PangoCairo.FontMap.get_default().list_families():
        if family.get_name() not in ("Sans", "Serif", "Monospace", "System-ui"):
            faces = [face.describe() for face in family.list_faces() if not face.is_synthesized()]
            faces = [face for face in faces if face.get_style() == Pango.Style.NORMAL]
            plain = lambda face: abs(face.get_weight() - 400) + 1000 * abs(face.get_stretch() - Pango.Stretch.NORMAL)
            out[family.get_name()] = [face.to_string() for face in sorted(faces, key=plain)] or [family.get_name()]
    return dict(sorted(out.items()))


class Line:
    """A rendered line: `text`, and per cluster its characters, left, right and middle (pixels of the rotated page)."""

    def __init__(self, clusters, baseline, em):
        self.clusters, self.baseline, self.em = clusters, baseline, em

    @property
    def text(self):
        return "".join(c[0] for c in self.clusters)


class Page:
    def __init__(self, width, height, dpi, angle=0.0):
        """Size in pixels; `angle` in degrees turns the whole page about its middle."""
        self.dpi, self.lines = dpi, []
        self.surface = cairo.ImageSurface(cairo.FORMAT_A8, width, height)
        self.context = cairo.Context(self.surface)
        self.context.translate(width / 2, height / 2)
        self.context.rotate(math.radians(angle))
        self.context.translate(-width / 2, -height / 2)
        self.width, self.height = width, height

    def draw(self, text, x, y, width, family, points, bold=False, align="left", justify=False, indent=0, spacing=1.0, tracking=0.0):
        """Sets a paragraph with its top left at (x, y), `width` pixels wide; returns the y below it.

        `family` may name a face of it ("Kinnari Bold"). `spacing` stretches the distance of lines, `tracking` (part of an em) that of letters, `indent` is of the first line in pixels.
        """
        layout = self._layout(text, width, family, points, bold, tracking)
        layout.set_alignment({"left": Pango.Alignment.LEFT, "right": Pango.Alignment.RIGHT, "center": Pango.Alignment.CENTER}[align])
        layout.set_justify(justify)
        layout.set_indent(int(indent * Pango.SCALE))
        layout.set_line_spacing(spacing)
        self.context.move_to(x, y)
        PangoCairo.show_layout(self.context, layout)
        self._remember(layout, text, x, y, points * self.dpi / 72)
        return y + layout.get_size()[1] / Pango.SCALE

    def _layout(self, text, width, family, points, bold, tracking):
        layout = PangoCairo.create_layout(self.context)
        font = Pango.FontDescription(family)
        font.set_absolute_size(points * self.dpi / 72 * Pango.SCALE)
        if bold:
            font.set_weight(Pango.Weight.BOLD)
        layout.set_font_description(font)
        layout.get_context().set_language(Pango.Language.from_string("th"))
        layout.set_text(text, -1)
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
        if tracking:
            attributes = Pango.AttrList()
            attributes.insert(Pango.attr_letter_spacing_new(int(tracking * points * self.dpi / 72 * Pango.SCALE)))
            layout.set_attributes(attributes)
        return layout

    def _remember(self, layout, text, x, y, em):
        raw, walk = text.encode(), layout.get_iter()
        found = []  # (line number, byte index, left, right, baseline)
        number, current = 0, walk.get_line_readonly().start_index
        while True:
            start = walk.get_line_readonly().start_index
            if start != current:
                number, current = number + 1, start
            box = walk.get_cluster_extents()[1]
            left, right = sorted((box.x, box.x + box.width))
            found.append((number, walk.get_index(), left / Pango.SCALE + x, right / Pango.SCALE + x, walk.get_baseline() / Pango.SCALE + y))
            if not walk.next_cluster():
                break
        ends = [f[1] for f in found[1:]] + [len(raw)]
        lines = {}
        for (number, start, left, right, baseline), end in zip(found, ends):
            clusters = lines.setdefault(number, (baseline, []))[1]
            part = raw[start:end].decode().replace("\n", " ")
            if clusters and right - left < 1:  # a mark belongs to the letter before it
                clusters[-1] = (clusters[-1][0] + part, *clusters[-1][1:])
                continue
            middle = self.context.user_to_device((left + right) / 2, baseline - 0.15 * em)
            half = (right - left) / 2
            clusters.append((part, middle[0] - half, middle[0] + half, middle[1]))
        self.lines += [Line(clusters, baseline, em) for baseline, clusters in lines.values()]

    def rule(self, x0, y0, x1, y1, thickness=1.0, dash=None):
        self.context.set_line_width(thickness)
        self.context.set_dash(dash or [])
        self.context.move_to(x0, y0)
        self.context.line_to(x1, y1)
        self.context.stroke()

    def pixels(self):
        """The page as grey: 0 is ink, 255 paper."""
        self.surface.flush()
        rows = np.ndarray((self.height, self.surface.get_stride()), np.uint8, self.surface.get_data())
        return 255 - rows[:, :self.width]
