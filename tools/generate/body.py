"""The body of a letter: what it is about, what it asks, by when, and where the answer goes."""
import datetime as dt
import re

import deadlines
from spans import Ref, plain
from values import arabic, phone_gold
from world import MONTHS, WEEKDAYS, WORDING, add_workdays, landline, mobile, person


class Body:
    """Methods of a letter that write its body."""

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
        rng = self.rng
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
