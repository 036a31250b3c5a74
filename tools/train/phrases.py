"""Random pieces of official letters: numbers, dates, phones, addresses, names. Every digit is equally likely wherever it may stand.

`Phrases(lists, rng)` reads its vocabularies from a folder of lists (provinces, districts, names, agencies); `nonsense` allows
syllables without meaning, for training. Each method returns one string with Arabic digits. `mixed_numerals` turns them into Thai ones, in part or as a whole.
"""
import csv
import json
import os
import re

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()
MINISTRIES = "นร กห กค กต กก พม อว กษ คค ทส ดศ พน พณ มท ยธ รง วธ ศธ สธ อก ตช ศย อส ปช ตผ ลต สผ สว พศ กท ทก วท".split()
UNITS = "ฉบับ ชุด แผ่น หน้า เล่ม รายการ แฟ้ม ซอง คน ราย แห่ง ครั้ง วัน อัตรา บาท เครื่อง คัน หมู่บ้าน ครัวเรือน ไร่ กิโลเมตร".split()
TITLES = "นาย นาง นางสาว ดร. ว่าที่ร้อยตรี ว่าที่ ร.ต. พันตำรวจเอก พ.ต.อ. พลตรี ร้อยเอก ผศ.ดร. นายแพทย์ พ.จ.อ. ส.ต.ต.".split()
POSITIONS = ("ผู้ว่าราชการจังหวัด รองผู้ว่าราชการจังหวัด ปลัดจังหวัด นายอำเภอ ท้องถิ่นจังหวัด ปลัดกระทรวง รองปลัดกระทรวง อธิบดี รองอธิบดี ผู้อำนวยการ "
             "เลขาธิการ อธิการบดี คณบดี นายกเทศมนตรี นายกองค์การบริหารส่วนตำบล นายกองค์การบริหารส่วนจังหวัด หัวหน้าสำนักงาน ปลัดเทศบาล ศึกษาธิการจังหวัด").split()
ACTING = "ปฏิบัติราชการแทน รักษาราชการแทน รักษาการแทน รักษาการในตำแหน่ง ทำการแทน".split()
OFFICES = ("ศาลากลางจังหวัด ที่ว่าการอำเภอ สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด ที่ทำการปกครองจังหวัด สำนักงานจังหวัด สำนักงานเทศบาลเมือง สำนักงานเทศบาลตำบล "
           "ที่ทำการองค์การบริหารส่วนตำบล สำนักงานสาธารณสุขจังหวัด สำนักงานเขตพื้นที่การศึกษาประถมศึกษา สำนักงานพัฒนาชุมชนจังหวัด กองคลัง กลุ่มงานมาตรฐานการบริหารงานบุคคล "
           "กลุ่มงานอำนวยการ ฝ่ายบริหารทั่วไป สำนักงานเลขานุการกรม กองการเจ้าหน้าที่ กลุ่มกฎหมาย ระเบียบและเรื่องร้องทุกข์ ส่วนบริหารงานบุคคล กรมบัญชีกลาง กรมการปกครอง").split(" ")
ROADS = "ราชดำเนิน ประชาสามัคคี ศูนย์ราชการ มหาดไทย พหลโยธิน มิตรภาพ อัษฎางค์ พระราม ๖ นครราชสีมา แจ้งวัฒนะ สุขุมวิท ติวานนท์ เทศบาลดำริ".split(" ")
SPEEDS = ["ด่วน", "ด่วนมาก", "ด่วนที่สุด", "ลับ", "ลับมาก"]
LATIN = ("SMS QR Code Scammer Action LINE PDF Facebook Fanpage Application App Online Google Form Drive Zoom Meeting Microsoft Teams Excel Word Website e-mail E-mail "
         "Smart City Cyber Call Center COVID-19 OTOP GPS CCTV Wi-Fi USB DVD CD Internet Server Link Clip Video Conference Big Data Digital ID Card ThaiD NDID "
         "e-LAAS e-GP e-Plan INFO GFMIS New KPI ITA EIA PM2.5 MOU OIT SDGs BCG Model Soft Power Thailand Platform Update Version Infographic Workshop Coaching "
         "Open API Dashboard Download Upload Username Password OK Scan Barcode Hotline Fax Tel No. Mr. Ms. Dr. Co., Ltd. Public Company Limited Bangkok Project").split()
DOMAINS = "gmail.com hotmail.com dla.go.th moi.go.th moph.go.th obec.go.th dopa.go.th cgd.go.th mail.go.th outlook.com yahoo.com saraban.mail.go.th rmuti.ac.th ku.th".split()
LOOK_ALIKE = "ลถกภฎฏดตคศสฟพผฝซชขบปนมรธฐณฌญถลฟพ"
CONSONANTS = "กขคงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮ"


class Phrases:
    def __init__(self, lists, rng, nonsense=True):
        self.rng, self.nonsense = rng, nonsense
        read = lambda *path: open(os.path.join(lists, *path), encoding="utf-8-sig")
        names = lambda name: [line.strip() for line in read("names", name) if line.strip()]
        self.people = names("person_names_male_th.txt") + names("person_names_female_th.txt")
        self.families = names("family_names_th.txt")
        self.provinces = [row["province"] for row in csv.DictReader(read("province_letter_codes.tsv"), delimiter="\t")]
        self.province_codes = [row["code"] for row in csv.DictReader(read("province_letter_codes.tsv"), delimiter="\t")]
        self.districts = [d["districtNameTh"] for d in json.load(read("geography", "districts.json"))]
        self.subdistricts = [d["subdistrictNameTh"] for d in json.load(read("geography", "subdistricts.json"))]

    def pick(self, *options):
        """One of the options, or of the list if there is only one."""
        options = options[0] if len(options) == 1 else options
        return options[int(self.rng.integers(len(options)))]

    def chance(self, p):
        return self.rng.random() < p

    def number(self, low, high):
        return str(int(self.rng.integers(low, high + 1)))

    def digits(self, *lengths):
        return "".join(str(d) for d in self.rng.integers(0, 10, self.pick(lengths)))

    def prefix(self):
        letters = lambda: "".join(self.pick(CONSONANTS) for _ in range(self.pick(2, 2, 2, 3)))
        code = self.pick(self.pick(MINISTRIES), self.pick(self.province_codes), letters())
        return "".join(c + "." for c in code) if self.chance(0.04) else code

    def document_number(self):
        committee = f" ({self.pick('กวจ', 'กวพ', 'กวพอ', 'นโยบาย', 'กพร')})" if self.chance(0.04) else ""
        code = self.pick("00" + self.digits(2), "0" + self.digits(3), "01" + self.digits(2), self.digits(4), self.digits(5), self.digits(6))
        for _ in range(self.pick(0, 1, 1, 1, 2, 2, 3)):
            code += "." + self.digits(1, 1, 1, 2, 2, 4)
        tail = self.digits(1, 2, 3, 3, 4, 4, 4, 5, 5, 6).lstrip("0") or "7"
        tail = self.pick("", "ว ", "ว", "ว ", "ว", "ว.", "พิเศษ/", "พิเศษ/ว ") + tail if self.chance(0.93) else self.pick("ว", "", "ว ")
        return self.prefix() + committee + self.pick(" ", " ", " ", "  ", "") + code + self.pick("/", "/", "/", " / ", "/ ", " /") + tail

    def year(self):
        return self.number(2540, 2575) if self.chance(0.75) else self.number(2400, 2599)

    def day(self):
        return self.number(1, 31)

    def date(self):
        form = self.rng.random()
        if form < 0.55:
            return f"{self.day()} {self.pick(MONTHS)} {self.pick('', '', '', 'พ.ศ. ')}{self.year()}"
        if form < 0.75:
            return f"{self.day()} {self.pick(SHORT_MONTHS)} {self.pick(self.year(), self.digits(2))}"
        if form < 0.82:
            return f"{self.pick(MONTHS)} {self.year()}"
        if form < 0.92:
            return f"{self.day()}/{self.number(1, 12)}/{self.pick(self.year(), self.digits(2))}"
        return f"{self.pick('', '0')}{self.number(1, 9)}{self.pick('/', '.', '-')}{self.digits(2)}{self.pick('/', '.', '-')}{self.year()}"

    def dated(self):
        weekday = f"วัน{self.pick(WEEKDAYS)}ที่ " if self.chance(0.35) else ""
        span = f"{self.day()} {self.pick('-', '–', 'ถึง')} " if self.chance(0.15) else ""
        return self.pick(
            f"{weekday or 'วันที่ '}{span}{self.date()}", f"ลงวันที่ {self.date()}", f"ลว. {self.date()}", f"เมื่อวันที่ {self.date()}",
            f"ภายใน{weekday or 'วันที่ '}{self.date()}", f"ตั้งแต่วันที่ {self.date()}", f"ภายในวันที่ {self.day()} ของทุกเดือน",
            f"{weekday or 'วันที่ '}{self.date()} {self.time()}", f"ประจำเดือน{self.pick(MONTHS)} {self.year()}", f"ปีงบประมาณ พ.ศ. {self.year()}", f"พ.ศ. {self.year()}")

    def time(self):
        clock = lambda: f"{int(self.rng.integers(0, 24)):02d}{self.pick('.', '.', '.', ':')}{int(self.rng.integers(0, 60)):02d}"
        return self.pick(f"เวลา {clock()} น.", f"เวลา {clock()} - {clock()} น.", f"{clock()} น.", f"เวลา {clock()}–{clock()} น.")

    def phone(self):
        line = self.pick(
            lambda: f"0 {self.digits(4)} {self.digits(4)}", lambda: f"0-{self.digits(4)}-{self.digits(4)}", lambda: f"0{self.digits(2)}-{self.digits(6)}",
            lambda: f"02 {self.digits(3)} {self.digits(4)}", lambda: f"0{self.digits(2)}-{self.digits(3)}-{self.digits(4)}", lambda: f"0{self.digits(2)} {self.digits(3)} {self.digits(4)}",
            lambda: f"0 {self.digits(4)} {self.digits(4)}-{self.digits(1, 2)}", lambda: self.digits(4), lambda: f"0{self.digits(8)}", lambda: f"0-{self.digits(4)}-{self.digits(4)}")()
        if self.chance(0.25):
            line += self.pick(" ต่อ ", " ต่อ ", "ต่อ", " กด ") + self.digits(1, 2, 3, 4)
        return self.pick("โทร. ", "โทร ", "โทร.", "โทรศัพท์ ", "โทรสาร ", "โทร. ", "โทรศัพท์หมายเลข ", "หมายเลขโทรศัพท์ ", "มท. ", "") + line

    def money(self):
        amount = f"{int(self.rng.integers(0, 10 ** int(self.rng.integers(1, 9)))):,}"
        return self.pick(f"จำนวน {amount} บาท", f"{amount}.{self.digits(2)} บาท", f"วงเงิน {amount} ล้านบาท", f"ร้อยละ {self.number(0, 100)}", f"{self.number(0, 99)}.{self.digits(1, 2)} %", f"{amount}.-", amount)

    def quantity(self):
        return f"จำนวน {self.number(1, 99)} {self.pick(UNITS)}"

    def latin_name(self):
        letters = "abcdefghijklmnopqrstuvwxyz"
        word = "".join(self.pick(letters) for _ in range(int(self.rng.integers(3, 11))))
        return self.pick(word, word, word.title(), word.upper(), word + self.digits(1, 2, 4), word + self.pick("_", ".", "-") + self.pick(letters) + self.digits(1, 2, 4))

    def email(self):
        return f"{self.latin_name()}@{self.pick(DOMAINS) if self.chance(0.7) else self.latin_name().lower() + self.pick('.go.th', '.com', '.ac.th', '.or.th', '.co.th')}"

    def url(self):
        path = "".join("/" + self.latin_name() for _ in range(self.pick(0, 0, 1, 2)))
        query = self.pick("", "", f"?id={self.digits(2, 4)}", "/" + self.digits(3, 5), ".pdf", ".html")
        return self.pick("https://", "http://", "www.", "https://www.") + self.latin_name().lower() + self.pick(".go.th", ".com", ".or.th", ".ac.th", ".in.th", ".gl", ".ly") + path + query

    def latin(self):
        words = " ".join(self.pick(LATIN) for _ in range(self.pick(1, 1, 1, 2, 2, 3, 5)))
        return self.pick(words, words, words, f"({words})", f"“{words}”", words.upper(), self.latin_name())

    def person(self):
        title = self.pick(TITLES)
        return title + self.pick("", "", " ") + self.pick(self.people) + self.pick(" ", " ", "  ") + self.pick(self.families)

    def place(self):
        return self.pick(f"จังหวัด{self.pick(self.provinces)}", f"อำเภอ{self.pick(self.districts)}", f"ตำบล{self.pick(self.subdistricts)}", f"อ.{self.pick(self.districts)} จ.{self.pick(self.provinces)}",
                         f"ตำบล{self.pick(self.subdistricts)} อำเภอ{self.pick(self.districts)} จังหวัด{self.pick(self.provinces)}", f"เทศบาลเมือง{self.pick(self.districts)}", f"องค์การบริหารส่วนตำบล{self.pick(self.subdistricts)}")

    def address(self):
        return self.pick(f"ถนน{self.pick(ROADS)} {self.pick(self.province_codes)} {self.digits(5)}", f"ถ.{self.pick(ROADS)} {self.pick(self.province_codes)}. {self.digits(5)}",
                         f"เลขที่ {self.number(1, 999)}/{self.number(1, 99)} หมู่ที่ {self.number(1, 20)} {self.place()} {self.digits(5)}", f"อาคาร {self.number(1, 9)} ชั้น {self.number(1, 30)} ถนน{self.pick(ROADS)} กทม. {self.digits(5)}")

    def agency(self):
        return self.pick(self.pick(OFFICES) + self.pick(self.provinces), self.pick(OFFICES), self.place())

    def position(self):
        line = self.pick(POSITIONS) + self.pick("", self.pick(self.provinces), self.pick(self.districts))
        return line + (self.pick(" ", "  ") + self.pick(ACTING) if self.chance(0.35) else "")

    def citation(self):
        return self.pick(f"หนังสือ{self.agency()} {self.pick('', '', self.pick(SPEEDS) + ' ')}ที่ {self.document_number()} ลงวันที่ {self.date()}",
                         f"คำสั่งที่ {self.number(1, 9999)}/{self.year()} ลงวันที่ {self.date()}", f"ครั้งที่ {self.number(1, 99)}/{self.year()}", f"(ฉบับที่ {self.number(1, 30)}) พ.ศ. {self.year()}",
                         f"มาตรา {self.number(1, 350)}", f"ข้อ {self.number(1, 60)}", f"มาตรา {self.number(1, 99)} วรรค{self.pick('หนึ่ง', 'สอง', 'สาม')} ({self.number(1, 20)})")

    def item_mark(self):
        n, m, k = self.number(1, 20), self.number(1, 12), self.number(1, 9)
        return self.pick(f"{n}.", f"{n}.", f"{n}.{m}", f"{n}.{m}.{k}", f"({n})", f"{n})", f"{self.pick('กขคงจฉช')}.", "-", "•", f"ข้อ {n}", f"ข้อ {n}.{m}", f"{n}.{m} ({k})")

    def syllables(self):
        """Words without meaning, of letters that look alike and marks that stand high: they must be seen, they cannot be guessed."""
        def one():
            first = self.pick(LOOK_ALIKE if self.chance(0.7) else CONSONANTS) + self.pick("", "", "", "ร", "ล", "ว")
            tone = self.pick("", "่", "้", "่", "้", "๊", "๋")
            last = self.pick("", self.pick("กงดนบมยว"))
            return self.pick(first + self.pick("ิีึืัุูิีึื") + tone + last, first + tone + self.pick("า", "อ", "ำ", "ำ") + last, self.pick("เแโใไ") + first + tone + last, first + "์")
        if not self.nonsense:
            return self.agency()
        return self.pick("", "", "น้ำ", "ที่", "ถนน", "พื้น") + "".join(one() for _ in range(self.pick(2, 3, 4, 5)))

    def leader(self):
        return self.pick("...", "....", "......", ".........", "............")

    def any(self):
        """A piece of the kind that carries digits or Latin letters, weighted by what letters live on."""
        kinds = [self.document_number] * 5 + [self.date] * 3 + [self.dated] * 5 + [self.phone] * 4 + [self.citation] * 3 + [
            self.time, self.money, self.money, self.quantity, self.email, self.email, self.url, self.latin, self.latin, self.latin, self.syllables, self.syllables, self.syllables, self.person, self.person, self.place, self.address, self.agency, self.position, self.item_mark]
        return self.pick(kinds)()


def mixed_numerals(text, rng, thai=0.68):
    """The text with Thai numerals (most often), Arabic ones, or each number for itself; e-mails and URLs stay Arabic."""
    form = rng.random()
    if form > thai + 0.12:
        return text
    own = lambda word: word if re.search("[A-Za-z@]", word) or (form >= thai and rng.random() < 0.5) else word.translate(THAI_DIGITS)
    return " ".join(own(word) for word in text.split(" "))


def scrambled(text, rng):
    """The text with every digit replaced by a random one."""
    return re.sub(r"\d", lambda _: str(int(rng.integers(10))), text)
