"""One letter: draws its parts and writes text blocks and gold side by side."""
import re

from body import Body
from foot import Foot
from head import Head
from spans import Ref
from values import fiscal_year
from world import Style

KIND_TH = {"external_letter": "หนังสือภายนอก", "internal_memo": "หนังสือภายใน", "stamped_letter": "หนังสือประทับตรา", "order": "คำสั่ง", "announcement": "ประกาศ",
           "regulation": "ระเบียบ", "record": "หนังสือที่เจ้าหน้าที่ทำขึ้นหรือรับไว้เป็นหลักฐาน", "statement": "แถลงการณ์", "news": "ข่าว", "radio_message": "วิทยุสื่อสาร"}
ROLES = {"central": "ministry_letter", "province": "province_letter", "district": "district_cover_letter", "local": "local_letter"}


class Letter(Head, Body, Foot):
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
