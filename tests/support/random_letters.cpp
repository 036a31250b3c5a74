#include "tests/support/random_letters.h"

#include "pipeline/model/sha256.h"
#include "pipeline/text/thai.h"

#include <array>
#include <map>

namespace saraban::test {
namespace {

using Words = std::vector<std::string>;

const Words kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",  "เมษายน", "พฤษภาคม",  "มิถุนายน",
                    "กรกฎาคม", "สิงหาคม",  "กันยายน", "ตุลาคม",  "พฤศจิกายน", "ธันวาคม"};

const Words kProvinces{
    "กระบี่",     "กาญจนบุรี", "กาฬสินธุ์", "ขอนแก่น", "จันทบุรี",     "ชลบุรี",     "ชัยภูมิ",  "เชียงราย",   "เชียงใหม่",
    "ตรัง",      "ตราด",    "นครปฐม", "นครพนม", "นครราชสีมา", "นครสวรรค์", "น่าน",   "บุรีรัมย์",     "ปัตตานี",
    "พะเยา",    "พัทลุง",    "พิจิตร",   "พิษณุโลก", "เพชรบุรี",    "แพร่",      "ภูเก็ต",  "มหาสารคาม", "มุกดาหาร",
    "แม่ฮ่องสอน", "ยโสธร",   "ยะลา",   "ร้อยเอ็ด", "ระนอง",     "ระยอง",    "ราชบุรี", "ลพบุรี",      "ลำปาง",
    "เลย",      "ศรีสะเกษ", "สกลนคร", "สงขลา",  "สตูล",       "สระแก้ว",   "สระบุรี", "สุโขทัย",     "สุราษฎร์ธานี",
    "สุรินทร์",    "หนองคาย", "อ่างทอง", "อุดรธานี", "อุบลราชธานี"};

/// Agencies with the letters of their numbers.
const std::vector<std::pair<std::string, std::string>> kAgencies{{"กรมส่งเสริมการปกครองท้องถิ่น", "มท 08"},
                                                                 {"กรมการปกครอง", "มท 03"},
                                                                 {"กรมการพัฒนาชุมชน", "มท 04"},
                                                                 {"กรมที่ดิน", "มท 05"},
                                                                 {"กรมป้องกันและบรรเทาสาธารณภัย", "มท 06"},
                                                                 {"สำนักงานปลัดกระทรวงมหาดไทย", "มท 02"},
                                                                 {"กรมบัญชีกลาง", "กค 04"},
                                                                 {"กรมสรรพากร", "กค 07"},
                                                                 {"กรมธนารักษ์", "กค 03"},
                                                                 {"กรมควบคุมโรค", "สธ 04"},
                                                                 {"กรมอนามัย", "สธ 09"},
                                                                 {"กรมการแพทย์", "สธ 03"},
                                                                 {"สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", "ศธ 04"},
                                                                 {"กรมทางหลวงชนบท", "คค 07"},
                                                                 {"กรมการขนส่งทางบก", "คค 04"},
                                                                 {"กรมชลประทาน", "กษ 03"},
                                                                 {"กรมปศุสัตว์", "กษ 06"},
                                                                 {"กรมส่งเสริมการเกษตร", "กษ 10"},
                                                                 {"กรมป่าไม้", "ทส 16"},
                                                                 {"กรมควบคุมมลพิษ", "ทส 03"},
                                                                 {"กรมสวัสดิการและคุ้มครองแรงงาน", "รง 05"},
                                                                 {"สำนักงานประกันสังคม", "รง 06"},
                                                                 {"กรมพัฒนาสังคมและสวัสดิการ", "พม 03"},
                                                                 {"สำนักงานสถิติแห่งชาติ", "ดศ 05"},
                                                                 {"กรมศิลปากร", "วธ 04"},
                                                                 {"กรมโรงงานอุตสาหกรรม", "อก 03"}};

const Words kActs{
    "การดำเนินการ",   "การขอความร่วมมือ", "การรายงานผล",      "การประชุมชี้แจง",      "การสำรวจข้อมูล", "การตรวจสอบ",
    "การประชาสัมพันธ์", "แนวทางปฏิบัติ",     "การจัดสรรงบประมาณ", "การเตรียมความพร้อม",  "การติดตามผล",   "การขับเคลื่อน",
    "การจัดทำแผน",    "การซักซ้อมแนวทาง", "การเร่งรัด",         "การแต่งตั้งคณะทำงาน",  "การฝึกอบรม",    "การคัดเลือก",
    "การเบิกจ่าย",     "การแก้ไขปัญหา",    "การทบทวน",         "การมอบหมายผู้รับผิดชอบ"};

const Words kMatters{"อาชญากรรมทางเทคโนโลยี",
                     "การหลอกลวงทางออนไลน์",
                     "ฝุ่นละอองขนาดเล็ก",
                     "ไข้เลือดออก",
                     "โรคพิษสุนัขบ้า",
                     "น้ำท่วมฉับพลัน",
                     "ภัยแล้ง",
                     "ไฟป่าและหมอกควัน",
                     "ขยะมูลฝอยชุมชน",
                     "เบี้ยยังชีพผู้สูงอายุ",
                     "เบี้ยความพิการ",
                     "ศูนย์พัฒนาเด็กเล็ก",
                     "อาหารกลางวันโรงเรียน",
                     "นมโรงเรียน",
                     "ถนนสายหลัก",
                     "ไฟฟ้าสาธารณะ",
                     "แหล่งน้ำเพื่อการเกษตร",
                     "ภาษีที่ดินและสิ่งปลูกสร้าง",
                     "ทะเบียนราษฎร",
                     "บัตรประจำตัวประชาชน",
                     "การเลือกตั้งสมาชิกสภาท้องถิ่น",
                     "สาธารณสุขมูลฐาน",
                     "อาสาสมัครสาธารณสุขประจำหมู่บ้าน",
                     "ยาเสพติด",
                     "ความปลอดภัยทางถนนช่วงเทศกาล",
                     "ตลาดสดน่าซื้อ",
                     "คุณภาพน้ำประปาหมู่บ้าน",
                     "ที่ดินสาธารณประโยชน์",
                     "การบุกรุกป่าสงวน",
                     "พันธุ์ข้าวชุมชน",
                     "โรคระบาดในสุกร",
                     "ปุ๋ยและปัจจัยการผลิต",
                     "กองทุนหมู่บ้าน",
                     "กองทุนหลักประกันสุขภาพ",
                     "บำเหน็จบำนาญ",
                     "การจัดซื้อจัดจ้างภาครัฐ",
                     "เครื่องราชอิสริยาภรณ์",
                     "การประเมินประสิทธิภาพ",
                     "การลดใช้พลังงาน",
                     "งานประเพณีท้องถิ่น",
                     "แหล่งท่องเที่ยวชุมชน",
                     "การใช้ระบบสารบรรณอิเล็กทรอนิกส์",
                     "ข้อมูลส่วนบุคคล",
                     "แรงงานต่างด้าว",
                     "การจ้างงานนักศึกษา",
                     "ผู้ป่วยติดเตียง",
                     "การคัดกรองมะเร็ง",
                     "วัคซีนไข้หวัดใหญ่",
                     "การกำจัดลูกน้ำยุงลาย",
                     "สะพานข้ามคลอง"};

const Words kPlaces{"หนองพอก", "เมือง",  "ท่าศาลา",  "บ้านไผ่",    "ปากช่อง", "แม่สาย",    "หางดง",     "สิชล",
                    "เขาย้อย",  "วังน้อย", "บางระกำ", "พระแสง",   "โพนพิสัย", "กันทรลักษ์",  "เดชอุดม",    "คลองท่อม",
                    "หาดใหญ่",  "เบตง",  "ศรีราชา",  "บ้านบึง",    "แกลง",   "ท่าใหม่",    "อรัญประเทศ", "หนองแค",
                    "ชัยบาดาล", "ตาคลี",  "ลาดยาว",  "บางมูลนาก", "วังทอง",  "สวรรคโลก", "แม่สอด",     "เถิน",
                    "งาว",     "ปัว",    "เชียงคำ",  "พาน",      "ฝาง",    "ปาย",      "จอมทอง",    "สันทราย"};

const Words kPeople{"องค์กรปกครองส่วนท้องถิ่น", "ประชาชนในพื้นที่",
                    "หัวหน้าส่วนราชการ",      "กำนันผู้ใหญ่บ้าน",
                    "ผู้ปกครองนักเรียน",       "เกษตรกรรายย่อย",
                    "ผู้ประกอบการ",          "เจ้าหน้าที่ผู้รับผิดชอบ",
                    "สถานศึกษาในสังกัด",      "โรงพยาบาลส่งเสริมสุขภาพตำบล",
                    "เทศบาลตำบล",          "องค์การบริหารส่วนตำบล",
                    "คณะกรรมการหมู่บ้าน",     "ผู้สูงอายุและคนพิการ",
                    "กลุ่มสตรีแม่บ้าน",         "อาสาสมัครป้องกันภัยฝ่ายพลเรือน"};

const Words kReasons{"เพื่อให้เป็นไปด้วยความเรียบร้อย",
                     "เพื่อประโยชน์ของทางราชการ",
                     "เพื่อลดผลกระทบต่อสุขภาพ",
                     "เพื่อป้องกันความเสียหาย",
                     "ตามนโยบายของรัฐบาล",
                     "ตามมติคณะรัฐมนตรี",
                     "ตามข้อสั่งการของผู้ว่าราชการจังหวัด",
                     "ตามระเบียบที่เกี่ยวข้อง",
                     "เนื่องจากงบประมาณมีจำกัด",
                     "เนื่องจากมีผู้ร้องเรียน",
                     "เพื่อเป็นขวัญกำลังใจ",
                     "เพื่อความโปร่งใสตรวจสอบได้",
                     "เพื่อรองรับสถานการณ์ฉุกเฉิน",
                     "เพื่อบูรณาการการทำงาน",
                     "ตามแผนพัฒนาจังหวัด",
                     "เพื่อยกระดับคุณภาพชีวิต"};

const Words kVerbs{"ขอให้จัดส่งรายชื่อ",        "ขอให้แจ้งเวียน",      "ขอให้สนับสนุนบุคลากร",
                   "ขอเชิญเข้าร่วมประชุม",     "ขอให้เร่งเบิกจ่ายเงิน", "ขอให้ตรวจสอบข้อเท็จจริง",
                   "ขอความอนุเคราะห์สถานที่",  "ขอให้ปิดประกาศ",     "ขอให้กรอกแบบสำรวจ",
                   "ขอให้รายงานปัญหาอุปสรรค", "ขอให้ออกหน่วยบริการ", "ขอให้ซ่อมแซม",
                   "ขอให้จัดเตรียมอุปกรณ์",     "ขอให้ลงพื้นที่",        "ขอให้ถ่ายทอดความรู้",
                   "ขอให้ประสานงาน"};

const Words kFirstNames{"สมชาย", "สมหญิง", "วิชัย",      "สุดา",    "ประเสริฐ", "มาลี",  "อนันต์",
                        "พรทิพย์", "ธนากร", "จิราภรณ์",   "กิตติ",    "รัตนา",    "ณัฐพล", "ศิริพร",
                        "บุญมี",   "อรุณี",   "เกรียงไกร", "นงลักษณ์", "ปรีชา",    "วันเพ็ญ"};
const Words kLastNames{"ใจดี",    "มีสุข",     "ทองคำ",  "ศรีสวัสดิ์",  "บุญช่วย", "แก้วมณี", "วงศ์ใหญ่",
                       "พรหมมา", "จันทร์เพ็ญ", "สุขเจริญ", "รุ่งเรือง",  "ชัยชนะ", "คำแพง", "อินทร์แก้ว",
                       "ภูมิใจ",   "สายทอง",  "นาคสุข",  "เพชรรัตน์", "ดวงดี",  "มั่นคง"};

std::string thai(std::size_t number) {
    return thai_digits(std::to_string(number));
}

/// What OCR takes for each other.
const std::map<char32_t, std::u32string>& look_alikes() {
    static const std::map<char32_t, std::u32string> kTable{
        {U'ก', U"ถภ"}, {U'ค', U"ดศต"}, {U'ด', U"คต"}, {U'ต', U"ดค"}, {U'บ', U"ปษ"}, {U'ป', U"บ"},
        {U'พ', U"ผฟ"}, {U'ผ', U"พ"},   {U'ฟ', U"พ"},  {U'ช', U"ซ"},  {U'ซ', U"ช"},  {U'ข', U"ช"},
        {U'น', U"ม"},  {U'ม', U"น"},   {U'ร', U"ธ"},  {U'ส', U"ล"},  {U'ล', U"ส"},  {U'ท', U"ห"},
        {U'ห', U"ท"},  {U'ิ', U"ีื"},     {U'ี', U"ิื"},    {U'ึ', U"ื"},    {U'ื', U"ึี"},    {U'่', U"้"},
        {U'้', U"่"},    {U'๙', U"๘๕"},  {U'๔', U"๕๘"}, {U'๖', U"๒"},  {U'๒', U"๖"},  {U'๓', U"ต"},
        {U'๐', U"o"}};
    return kTable;
}

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (const char byte : text) {
        const auto b = static_cast<unsigned char>(byte);
        if ((b & 0xC0U) == 0x80U && !out.empty())
            out.back() = (out.back() << 6U) | (b & 0x3FU);
        else
            out.push_back(b < 0x80U ? b : b < 0xE0U ? b & 0x1FU : b < 0xF0U ? b & 0x0FU : b & 0x07U);
    }
    return out;
}

std::string encode(const std::u32string& text) {
    std::string out;
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0U | (c >> 6U)), put(0x80U | (c & 0x3FU));
        } else {
            put(0xE0U | (c >> 12U)), put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
        }
    }
    return out;
}

}  // namespace

std::string thai_date(std::chrono::year_month_day date) {
    return thai(static_cast<unsigned>(date.day())) + " " + kMonths[static_cast<unsigned>(date.month()) - 1] +
           " " + thai(static_cast<std::size_t>(static_cast<int>(date.year()) + 543));
}

const std::string& RandomLetters::pick(const Words& list) {
    return list[below(list.size())];
}

std::chrono::year_month_day RandomLetters::date() {
    return {std::chrono::year(2018 + static_cast<int>(below(9))),
            std::chrono::month(1 + static_cast<unsigned>(below(12))),
            std::chrono::day(1 + static_cast<unsigned>(below(28)))};
}

DocNumber RandomLetters::number() {
    const auto& agency = kAgencies[below(kAgencies.size())].second;
    DocNumber out;
    out.prefix = agency.substr(0, agency.find(' '));
    out.code = agency.substr(agency.find(' ') + 1) + std::to_string(10 + below(15)) + "." +
               std::to_string(1 + below(9));
    out.circular = below(3) > 0;
    out.running = std::to_string(1 + below(19999));
    out.normalized = out.prefix + " " + out.code + "/" + (out.circular ? "ว " : "") + out.running;
    out.raw = thai_digits(out.normalized);
    return out;
}

/// Running text: what stands beside what is free, as in letters that no template made.
std::string RandomLetters::prose() {
    static const std::vector<const Words*> kLists{&kActs,  &kMatters, &kPeople,   &kReasons,
                                                  &kVerbs, &kPlaces,  &kProvinces};
    std::string out;
    for (std::size_t i = 3 + below(4); i > 0; --i)
        out += pick(*kLists[below(kLists.size())]) + (below(5) == 0 ? " " : "");
    return out;
}

std::string RandomLetters::sentence() {
    if (below(2) == 0) return prose();
    switch (below(12)) {
        case 0:
            return "ด้วย" + kAgencies[below(kAgencies.size())].first + "แจ้งว่า " + pick(kActs) +
                   pick(kMatters) + "ในพื้นที่อำเภอ" + pick(kPlaces) + " จังหวัด" + pick(kProvinces) + " " +
                   pick(kReasons);
        case 1:
            return pick(kVerbs) + "เกี่ยวกับ" + pick(kMatters) + "ให้แก่" + pick(kPeople) + "ทราบโดยทั่วกัน";
        case 2:
            return "ในคราวการประชุมเมื่อวันที่ " + thai_date(date()) + " ที่ประชุมได้รับทราบ" + pick(kActs) +
                   pick(kMatters) + " " + pick(kReasons);
        case 3:
            return "จำนวนผู้เข้าร่วม " + thai(10 + below(900)) + " คน จาก" + pick(kPeople) + " อำเภอ" +
                   pick(kPlaces) + " และอำเภอ" + pick(kPlaces);
        case 4:
            return "งบประมาณทั้งสิ้น " + thai(1 + below(900)) + "," + thai(100 + below(900)) + " บาท สำหรับ" +
                   pick(kMatters) + " " + pick(kReasons);
        case 5:
            return "ทั้งนี้ " + pick(kVerbs) + "ภายในวันที่ " + thai_date(date()) + " ทางไปรษณีย์อิเล็กทรอนิกส์ saraban" +
                   std::to_string(below(10000)) + "@example.go.th";
        case 6:
            return "ตามหนังสือ" + kAgencies[below(kAgencies.size())].first + " ที่ " + number().raw + " ลงวันที่ " +
                   thai_date(date()) + " เรื่อง " + pick(kActs) + pick(kMatters);
        case 7:
            return "ผู้ประสานงาน นาย" + pick(kFirstNames) + " " + pick(kLastNames) + " โทรศัพท์ ๐ " +
                   thai(2000 + below(7999)) + " " + thai(1000 + below(8999));
        case 8:
            return pick(kPeople) + "ในเขตเทศบาลเมือง" + pick(kPlaces) + "ต้องดำเนินการเรื่อง" + pick(kMatters) +
                   "ควบคู่กับ" + pick(kMatters) + "อย่างต่อเนื่อง";
        case 9:
            return "รายละเอียดปรากฏตามเอกสารแนบ และ QR Code ท้ายหนังสือ โดย" + pick(kPeople) +
                   "สามารถสอบถามที่ศาลากลางจังหวัด" + pick(kProvinces);
        case 10:
            return pick(kReasons) + " จึง" + pick(kVerbs) + "พร้อมทั้ง" + pick(kActs) + pick(kMatters) +
                   "ให้แล้วเสร็จ";
        default:
            return "หมู่บ้านเป้าหมาย ได้แก่ บ้าน" + pick(kPlaces) + " หมู่ที่ " + thai(1 + below(15)) + " ตำบล" +
                   pick(kPlaces) + " อำเภอ" + pick(kPlaces) + " จังหวัด" + pick(kProvinces);
    }
}

Record RandomLetters::next() {
    Record record;
    record.source.path = "letters/" + std::to_string(++made_) + ".pdf";
    record.id = sha256(record.source.path + "#" + std::to_string(random_()));
    record.source.sha256 = record.id;
    record.id.resize(20);
    record.source.pages = 1;
    record.pages = {1};
    record.kind.value = "external_letter";
    record.kind_th = "หนังสือภายนอก";
    record.engine = {.name = "text", .version = "1"};
    record.doc_number = number();
    const auto day = date();
    record.date = Date{.raw = thai_date(day), .iso = day};
    const auto& [agency, prefix] = kAgencies[below(kAgencies.size())];
    record.issuer = Issuer{.name = agency, .agency_normalized = agency};
    record.subject = Text{.value = pick(kActs) + pick(kMatters) + " อำเภอ" + pick(kPlaces)};
    record.addressees.push_back({.value = "ผู้ว่าราชการจังหวัด" + pick(kProvinces)});
    record.signer =
        Signer{.name = "นาย" + pick(kFirstNames) + " " + pick(kLastNames), .title = "อธิบดี" + agency};
    if (below(8) == 0) record.speed = Text{.value = "ด่วนที่สุด"};
    if (below(5) == 0) record.qr_captions.push_back({.value = "สิ่งที่ส่งมาด้วย"});
    record.status = Status::Accepted;

    std::string& text = record.text;
    text = "ที่ " + record.doc_number->raw + "\n" + agency + "\n" + record.date->raw + "\nเรื่อง " +
           record.subject->value + "\nเรียน " + record.addressees[0].value + "\n";
    for (int i = 0; i < 8; ++i)
        text += sentence() + "\n";
    text += "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป\nขอแสดงความนับถือ\n(" + record.signer->name + ")\n" +
            *record.signer->title + "\n";
    return record;
}

std::string add_noise(std::string_view text, double share, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    const auto any_letter = [&] { return static_cast<char32_t>(0x0E01 + random() % 0x2E); };
    std::u32string out;
    for (const char32_t c : decode(text)) {
        if (c == U'\n' || unit(random) >= share) {
            out += c;
            continue;
        }
        const double kind = unit(random);
        const auto known = look_alikes().find(c);
        if (kind < 0.6)
            out +=
                known != look_alikes().end() ? known->second[random() % known->second.size()] : any_letter();
        else if (kind < 0.8)
            (out += c) += any_letter();
        // else: lost
    }
    return encode(out);
}

Record add_noise(const Record& record, double share, std::uint64_t seed) {
    Record out = record;
    out.text = add_noise(record.text, share, seed);
    if (share == 0 || !record.date) return out;
    out.subject->value = add_noise(record.subject->value, share, seed + 1);
    out.issuer->name = add_noise(record.issuer->name, share, seed + 2);
    out.issuer->agency_normalized = out.issuer->name;
    out.doc_number->raw = add_noise(record.doc_number->raw, share, seed + 3);
    out.doc_number->normalized = ascii_digits(out.doc_number->raw);
    out.date->raw = add_noise(record.date->raw, share, seed + 4);
    if (out.date->raw != record.date->raw) out.date->iso.reset();
    return out;
}

}  // namespace saraban::test
