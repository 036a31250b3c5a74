"""Offices that write and receive letters: names, addresses, number codes, heads, units."""
from world import AGENCIES, PROVINCES, WORDING, landline, mobile


class Office:
    """One issuing office. `name` is printed in the letterhead, `agency` is the body it speaks for, `circle` is what it calls its addressees."""

    def __init__(self, level, name, agency, **more):
        self.level, self.name, self.agency = level, name, agency
        self.address, self.postal, self.province, self.prefix, self.code = [], None, None, None, None
        self.area, self.head, self.deputies, self.units, self.mail, self.circle, self.motto = "02", "", [], [], None, "ท่าน", None
        self.district = None
        self.__dict__.update(more)


def sub_code(rng):
    return rng.choices(["", f".{rng.randrange(1, 10)}", f".{rng.randrange(1, 40)}", f".{rng.randrange(1, 5)}.{rng.randrange(1, 5)}"], [30, 52, 14, 4])[0]


def central(rng, row=None):
    """A ministry or department in the capital (or Nonthaburi)."""
    prefix, dept, name, head, ministry, street, postal, block, domain = row or rng.choice(AGENCIES)
    lines = street.split(";")
    province = "นนทบุรี" if "นนทบุรี" in street or " นบ" in street else "กรุงเทพมหานคร"
    division = rng.choice(["สำนักงานเลขานุการกรม", "กองแผนงาน", "กองคลัง", "สำนักบริหารกลาง", "กองพัฒนาและส่งเสริมการบริหารงานท้องถิ่น", "ศูนย์เทคโนโลยีสารสนเทศและการสื่อสาร",
                           "กองกฎหมาย", "สำนักพัฒนามาตรฐาน", "กองการเจ้าหน้าที่", "กองยุทธศาสตร์และแผนงาน", "กองสารนิเทศ"])
    group = rng.choice(["กลุ่มงานบริหารทั่วไป", "กลุ่มงานนโยบายและแผน", "กลุ่มงานกิจการพิเศษ", "ฝ่ายสารบรรณ", "กลุ่มงานพัฒนาระบบ", "ส่วนมาตรฐานการปฏิบัติงาน", None])
    return Office("central", name, name, address=[*lines[:-1], (lines[-1], postal)], postal=postal, province=province, prefix=prefix,
                  code=f"{dept}{rng.randrange(1, 30):02d}{sub_code(rng)}", area="02", head=head,
                  deputies=["รอง" + head.split("กรม")[0] if head.startswith("อธิบดี") else "รอง" + head] + (["ผู้ตรวจราชการกรม"] if head.startswith("อธิบดี") else []),
                  units=[u for u in (division, group) if u], mail=f"saraban@{domain}" if rng.random() < 0.7 else f"{rng.choice(['office', 'report', 'center'])}{rng.randrange(99)}@{domain}",
                  circle="จังหวัด", phone_block=block.replace(" ", ""))


def address_lines(rng, province, postal, district=None):
    """Street and place of an office outside the capital, in the usual spellings; the postal code is kept apart."""
    street = rng.choice(WORDING["streets"])
    road = f"ถนน{street}"
    p, n = province.prefix, province.name
    place = rng.choice([f"{road} {p}", f"{road} {p}.", f"{road} {p}", f"{rng.randrange(1, 99)}/{rng.randrange(1, 20)} {road} {n}", f"{road} จังหวัด{n}", f"{road} จ.{n}"])
    if rng.random() < 0.25:
        town = f"อำเภอ{district}" if district else f"อำเภอเมือง{n}"
        return [rng.choice([road, f"{road} {town}"]), (rng.choice([f"จังหวัด{n}", n, p]), postal)]
    return [(place, postal)]


PROVINCE_OFFICES = [   # code, unit, title of its head (signs for the governor), weight
    ("23", "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", "ท้องถิ่นจังหวัด", 5),
    ("17", "สำนักงานจังหวัด", "หัวหน้าสำนักงานจังหวัด", 4),
    ("18", "ที่ทำการปกครองจังหวัด", "ปลัดจังหวัด", 4),
    ("21", "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัด", "หัวหน้าสำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัด", 2),
    ("19", "สำนักงานพัฒนาชุมชนจังหวัด", "พัฒนาการจังหวัด", 2),
    ("04", "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด", "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด", 1),
    ("14", "สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด", "ผู้อำนวยการสำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด", 1),
]


def provincial(rng, province):
    code, unit, title, _ = rng.choices(PROVINCE_OFFICES, [o[3] for o in PROVINCE_OFFICES])[0]
    n = province.name
    group = rng.choice(["กลุ่มงานมาตรฐานการบริหารงานบุคคลส่วนท้องถิ่น", "ฝ่ายบริหารทั่วไป", "กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด", "กลุ่มงานอำนวยการ", "กลุ่มงานความมั่นคง", "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", "กลุ่มงานการเงินบัญชีและการตรวจสอบ", None])
    mail = f"{rng.choice(['local', 'prov', 'office', 'saraban'])}{rng.randrange(2022, 2027)}@{rng.choice(['gmail.com', 'hotmail.com', 'moi.example', 'province.example'])}"
    return Office("province", f"ศาลากลางจังหวัด{n}", f"จังหวัด{n}", address=address_lines(rng, province, province.postal), postal=province.postal, province=n, prefix=province.prefix,
                  code=f"00{code}{sub_code(rng)}", area=rng.choice(province.areas), head=f"ผู้ว่าราชการจังหวัด{n}",
                  deputies=["รองผู้ว่าราชการจังหวัด", f"รองผู้ว่าราชการจังหวัด{n}", f"{title}{n}"], units=[u for u in (unit + rng.choice(["", n]), group) if u], mail=mail,
                  circle=rng.choice(["อำเภอ", "ส่วนราชการ", "หน่วยงาน", "อำเภอ"]), motto=n)


def health(rng, province):
    """The provincial health office: writes under its own name."""
    n = province.name
    return Office("province", f"สำนักงานสาธารณสุขจังหวัด{n}", f"สำนักงานสาธารณสุขจังหวัด{n}", address=address_lines(rng, province, province.postal), postal=province.postal, province=n,
                  prefix=province.prefix, code=f"0033{sub_code(rng)}", area=rng.choice(province.areas), head=f"นายแพทย์สาธารณสุขจังหวัด{n}", deputies=["นายแพทย์เชี่ยวชาญ (ด้านเวชกรรมป้องกัน)", f"รองนายแพทย์สาธารณสุขจังหวัด{n}"],
                  units=[rng.choice(["กลุ่มงานควบคุมโรคติดต่อ", "กลุ่มงานอนามัยสิ่งแวดล้อมและอาชีวอนามัย", "กลุ่มงานส่งเสริมสุขภาพ"])], mail=f"cdc{rng.randrange(100)}@health.example", circle="หน่วยงาน")


def district(rng, province, place=None):
    name, postal, _ = place or rng.choice(province.districts)
    index = province.districts.index(place) if place else 1
    local = rng.random() < 0.4
    code = f"0023.{rng.randrange(1, 26)}" if local else f"{1 if name.startswith('เมือง') else index + 1:02d}18{sub_code(rng) if rng.random() < 0.3 else ''}"
    units = [rng.choice(["สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ", f"สำนักงานท้องถิ่นอำเภอ{name}"])] if local else [rng.choice(["ที่ทำการปกครองอำเภอ", f"ที่ทำการปกครองอำเภอ{name}"])]
    if rng.random() < 0.5:
        units.append(rng.choice(["กลุ่มงานบริหารงานปกครอง", "ฝ่ายความมั่นคง", "สำนักงานอำเภอ", "กลุ่มงานบริการสาธารณะท้องถิ่นฯ", "งานบริหารทั่วไป"]))
    return Office("district", f"ที่ว่าการอำเภอ{name}", f"อำเภอ{name}", address=address_lines(rng, province, postal, name), postal=postal, province=province.name, prefix=province.prefix, code=code,
                  area=rng.choice(province.areas), head=f"นายอำเภอ{name}", deputies=[f"ปลัดอำเภอ{name}", "ปลัดอำเภอ (เจ้าพนักงานปกครองชำนาญการพิเศษ)", "ท้องถิ่นอำเภอ" + name], units=units,
                  mail=f"amphoe{rng.randrange(1000)}@{rng.choice(['gmail.com', 'district.example'])}", circle=rng.choice(["ท่าน", "องค์กรปกครองส่วนท้องถิ่น", "เทศบาลและองค์การบริหารส่วนตำบล"]), district=name)


def local(rng, province, place=None):
    """A municipality, sub-district or provincial administrative organisation."""
    dname, postal, subs = place or rng.choice(province.districts)
    sub = rng.choice(subs) if subs else dname
    form = rng.choices(["tao", "town", "city", "pao"], [50, 35, 9, 6])[0]
    unit = rng.choice(["สำนักปลัด", "สำนักปลัดองค์การบริหารส่วนตำบล" if form == "tao" else "สำนักปลัดเทศบาล", "กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม", "กองสาธารณสุขและสิ่งแวดล้อม", "กองคลัง", "งานป้องกันและบรรเทาสาธารณภัย"])
    if form == "pao":
        names = (f"สำนักงานองค์การบริหารส่วนจังหวัด{province.name}", f"องค์การบริหารส่วนจังหวัด{province.name}", f"นายกองค์การบริหารส่วนจังหวัด{province.name}", f"51{rng.randrange(1000):03d}")
    elif form == "city":
        names = (rng.choice([f"สำนักงานเทศบาลเมือง{sub}", f"เทศบาลเมือง{sub}"]), f"เทศบาลเมือง{sub}", f"นายกเทศมนตรีเมือง{sub}", f"52{rng.randrange(1000):03d}")
    elif form == "town":
        names = (rng.choice([f"สำนักงานเทศบาลตำบล{sub}", f"เทศบาลตำบล{sub}"]), f"เทศบาลตำบล{sub}", f"นายกเทศมนตรีตำบล{sub}", f"5{rng.randrange(3, 10)}{rng.randrange(1000):03d}")
    else:
        names = (rng.choice([f"ที่ทำการองค์การบริหารส่วนตำบล{sub}", f"องค์การบริหารส่วนตำบล{sub}"]), f"องค์การบริหารส่วนตำบล{sub}", f"นายกองค์การบริหารส่วนตำบล{sub}", f"7{rng.randrange(10000):04d}")
    street = rng.choice([f"หมู่ที่ {rng.randrange(1, 15)} ตำบล{sub} อำเภอ{dname}", f"ถนน{rng.choice(WORDING['streets'])} อำเภอ{dname}"])
    address = rng.choice([[street, (f"จังหวัด{province.name}", postal)], [(f"อำเภอ{dname} {province.prefix}", postal)], [street, (province.prefix, postal)]])
    deputy = {"tao": f"รองนายกองค์การบริหารส่วนตำบล{sub}", "pao": "รองนายกองค์การบริหารส่วนจังหวัด"}.get(form, "รองนายกเทศมนตรี")
    return Office("local", names[0], names[1], address=address, postal=postal, province=province.name, prefix=province.prefix, code=names[3], area=rng.choice(province.areas), head=names[2],
                  deputies=[deputy, deputy], units=[unit], mail=f"local{rng.randrange(10000)}@{rng.choice(['gmail.com', 'hotmail.com', 'local.example'])}", circle="ท่าน", district=dname, sub=sub)


def contact(rng, office):
    """National digits of a phone of this office."""
    block = getattr(office, "phone_block", None)
    if block and rng.random() < 0.7:
        return block + "".join(rng.choice("0123456789") for _ in range(9 - len(block)))
    return mobile(rng) if rng.random() < 0.08 else landline(rng, office.area)


def addressees(rng, office, province, target):
    """The offices a letter goes to: a list of items in their written form."""
    n = province.name
    every = lambda a, b: a + rng.choice(["", " "]) + b
    if office.level == "central":
        one = [every("ผู้ว่าราชการจังหวัด", "ทุกจังหวัด")]
        return rng.choice([one, one, one, [f"ผู้ว่าราชการจังหวัด{n}"], ["ปลัดกระทรวง", "อธิบดี", "ผู้ว่าราชการจังหวัด" + rng.choice(["", " "]) + "ทุกจังหวัด"],
                           [target.head] if target and target.level == "central" else one, one + ["อธิบดีกรมส่งเสริมการปกครองท้องถิ่น"]])
    if office.level == "province":
        a, b = every("นายอำเภอ", "ทุกอำเภอ"), f"นายกองค์การบริหารส่วนจังหวัด{n}"
        place = rng.choice(province.districts)[0]
        return rng.choice([[a], [a], [a, b], [f"หัวหน้าส่วนราชการประจำจังหวัด{n}", a, b, f"นายกเทศมนตรีเมือง{n}"], [a, b, f"นายกเทศมนตรีเมือง{n}"], [f"นายอำเภอ{place}"], [every("หัวหน้าส่วนราชการ", "ทุกส่วนราชการ"), a],
                           [every("นายกเทศมนตรีเมือง", "ทุกแห่ง"), every("นายกเทศมนตรีตำบล", "ทุกแห่ง")]])
    if office.level == "district":
        subs = [s for d in province.districts if d[0] == office.district for s in d[2]] or [office.district]
        t, o = "นายกเทศมนตรีตำบล", "นายกองค์การบริหารส่วนตำบล"
        return rng.choice([[t, every(o, "ทุกแห่ง")], [f"{t}{subs[0]}", every(o, "ทุกแห่ง")], [every(o, "ทุกแห่ง")], [f"{o}{subs[-1]}"], [every(t, "ทุกแห่ง"), every(o, "ทุกแห่ง")], [f"{t}{subs[0]}"]])
    return rng.choice([[f"นายอำเภอ{office.district}"], [f"ผู้ว่าราชการจังหวัด{n}"], [f"ผู้อำนวยการโรงเรียนบ้าน{office.sub}"], [f"ท้องถิ่นจังหวัด{n}"], [f"ประธานสภา{office.agency}"], [f"ผู้อำนวยการโรงพยาบาลส่งเสริมสุขภาพตำบล{office.sub}"]])


def join_addressees(rng, items):
    """The written list and nothing else; the final `และ` may touch its item or not."""
    if len(items) == 1:
        return items[0]
    gap = rng.choices([" ", ", ", " , "], [93, 5, 2])[0]
    return gap.join(items[:-1]) + rng.choice([" และ", " และ", " และ "]) + items[-1]


def draw_province(rng):
    return rng.choice(PROVINCES)
