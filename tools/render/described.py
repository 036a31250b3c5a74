"""Page descriptions that point at the lines of a text file: `body 37 39 41 /43 45-50` and the like.

    zone N       one line            N-M   these lines, one after the other       N+M   these lines as one item
    qN           (attachments) the quantity of the item before                    /N    (body) line N is a catchword; the page turns after it
"""
import os
import re

import yaml

QUANTITY = re.compile(r"\s*(จำนวน\s*[0-9๐-๙]+\s*\S+)\s*$")
LABEL = re.compile(r"^(- )?สิ่งที่ส่งมาด้วย\s*")


def load(path, texts):
    """A described bundle with the words of its text file from the folder `texts`."""
    with open(path, encoding="utf-8") as f:
        plan = yaml.safe_load(f)
    with open(os.path.join(texts, plan["source"]), encoding="utf-8") as f:
        lines = [""] + f.read().split("\n")
    letters = []
    for letter in plan["letters"]:
        blocks = [block(b, lines) for b in letter["blocks"]]
        letters.append({"kind": letter["kind"], "blocks": with_rank(blocks), "forms": [{"title": "", "lines": pick(str(f), lines)} for f in letter.get("forms", [])]})
    return {"file": plan["source"], "exact": True, "letters": letters}


def numbers(token):
    """`N`, `N-M` or `N+M` as line numbers."""
    if "-" in token:
        first, last = map(int, token.split("-"))
        return list(range(first, last + 1))
    return [int(n) for n in token.split("+")]


def pick(tokens, lines):
    return [lines[n] for token in tokens.split() for n in numbers(token)]


def block(words, lines):
    if isinstance(words, dict):
        return words
    zone, tokens = words.split(" ", 1)
    if zone == "body":
        return {"zone": zone, "lines": paragraphs(tokens, lines)}
    if zone == "attachments":
        return attachments(tokens, lines)
    return {"zone": zone, "lines": [line.strip() for line in pick(tokens, lines) if line.strip()]}


def paragraphs(tokens, lines):
    out, catch = [], None
    for token in tokens.split():
        if token.startswith("/"):
            catch = lines[int(token[1:])].strip()
            continue
        paragraph = {"text": "\n".join(line.strip() for line in pick(token, lines))}
        if catch:
            paragraph["break_before"], catch = catch, None
        out.append(paragraph)
    return out


def attachments(tokens, lines):
    items, first_line, lead = [], False, ""
    for token in tokens.split():
        if token.startswith("q"):
            items[-1]["quantity"] = lines[int(token[1:])].strip()
            continue
        parts, quantity = [line.strip() for line in pick(token, lines)], None
        for i, part in enumerate(parts):
            m = QUANTITY.search(part)
            if m:
                quantity, parts[i] = m.group(1), part[:m.start()]
                first_line = first_line or i + 1 < len(parts)
        text = "\u2028".join(p.strip() for p in parts)   # breaks where the text does
        if not items:
            m = LABEL.match(text)
            lead, text = m.group(1) or "", text[m.end():]
        items.append({"text": text, "quantity": quantity})
    return {"zone": "attachments", "lines": [], "items": items, "quantity_first": first_line, "lead": lead}


def with_rank(blocks):
    """A rank that stands alone belongs to the signature block after it."""
    out = []
    for b in blocks:
        if b["zone"] == "signature" and out and out[-1]["zone"] == "rank":
            b = {**b, "rank": out.pop()["lines"][0]}
        out.append(b)
    return out
