"""One letter: draws its parts and writes text blocks and gold side by side."""
import datetime as dt
import re

import deadlines
import offices
from spans import Ref, plain, wrap
from world import SHORT_MONTHS, Style, WORDING, add_workdays, landline, mobile, normalize_number, parse_date, person

KIND_TH = {"external_letter": "หนังสือภายนอก", "internal_memo": "หนังสือภายใน", "stamped_letter": "หนังสือประทับตรา", "order": "คำสั่ง", "announcement": "ประกาศ",
           "regulation": "ระเบียบ", "record": "หนังสือที่เจ้าหน้าที่ทำขึ้นหรือรับไว้เป็นหลักฐาน", "statement": "แถลงการณ์", "news": "ข่าว", "radio_message": "วิทยุสื่อสาร"}
ROLES = {"central": "ministry_letter", "province": "province_letter", "district": "district_cover_letter", "local": "local_letter"}


class Letter:
    """A letter being written. `blocks` is what the page shows, in reading order; `gold` what is true of it."""

    def __init__(self, bundle, office, day, topic, subject):
        self.bundle, self.rng, self.mark = bundle, bundle.rng, bundle.mark
        self.office, self.day, self.topic, self.subject = office, day, topic, subject
        self.style = Style(self.rng)
        self.blocks, self.speed, self.cited = [], None, False
        self.deadlines, self.addresses, self.mentions, self.actions = [], [], [], []
        self.slots = dict(o=topic["o"], f=topic["f"], fv=topic["f"].removeprefix("การ"), O=topic["o"].split(" ")[0], a=office.agency, p=office.circle,
                          y=self.style.d(day.year + 543), py=self.style.d(fiscal_year(day)), subj=subject, s="")
        self.gold = {}

    # -- small helpers -------------------------------------------------------------------------------------------
    def span(self, text, what="text", make=None):
        text, number = self.mark(text)
        return text, Ref(number, what, make)

    def fill(self, template):
        """A template with this letter's words; small numbers are drawn."""
        rng, d = self.rng, self.style.d
        out = template
        for key in ("k", "n", "n2", "n3", "oy", "q", "h", "i"):
            hole = "{" + key + "}"
            while hole in out:
                value = {"k": rng.randrange(2, 10), "n": rng.randrange(10, 900), "n2": rng.randrange(11, 77), "n3": f"{rng.randrange(1000):03d}", "oy": rng.randrange(2530, 2566), "q": rng.randrange(1, 5), "h": 24, "i": 1}[key]
                out = out.replace(hole, d(value), 1)
        for key, value in self.slots.items():
            out = out.replace("{" + key + "}", value)
        return re.sub(r"\)(?=[|ก-๙])", ") ", out)

    def add(self, zone, lines, **more):
        block = {"zone": zone, "lines": lines if isinstance(lines, list) else [lines], **more}
        self.blocks.append(block)
        return block

    # -- head ----------------------------------------------------------------------------------------------------
    def draw_identity(self):
        """Number, date and speed; citations of other letters need them before this letter is written."""
        rng, office = self.rng, self.office
        self.circular = rng.random() < (0.8 if office.level != "local" else 0.35)
        self.running = rng.choice([rng.randrange(1, 100), rng.randrange(100, 1000), rng.randrange(1000, 10000), rng.randrange(1000, 22000)]) if office.level != "local" else rng.randrange(1, 1500)
        self.number_true = f"{office.prefix} {office.code}/{'ว ' if self.circular else ''}{self.running}"
        self.speed = rng.choices([None, "ด่วน", "ด่วนมาก", "ด่วนที่สุด"], [58, 6, 8, 28])[0]
        self.secrecy = rng.choices([None, "ลับ", "ลับมาก"], [985, 12, 3])[0]

    def number_text(self, style=None):
        return (style or self.style).number(self.office.prefix, self.office.code, self.circular, self.running)

    def write_number(self):
        text, ref = self.span(self.number_text())
        label = self.rng.choices(["ที่ ", "ที่", "ที่  "], [94, 3, 3])[0]
        self.add("number", f"{label}{text}")
        self.gold["doc_number"] = {"raw": ref, "normalized": Ref(ref.number, make=normalize_number), "prefix": self.office.prefix, "code": self.office.code, "circular": self.circular, "running": str(self.running)}
        self.gold["_number_true"] = self.number_true

    def write_letterhead(self):
        name, ref = self.span(self.office.name)
        lines, refs = [name], []
        for line in self.office.address:
            if isinstance(line, tuple):
                line = f"{line[0]} {self.style.d(line[1])}"
            text, r = self.span(line)
            lines.append(text)
            refs.append(r)
        indent = self.rng.random() < 0.2
        self.add("letterhead", [lines[0]] + [" " + x if indent else x for x in lines[1:]])
        self.gold["issuer"] = {"name": ref, "address_lines": refs, "postal_code": self.office.postal, "province": self.office.province, "agency_normalized": self.office.agency}

    def write_dayless_date(self):
        """The day is left to the pen and was not read: month and year only."""
        day, month, year = self.style.date(self.day).split(" ")
        text, ref = self.span(f"{month} {year}")
        self.add("date", self.rng.choice(["        ", "", "  ", "..... "]) + text)
        partial = self.day.isoformat()[:7]
        self.gold["date"] = {"raw": ref, "iso": None, "iso_partial": partial}
        self.gold["_date_true"] = self.day.isoformat() if self.cited else None
        if not self.cited:
            self.gold["date_reconciled"] = {"iso": None, "iso_partial": partial}

    def write_date(self, lead="", era=False):
        months = SHORT_MONTHS if self.rng.random() < 0.04 else None
        words = self.style.date(self.day, months) if months else self.style.date(self.day)
        if era:
            day, month, year = words.split(" ")
            words = f"{day} {month} {self.rng.choice(['พ.ศ. ', 'พ.ศ.', ''])}{year}"
        elif self.rng.random() < 0.06:
            words = words.replace(" ", "  ")
        text, ref = self.span(words)
        self.add("date", lead + text)
        self.gold["date"] = {"raw": ref, "iso": Ref(ref.number, make=parse_date)}
        self.gold["_date_true"] = self.day.isoformat()

    def label(self, words, after):
        if self.rng.random() < 0.02:
            words = self.rng.choice(WORDING["label_slips"].get(words, [words]))
        gap = self.rng.choices([" ", "  ", "   "], [88, 8, 4])[0]
        return f"{self.rng.choices(['', '- '], [97, 3])[0]}{words}{gap}{after}"

    def write_subject(self):
        text, ref = self.span(self.subject)
        self.add("subject", self.wrapped(self.label("เรื่อง", text)))
        self.gold["subject"] = ref

    def write_addressees(self, items, word="เรียน"):
        marked, refs = zip(*(self.span(i) for i in items))
        line, ref = self.span(offices.join_addressees(self.rng, list(marked)))
        self.add("addressees", self.wrapped(self.label(word, line)))
        self.gold["addressees"], self.gold["addressees_raw_line"] = list(refs), ref

    def wrapped(self, text):
        """A labelled line as the page shows it: long ones run on to a second line, often indented."""
        if not self.style.wrapped or self.rng.random() < 0.5:
            return text
        parts = wrap(text, self.style.columns - 8)
        indent = self.rng.choice(["", "", "      ", " "])
        return parts[:1] + [indent + p for p in parts[1:]]

    def citation(self, other, copy):
        """Words that cite another letter: (text, gold keys). `copy` is สำเนา or nothing."""
        number, n = self.span(other.number_text(self.style))
        date, d = self.span(self.style.date(other.day))
        issuer = other.office.agency
        described, ref = self.span(f"{copy}หนังสือ{issuer}")
        speed = f" {other.speed}" if other.speed else ""
        gap = " " if speed or self.style.citation_gap else ""
        lead = self.rng.choices(["ลงวันที่", "ลว."], [97, 3])[0]
        gold = {"issuer": issuer, "description": ref, "cited_number": n, "cited_number_normalized": Ref(n.number, make=normalize_number), "cited_date": d, "cited_date_iso": Ref(d.number, make=parse_date),
                "_cited_number_true": other.number_true, "_cited_date_true": other.day.isoformat()}
        if other.speed:
            gold["speed"] = other.speed
        return f"{described}{speed}{gap}ที่ {number} {lead} {date}", gold

    def notice(self):
        """A cited announcement: it has a date and no number."""
        day = self.day - dt.timedelta(days=self.rng.randrange(20, 400))
        date, d = self.span(self.style.date(day))
        issuer = self.rng.choice(["กระทรวงมหาดไทย", "คณะกรรมการกลางการเลือกสรรพนักงาน", self.office.agency])
        return f"ประกาศ{issuer} เรื่อง {self.slots['f']}{self.slots['o']} ลงวันที่ {date}", {"issuer": issuer, "cited_number": None, "cited_number_normalized": None, "cited_date": d, "cited_date_iso": day.isoformat()}

    def write_references(self, others):
        lines, gold = [], []
        for i, other in enumerate(others):
            text, g = self.citation(other, "") if other else self.notice()
            g.pop("description", None)
            marker = self.style.d(f"{i + 1}. ") if len(others) > 1 else ""
            text, ref = self.span(marker + text)
            lines.append(text)
            gold.append({"order": i + 1, "raw": ref, **g})
        if lines:
            lines[0] = self.label("อ้างถึง", lines[0])
            self.add("references", lines, items=len(lines))
        self.gold["references"] = gold

    def write_attachments(self, enclosed, titles):
        """The list of enclosures; the quantity stands at the end, on its own line, or before the item's second line."""
        rng, d = self.rng, self.style.d
        entries = []
        if enclosed:
            text, g = self.citation(enclosed, rng.choice(["สำเนา", "สำเนา", "สำเนา", ""]))
            g.pop("issuer")
            entries.append((text, g))
        for title in titles:
            text, ref = self.span(title)
            entries.append((text, {"description": ref, "cited_number": None, "cited_date": None}))
        gold, lines, items = [], [], []
        order = rng.choices(["inline", "own", "middle", "none"], [62, 24, 8, 6])[0]
        for i, (text, g) in enumerate(entries):
            n, unit = rng.choice([1, 1, 1, 1, 2, 3]), rng.choice(WORDING["units"])
            quantity, q = self.span(f"จำนวน {d(n)} {unit}")
            marker = d(f"{i + 1}. ") if len(entries) > 1 else ""
            if order == "none":
                body, parts = marker + text, [marker + text]
            elif order == "middle" and " ลง" in text:
                first, second = text.split(" ลง", 1)
                parts = [f"{marker}{first} {quantity}", f"ลง{second}"]
            elif order == "own":
                parts = [marker + text, "", quantity] if rng.random() < 0.5 else [marker + text, quantity]
            else:
                parts = [f"{marker}{text}{rng.choice([' ', ' ', '  ', '      '])}{quantity}"]
            number = self.bundle.marker.around(parts)
            entry = {"order": i + 1, "raw": Ref(number), **g}
            if order != "none":
                entry.update(quantity=n, quantity_raw=q, unit=unit)
            else:
                entry.update(quantity=None, quantity_raw=None, unit=None)
            gold.append(entry)
            lines += parts
            items.append({"text": marker + text, "quantity": None if order == "none" else quantity})
        if lines:
            lines[0] = self.label("สิ่งที่ส่งมาด้วย", lines[0])
            self.add("attachments", lines, items=items)
        self.gold["attachments"] = gold

    # -- body ----------------------------------------------------------------------------------------------------
    def cause(self, source):
        """The first part: what the letter is about, with narrative dates and spans that bind nobody."""
        rng, w = self.rng, WORDING
        if self.gold.get("references") and rng.random() < 0.8:
            text = self.fill(rng.choice(w["open_reference"]))
        elif source:
            self.slots["s"] = source
            text = self.fill(rng.choice(w["open_forward"]))
        else:
            text = self.fill(rng.choice(w["open_first"]))
        told = text.endswith("ว่า ")
        if rng.random() < 0.45:
            text += ("" if told else " ") + self.narrative()
        elif told:
            text += self.fill(rng.choice(WORDING["forwarded"]))
        for sentence in rng.sample(w["background"], rng.randrange(0, 4)):
            text += " " + self.fill(sentence)
        if rng.random() < 0.25:
            text += " " + self.in_passing()
        if rng.random() < 0.22:
            sentence, tense = rng.choice(w["history"])
            words, gold = deadlines.narrative(self.style, self.day, tense, self.mark)
            text += " " + self.fill(sentence).replace("{DL}", words)
            self.deadlines.append(gold)
        return text.replace("  ", " ").strip()

    def in_passing(self):
        """A sentence with a number and date of something else."""
        rng = self.rng
        sentence = self.fill(rng.choice(WORDING["in_passing"]))
        if "{N}" in sentence:
            sentence = sentence.replace("{N}", self.style.number(rng.choice(["มท", "นร", "กค"]), f"{rng.randrange(2, 11):02d}{rng.randrange(1, 20):02d}", rng.random() < 0.7, rng.randrange(10, 9000)))
        if "{MD}" in sentence:
            day = self.day - dt.timedelta(days=rng.randrange(30, 900))
            sentence = sentence.replace("{MD}", self.style.date(day))
        return sentence

    def reply(self, target):
        """The body of a letter that answers: it asks for nothing, and the deadline it quotes was for its writer."""
        rng = self.rng
        self.slots["t"] = target
        text = self.fill(rng.choice(WORDING["open_reply"]))
        if "{DL}" in text:
            words, gold = deadlines.narrative(self.style, self.day, "past", self.mark)
            self.deadlines.append(gold)
            text = text.replace("{DL}", words)
        self.add("body", [{"text": text}, {"text": self.fill(rng.choice(WORDING["reply"]))}])
        self.add("closing_sentence", rng.choice(["จึงเรียนมาเพื่อโปรดทราบ", "จึงเรียนมาเพื่อโปรดพิจารณา", "จึงเรียนมาเพื่อทราบ"]))

    def coordinator_in_body(self):
        """Names the person to ask inside the body."""
        rng, style = self.rng, self.style
        prefix, name = person(rng)
        who, w = self.span(prefix + name)
        title, t = self.span(rng.choice(["นักวิเคราะห์นโยบายและแผนปฏิบัติการ", "นักส่งเสริมการปกครองท้องถิ่นชำนาญการ", "เจ้าพนักงานธุรการชำนาญงาน", "นักจัดการงานทั่วไปชำนาญการ"]))
        digits = mobile(rng)
        number, n = self.span(style.phone_number(digits))
        text = rng.choice(WORDING["body_coordinator"]).replace("{C}", who).replace("{T}", title).replace("{P}", number)
        context, c = self.span(text)
        self.addresses.append({"type": "phone", **phone_gold(n, digits), "context": c, "role": "contact"})
        self.gold["coordinator"] = {"name": w, "phone": digits, "phone_raw": n, "title": t, "label": "in the body"}
        return context

    def narrative(self):
        rng = self.rng
        day = self.day - dt.timedelta(days=rng.randrange(8, 150))
        sentence = rng.choice(WORDING["narrative"])
        if "คณะรัฐมนตรี" in sentence:
            day -= dt.timedelta(days=(day.weekday() - 1) % 7)   # the cabinet meets on Tuesdays
        words, ref = self.span(self.style.date(day))
        self.mentions.append({"raw": ref, "iso": day.isoformat(), "line": Ref(ref.number, "line"), "role": "narrative"})
        return self.fill(sentence).replace("{MD}", words)

    def channel(self):
        """Where the report goes: words, the channels by name, and entries for the addresses."""
        rng, style = self.rng, self.style
        kind = rng.choices([None, "email", "email_line", "fax", "postal", "line", "phone"], [38, 30, 9, 7, 6, 5, 5])[0]
        if kind is None:
            return "", []
        if kind in ("email", "email_line"):
            words, via = self.email_channel()
            if kind == "email_line":
                more, via2 = self.line_channel("หรือ ")
                return f"{words} {more}", via + via2
            return words, via
        if kind == "line":
            return self.line_channel("ทาง")
        if kind == "postal":
            return self.postal_channel()
        digits = landline(rng, self.office.area) if kind == "fax" or rng.random() < 0.4 else mobile(rng)
        number, ref = self.span(style.phone_number(digits))
        lead = rng.choice(["ทางโทรสารหมายเลข ", "ทางโทรสาร ", "ทางโทรสาร หมายเลข "]) if kind == "fax" else rng.choice(["ทางโทรศัพท์หมายเลข ", "ทางหมายเลขโทรศัพท์ "])
        context, c = self.span(lead + number)
        self.addresses.append({"type": "fax" if kind == "fax" else "phone", **phone_gold(ref, digits), "context": c, "role": "report_to"})
        return context, [ref]

    def email_channel(self):
        mail, ref = self.span(self.office.mail)
        lead = self.rng.choice(["ทางไปรษณีย์อิเล็กทรอนิกส์ ", "ทาง E-mail : ", "ทางอีเมล ", "ทางจดหมายอิเล็กทรอนิกส์ ", "ทาง e-mail: ", "ทางไปรษณีย์อิเล็กทรอนิกส์ : "])
        context, c = self.span(lead + mail)
        self.addresses.append({"type": "email", "value_raw": ref, "value_normalized": self.office.mail.lower(), "context": c, "role": "report_to"})
        return context, [ref]

    def line_channel(self, lead):
        rng = self.rng
        title = f"{rng.choice(['งาน', 'ประสานงาน', 'รายงาน', 'ทีม'])}{rng.choice([self.slots['O'], 'อปท.', 'ศูนย์ข้อมูล'])} {rng.choice([self.office.province, str(rng.randrange(2567, 2570))])}"
        a, b = self.style.quote
        group, ref = self.span(f"{rng.choice(['กลุ่มไลน์', 'กลุ่มไลน์', 'ไลน์กลุ่ม'])} {a}{title}{b}")
        context, c = self.span(lead + group)
        self.addresses.append({"type": "line", "value_raw": ref, "value_normalized": title, "context": c, "role": "report_to", "subtype": "line_group"})
        return context, [ref]

    def postal_channel(self):
        unit = self.office.units[0] if self.office.units else self.office.agency
        where = f"{unit} {self.office.name}" if self.office.level != "central" else f"{self.office.agency} {unit}"
        last = self.office.address[-1]
        text, ref = self.span(f"{where} {' '.join(a for a in self.office.address[:-1])} {last[0]} {self.style.d(last[1])}".replace("  ", " "))
        context, c = self.span("ไปยัง " + text)
        self.addresses.append({"type": "postal", "value_raw": ref, "value_normalized": Ref(ref.number, make=arabic), "context": c, "role": "report_to", "postal_code": self.office.postal})
        return context, [ref]

    def report_clause(self):
        """A duty to report, with deadline and channel."""
        rng = self.rng
        what, ref = self.span(self.fill(rng.choice(WORDING["reports"])))
        if re.search(r"[A-Za-z0-9๐-๙)”]$", plain(what)):
            what += " "
        target = self.office.agency
        to = rng.choice([f"ให้{target}ทราบ", f"ให้{target}", f"ให้{target}ทราบ", ""])
        span, gold = deadlines.draw(self.style, self.day, self.mark)
        words, via = self.channel()
        gap = rng.choice(["", " ", " "])
        form = rng.random()
        if form < 0.12:
            text = f"{what}ให้แล้วเสร็จ{gap}{span}" + (f" แล้วรายงาน{to} {words}" if to else f" {words}").rstrip()
        elif form < 0.18:
            text = f"{what} โดยให้ถึง{target}{gap}{span}" + (f" {words}" if words else "")
        elif words and rng.random() < 0.3:
            text = f"{what}{to} {words} {span}"
        else:
            text = f"{what}{to}{gap}{span}" + (f" {words}" if words else "")
        gold.update(what=ref, who="addressees", to_whom=target if to else None, via=via)
        self.deadlines.append(gold)
        return text

    def write_body(self, source, has_attachments):
        rng, style = self.rng, self.style
        paragraphs = [{"text": self.cause(source)}]
        if rng.random() < 0.35:
            paragraphs.append({"text": " ".join(self.fill(s) for s in rng.sample(WORDING["background"], rng.randrange(1, 3)))})
        event = self.event() if "ประชุม" in self.subject or "อบรม" in self.subject or rng.random() < 0.05 else None
        if event:
            paragraphs.append({"text": event})
        binding = rng.random() < 0.72
        if rng.random() < 0.6:
            self.numbered(paragraphs, binding, has_attachments)
        else:
            self.in_prose(paragraphs, binding, has_attachments)
        for p in paragraphs:
            p["text"] = p["text"].strip()
        if rng.random() < 0.07:
            paragraphs.append({"text": self.coordinator_in_body()})
        closing = rng.choice(WORDING["closings"])
        if binding and rng.random() < 0.06:
            template = rng.choice(WORDING["closing_report"])
            clause, ref = self.span(self.report_clause())
            closing = template.replace("{R}", clause)
            self.actions.append({"order": len(self.actions) + 1, "text": ref, "marker": None})
        self.add("body", paragraphs)
        self.add("closing_sentence", closing)

    def event(self):
        """An invitation: a day with its weekday and time, or a range of days. Neither letter date nor deadline."""
        rng, style = self.rng, self.style
        day = add_workdays(self.day, rng.randrange(6, 40))
        place = f"ณ {rng.choice(WORDING['venues'])}"
        from world import MONTHS, WEEKDAYS
        if rng.random() < 0.4:
            last = day + dt.timedelta(days=rng.randrange(1, 3))
            if last.month == day.month:
                dash = rng.choice([" - ", " – ", "-", " ถึง "])
                words = f"{style.d(day.day)}{dash}{style.d(last.day)} {MONTHS[day.month - 1]} {style.d(day.year + 543)}"
                text, ref = self.span(words)
                self.mentions.append({"raw": ref, "iso": day.isoformat(), "iso_end": last.isoformat(), "line": Ref(ref.number, "line"), "role": "event"})
                return f"ในการนี้ กำหนดจัดการประชุม|ระหว่างวันที่ {text} {place}"
        text, ref = self.span(style.date(day))
        self.mentions.append({"raw": ref, "iso": day.isoformat(), "line": Ref(ref.number, "line"), "role": "event"})
        clock = style.d(f"{rng.choice(['09', '13', '10'])}.{rng.choice(['00', '30'])}")
        return f"จึงขอเชิญท่าน|หรือผู้แทน|เข้าร่วมประชุม|ในวัน{WEEKDAYS[day.weekday()]}ที่ {text} เวลา {clock} น. {place}"

    def details(self, has_attachments):
        rng = self.rng
        r = rng.random()
        if r < 0.25:
            words, ref = self.span(rng.choice(WORDING["qr_words"]))
            sentence, c = self.span(rng.choice(WORDING["details_qr"]).replace("{Q}", words))
            self.addresses.append({"type": "qr", "value_raw": ref, "value_normalized": None, "context": c, "role": "details"})
            return sentence
        return rng.choice(WORDING["details"]) if has_attachments and r < 0.8 else ""

    def numbered(self, paragraphs, binding, has_attachments):
        rng, style = self.rng, self.style
        paragraphs.append({"text": self.fill(rng.choice(WORDING["ask_numbered"]))})
        texts = [self.fill(t) for t in rng.sample(WORDING["demands"], rng.randrange(1, 4))]
        if binding:
            texts.append(self.report_clause())
            if rng.random() < 0.2:
                texts.append(self.report_clause())
        if len(texts) < 2:
            texts.append(self.fill("ดำเนินการ|ในส่วนที่เกี่ยวข้อง|ต่อไป"))
        form = rng.choices(["{}.", "{})", "({})", "- {}.", "ข้อ {}"], [84, 5, 4, 5, 2])[0]
        for i, text in enumerate(texts):
            marker = style.d(form.format(i + 1))
            if i + 1 == len(texts):
                more = self.details(has_attachments)
                text += f" {more}" if more else ""
            self.demand(paragraphs, marker, text)
            if form == "{}." and rng.random() < 0.04:
                for k in range(1, 3):
                    self.demand(paragraphs, style.d(f"{i + 1}.{k}"), self.fill(rng.choice(WORDING["demands"])))

    def demand(self, paragraphs, marker, text):
        """One numbered demand: a paragraph of the body and an action of the gold."""
        text, ref = self.span(text)
        paragraphs.append({"text": f"{marker} {text}", "marker": marker})
        self.actions.append({"order": len(self.actions) + 1, "text": ref, "marker": marker})

    def in_prose(self, paragraphs, binding, has_attachments):
        rng = self.rng
        template = rng.choice(WORDING["prose"] if binding else WORDING["prose_plain"])
        text = self.fill(template).replace("{R}", self.report_clause() if binding else "")
        cut = min((i for i in (text.find("ขอให้"), text.find("ขอความร่วมมือ"), text.find("ให้")) if i >= 0), default=0)
        clause, ref = self.span(text[cut:])
        self.actions.append({"order": 1, "text": ref, "marker": None})
        text = text[:cut] + clause
        more = self.details(has_attachments)
        text += f" {more}" if more else ""
        if rng.random() < 0.5 or "ดังนั้น" in template or "ทั้งนี้" in template:
            paragraphs.append({"text": text})
        else:
            paragraphs[-1]["text"] += " " + text

    # -- foot ----------------------------------------------------------------------------------------------------
    def write_signature(self, closing="ขอแสดงความนับถือ"):
        rng, office = self.rng, self.office
        if closing:
            self.add("closing", closing)
        if closing and rng.random() < 0.02:
            self.gold["signer"] = None
            return
        prefix, name = person(rng)
        r, rank, lines = rng.random(), None, []
        if r < 0.06:
            rank = self.rank(prefix)
            printed, full = name, {"rank": rank, "full_name": f"{rank} {name}"}
        elif r < 0.12:
            printed, full = f"{self.rank(prefix)}{rng.choice(['', ' '])}{name}", {}
        elif r < 0.15:
            printed, full = f"{rng.choice(WORDING['names']['titles'])}{rng.choice(['', ' '])}{name}", {}
        else:
            printed, full = prefix + name, {}
        text, ref = self.span(printed)
        lines = [f"({text})"] if rng.random() < 0.94 else [f"( {text} )"]
        signer = {"name": ref, **full}
        acting = office.deputies and rng.random() < (0.5 if office.level != "local" else 0.25)
        if acting:
            mode = rng.choices(["ปฏิบัติราชการแทน", "รักษาราชการแทน", "รักษาการแทน", "รักษาการในตำแหน่ง"], [72, 20, 4, 4])[0]
            title, t = self.span(rng.choice(office.deputies))
            principal, p = self.span(office.head)
            lines += rng.choice([[f"{title} {mode}", principal], [f"{title} {mode}", principal], [title, f"{mode}{rng.choice([' ', ''])}{principal}"], [title, mode, principal]])
            signer.update(title=t, acting_for=p, acting_mode=mode)
        else:
            title, t = self.span(office.head)
            lines.append(title)
            signer.update(title=t, acting_for=None)
        self.add("signature", lines, rank=rank)
        self.gold["signer"] = signer

    def rank(self, prefix):
        """A rank that fits a man or a woman."""
        return self.rng.choice([r for r in WORDING["names"]["ranks"] if r.endswith("หญิง") == (prefix != "นาย")])

    def write_owner(self):
        """Owner unit, phones, mail, coordinator."""
        rng, style, office = self.rng, self.style, self.office
        self.gold["owner_unit"] = []
        if not office.units or rng.random() < 0.05:
            return
        marked, refs = zip(*(self.span(u) for u in office.units))
        lines, self.gold["owner_unit"] = list(marked), list(refs)
        if rng.random() < 0.9:
            self.phone_line(lines)
        if rng.random() < 0.15 and office.mail.startswith("saraban"):
            mail, ref = self.span(office.mail)
            context, c = self.span(rng.choice(["ไปรษณีย์อิเล็กทรอนิกส์ : ", "ไปรษณีย์อิเล็กทรอนิกส์ ", "E-mail : "]) + mail)
            if not any(a["type"] == "email" for a in self.addresses):
                lines.append(context)
                self.addresses.append({"type": "email", "value_raw": ref, "value_normalized": office.mail.lower(), "context": c, "role": "contact"})
        self.add("owner", lines)
        if not self.gold.get("coordinator") and rng.random() < 0.35:
            self.coordinator_line()

    def phone_line(self, lines):
        rng, style, office = self.rng, self.style, self.office
        digits = offices.contact(rng, office)
        number, ref = self.span(style.phone_number(digits))
        both = rng.random() < 0.2
        text = (rng.choice(["โทร./โทรสาร ", "โทร/โทรสาร ", "โทรศัพท์/โทรสาร ", "โทร./โทรสาร. "]) if both else style.tel) + number
        entry = {"type": "phone", **phone_gold(ref, digits)}
        if rng.random() < 0.3:
            ext, e = self.span(style.d(rng.choice([rng.randrange(1, 10), rng.randrange(11, 400), rng.randrange(1000, 60000)])))
            text += f" ต่อ {ext}"
            entry.update(ext_raw=e, ext=Ref(e.number, make=arabic))
        context, c = self.span(text)
        entry.update(context=c, role="contact", **({"also": "fax"} if both else {}))
        self.addresses.append(entry)
        if rng.random() < 0.25 and len(lines) > 1:
            lines[-1] += " " + context
        else:
            lines.append(context)
        if not both and rng.random() < 0.3:
            self.fax_line(lines)

    def fax_line(self, lines):
        digits = landline(self.rng, self.office.area)
        number, ref = self.span(self.style.phone_number(digits))
        context, c = self.span(self.rng.choice(["โทรสาร ", "โทรสาร. ", "โทรสาร "]) + number)
        self.addresses.append({"type": "fax", **phone_gold(ref, digits), "context": c, "role": "contact"})
        if self.rng.random() < 0.5:
            lines[-1] += " " + context
        else:
            lines.append(context)

    def coordinator_line(self):
        rng, style = self.rng, self.style
        prefix, name = person(rng)
        text, ref = self.span(prefix + name)
        label = rng.choice(["ผู้ประสานงาน", "ผู้ประสานงาน", "ผู้ประสาน", "ผู้ประสานงาน :", "เจ้าหน้าที่ผู้ประสานงาน"])
        line = f"{label} {text}"
        gold = {"name": ref, "phone": None, "label": label.replace(" :", "")}
        lines = [line]
        if rng.random() < 0.6:
            digits = mobile(rng)
            number, n = self.span(style.phone_number(digits))
            context, c = self.span(style.tel + number)
            gold.update(phone=digits, phone_raw=n)
            self.addresses.append({"type": "phone", **phone_gold(n, digits), "context": c, "role": "contact"})
            if rng.random() < 0.7:
                lines[0] += " " + context
            else:
                lines.append(context)
        self.add("coordinator", lines)
        self.gold["coordinator"] = gold

    def write_qr(self):
        captions = []
        if any(a["type"] == "qr" for a in self.addresses) or self.rng.random() < 0.05:
            for _ in range(self.rng.choice([1, 1, 2])):
                text, ref = self.span(self.rng.choice(WORDING["qr_captions"]))
                self.add("qr", text)
                captions.append(ref)
        self.gold["qr_captions"] = captions

    def write_motto(self):
        if self.office.motto and self.rng.random() < 0.2:
            text, ref = self.span(self.rng.choice(WORDING["mottos"]).replace("{v}", self.office.motto))
            self.add("motto", text)
            self.gold["slogan"] = {"text": ref, "line": Ref(ref.number, "line")}


def phone_gold(ref, digits):
    """The number keys of a reporting address."""
    return {"value_raw": ref, "value_normalized": digits, "e164": "+66" + digits[1:], "valid": True, "ext_raw": None, "ext": None}


def arabic(text):
    from world import TO_ARABIC
    return text.translate(TO_ARABIC)


def fiscal_year(day):
    """Buddhist year of the fiscal year a day lies in."""
    return day.year + 543 + (1 if day.month >= 10 else 0)
