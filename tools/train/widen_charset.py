"""Adds characters to a model's character set: widen_charset.py BASE OUT [CHARSET]

Reads BASE.lstm-unicharset and BASE.lstm-recoder, appends what CHARSET (default charset.txt) has and they lack, and writes
OUT.lstm-unicharset and OUT.lstm-recoder. Old ids and output codes stay as they are, so the CTC null, the trained weights and
word lists stay valid. (Rebuilding the set with `combine_lang_model` renumbers them: training then starts near 70 % error.)
"""
import os
import struct
import sys

CODE = "<bIi"  # one code a character: self-normalised flag, length 1, output class
SARA_AM = "\u0e33"  # kept as two marks


def category(c):
    """(properties, script) of a character as the unicharset writes them."""
    if "๐" <= c <= "๙":
        return "8", "Thai"
    if c == "\u0e31" or "\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e":
        return "0", "Thai"
    if "\u0e00" <= c <= "\u0e7f":
        return "1", "Thai"
    if c.isalpha():
        return ("5" if c.isupper() else "3"), "Latin"
    return ("8" if c.isdigit() else "10"), "Common"


def widened(lines, recoder, wanted):
    """The lines of the unicharset and the recoder's bytes with the wanted characters at the end."""
    assert len(recoder) == 4 + 9 * len(lines), "one code a character expected"
    code = 1 + max(struct.unpack(CODE, recoder[4 + 9 * i:13 + 9 * i])[2] for i in range(len(lines)))
    have = {line.split(" ")[0] for line in lines}
    for c in sorted(set(wanted) - have - set(" \n" + SARA_AM)):
        properties, script = category(c)
        lines.append(f"{c} {properties} 0,255,0,255,0,0,0,0,0,0 {script} {len(lines)} 0 {len(lines)} {c}")
        recoder += struct.pack(CODE, 1, 1, code)
        code += 1
    return lines, struct.pack("<I", len(lines)) + recoder[4:]


def main():
    base, out = sys.argv[1:3]
    charset = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "charset.txt")
    lines = [line for line in open(base + ".lstm-unicharset", encoding="utf-8").read().split("\n")[1:] if line]
    before = len(lines)
    lines, recoder = widened(lines, open(base + ".lstm-recoder", "rb").read(), open(charset, encoding="utf-8").read())
    open(out + ".lstm-unicharset", "w", encoding="utf-8").write(f"{len(lines)}\n" + "\n".join(lines) + "\n")
    open(out + ".lstm-recoder", "wb").write(recoder)
    print(f"{before} -> {len(lines)} characters")


if __name__ == "__main__":
    main()
