#!/usr/bin/env python3
"""make_files.py DIR [--seed N] [--small]: 200 files that mean harm, or look like it (--small: a cut that is read quickly).

Damaged (cut, bits flipped, wrong under their name), bombs (Flate, JBIG2, PNG, TIFF, JPEG, zip, mail), endless and cyclic
(page trees, object chains, directories of a TIFF, form feeds), vast dimensions, hostile names, and things that are no files.
The same seed makes the same files. Sound files to damage are taken from corpus/."""
import argparse
import os
import pathlib
import random
import struct
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "corpus" / "demo"


# Each kind gives names, and functions that make the bytes: some take a while.

# --- PDF -----------------------------------------------------------------------------------------------------------

def stream(entries, data):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def pdf(objects, trailer=b""):
    """A PDF of these objects, 1-based; the first is the catalogue."""
    out, at = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in at)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, begin)


def one_page(content, resources=b"", box=b"0 0 595 842", more=()):
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>" % (box, resources),
                content, *more])


def picture_pdf(width, height, filters, data, bits=8):
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace /DeviceGray /Filter %s"
    return one_page(stream(b"", b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject << /I 5 0 R >>",
                    more=[stream(image % (width, height, bits, filters), data)])


def zeros(size, level=9):
    packer, out = zlib.compressobj(level), []
    for _ in range(size >> 20):
        out.append(packer.compress(bytes(1 << 20)))
    return b"".join(out) + packer.flush()


def jbig2_bomb(width, height):
    """A page of that size, and one generic region that fills it, with next to no data."""
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x00" + bytes([3, 255, 253, 255, 2, 254, 254, 254]) + b"\0" * 16
    return (struct.pack(">IBBBI", 0, 48, 0, 1, len(page)) + page + struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region)


def kids(levels, fan):
    """A page tree in which every node has the next one `fan` times."""
    nodes = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(levels):
        nodes.append(b"<< /Type /Pages /Count 1000000 /Kids [%s] >>" % (b"%d 0 R " % (level + 3) * fan))
    return pdf([*nodes, b"<< /Type /Page /MediaBox [0 0 595 842] >>"])


def pdfs():
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    yield "tree_of_itself", lambda: pdf([catalog, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])
    yield "tree_of_parents", lambda: pdf([catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>"])
    yield "billion_pages", lambda: pdf([catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"])
    yield "laughs", lambda: kids(9, 10)
    yield "deep_laughs", lambda: kids(300, 2)
    yield "same_page_often", lambda: pdf([catalog, b"<< /Type /Pages /Kids [%s] /Count 9000 >>" % (b"3 0 R " * 9000), b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"])
    yield "reference_to_itself", lambda: pdf([catalog, b"2 0 R"])
    yield "root_missing", lambda: pdf([b"null"])
    yield "previous_of_itself", lambda: pdf([catalog, b"<< /Type /Pages /Kids [] /Count 0 >>"], b"/Prev 9")
    yield "form_of_itself", lambda: one_page(stream(b"", b"/F Do"), b"/XObject << /F 5 0 R >>", more=[stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >>", b"/F Do /F Do")])
    yield "pattern_of_itself", lambda: one_page(stream(b"", b"/Pattern cs /P scn 0 0 595 842 re f"), b"/Pattern << /P 5 0 R >>", more=[stream(
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .01 /YStep .01 /Resources << /Pattern << /P 5 0 R >> >>",
        b"/Pattern cs /P scn 0 0 1 1 re f")])
    yield "content_bomb", lambda: one_page(stream(b"/Filter /FlateDecode", zeros(400 << 20)))
    yield "bomb_in_bomb", lambda: one_page(stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(zeros(1 << 30), 9)))
    yield "endless_drawing", lambda: one_page(stream(b"/Filter /FlateDecode", zlib.compress(b"0 0 m 595 842 l S 0 0 595 842 re f\n" * 2_000_000, 9)))
    yield "deep_states", lambda: one_page(stream(b"/Filter /FlateDecode", zlib.compress(b"q " * 3_000_000, 9)))
    yield "picture_bomb", lambda: picture_pdf(20000, 5000, b"/FlateDecode", zeros(100 << 20))
    yield "picture_vast", lambda: picture_pdf(60000, 60000, b"/FlateDecode", zeros(3 << 20))
    yield "picture_dimensions_lie", lambda: picture_pdf(2 ** 31 - 1, 2 ** 31 - 1, b"/FlateDecode", zeros(1 << 20))
    yield "picture_negative", lambda: picture_pdf(-5, -5, b"/FlateDecode", zeros(1 << 20))
    yield "jbig2_bomb", lambda: picture_pdf(30000, 30000, b"/JBIG2Decode", jbig2_bomb(30000, 30000), 1)
    yield "jbig2_vast", lambda: picture_pdf(2 ** 31 - 1, 2 ** 31 - 1, b"/JBIG2Decode", jbig2_bomb(2 ** 32 - 1, 2 ** 32 - 1), 1)
    yield "fax_bomb", lambda: picture_pdf(30000, 30000, b"/CCITTFaxDecode /DecodeParms << /K -1 /Columns 30000 /Rows 30000 >>", b"\xff" * 200_000, 1)
    yield "jpx_noise", lambda: picture_pdf(1000, 1000, b"/JPXDecode", random.Random(1).randbytes(50_000))
    yield "vast_page", lambda: one_page(stream(b"", b"0 0 m"), box=b"0 0 14400000 14400000")
    yield "page_of_nothing", lambda: one_page(stream(b"", b"0 0 m"), box=b"0 0 0 0")
    yield "page_turned_around", lambda: one_page(stream(b"", b"0 0 m"), box=b"595 842 0 0")
    yield "page_not_a_number", lambda: one_page(stream(b"", b"0 0 m"), box=b"a b c d")
    yield "nested_arrays", lambda: pdf([catalog, b"[" * 100_000 + b"]" * 100_000])
    yield "long_name", lambda: pdf([catalog, b"/" + b"n" * 5_000_000])
    yield "head_only", lambda: b"%PDF-1.7"
    yield "script", lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1);) >> >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                         b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O << /S /Launch /F (/bin/sh) >> >> >>"])


# --- pictures ------------------------------------------------------------------------------------------------------

def png(width, height, depth, colour, data, before=b""):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + chunk(b"IEND", b""), chunk


def pngs():
    _, chunk = png(1, 1, 1, 0, b"")
    yield "bilevel_bomb", lambda: png(30000, 30000, 1, 0, zeros(113 << 20))[0]
    yield "grey_bomb", lambda: png(20000, 20000, 8, 0, zeros(400 << 20))[0]
    yield "just_below_the_limit", lambda: png(9990, 9990, 8, 0, zeros(96 << 20))[0]
    yield "vast", lambda: png(2 ** 31 - 1, 2 ** 31 - 1, 16, 6, zeros(1 << 20))[0]
    yield "one_row", lambda: png(2 ** 31 - 1, 1, 1, 0, zeros(1 << 20))[0]
    yield "one_column", lambda: png(1, 90_000_000, 1, 0, zeros(1 << 20))[0]
    yield "no_size", lambda: png(0, 0, 8, 0, b"")[0]
    yield "profile_bomb", lambda: png(10, 10, 8, 0, zlib.compress(bytes(110)), chunk(b"iCCP", b"p\0\0" + zeros(300 << 20)))[0]
    yield "text_bomb", lambda: png(10, 10, 8, 0, zlib.compress(bytes(110)), chunk(b"zTXt", b"t\0\0" + zeros(300 << 20)) * 20)[0]
    yield "noise", lambda: png(3000, 4000, 1, 0, zlib.compress(random.Random(2).randbytes(376 * 4000)))[0]


def tiff(entries, data=b"", following=0, at=8):
    """One directory; entries are (tag, type, count, value)."""
    out = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return struct.pack("<2sHI", b"II", 42, at) + out + struct.pack("<I", following) + data


def picture(width, height, bits=1, compression=1, offset=200, size=1000):
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, bits), (259, 3, 1, compression), (262, 3, 1, 0),
            (273, 4, 1, offset), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, size)]


def tiffs():
    yield "directory_of_itself", lambda: tiff(picture(100, 100), bytes(4000), following=8)
    yield "vast", lambda: tiff(picture(2 ** 32 - 1, 2 ** 32 - 1), bytes(2000))
    yield "fax_bomb", lambda: tiff(picture(30000, 30000, compression=4), b"\xff" * 5000)
    yield "offset_outside", lambda: tiff(picture(2000, 2000, 8, offset=2 ** 31), bytes(1000))
    yield "size_lies", lambda: tiff(picture(2000, 2000, 8, size=2 ** 32 - 1), bytes(1000))
    yield "deflate_bomb", lambda: tiff(picture(20000, 20000, 8, 8, size=400_000), zeros(380 << 20))
    yield "thousands_of_strips", lambda: tiff([*picture(4, 5_000_000)[:7], (278, 4, 1, 1)], bytes(9000))
    yield "no_directory", lambda: struct.pack("<2sHI", b"II", 42, 0)
    pages, size = b"", 2 + 12 * 9 + 4
    for number in range(6000):
        pages += tiff(picture(8, 8), following=8 + size * (number + 1) if number < 5999 else 0)[8:]
    yield "six_thousand_pages", lambda: struct.pack("<2sHI", b"II", 42, 8) + pages


def jpegs():
    sound = (DEMO / "002_42be99c79dc8a3fd.jpg").read_bytes()
    size = next(sound.index(marker) for marker in (b"\xff\xc0", b"\xff\xc2") if marker in sound) + 5
    yield "vast", lambda: sound[:size] + b"\xff\xff\xff\xff" + sound[size + 4:]
    yield "no_size", lambda: sound[:size] + b"\0\0\0\0" + sound[size + 4:]
    scan = sound.index(b"\xff\xda")
    yield "many_scans", lambda: sound[:scan] + (sound[scan:scan + 400] + b"\xff\xd9"[:0]) * 3000
    yield "endless_comments", lambda: sound[:2] + b"\xff\xfe\xff\xff" * 1 + bytes(65533) + (b"\xff\xfe\xff\xff" + bytes(65533)) * 300 + sound[2:]
    yield "head_only", lambda: sound[:size]


# --- text, archives, messages ----------------------------------------------------------------------------------------

def texts():
    letter = (ROOT / "corpus" / "letters" / "002_42be99c79dc8a3fd.txt").read_bytes()
    yield "one_line", lambda: "ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓ ".encode() * 60_000
    yield "marks", lambda: "ก".encode() + "่้๊๋".encode() * 500_000
    yield "form_feeds", lambda: b"\f" * 200_000
    yield "dates", lambda: "ภายในวันที่ ๓๑ มกราคม ๒๕๖๙ และ ".encode() * 20_000
    yield "many_letters", lambda: (letter + b"\f") * 300
    yield "nul", lambda: letter[:500] + b"\0" + letter[500:]
    yield "utf16", lambda: letter.decode().encode("utf-16")
    yield "half_a_character", lambda: letter[:1001]
    yield "brackets", lambda: b"((((((((((" * 100_000
    yield "no_text", lambda: b" \n" * 1000


def zip_of(members, lie=None, repeat=1):
    """name -> bytes, deflated; `lie`: the size that the directory gives; `repeat`: entries that share the bytes."""
    out, directory, count = b"", b"", 0
    for name, data in members:
        packed = data if isinstance(data, tuple) else (zlib.compress(data, 9)[2:-4], len(data), zlib.crc32(data))
        packed, size, crc = packed
        size = lie or size
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
        at = len(out)
        out += b"PK\3\4" + common + name + packed
        for _ in range(repeat):
            directory += b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
            count += 1
    return out + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count & 0xffff, count & 0xffff, len(directory), len(out), 0)


def packed_zeros(size):
    return zeros(size)[2:-4], size, 0


def zips():
    letter = (ROOT / "corpus" / "letters" / "002_42be99c79dc8a3fd.txt").read_bytes()
    bomb = zip_of([(b"bomb.txt", packed_zeros(1 << 30))])
    yield "bomb", lambda: zip_of([(b"letter.txt", letter), (b"bomb.txt", b" " * (300 << 20))])
    yield "bomb_in_zip_in_zip", lambda: zip_of([(b"b.zip", zip_of([(b"a.zip", bomb)]))])
    yield "same_bytes_often", lambda: zip_of([(b"a.txt", b" " * (20 << 20))], repeat=5000)
    yield "many_members", lambda: zip_of([(b"%d.txt" % number, b"x") for number in range(3000)])
    yield "size_lies", lambda: zip_of([(b"a.txt", letter)], lie=2 ** 32 - 2)
    yield "names", lambda: zip_of([(name, letter + name) for name in (b"../../../tmp/out.txt", b"/etc/passwd.txt", b"a\nb.txt", b"-rf.txt", b"\xe2\x80\xaetxt.fdp.txt",
                                                              b"x" * 5000 + b".txt", b"c:\\windows\\a.txt", b"con.txt")])
    yield "directory_only", lambda: struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 5, 5, 500, 0, 0)
    deep = letter
    for _ in range(40):
        deep = zip_of([(b"deeper.zip", deep)])
    yield "forty_deep", lambda: deep


def mails():
    nested = b"From: a@b\r\n"
    for number in range(5000):
        nested += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
    yield "levels", lambda: nested
    part = b"--b\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
    head = b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    yield "parts", lambda: head + part % b"JVBERi0xLjQK" * 20_000
    yield "bad_base64", lambda: head + part % (b"====\xff\xfe!!" * 1000)
    yield "long_header", lambda: b"Subject: " + b"x" * 20_000_000 + b"\r\n\r\nbody"
    yield "endless_charsets", lambda: b"Subject: " + b"=?x-none?B?4Lir?= " * 200_000 + b"\r\n\r\nbody"


# --- damage and names --------------------------------------------------------------------------------------------------

def sound_files():
    for path in sorted(DEMO.iterdir()):
        if path.suffix in (".pdf", ".tif", ".jpg", ".png"):
            yield path.suffix[1:], path.read_bytes()


def cut_and_flipped(rng, count):
    sound = list(sound_files())
    for number in range(count):
        kind, data = sound[number % len(sound)]
        if number % 2 == 0:
            yield f"cut_{number}.{kind}", data[:int(len(data) * rng.random())]
            continue
        data = bytearray(data)
        for _ in range(rng.choice((1, 10, 200))):
            data[rng.randrange(len(data)) if rng.random() < 0.6 else rng.randrange(min(len(data), 2000))] ^= 1 << rng.randrange(8)
        yield f"flipped_{number}.{kind}", bytes(data)


NAMES = [b"-rf.txt", b"--help.pdf", b"a\nb.txt", b"a\n0 of 0 files: done.txt", b"\xe2\x80\xaefdp.txt", b"\xe2\x80\x8b.txt", b"\x1b[2Jclear.txt", b"\xff\xfe.txt",
         b"$(touch gone).txt", b"`touch gone`.txt", b"a;b&c|d.txt", b"'\".txt", b"%s%n.txt", b" .txt", b"n" * 251 + b".txt", "ำ้ำ้.txt".encode(),
         b"<script>.txt", b"*.txt", b"?.txt", b"a\tb.txt", b"a\\b.txt", b"...txt", b"{}.txt", b"\r.txt"]


def mislabelled(rng):
    for kind, data in sound_files():
        for other in ("pdf", "tif", "jpg", "png", "txt"):
            if other != kind and not (kind == "pdf" and rng.random() < .7):
                yield f"is_{kind}.{len(data)}.{other}", data
    for other in ("pdf", "tif", "jpg", "png", "txt", "zip", "eml"):
        yield f"noise.{other}", rng.randbytes(5000)
        yield f"empty.{other}", b""


def no_files(folder):
    """Never opened: a pipe would wait for ever, a device never ends."""
    os.mkfifo(folder / "pipe.pdf")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "dangling.pdf").symlink_to("/nowhere/at/all.pdf")
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "folder.pdf").mkdir()


QUICK = {"tree_of_itself", "billion_pages", "laughs", "jbig2_vast", "vast_page", "form_of_itself", "bilevel_bomb", "vast", "no_size",
         "directory_of_itself", "size_lies", "names", "bad_base64", "levels", "marks", "nul", "utf16"}


def make(folder, seed=1, small=False):
    """Returns the names, as bytes, of those that are files."""
    rng = random.Random(seed)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    letter = (ROOT / "corpus" / "letters" / "002_42be99c79dc8a3fd.txt").read_bytes()
    files = {}
    for kind, made in (("pdf", pdfs), ("png", pngs), ("tif", tiffs), ("jpg", jpegs), ("txt", texts), ("zip", zips), ("eml", mails)):
        for name, data in made():
            if not small or name in QUICK:
                files[f"{name}.{kind}".encode()] = data()
    for number, name in enumerate(NAMES):
        files[name] = letter + b"%d\n" % number
    if not small:
        files.update((name.encode(), data) for name, data in mislabelled(rng))
    damaged = cut_and_flipped(rng, 12 if small else 80)
    files.update((name.encode(), data) for name, data in damaged if not small or name.startswith("cut"))
    for name, data in files.items():
        with open(os.fsencode(folder) + b"/" + name, "wb") as out:
            out.write(data)
    no_files(folder)
    return sorted(files)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    print(len(make(options.folder, options.seed, options.small)), "files and 5 that are none")
