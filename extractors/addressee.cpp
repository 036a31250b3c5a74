#include "extractors/addressee.h"

#include "extractors/labelled_text.h"

#include <re2/re2.h>

namespace saraban {
namespace {

constexpr std::string_view kBorders = " ,;/";

/// Words an office holder's or an office's name begins with.
const RE2& office_word() {
    static const RE2 kWord(
        "^(?:รอง|ผู้ช่วย)?(?:ผู้ว่าราชการ|ผู้ว่าการ|นายอำเภอ|นายก|หัวหน้า|อธิบดี|ปลัด|ผู้อำนวยการ|ผู้บัญชาการ|"
        "เลขาธิการ|เลขานุการ|คณบดี|อธิการบดี|ประธาน|ท้องถิ่น|ผู้ตรวจ|ผู้จัดการ|ผู้กำกับ|ผู้บังคับการ|รัฐมนตรี|"
        "พัฒนาการ|เกษตร|สาธารณสุข|ศึกษาธิการ|สรรพากร|คลังจังหวัด|แรงงานจังหวัด|ประชาสัมพันธ์จังหวัด|อัยการ|"
        "กำนัน|ผู้ใหญ่บ้าน|ส่วนราชการ|หน่วยงาน|องค์กร|เจ้าอาวาส|โฆษก|นักวิชาการ|ผู้อํานวยการ|"
        "นายกองค์|นายกองค้|นายกองด|(?:พาณิชย์|ปศุสัตว์|ประมง|วัฒนธรรม|ขนส่ง|อุตสาหกรรม|พลังงาน|สรรพสามิต|สถิติ|"
        "สหกรณ์|ธนารักษ์|ป่าไม้|ยุติธรรม|จัดหางาน|ประกันสังคม|เจ้าพนักงานที่ดิน)(?:จังหวัด|อำเภอ))");
    return kWord;
}

bool begins_office(std::string_view text) {
    return RE2::PartialMatch({text.data(), text.size()}, office_word());
}

/// Length of "และ" and blanks at the start of `text`, if an office follows; else 0.
std::size_t conjunction(std::string_view text) {
    constexpr std::string_view kAnd = "และ";
    if (!text.starts_with(kAnd)) return 0;
    std::size_t length = kAnd.size();
    while (length < text.size() && text[length] == ' ')
        ++length;
    return begins_office(text.substr(length)) ? length : 0;
}

}  // namespace

std::vector<std::string_view> split_addressees(std::string_view text) {
    std::vector<std::string_view> items;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (kBorders.find(text[i]) == std::string_view::npos) continue;
        const auto next = text.find_first_not_of(kBorders, i);
        if (next == std::string_view::npos) break;
        const std::size_t skip = conjunction(text.substr(next));
        if (skip == 0 && !begins_office(text.substr(next))) continue;
        items.push_back(trim(text.substr(begin, i - begin), kBorders));
        begin = next + skip;
        i = begin - 1;
    }
    items.push_back(trim(text.substr(begin), kBorders));
    std::erase_if(items, [](std::string_view item) { return item.empty(); });
    return items;
}

}  // namespace saraban
