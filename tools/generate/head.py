"""The head of a letter: number, letterhead, date, subject, addressees, what it cites and encloses."""
import datetime as dt

import offices
from spans import Ref, wrap
from world import SHORT_MONTHS, WORDING, normalize_number, parse_date


class Head:
    """Methods of a letter that write its head."""

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
                parts = [marker + text]
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
