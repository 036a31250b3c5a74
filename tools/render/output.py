"""Writes page images as PNG, JPEG, multi-page TIFF or PDF, byte for byte the same for the same pages."""
import io
import os

import cv2
import numpy
from PIL import Image, TiffImagePlugin

TiffImagePlugin.STRIP_SIZE = 1 << 26   # one strip a page: a PDF takes it over as it is


def pil(image):
    """A page as a Pillow image: RGB, grey, or one bit where only black and white occur."""
    if image.ndim == 3:
        return Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
    if set(numpy.unique(image).tolist()) <= {0, 255}:
        return Image.fromarray(image).convert("1", dither=Image.Dither.NONE)
    return Image.fromarray(image)


def write(images, stem, form, dpi, quality):
    """Writes the pages and returns the names of the files."""
    if form == "pdf":
        with open(stem + ".pdf", "wb") as f:
            f.write(pdf(images, dpi, quality))
        return [os.path.basename(stem) + ".pdf"]
    pages = [pil(i) for i in images]
    if form == "tiff":
        if len({p.mode for p in pages}) > 1:   # an empty back is black and white among grey pages
            mode = "RGB" if any(p.mode == "RGB" for p in pages) else "L"
            pages = [p.convert(mode) for p in pages]
        packing = "group4" if pages[0].mode == "1" else "jpeg" if quality < 100 else "tiff_lzw"
        options = {"quality": quality} if packing == "jpeg" else {}
        pages[0].save(stem + ".tif", save_all=True, append_images=pages[1:], compression=packing, dpi=(dpi, dpi), **options)
        return [os.path.basename(stem) + ".tif"]
    names = []
    for i, page in enumerate(pages, 1):
        name = f"{stem}_p{i}.{form}" if len(pages) > 1 else f"{stem}.{form}"
        page.save(name, dpi=(dpi, dpi), **({"quality": quality} if form == "jpg" else {"optimize": True}))
        names.append(os.path.basename(name))
    return names


def stream(image, quality):
    """A page image as the dictionary and bytes of a PDF image object."""
    page = pil(image)
    w, h = page.size
    head = f"/Type /XObject /Subtype /Image /Width {w} /Height {h}"
    if page.mode == "1":
        data = io.BytesIO()
        page.save(data, "TIFF", compression="group4")
        tags = Image.open(io.BytesIO(data.getvalue())).tag_v2
        offset, size = tags[273][0], tags[279][0]
        black = "true" if tags.get(262) == 1 else "false"
        return f"{head} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {w} /Rows {h} /BlackIs1 {black} >>", data.getvalue()[offset:offset + size]
    data = io.BytesIO()
    page.save(data, "JPEG", quality=quality)
    space = "/DeviceRGB" if page.mode == "RGB" else "/DeviceGray"
    return f"{head} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", data.getvalue()


def pdf(images, dpi, quality):
    """A PDF of scanned pages: each page is one image, as scanners write it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", None]
    kids = []
    for image in images:
        h, w = image.shape[:2]
        width, height = w * 72 / dpi, h * 72 / dpi
        first = len(objects) + 1
        content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q".encode()
        head, data = stream(image, quality)
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {first + 1} 0 R /Resources << /XObject << /I {first + 2} 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")
        kids.append(f"{first} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for i, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (i, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % p for p in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
