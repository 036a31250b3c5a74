"""The world the letters come from: provinces, offices, people, numbers, phones, dates."""
import csv
import datetime as dt
import os
import re

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")
VOCABULARIES = os.path.join(HERE, "..", "..", "schemas", "vocabularies")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()
BYDAY = "MO TU WE TH FR SA SU".split()
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
FIXED_HOLIDAYS = {(1, 1), (4, 6), (4, 13), (4, 14), (4, 15), (5, 1), (5, 4), (6, 3), (7, 28), (8, 12), (10, 13), (10, 23), (12, 5), (12, 10), (12, 31)}


def rows(name):
    """The rows of one table of the data folder."""
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        return [r for r in csv.reader(f, delimiter="\t") if r and not r[0].startswith("#")]


def read_yaml(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return yaml.load(f, Loader=LOADER)


WORDING = read_yaml(DATA, "wording.yaml")


class Province:
    """A province of the vocabularies with its districts: (name, postal code, some sub-districts)."""

    def __init__(self, entry):
        self.prefix, self.name, self.areas, self.districts = entry["code"], entry["name"], entry["area"], []
        self.postal = entry.get("seat_postal", entry["postal"] + "000")


def load_provinces():
    found = {e["name"]: Province(e) for e in read_yaml(VOCABULARIES, "provinces.yaml")["entries"]}
    for province, district, postal, subs in rows("districts.tsv"):
        found[province].districts.append((district, postal, [s for s in subs.split(",") if s]))
    return [p for p in found.values() if p.districts]


PROVINCES = load_provinces()
AGENCIES = rows("agencies.tsv")


def is_workday(day):
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS


def add_workdays(day, count):
    """The working day `count` working days later; with 0 the day itself or the next working day."""
    while count > 0 or not is_workday(day):
        day += dt.timedelta(days=1)
        if is_workday(day):
            count -= 1
    return day


class Style:
    """How one office writes: digits, blanks, abbreviations. Drawn once a letter."""

    def __init__(self, rng):
        self.rng = rng
        self.digits = rng.choices(["thai", "arabic", "mixed"], [75, 15, 10])[0]
        self.after_ว = rng.choices([" ", "", ". ", "  "], [60, 33, 3, 4])[0]
        self.before_slash = rng.choices(["", " "], [94, 6])[0]
        self.after_slash = rng.choices(["", " "], [95, 5])[0]
        self.phone = rng.randrange(6)
        self.tel = rng.choice(["โทร. ", "โทร.", "โทร ", "โทรศัพท์ ", "โทร. ", "โทรศัพท์. ", "โทร : "])
        self.wrapped = rng.random() < 0.55
        self.columns = rng.randrange(72, 100)
        self.tail = rng.choice(["", "", "  "])
        self.quote = rng.choice(["“”", "“”", '""'])
        self.citation_gap = rng.random() < 0.93

    def d(self, text):
        """The digits of a text in this office's manner."""
        text = str(text)
        if self.digits == "thai" or (self.digits == "mixed" and self.rng.random() < 0.5):
            return text.translate(TO_THAI)
        return text

    def date(self, day, months=MONTHS):
        return self.d(f"{day.day} {months[day.month - 1]} {day.year + 543}")

    def number(self, prefix, code, circular, running):
        tail = f"ว{self.after_ว}{running}" if circular else f"{running}"
        return self.d(f"{prefix} {code}{self.before_slash}/{self.after_slash}{tail}")

    def phone_number(self, digits):
        """Spells national digits (with trunk 0) in one of the usual manners."""
        s, k = digits, self.phone
        if len(s) == 10:
            forms = [f"{s[:2]} {s[2:6]} {s[6:]}", f"{s[:3]}-{s[3:]}", f"{s[:3]} {s[3:6]} {s[6:]}", f"{s[:3]}-{s[3:6]}-{s[6:]}", f"{s[:2]}-{s[2:6]}-{s[6:]}", s]
        else:
            area = 2 if s.startswith("02") else 3
            forms = [f"{s[0]} {s[1:5]} {s[5:]}", f"{s[0]}-{s[1:5]}-{s[5:]}", f"{s[:area]}-{s[area:]}", f"{s[:area]} {s[area:area + 3]} {s[area + 3:]}", f"{s[0]} - {s[1:5]} - {s[5:]}", f"{s[:area]}-{s[area:area + 3]}-{s[area + 3:]}"]
        return self.d(forms[k])


def landline(rng, area):
    return area + "".join(rng.choice("0123456789") for _ in range(9 - len(area)))


def mobile(rng):
    return rng.choice(["06", "08", "09"]) + rng.choice("123456789") + "".join(rng.choice("0123456789") for _ in range(7))


def person(rng):
    """An invented person: prefix and name, and the rank when the rank stands alone."""
    n = WORDING["names"]
    last = rng.choice(n["last_whole"]) if rng.random() < 0.15 else rng.choice(n["last_a"]) + rng.choice(n["last_b"])
    if rng.random() < 0.55:
        return "นาย", f"{rng.choice(n['male'])} {last}"
    return rng.choice(["นาง", "นางสาว"]), f"{rng.choice(n['female'])} {last}"


def compact(raw):
    return re.sub(r"\s+", " ", raw).strip()


def normalize_number(raw):
    """`PREFIX CODE/[ว ]RUNNING` of what stands there, damaged or not; None where no slash is left."""
    text = compact(raw).translate(TO_ARABIC)
    m = re.match(r"^([ก-ฮ.]+)\s*([^/]*?)\s*/\s*(ว\.?\s*)?(.*)$", text)
    if not m:
        return None
    running = m.group(4).replace(" ", "")
    return f"{m.group(1).rstrip('.')} {m.group(2).replace(' ', '')}/{'ว ' if m.group(3) else ''}{running}"


def parse_date(raw, reference=None):
    """ISO date of a full Thai date; None where it does not parse or does not exist."""
    text = compact(raw).translate(TO_ARABIC)
    m = re.match(r"^(\d{1,2})\s*[/ .]\s*(\S+?)[/ .]*\s*(?:พ\.ศ\.\s*)?(\d{4}|\d{2})$", text)
    if not m:
        return None
    name = m.group(2).strip("/. ")
    month = next((i for i, (a, b) in enumerate(zip(MONTHS, SHORT_MONTHS), 1) if name in (a, b, b.replace(".", "")) or name == b.strip(".")), None)
    if month is None and name.isdigit():
        month = int(name)
    year = int(m.group(3))
    year = year + 2500 - 543 if year < 100 else year - 543 if year >= 2400 else year
    try:
        return dt.date(year, month, int(m.group(1))).isoformat()
    except (TypeError, ValueError):
        return None
