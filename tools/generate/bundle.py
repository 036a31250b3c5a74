"""A bundle: a chain of letters with stamps, notes and forms, as text and gold."""
import datetime as dt
import random

import offices
from kinds import write_kind
from one_letter import KIND_TH, ROLES, Letter
from spans import Finished, Marker, Ref, damage, plain, wrap
from traces import form_blocks, note, short_name, stamp
from world import PROVINCES, WORDING, add_workdays

CHAINS = [["province", "central"], ["district", "province"], ["district", "province", "central"], ["local", "district", "province"], ["district", "province", "central", "central"], ["local", "district", "province", "central"]]
LATEST, EARLIEST = dt.date(2026, 9, 30), dt.date(2023, 11, 1)


class Bundle:
    """One file: draws the letters, writes the text, resolves the gold."""

    def __init__(self, seed, kinds=True, chains=None):
        """`chains`: only chains of two to four letters, each with the next; the share of them whose body names the next letter once more."""
        self.rng = random.Random(seed)
        self.marker = Marker()
        self.mark = self.marker.mark
        self.lines, self.letters, self.pages, self.kinds, self.chains = [], [], [], kinds and chains is None, chains
        self.draw()

    # -- drawing -------------------------------------------------------------------------------------------------
    def draw(self):
        rng = self.rng
        province = rng.choice(PROVINCES)
        if self.kinds and rng.random() < 0.16:
            self.single(province)
            return
        day = draw_day(rng)
        topic, subject = draw_subject(rng, day)
        levels = rng.choice([["central"], ["province"], ["district"], ["local"], ["province", "central"], ["district", "province"], ["district", "province"], ["province", "central"],
                             ["district", "province", "central"], ["district", "province", "central"], ["local", "district", "province"], ["district", "province", "central", "central"], ["local", "district", "province", "central"]])
        if self.chains is not None:
            levels = rng.choice(CHAINS)
        place = rng.choice(province.districts)
        makers = {"central": lambda: offices.central(rng), "province": lambda: offices.health(rng, province) if topic["d"] == "health" and rng.random() < 0.5 else offices.provincial(rng, province),
                  "district": lambda: offices.district(rng, province, place), "local": lambda: offices.local(rng, province, place)}
        chain = []   # the oldest letter first
        for level in reversed(levels):
            letter = Letter(self, makers[level](), day, topic, subject if rng.random() < 0.9 or not chain else draw_subject(rng, day, topic)[1])
            letter.draw_identity()
            chain.append(letter)
            day = add_workdays(day, rng.randrange(1, 8))
        chain.reverse()
        if self.chains is None and len(chain) > 1 and rng.random() < 0.06:
            chain = [chain[0], *chain[2:]] if len(chain) > 2 else chain[:1]   # an enclosure that is not in the file
        self.province, self.topic = province, topic
        order = list(reversed(chain)) if len(chain) > 1 and rng.random() < 0.12 else chain
        self.write(chain, order)

    def single(self, province):
        rng = self.rng
        day = draw_day(rng)
        topic, subject = draw_subject(rng, day)
        kind = rng.choices(["internal_memo", "stamped_letter", "order", "announcement", "regulation", "record", "statement", "news", "radio_message"], [28, 25, 16, 16, 4, 3, 2, 2, 4])[0]
        place = rng.choice(province.districts)
        office = {"radio_message": lambda: offices.provincial(rng, province), "stamped_letter": lambda: offices.central(rng) if rng.random() < 0.6 else offices.provincial(rng, province), "internal_memo": lambda: rng.choice([offices.central, lambda r: offices.local(r, province, place), lambda r: offices.provincial(r, province)])(rng)}.get(
            kind, lambda: rng.choice([lambda r: offices.local(r, province, place), lambda r: offices.provincial(r, province), lambda r: offices.district(r, province, place), offices.central])(rng))()
        letter = Letter(self, office, day, topic, subject)
        letter.draw_identity()
        self.province, self.topic = province, topic
        letter.kind = kind
        write_kind(letter, kind, province)
        letter.gold = base_gold(letter, kind, 1) | letter.gold
        self.letters = [letter]
        if kind == "stamped_letter" and rng.random() < 0.3:
            receiver = offices.local(rng, province, place)
            stamp(self, letter, receiver.agency, letter.day)
        self.emit(letter)

    def write(self, chain, order):
        rng = self.rng
        numbers = {id(l): i + 1 for i, l in enumerate(order)}
        for i, letter in enumerate(chain):
            enclosed = chain[i + 1] if i + 1 < len(chain) else None
            outside = None
            if not enclosed and letter.office.level != "central" and rng.random() < 0.5:
                outside = self.ghost(letter)
            target = chain[i - 1].office if i else None
            letter.gold = base_gold(letter, "external_letter", numbers[id(letter)])
            letter.gold["encloses"] = numbers[id(enclosed)] if enclosed else None
            if enclosed:
                enclosed.cited = True
            self.external(letter, enclosed or outside, target)
        for i, letter in enumerate(chain):
            after = chain[i - 1].day if i else None
            receiver = chain[i - 1].office if i else None
            self.receive(letter, receiver, after)
        for letter in order:
            self.letters.append(letter)
            self.emit(letter)

    def ghost(self, letter):
        """A letter that is cited but not in the file."""
        rng = self.rng
        office = offices.central(rng) if letter.office.level == "province" else offices.provincial(rng, self.province)
        other = Letter(self, office, add_workdays(letter.day - dt.timedelta(days=rng.randrange(3, 30)), 0), letter.topic, letter.subject)
        if other.day > letter.day:
            other.day = letter.day
        other.draw_identity()
        return other

    def write_head(self, letter):
        """Number, letterhead and date, in the orders an OCR reads them."""
        rng = self.rng
        letter.write_number()
        letter.write_letterhead()
        order = rng.random()
        number, head = letter.blocks[-2:]
        if order < 0.07:
            letter.blocks[-2:] = [head, number]
        elif order < 0.12:   # one text line, as wide as the page
            letter.blocks[-2:] = [{**number, "joined": number["lines"][0] + " " * rng.randrange(3, 40) + head["lines"][0]}, {**head, "joined": head["lines"][1:]}]
        if letter.speed and rng.random() < 0.05:
            at = next(i for i, b in enumerate(letter.blocks) if b["zone"] == "speed")
            speed = letter.blocks[at]
            target = next(b for b in letter.blocks if b["zone"] == "number")
            speed["joined"] = []
            target["joined"] = f"{speed['lines'][0]} {target.get('joined', target['lines'][0])}"
        if rng.random() < 0.03:
            letter.add("noise", rng.choice([letter.style.d(rng.randrange(1, 99)), "ครุฑ", "~", "' ,"]))
        if rng.random() < 0.04:
            letter.write_dayless_date()
        else:
            letter.write_date()

    def external(self, letter, enclosed, target):
        rng = self.rng
        if rng.random() < 0.02:
            letter.add("noise", rng.choice(WORDING["heads_noise"]))
        for zone, value in (("secrecy", letter.secrecy), ("speed", letter.speed)):
            if value:
                letter.add(zone, value)
        self.write_head(letter)
        letter.write_subject()
        letter.write_addressees(offices.addressees(rng, letter.office, self.province, target))
        answers = letter.office.level in ("local", "district", "province") and not enclosed and not target and rng.random() < 0.3
        cited = [self.ghost(letter) for _ in range(rng.choices([0, 1, 2], [74, 20, 6])[0] or answers)]
        if rng.random() < 0.05:
            cited.append(None)   # an announcement
        letter.write_references(cited)
        titles = rng.sample(WORDING["attachments"], rng.choices([0, 1, 2, 3], [46, 26, 20, 8])[0])
        if titles and rng.random() < 0.3:
            titles[0] += letter.fill("{f}{o}")
        letter.write_attachments(enclosed, titles)
        if answers:
            letter.reply(cited[0].office.agency if cited[0] else "จังหวัด")
        else:
            source = enclosed.office.agency if enclosed else None
            if source and self.chains and rng.random() < self.chains:
                source = f"{source} ตามหนังสือ{' ' + enclosed.speed if enclosed.speed else ''} ที่ {enclosed.number_text(letter.style)} ลงวันที่ {letter.style.date(enclosed.day)} "
            letter.write_body(source, bool(enclosed or titles))
        letter.write_signature()
        if rng.random() < 0.5:
            letter.write_qr()
            letter.write_owner()
        else:
            letter.write_owner()
            letter.write_qr()
        letter.write_motto()
        if titles and titles[0].startswith("แบบ") and rng.random() < 0.5:
            letter.form = form_blocks(letter, len(letter.gold["attachments"]) - len(titles) + 1, titles[0])

    # -- traces of the receiving office -----------------------------------------------------------------------------
    def receive(self, letter, receiver, before):
        """Stamps and marginal notes of the office that got this letter."""
        rng = self.rng
        if receiver is None:
            receiver = offices.local(rng, self.province)
        latest = before or add_workdays(letter.day, 9)
        day = letter.day
        while day < latest and rng.random() < 0.6:
            day = min(add_workdays(day, 1), latest)
        letter.gold["received_stamps"], letter.gold["marginal_notes"] = [], []
        if rng.random() < 0.5:
            names = [rng.choice([receiver.name, receiver.name, receiver.agency, short_name(receiver)])]
            if rng.random() < 0.25:
                names.append(receiver.units[0] if receiver.units else receiver.name)
            for name in names:
                stamp(self, letter, name, day)
        if rng.random() < 0.12:
            note(self, letter, receiver)

    # -- text --------------------------------------------------------------------------------------------------------
    def emit(self, letter):
        """Appends a letter's blocks to the text and notes the lines it takes."""
        rng = self.rng
        self.lines += [""] * rng.choice([2, 3]) if not self.lines else [""] * rng.choice([1, 3, 3, 4])
        start = len(self.lines) + 1
        tight = rng.random() < 0.2
        for i, block in enumerate(letter.blocks):
            before = len(self.lines)
            self.emit_block(letter, block)
            if len(self.lines) == before:   # its words stand on the line of another zone
                continue
            last = i + 1 == len(letter.blocks)
            following = letter.blocks[i + 1]["zone"] if not last else None
            if tight and following in ("addressees", "references", "attachments"):
                continue
            if not last:
                self.lines += [""] * (rng.choice([1, 2, 3]) if block["zone"] == "closing" else 1)
        letter.gold["text_range"] = {"start_line": start, "end_line": len(self.lines)}
        letter.gold["form_pages"] = []
        for form in getattr(letter, "form", []):
            self.lines += [""] * rng.choice([1, 3])
            begin = len(self.lines) + 1
            for text in form["lines"]:
                self.lines.append(text)
            letter.gold["form_pages"].append({"title": form["title"], "start_line": begin, "end_line": len(self.lines), "attachment_order": form["order"]})

    def emit_block(self, letter, block):
        style = letter.style
        if "joined" in block:
            self.lines += block["joined"] if isinstance(block["joined"], list) else [block["joined"]]
            return
        if block["zone"] != "body":
            lines = ([block["rank"]] if block.get("rank") else []) + block["lines"]
            tail = style.tail if len(lines) > 1 else ""
            self.lines += [l + (tail if l and i + 1 < len(lines) else "") for i, l in enumerate(lines)]
            return
        paragraphs = block["lines"]
        turn = self.rng.randrange(1, len(paragraphs)) if len(paragraphs) > 3 and self.rng.random() < 0.4 else None
        for i, p in enumerate(paragraphs):
            if i == turn:
                self.turn_page(letter, p)
            parts = wrap(p["text"], style.columns) if style.wrapped else [p["text"]]
            self.lines += [x + (style.tail if k + 1 < len(parts) else "") for k, x in enumerate(parts)]
            if i + 1 < len(paragraphs) and (not p.get("marker") or self.rng.random() < 0.6):
                self.lines.append("")

    def turn_page(self, letter, paragraph):
        """A catchword before the paragraph that opens the next page."""
        rng = self.rng
        words = catch_words(plain_breaks(paragraph["text"]))
        text, ref = self.mark(f"{rng.choice(['/', '/', '/', ''])}{words}{rng.choice(['...', '...', ' ...', '....', '…'])}")
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines += [text, ""]
        if rng.random() < 0.3:
            self.lines += [letter.style.d("- 2 -"), ""]
        number, paragraph["text"] = mark_start(self, paragraph["text"])
        letter.gold["catchwords"].append({"text": Ref(ref), "line": Ref(ref, "line"), "continues_at_line": Ref(number, "line")})
        paragraph["break_before"] = plain(text)

    def marked_text(self):
        """The whole text with its span marks."""
        marked = "\n".join(self.lines)
        if self.rng.random() < 0.03:   # typed as two characters, as some programs store it
            marked = marked.replace("ำ", "ํา")
        return marked

    def text(self):
        """The text alone: what archives and benchmarks need."""
        return plain(self.marked_text())

    def finish(self, name, rate=0.0):
        """Text, gold and page description of the bundle; with a rate the text's digits are damaged and the truth stays in `*_reconciled`."""
        marked, hits = self.marked_text(), []
        if rate:
            marked, hits = damage(marked, rate, self.rng)
        done = Finished(marked)
        letters = []
        for letter in self.letters:
            letter.gold.update(deadlines=letter.deadlines, reporting_addresses=letter.addresses, mentioned_dates=letter.mentions, actions=letter.actions, speed=letter.speed, secrecy=letter.secrecy)
            letters.append(truth(done.resolve(letter.gold)))
        gold = {"file": name, "letters": letters}
        if rate:
            gold["damage"] = {"rate": rate, "digits_changed": len(hits)}
        return done.text, gold, [describe(l) for l in self.letters]


def draw_day(rng):
    """A working day between the earliest and the latest letter."""
    return add_workdays(EARLIEST + dt.timedelta(days=rng.randrange((LATEST - EARLIEST).days)), 0)


def draw_subject(rng, day, topic=None):
    """A topic and a subject line about it; years in it are near the letter's."""
    w = WORDING
    topic = topic or rng.choice(w["topics"])
    template = rng.choices([s[0] for s in w["subjects"]], [s[1] for s in w["subjects"]])[0]
    year = day.year + 543 + rng.randrange(2)
    digits = rng.random() < 0.8
    thai = lambda v: str(v).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if digits else str(v)
    text = template.format(o=topic["o"], f=topic["f"], v=rng.choice(w["verbs"]), y=thai(year), py=thai(year), k=thai(rng.randrange(1, 13)), q=thai(rng.randrange(1, 5)))
    return topic, text.replace("การการ", "การ")


def role_of(office):
    return "department_letter" if office.level == "central" and not office.name.startswith(("กระทรวง", "สำนักงานปลัดกระทรวง")) else ROLES[office.level]


def base_gold(letter, kind, order):
    return {"order": order, "kind": kind, "kind_th": KIND_TH[kind], "role": role_of(letter.office), "text_range": None, "speed": None, "speed_reconciled": None, "secrecy": None,
            "doc_number": None, "doc_number_reconciled": None, "issuer": None, "date": None, "date_reconciled": None, "subject": None, "addressees": [], "addressees_raw_line": None, "references": [], "attachments": [],
            "actions": [], "deadlines": [], "reporting_addresses": [], "signer": None, "owner_unit": [], "coordinator": None, "received_stamps": [], "encloses": None, "catchwords": [], "qr_captions": [],
            "form_pages": [], "marginal_notes": [], "ocr_damage": [], "mentioned_dates": []}


def truth(gold):
    """Turns the drawn truth into `*_reconciled` where the damaged text says something else, and drops the helpers."""
    if gold["doc_number"]:
        true = gold.pop("_number_true", None)
        if true and gold["doc_number"]["normalized"] != true:
            gold["doc_number_reconciled"] = {"normalized": true}
    if gold["date"]:
        true = gold.pop("_date_true", None)
        if true and gold["date"]["iso"] != true and not gold["date_reconciled"]:
            gold["date_reconciled"] = {"iso": true}
    for cited in gold["references"] + gold["attachments"]:
        number, date = cited.pop("_cited_number_true", None), cited.pop("_cited_date_true", None)
        if number and cited["cited_number_normalized"] != number:
            cited["cited_number_reconciled"] = {"normalized": number}
        if date and cited["cited_date_iso"] != date:
            cited["cited_date_reconciled"] = {"iso": date}
    return gold


def plain_breaks(text):
    """A text without span marks, its break places kept."""
    return "".join(c for c in text if not 0xE000 <= ord(c) <= 0xF7FF)


def catch_words(text):
    """The first words of a paragraph, as a typist puts them at the foot of the page before."""
    pieces = text.replace("|", " ").split(" ")
    words = pieces[0]
    for piece in pieces[1:]:
        if len(words) >= 8:
            break
        words += " " + piece
    return words[:22].rstrip("เแโใไ ")


def mark_start(bundle, text):
    opened, number = bundle.mark("")
    return number, opened + text


def describe(letter):
    """The letter as the renderer wants it: zones with plain text, in reading order."""
    def clean(value):
        if isinstance(value, str):
            return plain(value).rstrip()
        if isinstance(value, list):
            return [clean(v) for v in value]
        if isinstance(value, dict):
            return {k: clean(v) for k, v in value.items()}
        return value

    return {"kind": letter.gold["kind"], "blocks": clean(letter.blocks), "forms": clean(getattr(letter, "form", []))}
