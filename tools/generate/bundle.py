"""A bundle: a chain of letters with stamps, notes and forms, as text and gold."""
import datetime as dt
import random

import offices
from kinds import write_kind
from one_letter import KIND_TH, ROLES, Letter
from spans import Finished, Marker, Ref, damage, plain, wrap
from world import AGENCIES, PROVINCES, SHORT_MONTHS, WORDING, add_workdays, normalize_number, parse_date, person

LATEST, EARLIEST = dt.date(2026, 9, 30), dt.date(2023, 11, 1)


class Bundle:
    """One file: draws the letters, writes the text, resolves the gold."""

    def __init__(self, seed, kinds=True):
        self.rng = random.Random(seed)
        self.marker = Marker()
        self.mark = self.marker.mark
        self.lines, self.letters, self.pages, self.kinds = [], [], [], kinds
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
        if len(chain) > 1 and rng.random() < 0.06:
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
            letter.write_body(enclosed.office.agency if enclosed else None, bool(enclosed or titles))
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
            tail = style.tail if len(block["lines"]) > 1 else ""
            self.lines += [l + (tail if l and i + 1 < len(block["lines"]) else "") for i, l in enumerate(block["lines"])]
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


def short_name(office):
    """An office as its stamp abbreviates it."""
    for long, short in (("องค์การบริหารส่วนตำบล", "อบต."), ("องค์การบริหารส่วนจังหวัด", "อบจ."), ("เทศบาลตำบล", "ทต."), ("เทศบาลเมือง", "ทม."), ("สำนักงานสาธารณสุขจังหวัด", "สสจ."), ("อำเภอ", "สนง.อ."), ("จังหวัด", "สนง.จ.")):
        if office.agency.startswith(long):
            return short + office.agency[len(long):]
    return office.agency


def stamp_date(rng, day, mixed):
    """A date as stamps write it, by rubber or pen."""
    y, m, d = day.year + 543, day.month, day.day
    text = rng.choice([f"{d} {SHORT_MONTHS[m - 1]} {y}", f"{d} {SHORT_MONTHS[m - 1]} {y % 100}", f"{d} / {m} / {y}", f"{d}/{SHORT_MONTHS[m - 1]}/{y % 100}", f"{d} {SHORT_MONTHS[m - 1].replace('.', '')} {y}", f"{d:02d} {SHORT_MONTHS[m - 1]} {y}", f"{d}/{m}/{y}"])
    return mixed(text)


def mixed_digits(rng):
    """Thai, Arabic or both, digit by digit, as pens and stamps do."""
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    mode = rng.choices(["thai", "arabic", "both"], [45, 45, 10])[0]
    if mode == "thai":
        return lambda s: s.translate(thai)
    return (lambda s: s) if mode == "arabic" else (lambda s: "".join(c.translate(thai) if rng.random() < 0.4 else c for c in s))


def stamp(bundle, letter, agency, day):
    """One receive stamp, put before the number, between number and letterhead, or on one line."""
    rng, mark = bundle.rng, bundle.mark
    digits = mixed_digits(rng)
    n = str(rng.randrange(1, 3000))
    register = f"{n}{rng.choice(['/', ' / '])}{rng.choice([day.year + 543, (day.year + 543) % 100])}" if rng.random() < 0.25 else n
    number, nr = mark(digits(register))
    date, dr = mark(stamp_date(rng, day, digits))
    clock = f"{rng.randrange(8, 17):02d}{rng.choice('..:')}{rng.randrange(60):02d}"
    time, tr = mark(digits(clock) + rng.choice([" น.", " น", "", " น."]))
    name, ar = mark(agency)
    has_time = rng.random() < 0.6
    sep = rng.choice([" ", " ", ".....", " : ", "............."])
    label = rng.choice(["เลขรับ", "รับเลขที่", "เลขที่รับ", "เลขรับที่", "รับที่", "เลขที่"])
    time_words = f"เวลา{sep}{time}" if has_time else "เวลา....."
    has_agency = rng.random() < 0.9
    if rng.random() < 0.12:
        lines = ([name] if has_agency else []) + [f"{label} {number} วันที่ {date} {time_words}"]
    else:
        lines = ([name] if has_agency else []) + [f"{label}{sep}{number}", f"{rng.choice(['วันที่', 'วันที่', 'ลงวันที่'])}{sep}{date}", time_words]
    whole = bundle.marker.around(lines)
    gold = {"agency": Ref(ar) if has_agency else None, "number_raw": Ref(nr), "number": plain_number(register), "date_raw": Ref(dr), "date_iso": Ref(dr, make=parse_date), "time_raw": Ref(tr) if has_time else None,
            "time": clock.replace(".", ":") if has_time else None, "lines": Ref(whole, "lines"), "_date_true": day.isoformat()}
    letter.gold.setdefault("received_stamps", [])
    block = {"zone": "stamp", "lines": lines}
    first = next(i for i, b in enumerate(letter.blocks) if b["zone"] in ("number", "title", "speed", "secrecy"))
    at = next((i + 1 for i, b in enumerate(letter.blocks) if b["zone"] == "number"), first) if rng.random() < 0.3 else first
    before = sum(1 for b in letter.blocks[:at] if b["zone"] == "stamp")
    letter.blocks.insert(at, block)
    gold.pop("_date_true")
    letter.gold["received_stamps"].insert(before, gold)
    if rng.random() < 0.1 and "routing_slip" not in gold:
        units = rng.sample(WORDING["routing"], rng.randrange(3, 8))
        marked, refs = zip(*(mark(u) for u in units))
        dash = rng.choice(["- ", "", "( ) "])
        rows = [dash + u for u in marked]
        whole = bundle.marker.around(rows)
        letter.blocks.insert(at + (1 if rng.random() < 0.5 else 0), {"zone": "routing", "lines": rows})
        gold["routing_slip"], gold["routing_slip_lines"] = [Ref(r) for r in refs], Ref(whole, "lines")


def plain_number(text):
    return text.replace(" ", "")


def note(bundle, letter, receiver):
    """A marginal note of the receiving office: to the superior, summary, opinion, name and title."""
    rng, mark = bundle.rng, bundle.mark
    w = WORDING["notes"]
    prefix, name = person(rng)
    head, hr = mark(f"เรียน {receiver.head}")
    summary, sr = mark(letter.fill(rng.choice(w["summary"])).replace("{s}", letter.office.agency))
    opinion, orf = mark(rng.choice(w["opinion"]))
    author, ar = mark(prefix + name)
    title, tr = mark(rng.choice(["เจ้าพนักงานธุรการ", "ปลัดอำเภอ", "หัวหน้าสำนักปลัด", "นักจัดการงานทั่วไป", "ปลัดเทศบาล"]))
    rows = [head, summary, opinion, "", f"({author})", title]
    whole = bundle.marker.around(rows)
    at = next((i for i, b in enumerate(letter.blocks) if b["zone"] == "closing"), len(letter.blocks)) if rng.random() < 0.15 else len(letter.blocks)
    letter.blocks.insert(at, {"zone": "note", "lines": rows})
    letter.gold["marginal_notes"].append({"lines": Ref(whole, "lines"), "to": Ref(hr), "text_lines": [Ref(sr), Ref(orf)], "author": {"name": Ref(ar), "title": Ref(tr)}})


def form_blocks(letter, order, title):
    """A report form that follows the letter: dotted blanks, a table, a signature line, perhaps a note."""
    rng = letter.rng
    d = letter.style.d
    dots = "." * rng.randrange(5, 40)
    text = letter.fill(title + rng.choice(["", "{f}{o}"]) if "{" not in title and title.startswith("แบบ") else title)
    lines = [text, "", f"หน่วยงาน {dots} อำเภอ {dots} จังหวัด {dots}", "", rng.choice([f"ประจำเดือน {dots} พ.ศ. {dots}", f"ประจำเดือน{dots}"]), ""]
    if rng.random() < 0.5:
        lines += ["ลำดับ\tรายการ\tจำนวน\tหมายเหตุ"] + [f"{d(i)}\t{rng.choice(WORDING['attachments'])}\t\t" for i in range(1, rng.randrange(3, 6))] + [""]
    else:
        lines += [f"{d(i)}. {letter.fill(rng.choice(WORDING['reports']))} จำนวน {dots} {rng.choice(['ครั้ง', 'แห่ง', 'คน', 'ราย'])}" for i in range(1, rng.randrange(3, 7))] + [""]
    lines += [f"ลงชื่อ {dots} ผู้รายงาน", f"({dots})", f"ตำแหน่ง {dots}", f"วันที่ {dots}"]
    mail = next((a for a in letter.addresses if a["type"] == "email" and a["role"] == "report_to"), None)
    if mail and rng.random() < 0.5:
        lines += ["", f"หมายเหตุ {d(1)}. กรุณากรอกข้อมูลให้ครบถ้วนก่อนจัดส่ง", f"{d(2)}. ขอให้ส่งแบบรายงานทางไปรษณีย์อิเล็กทรอนิกส์ {letter.office.mail}"]
    elif rng.random() < 0.4:
        lines += ["", "หมายเหตุ กรุณากรอกข้อมูลให้ครบถ้วนก่อนจัดส่ง"]
    from spans import plain as p
    return [{"title": p(text), "order": order, "lines": lines}]


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
