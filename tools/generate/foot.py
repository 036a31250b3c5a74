"""The foot of a letter: signature, owner unit, coordinator, QR captions, motto."""
import offices
from spans import Ref
from values import arabic, phone_gold
from world import WORDING, landline, mobile, person


class Foot:
    """Methods of a letter that write its foot."""

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
        rng, office = self.rng, self.office
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
