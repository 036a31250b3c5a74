"""Letters of other kinds than the external one: memo, stamped letter, order, announcement."""
import offices
from spans import MARKS, Ref
from world import WORDING

ORDER_SUBJECTS = ["แต่งตั้งคณะกรรมการ{f}{o}", "แต่งตั้งคณะทำงาน{f}{o}", "มอบหมายหน้าที่ความรับผิดชอบเกี่ยวกับ{o}", "แต่งตั้งผู้รับผิดชอบ{f}{o}", "การมอบอำนาจเกี่ยวกับ{f}{o}"]
NOTICE_SUBJECTS = ["รับสมัครบุคคลเพื่อเลือกสรรเป็นพนักงานจ้าง ประจำปี {y}", "ประกาศรายชื่อผู้มีสิทธิเข้ารับการประเมิน", "หลักเกณฑ์{f}{o}", "มาตรการ{f}{o}", "นโยบายไม่รับของขวัญ (No Gift Policy) ประจำปีงบประมาณ พ.ศ. {py}", "ประกวดราคาซื้อวัสดุ{f}{o} ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"]


def write_kind(letter, kind, province):
    {"internal_memo": memo, "stamped_letter": stamped, "order": order, "announcement": announcement}[kind](letter, province)


def memo(letter, province):
    rng, style, office = letter.rng, letter.style, letter.office
    letter.gold.update(references=[], attachments=[])
    letter.secrecy = None
    if letter.speed:
        letter.add("speed", letter.speed)
    letter.add("title", "บันทึกข้อความ")
    unit = " ".join(office.units) or office.agency
    name, ref = letter.span(rng.choice([unit, f"{unit} {office.agency}"]))
    line = f"ส่วนราชการ {name}"
    if rng.random() < 0.6:
        lines = [line]
        letter.phone_line(lines)
        line = " ".join(lines)
    letter.add("issuer_line", line)
    number, n = letter.span(letter.number_text())
    date, d = letter.span(style.date(letter.day))
    from world import normalize_number, parse_date
    if rng.random() < 0.75:
        letter.add("number", f"ที่ {number}{rng.choice([' ', '   ', '       '])}วันที่ {date}")
    else:
        letter.add("number", [f"ที่ {number}", f"วันที่ {date}"])
    letter.gold["doc_number"] = {"raw": n, "normalized": Ref(n.number, make=normalize_number), "prefix": office.prefix, "code": office.code, "circular": letter.circular, "running": str(letter.running)}
    letter.gold["date"] = {"raw": d, "iso": Ref(d.number, make=parse_date)}
    letter.gold.update(_number_true=letter.number_true, _date_true=letter.day.isoformat())
    letter.gold["issuer"] = {"name": ref, "address_lines": [], "postal_code": None, "province": None, "agency_normalized": office.agency}
    letter.write_subject()
    letter.write_addressees([office.head])
    letter.write_body(None, False)
    keep = office.deputies
    office.head, office.deputies = rng.choice(["ผู้อำนวยการกอง", "หัวหน้าสำนักปลัด", "หัวหน้ากลุ่มงาน", "เจ้าพนักงานธุรการชำนาญงาน"]), []
    letter.write_signature(closing=None)
    office.deputies = keep


def stamped(letter, province):
    rng, office = letter.rng, letter.office
    letter.secrecy = None
    if letter.speed:
        letter.add("speed", letter.speed)
    letter.write_number()
    target = [rng.choice(["สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด ทุกจังหวัด", f"จังหวัด{province.name}", "ที่ทำการปกครองจังหวัด ทุกจังหวัด", f"อำเภอเมือง{province.name}", "ส่วนราชการในสังกัด ทุกแห่ง"])]
    letter.write_addressees(target, word="ถึง")
    letter.subject = ""
    letter.write_body(None, False)
    last = letter.blocks[-1]
    if last["zone"] == "closing_sentence" and not MARKS.search(last["lines"][0]):
        letter.blocks.pop()
    name, ref = letter.span(office.agency)
    letter.add("issuer_name", name)
    letter.gold["issuer"] = {"name": ref, "address_lines": [], "postal_code": None, "province": None, "agency_normalized": office.agency}
    letter.write_date()
    letter.write_owner()


def titled(letter, word):
    """The centred head of an order or announcement: word and agency in one line."""
    name, ref = letter.span(letter.office.agency)
    letter.add("title", f"{word}{name}")
    letter.gold["issuer"] = {"name": ref, "address_lines": [], "postal_code": None, "province": None, "agency_normalized": letter.office.agency}
    letter.speed = letter.secrecy = None


def order(letter, province):
    rng, style = letter.rng, letter.style
    titled(letter, "คำสั่ง")
    n = rng.randrange(1, 2500)
    year = letter.day.year + 543
    number, ref = letter.span(style.d(f"{n}{rng.choice(['/', '/', ' / '])}{year}"))
    letter.add("number", f"ที่ {number}")
    letter.gold["doc_number"] = {"raw": ref, "normalized": f"{n}/{year}", "prefix": None, "code": None, "circular": False, "running": str(n)}
    letter.subject = letter.fill(rng.choice(ORDER_SUBJECTS))
    letter.write_subject()
    letter.add("rule", rng.choice(["-----------------------------", "________________________", "..........................."]))
    paragraphs = [{"text": letter.fill(f"ด้วย{{a}} มีความจำเป็น|ต้องดำเนินการ|เกี่ยวกับ{{o}}|เพื่อให้การปฏิบัติราชการ|เป็นไปด้วยความเรียบร้อย|และมีประสิทธิภาพ")},
                  {"text": letter.fill("อาศัยอำนาจตามความในมาตรา {n} แห่งพระราชบัญญัติ|ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔|และที่แก้ไขเพิ่มเติม จึงแต่งตั้ง|คณะกรรมการ|ประกอบด้วย")}]
    from world import person
    for i in range(rng.randrange(3, 7)):
        prefix, name = person(rng)
        role = "ประธานกรรมการ" if i == 0 else rng.choice(["กรรมการ", "กรรมการ", "กรรมการและเลขานุการ"])
        paragraphs.append({"text": f"{style.d(i + 1)}. {prefix}{name} {rng.choice(['ปลัดอำเภอ', 'นักวิชาการ', 'ผู้อำนวยการกอง', 'หัวหน้าฝ่าย'])} {role}"})
    paragraphs.append({"text": rng.choice(["ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "ให้คณะกรรมการฯ มีหน้าที่ดำเนินการตามที่ได้รับมอบหมายจนแล้วเสร็จ ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", letter.fill("ให้ผู้ได้รับแต่งตั้ง|ปฏิบัติหน้าที่|เกี่ยวกับ{o}|โดยเคร่งครัด")])})
    letter.add("body", paragraphs)
    letter.write_date(lead=rng.choice(["สั่ง ณ วันที่ ", "สั่ง ณ วันที่  "]), era=True)
    letter.write_signature(closing=None)


def announcement(letter, province):
    rng = letter.rng
    titled(letter, "ประกาศ")
    letter.subject = letter.fill(rng.choice(NOTICE_SUBJECTS))
    letter.write_subject()
    if rng.random() < 0.7:
        letter.add("rule", "-----------------------------")
    letter.add("body", [{"text": letter.cause(None)}, {"text": letter.fill("จึงประกาศให้ทราบโดยทั่วกัน")}])
    letter.write_date(lead=rng.choice(["ประกาศ ณ วันที่ ", "ประกาศ ณ วันที่  "]), era=True)
    letter.write_signature(closing=None)
