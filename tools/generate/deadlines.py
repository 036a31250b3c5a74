"""Deadline expressions of letters (SARABAN 8.5): each returns the words and what they mean."""
import datetime as dt

from spans import Ref
from world import BYDAY, MONTHS, SHORT_MONTHS, WEEKDAYS, add_workdays


def record(kind, **more):
    """A gold deadline of the seeds' shape."""
    base = {"kind": kind, "iso": None, "rrule": None, "duration": None, "first_due": None, "exceptions": []}
    base.update(more)
    return base


def spell_day(style, day):
    """A date in one of the ways a deadline names it, with the words before the day."""
    r = style.rng.random()
    weekday = WEEKDAYS[day.weekday()]
    if r < 0.50:
        return f"วันที่ {style.date(day)}"
    if r < 0.70:
        return f"วัน{weekday}ที่ {style.date(day)}"
    if r < 0.74:
        return f"วัน{weekday} {style.date(day)}"
    if r < 0.84:
        return f"วันที่ {style.date(day, SHORT_MONTHS)}"
    if r < 0.90:
        return f"วันที่ {style.d(day.day)} {MONTHS[day.month - 1]} พ.ศ. {style.d(day.year + 543)}"
    if r < 0.95:
        return f"วันที่ {style.d(f'{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + 543) % 100}')}"
    return f"วันที่ {style.d(f'{day.day}/{day.month}/{day.year + 543}')}"


def absolute(style, letter_day):
    rng = style.rng
    day = add_workdays(letter_day, rng.randrange(4, 45))
    form = rng.choices(["by", "before", "atmost", "time", "month", "notyear", "close"], [62, 8, 8, 8, 6, 4, 4])[0]
    if form == "before":
        return f"ก่อน{spell_day(style, day)}", record("absolute", iso=(day - dt.timedelta(days=1)).isoformat())
    if form == "atmost":
        words = rng.choice(["ไม่เกิน", "อย่างช้าไม่เกิน", "อย่างช้าภายใน", "อย่างช้าที่สุดภายใน"])
        return f"{words}{spell_day(style, day)}", record("absolute", iso=day.isoformat())
    if form == "time":
        hour, minute = rng.choice([("๑๖", "๓๐"), ("๑๒", "๐๐"), ("๑๕", "๐๐")])
        between = rng.choice(["เวลา", "ก่อนเวลา", "ไม่เกินเวลา"])
        clock = style.d(f"{hour}{rng.choice('..:')}{minute}".translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
        gold = record("absolute", iso=day.isoformat(), time=f"{hour}:{minute}".translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
        return f"ภายใน{spell_day(style, day)} {between} {clock} น.", gold
    if form == "month":
        last = (dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)) - dt.timedelta(days=1)
        return f"ภายใน{rng.choice(['เดือน', 'สิ้นเดือน'])}{MONTHS[day.month - 1]} {style.d(day.year + 543)}", record("absolute", iso=last.isoformat())
    if form == "notyear":
        return f"ภายในวันที่ {style.d(day.day)} {MONTHS[day.month - 1]}{rng.choice([' นี้', '', 'นี้'])}", record("absolute", iso=day.isoformat())
    if form == "close":
        return f"ภายในกำหนด{spell_day(style, day)}", record("absolute", iso=day.isoformat())
    gap = rng.choice(["", "", "", " "])
    return f"ภายใน{gap}{spell_day(style, day)}", record("absolute", iso=day.isoformat())


def relative(style, _letter_day):
    rng = style.rng
    n = rng.choice([3, 5, 7, 7, 10, 15, 15, 30, 30, 45, 60, 90])
    unit = rng.choice(["วัน", "วัน", "วัน", "วันทำการ"])
    anchor, tail = rng.choice([("received", "นับแต่วันที่ได้รับหนังสือ"), ("received", "นับแต่วันที่ได้รับหนังสือฉบับนี้"), ("received", "นับจากวันที่ได้รับแจ้ง"),
                               ("received", "นับถัดจากวันที่ได้รับหนังสือ"), (None, ""), ("letter", "นับแต่วันที่ลงในหนังสือ")])
    words = f"{rng.choice(['ภายใน', 'ภายใน', 'ภายในกำหนด', 'ภายในระยะเวลา'])} {style.d(n)} {unit}" + (f" {tail}" if tail else "")
    gold = record("relative", duration=f"P{n}D", anchor=anchor)
    if unit == "วันทำการ":
        gold["working_days"] = True
    return words, gold


def vague(style, _letter_day):
    words, duration = style.rng.choice([("โดยด่วน", None), ("ทันที", None), ("โดยเร็ว", None), ("ในโอกาสแรก", None), (f"ภายใน {style.d(24)} ชั่วโมง", "PT24H"), ("โดยด่วนที่สุด", None)])
    return words, record("vague", duration=duration)


def next_month_day(after, number):
    """The first day `number` of a month after a date, not before ten days later."""
    year, month = after.year, after.month
    while True:
        month += 1
        if month > 12:
            year, month = year + 1, 1
        day = dt.date(year, month, number)
        if (day - after).days >= 10:
            return day


def monthly(style, letter_day, mark):
    """The monthly duty, plain, with a first date, or with a dated or undated exception."""
    rng = style.rng
    n = rng.choice([1, 3, 4, 5, 5, 5, 7, 8, 10, 10, 15, 20, 25, 28])
    noun = rng.choices(["ของทุกเดือน", "ของเดือนถัดไป", "ของทุก ๆ เดือน", "ของทุกๆ เดือน"], [80, 14, 3, 3])[0]
    words = f"{rng.choice(['ภายใน', 'ภายใน', 'ภายใน', 'ไม่เกิน', 'ทุก'])}วันที่ {style.d(n)} {noun}"
    gold = record("recurring", rrule=f"FREQ=MONTHLY;BYMONTHDAY={n}")
    r = rng.random()
    if r < 0.25:
        first = next_month_day(letter_day, n)
        lead = rng.choice(["โดยเริ่มรายงานครั้งแรก ", "โดยเริ่มรายงานครั้งแรกใน", "เริ่มตั้งแต่", "โดยให้เริ่มรายงานครั้งแรกภายใน"])
        words += f" {lead}วันที่ {style.date(first)}"
        gold["first_due"] = first.isoformat()
    elif r < 0.36:
        day = add_workdays(letter_day, rng.randrange(3, 9))
        inner, number = mark(f"วัน{WEEKDAYS[day.weekday()]}{rng.choice(['ที่', 'ที่', ''])} {style.date(day)}")
        text, whole = mark(f"ยกเว้นเดือน{MONTHS[day.month - 1]}ขอให้รายงานภายใน{inner}")
        words += f" ({text})"
        gold["exceptions"] = [{"text": Ref(whole), "replaced_by_raw": Ref(number), "iso": day.isoformat(), "weekday_text": WEEKDAYS[day.weekday()], "weekday_consistent": True}]
    elif r < 0.42:
        skip = rng.randrange(1, 13)
        words += f" (ยกเว้นเดือน{MONTHS[skip - 1]})"
        gold["rrule"] += ";BYMONTH=" + ",".join(str(m) for m in range(1, 13) if m != skip)
    elif r < 0.50:
        until = add_workdays(letter_day, rng.randrange(120, 240))
        words += f" จนถึงวันที่ {style.date(until)}"
        gold["until"] = until.isoformat()
    return words, gold


def recurring(style, letter_day, mark):
    rng = style.rng
    form = rng.choices(["monthly", "end", "weekly", "twice", "quarter", "year", "half", "thirty"], [66, 6, 8, 4, 7, 3, 3, 3])[0]
    if form == "monthly":
        return monthly(style, letter_day, mark)
    if form == "end":
        return rng.choice(["ภายในสิ้นเดือนของทุกเดือน", "ภายในวันสิ้นเดือนของทุกเดือน", "ทุกสิ้นเดือน"]), record("recurring", rrule="FREQ=MONTHLY;BYMONTHDAY=-1")
    if form == "weekly":
        day = rng.randrange(5)
        tail = rng.choice(["", f" ภายในเวลา {style.d('12.00')} น.", " ของทุกสัปดาห์" if rng.random() < 0.5 else ""])
        words = f"ภายในวัน{WEEKDAYS[day]}{tail}" if "สัปดาห์" in tail else f"ทุกวัน{WEEKDAYS[day]}{tail}"
        return words, record("recurring", rrule=f"FREQ=WEEKLY;BYDAY={BYDAY[day]}")
    if form == "twice":
        return f"ทุกวันที่ {style.d(1)} และ {style.d(16)} ของเดือน", record("recurring", rrule="FREQ=MONTHLY;BYMONTHDAY=1,16")
    if form == "quarter":
        n = rng.choice([5, 10, 15])
        words = rng.choice([f"ทุกไตรมาส ภายในวันที่ {style.d(n)} ของเดือนถัดไป", f"เป็นรายไตรมาส ภายในวันที่ {style.d(n)} ของเดือนถัดจากสิ้นไตรมาส"])
        return words, record("recurring", rrule=f"FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY={n}")
    if form == "year":
        month = rng.randrange(12)
        n = rng.randrange(1, 29)
        return f"ภายในวันที่ {style.d(n)} {MONTHS[month]} ของทุกปี", record("recurring", rrule=f"FREQ=YEARLY;BYMONTH={month + 1};BYMONTHDAY={n}")
    if form == "half":
        return rng.choice([f"ทุก {style.d(6)} เดือน", f"ปีละ {style.d(2)} ครั้ง"]), record("recurring", rrule="FREQ=MONTHLY;INTERVAL=6")
    n = rng.choice([29, 30])
    rule = {29: "28,29", 30: "28,29,30"}[n]
    return f"ภายในวันที่ {style.d(n)} ของทุกเดือน", record("recurring", rrule=f"FREQ=MONTHLY;BYMONTHDAY={rule};BYSETPOS=-1")


def draw(style, letter_day, mark):
    """One binding deadline: the marked words and the gold entry (span and lines filled in)."""
    kind = style.rng.choices(["absolute", "relative", "vague", "recurring"], [50, 14, 4, 32])[0]
    if kind == "recurring":
        words, gold = recurring(style, letter_day, mark)
    else:
        words, gold = {"absolute": absolute, "relative": relative, "vague": vague}[kind](style, letter_day)
    text, number = mark(words)
    return text, {"text_span": Ref(number), "lines": Ref(number, "lines"), **gold}


def narrative(style, letter_day, tense, mark):
    """A span that looks like a deadline and binds nobody who gets the letter."""
    rng = style.rng
    if tense == "within":
        n = rng.choice([7, 15, 30, 30, 60, 90])
        words, gold = f"ภายใน {style.d(n)} {rng.choice(['วัน', 'วัน', 'วันทำการ'])}", record("relative", duration=f"P{n}D", anchor="narrative")
        if "ทำการ" in words:
            gold["working_days"] = True
    else:
        day = letter_day - dt.timedelta(days=rng.randrange(20, 200))
        words, gold = f"ภายในวันที่ {style.date(day)}", record("absolute", iso=day.isoformat())
    text, number = mark(words)
    return text, {"text_span": Ref(number), "lines": Ref(number, "lines"), **gold, "binding_on_addressee": False, "what": None, "to_whom": None, "via": []}
