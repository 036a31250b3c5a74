"""One sheet of A4 on which text is set with Pango, and the truth about every line that stands on it.

Lengths are points (1/72 inch) from the top left corner; the truth is in pixels of the finished image.
"""
import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 85.0, 538.6, 57.0, 785.0   # margins 3 cm left, 2 cm right
PEN, STAMP_FONT = "Purisa", "Loma"
SAMPLE, SAMPLE_WIDTH = "การกระทำความผิดอาชญากรรมทางเทคโนโลยี มีความซับซ้อน มีรูปแบบที่หลากหลายและเปลี่ยนแปลงไป", 436.6 / 16
BLACK, BLUE, VIOLET, RED = (0.06, 0.06, 0.07), (0.10, 0.16, 0.62), (0.36, 0.16, 0.55), (0.78, 0.08, 0.10)


def use_fonts(folder):
    """Makes the fonts of a folder known to this process."""
    import ctypes
    lib = ctypes.CDLL("libfontconfig.so.1")
    lib.FcConfigAppFontAddDir.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    if not lib.FcConfigAppFontAddDir(None, folder.encode()):
        raise SystemExit(f"{folder}: fontconfig cannot read this font folder")


def spread(label, extra):
    """Pango attributes that widen the blank behind a label by `extra` points."""
    attrs = Pango.AttrList()
    spacing = Pango.attr_letter_spacing_new(round(extra * Pango.SCALE))
    spacing.start_index = len(label.encode())
    spacing.end_index = spacing.start_index + 1
    attrs.insert(spacing)
    return attrs


def merge(entry, parts, words):
    """Makes one line of the truth of parts set side by side."""
    boxes = [p["box"] for p in parts]
    entry["text"] = words
    entry["corners"] = [parts[0]["corners"][0], parts[-1]["corners"][1], parts[-1]["corners"][2], parts[0]["corners"][3]]
    entry["box"] = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]


class Sheet:
    """A page being set. `lines` collects the truth: text, zone, box (left, top, right, bottom) and its four corners."""

    def __init__(self, dpi, family):
        self.dpi, self.family = dpi, family
        self.scale = dpi / 72
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, round(WIDTH * self.scale), round(HEIGHT * self.scale))
        self.ctx = cairo.Context(self.surface)
        self.ctx.set_source_rgb(1, 1, 1)
        self.ctx.paint()
        self.ctx.scale(self.scale, self.scale)
        self.lines = []
        self.factors, self.kept, self.taken = {}, [], []   # taken: boxes of pictures, in points

    def factor(self, family):
        """What a size must be multiplied with so that the family runs as wide as TH Sarabun, in whose points sizes are given."""
        if family not in self.factors:
            self.factors[family] = 1.0
            self.factors[family] = SAMPLE_WIDTH * 100 / (self.layout(SAMPLE, 100, family=family).get_size()[0] / Pango.SCALE)
        return self.factors[family]

    def layout(self, text, size, width=None, indent=0, align="left", family=None, bold=False, italic=False, justify=False):
        """A Pango layout with line breaking for Thai; sizes in points of TH Sarabun."""
        layout = PangoCairo.create_layout(self.ctx)
        context = layout.get_context()
        PangoCairo.context_set_resolution(context, 72)
        options = cairo.FontOptions()
        options.set_hint_style(cairo.HINT_STYLE_NONE)
        options.set_hint_metrics(cairo.HINT_METRICS_OFF)
        PangoCairo.context_set_font_options(context, options)
        context.set_round_glyph_positions(False)
        font = Pango.FontDescription()
        font.set_family(family or self.family)
        font.set_size(round(size * self.factor(family or self.family) * Pango.SCALE))
        font.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
        font.set_style(Pango.Style.ITALIC if italic else Pango.Style.NORMAL)
        layout.set_font_description(font)
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
        layout.set_indent(round(indent * Pango.SCALE))
        layout.set_justify(justify)
        layout.set_alignment({"left": Pango.Alignment.LEFT, "center": Pango.Alignment.CENTER, "right": Pango.Alignment.RIGHT}[align])
        if width is not None:
            layout.set_width(round(width * Pango.SCALE))
        layout.set_text(text.replace("ด่วนที่สุด", "ด่วน\u2060ที่สุด"), -1)   # no typist breaks it
        return layout

    def measure(self, text, size, **options):
        """Width of one unwrapped line."""
        return self.layout(text, size, **options).get_size()[0] / Pango.SCALE

    def set_lines(self, layout):
        """The lines of a layout with their texts: (line, text, x offset, line height)."""
        self.kept.append(layout)   # a line dies with its layout
        text = layout.get_text().encode()
        out, it = [], layout.get_iter()
        while True:
            line = it.get_line_readonly()
            _, logical = it.get_line_extents()
            words = text[line.start_index:line.start_index + line.length].decode().replace("\u2060", "").rstrip(" \u2028")
            out.append((line, words, logical.x / Pango.SCALE, logical.height / Pango.SCALE))
            if not it.next_line():
                return out

    def draw_line(self, line, words, x, baseline, zone, colour=BLACK, block=None):
        """Draws one line with its baseline at (x, baseline) under the current transformation and notes it."""
        if not words.strip():
            return
        self.ctx.set_source_rgb(*colour)
        self.ctx.move_to(x, baseline)
        PangoCairo.show_layout_line(self.ctx, line)
        ink, _ = line.get_extents()
        s = Pango.SCALE
        self.note(words.strip(), zone, x + ink.x / s, baseline + ink.y / s, x + (ink.x + ink.width) / s, baseline + (ink.y + ink.height) / s, block)

    def note(self, words, zone, left, top, right, bottom, block=None):
        """Adds a line to the truth; corners go through the current transformation."""
        corners = [self.ctx.user_to_device(px, py) for px, py in ((left, top), (right, top), (right, bottom), (left, bottom))]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        entry = {"text": words, "zone": zone, "box": [round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))], "corners": [[round(x, 1), round(y, 1)] for x, y in corners]}
        if block is not None:
            entry["letter"] = block
        self.lines.append(entry)

    def text(self, words, x, baseline, size, zone, colour=BLACK, align="left", block=None, **options):
        """One unwrapped line; `align` says what x is: its left end, centre or right end."""
        layout = self.layout(words, size, **options)
        width = layout.get_size()[0] / Pango.SCALE
        left = x - (width / 2 if align == "center" else width if align == "right" else 0)
        self.draw_line(layout.get_line_readonly(0), words, left, baseline, zone, colour, block)
        return width

    def image(self):
        """The sheet as a numpy array, BGR."""
        import numpy
        self.surface.flush()
        w, h = self.surface.get_width(), self.surface.get_height()
        data = numpy.ndarray((h, self.surface.get_stride() // 4, 4), numpy.uint8, self.surface.get_data())
        return data[:, :w, :3].copy()
