"""What the receiving office leaves on a letter, and the forms that come with it: stamps, routing lists, marginal notes, report forms."""
from spans import Ref, plain
from world import SHORT_MONTHS, WORDING, parse_date, person


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
    return [{"title": plain(text), "order": order, "lines": lines}]
