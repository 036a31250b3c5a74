#include "extractors/demand.h"

#include "extractors/reader.h"
#include "extractors/scan.h"
#include "extractors/word_finder.h"

#include <algorithm>
#include <array>

namespace saraban {
namespace {

constexpr auto kNpos = std::string_view::npos;

/// Verbs of telling first, then of doing.
constexpr std::size_t kTelling = 16;
constexpr std::array<std::string_view, 47> kVerbs{
    "รายงาน",  "จัดส่ง",   "นำส่ง",   "ส่ง",       "แจ้ง",     "รวบรวม", "สรุป",     "ชี้แจง",     "จัดทำ",   "ตอบ",
    "ยืนยัน",    "เสนอ",   "ยื่น",     "กรอก",     "บันทึก",    "นำเข้า",  "มอบหมาย", "ดำเนินการ", "ดำเนิน",  "สำรวจ",
    "ตรวจสอบ", "พิจารณา", "ประชา",  "ลงทะเบียน", "สมัคร",    "ชำระ",   "โอน",     "คืน",       "เบิก",    "เตรียม",
    "จัดเตรียม", "ติดตาม",  "ทบทวน",  "ปรับปรุง",   "แก้ไข",    "คัดเลือก", "จัด",      "เข้าร่วม",   "เผยแพร่", "ถือปฏิบัติ",
    "กำชับ",    "เร่งรัด",  "ประสาน", "ดาวน์โหลด", "บูรณาการ", "กำกับ",   "ทราบและ"};

/// What may stand between `ดังนี้` and its list: a page break with its catchword and number, in bytes.
constexpr std::size_t kLongestGap = 200;

struct Opener {
    std::string_view word;
    bool strong;  ///< the sender speaks, whatever was told before
};
/// Longer ones first.
constexpr std::array<Opener, 40> kOpeners{{
    {"จึงขอความร่วมมือ", true},
    {"จึงขอความอนุเคราะห์", true},
    {"จึงใคร่ขอความ", true},
    {"จึงใคร่ขอให้", true},
    {"จึงขอได้โปรด", true},
    {"จึงขอให้", true},
    {"จึงขอเชิญ", true},
    {"จึงแจ้งให้", true},
    {"จึงกำหนดให้", true},
    {"จึงมอบหมายให้", true},
    {"จึงเห็นควรให้", true},
    {"จึงเห็นสมควรให้", true},
    {"จึงสั่งการให้", true},
    {"จึงกำชับให้", true},
    {"จึงให้", true},
    {"จึงโปรด", true},
    {"ทั้งนี้ ขอความร่วมมือ", true},
    {"ทั้งนี้ ขอให้", true},
    {"ทั้งนี้ขอให้", true},
    {"ทั้งนี้ โปรด", true},
    {"ทั้งนี้ ให้", true},
    {"ทั้งนี้ให้", true},
    {"ในการนี้ ขอให้", true},
    {"ในการนี้ ให้", true},
    {"ในการนี้ขอให้", true},
    {"จึงเรียนมาเพื่อ", true},
    {"จึงเรียนมา", true},
    {"จึงแจ้งมาเพื่อ", true},
    {"ขอความร่วมมือ", false},
    {"ขอความอนุเคราะห์", false},
    {"ขอความกรุณา", false},
    {"ขอได้โปรด", false},
    {"ขอรับการสนับสนุน", false},
    {"ขอให้", false},
    {"ขอเชิญ", false},
    {"ขอกำชับให้", false},
    {"โปรด", false},
    {"กรุณา", false},
    {"ให้ดำเนินการดังนี้", false},
    {"ให้ดำเนินการ ดังนี้", false},
}};

/// Somebody else speaks when a weak opener follows these without a blank: ที่ประชุมขอให้…, ด้วยเทศบาลขอให้…
constexpr std::array<std::string_view, 7> kOthers{"ที่ประชุม",  "คณะรัฐมนตรี", "มติ",  "ราษฎร",
                                                  "ประชาชน", "ผู้ร้อง",      "ตามที่"};
/// They make a noun or a past of the opener they stand before: คำขอให้…, ผู้ขอรับการสนับสนุน, ได้ขอให้…
constexpr std::array<std::string_view, 6> kNouns{"คำ", "ผู้", "ร้อง", "หนังสือ", "ได้", "เคย"};
/// Before a weak opener they give the word back to the sender.
constexpr std::array<std::string_view, 7> kReturns{"นั้น",        "ในการนี้", "ดังนั้น",    "จึง",
                                                   "พิจารณาแล้ว", "ทั้งนี้",    "เพื่อให้การ"};
constexpr std::array<std::string_view, 5> kReports{"ว่า", "ตามที่", "ตามหนังสือที่อ้างถึง", "อนุสนธิ", "เนื่องจาก"};

/// Ends of a request in prose.
constexpr std::array<std::string_view, 8> kEnds{"จึงเรียนมา",       "จึงแจ้งมา",      "ขอแสดงความนับถือ",
                                                "รายละเอียดปรากฏ", "รายละเอียดตาม", "รายละเอียดดัง",
                                                "ดังมีรายละเอียด",   "ดังรายละเอียด"};

template <std::size_t N>
std::size_t last_of(std::string_view text, const std::array<std::string_view, N>& words) {
    std::size_t last = kNpos;
    for (const std::string_view word : words) {
        const std::size_t at = find_last_word(text, word);
        if (at != kNpos && (last == kNpos || at > last)) last = at;
    }
    return last;
}

struct OpenerAt {
    Opener opener;
    std::size_t at = 0;
};

std::optional<OpenerAt> next_opener(std::string_view text, std::size_t from) {
    static const WordFinder kFinder([] {
        std::array<std::string_view, kOpeners.size()> words;
        std::transform(kOpeners.begin(), kOpeners.end(), words.begin(),
                       [](const Opener& each) { return each.word; });
        return words;
    }());
    const auto word = kFinder.find(text, from);
    if (!word) return std::nullopt;
    const auto* opener = std::find_if(kOpeners.begin(), kOpeners.end(),
                                      [&](const Opener& each) { return each.word == *word; });
    return OpenerAt{*opener, offset_of(text, *word)};
}

/// A bracket is open at the end.
bool in_brackets(std::string_view text) {
    return std::count(text.begin(), text.end(), '(') > std::count(text.begin(), text.end(), ')');
}

/// The words that stand before the opener without a blank between say that it is not the sender who asks.
bool is_anothers(std::string_view before) {
    std::size_t begin = before.size();
    while (begin > 0 && skip_blanks_back(before, begin) == begin)
        begin = character_before(before, begin);
    const std::string_view words = before.substr(begin);
    if (words.starts_with("ด้วยเหตุ")) return false;
    return words == "การ" || words.starts_with("ด้วย") || words.starts_with("เนื่องด้วย") ||
           last_of(words, kOthers) != kNpos ||
           std::any_of(kNouns.begin(), kNouns.end(),
                       [&](std::string_view noun) { return words.ends_with(noun); });
}

/// The opener is speech of others: what another office asked for, told as background.
bool is_told(std::string_view before) {
    if (is_anothers(before)) return true;
    const std::size_t report = last_of(before, kReports);
    if (report == kNpos) return false;
    const std::size_t back = last_of(before, kReturns);
    return back == kNpos || back < report;
}

/// `โปรดทราบ`, `จึงเรียนมาเพื่อทราบ`: nothing to do.
bool asks_nothing(std::string_view text) {
    Reader reader(text);
    reader.eat("โปรด");
    return reader.eat_any({"ทราบ", "พิจารณา"}) &&
           (trim(reader.rest()).empty() || reader.sees_any({"และถือปฏิบัติ", "ต่อไป", "ดำเนินการ", "และดำเนินการ"}));
}

struct Marker {
    std::size_t begin = 0, end = 0;  ///< with a dash before it
    long number = 0;
};

/// `๒.` or `- ๒.` or `๒)` or `(๒)` with this number, standing as a word of its own.
std::optional<Marker> marker_at(std::string_view text, std::size_t at, long wanted) {
    const auto digits = digits_at(text, at);
    if (!digits || digits->value != wanted || digits->count > 2) return std::nullopt;
    if (digits->end >= text.size() || (text[digits->end] != '.' && text[digits->end] != ')'))
        return std::nullopt;
    if (digit_length(text, digits->end + 1) != 0) return std::nullopt;
    const std::size_t before = skip_blanks_back(text, at);
    const bool begins = at == 0 || before < at || text[at - 1] == '(';
    if (!begins) return std::nullopt;
    std::size_t begin = at;
    if (at > 0 && text[at - 1] == '(') begin = at - 1;
    if (before > 0 && text[before - 1] == '-') begin = before - 1;
    // "/ข้อ ๒. …" is a catchword, "ข้อ ๒." a mention.
    constexpr std::string_view kClause = "ข้อ";
    if (before >= kClause.size() && text.substr(before - kClause.size(), kClause.size()) == kClause)
        return std::nullopt;
    return Marker{begin, digits->end + 1, wanted};
}

std::optional<Marker> next_marker(std::string_view text, std::size_t from, long wanted) {
    for (auto digits = next_digits(text, from); digits; digits = next_digits(text, digits->end))
        if (const auto marker = marker_at(text, digits->begin, wanted)) return marker;
    return std::nullopt;
}

/// Without blanks at the ends and without a catchword behind it: `… ฯลฯ /ข้อ ๒.รวบรวม....`
std::string_view without_catchword(std::string_view text) {
    text = trim(text);
    if (text.size() < 2 || text.substr(text.size() - 2) != "..") return text;
    const std::size_t slash = text.rfind('/');
    if (slash == kNpos || slash == 0 || blank_length(text, slash - 1) == 0) return text;
    return trim(text.substr(0, slash));
}

std::size_t end_of_request(std::string_view body, std::size_t begin) {
    static const WordFinder kFinder(kEnds);
    const auto word = kFinder.find(body, begin);
    return word ? offset_of(body, *word) : body.size();
}

/// End of the last item: the closing sentence, or the sender's next paragraph.
std::size_t end_of_items(std::string_view body, std::size_t begin) {
    std::size_t end = body.size();
    for (const std::string_view word : {"จึงเรียนมา", "จึงแจ้งมา", "ขอแสดงความนับถือ", "ในการนี้", "อนึ่ง"})
        end = std::min(end, find_word(body, word, begin));
    return std::min(end, body.size());
}

/// The items of a numbered list that begins in [begin, limit).
std::vector<Request> read_items(std::string_view body, std::size_t begin, std::size_t& end) {
    std::vector<Request> items;
    auto marker = next_marker(body, begin, 1);
    if (!marker || trim(body.substr(begin, marker->begin - begin)).size() > kLongestGap) return items;
    while (marker) {
        const auto next = next_marker(body, marker->end, marker->number + 1);
        const std::size_t stop = end_of_items(body, marker->end);
        const bool more = next && next->begin < stop;
        end = more ? next->begin : stop;
        Request item;
        item.opener = trim(body.substr(marker->begin, marker->end - marker->begin));
        item.text = without_catchword(body.substr(marker->end, end - marker->end));
        item.numbered = true;
        items.push_back(item);
        marker = more ? next : std::nullopt;
    }
    return items;
}

/// `ดังนี้`, `ดังต่อไปนี้` and nothing but that between an opener and its list.
std::optional<std::size_t> list_begin(std::string_view body, std::size_t from, std::size_t limit) {
    const std::string_view part = body.substr(from, limit - from);
    for (const std::string_view word : {"ดังต่อไปนี้", "ดังนี้", "ต่อไปนี้"}) {
        const std::size_t at = find_word(part, word);
        if (at != kNpos) return from + at + word.size();
    }
    return std::nullopt;
}

/// Where the sender stops asking and tells again.
std::size_t next_teller(std::string_view body, std::size_t from, std::size_t end) {
    for (const std::string_view word :
         {"แจ้งว่า", "ตามหนังสือที่อ้างถึง", "คณะรัฐมนตรีมีมติ", "ที่ประชุมมีมติ", "ได้มอบหมาย", "ได้สั่งการ"}) {
        end = std::min(end, find_word(body.substr(0, end), word, from));
    }
    return end;
}

struct Scan {
    std::vector<Request> requests;
    std::size_t at = 0;
};

void read_request(std::string_view body, const Opener& opener, Scan& scan) {
    const std::size_t begin = scan.at + opener.word.size();
    std::size_t end = next_teller(body, begin, end_of_request(body, begin));
    const bool closing = opener.word.substr(0, std::string_view("จึงเรียนมา").size()) == "จึงเรียนมา" ||
                         opener.word == "จึงแจ้งมาเพื่อ";
    if (closing) end = std::min(find_word(body, "ขอแสดงความนับถือ", begin), body.size());
    if (const auto list =
            list_begin(body, find_word(opener.word, "ดังนี้") == kNpos ? begin : begin - 20, end)) {
        std::size_t items_end = *list;
        const auto items = read_items(body, *list, items_end);
        if (!items.empty()) {
            scan.requests.insert(scan.requests.end(), items.begin(), items.end());
            scan.at = items_end;
            return;
        }
    }
    // The next opener begins a request of its own, unless it stands in brackets (an exception to this one).
    for (auto next = next_opener(body, begin); next && next->at < end;
         next = next_opener(body, next->at + 1)) {
        if (in_brackets(body.substr(begin, next->at - begin))) continue;
        if (next->opener.word == "โปรด" || next->opener.word == "กรุณา") continue;
        end = next->at;
    }
    const std::string_view text = without_catchword(body.substr(begin, end - begin));
    if (closing || !asks_nothing(text))
        scan.requests.push_back({body.substr(scan.at, opener.word.size()), text, false});
    scan.at = std::max(end, begin);
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// A verb can begin here.
bool word_can_begin(std::string_view text, std::size_t at) {
    if (at == 0 || blank_length(text, character_before(text, at)) != 0) return true;
    const std::string_view before = text.substr(0, at);
    return ends_with(before, "และ") || ends_with(before, "แล้ว") || ends_with(before, "พร้อมทั้ง") ||
           ends_with(before, "รวมทั้ง") || ends_with(before, ".") || ends_with(before, ")");
}

Found<Action> make_action(std::string_view text, std::optional<std::string> marker, int order) {
    Action action;
    action.order = order;
    action.text = std::string(text);
    action.marker = std::move(marker);
    return {action, text};
}

/// Ends of a demand in prose: the purpose and what follows it.
std::size_t demand_end(std::string_view text) {
    std::size_t end = text.size();
    for (const std::string_view word : {" เพื่อเป็นการ", " เพื่อจะได้", " เพื่อรวบรวม", " เพื่อประโยชน์", " ทั้งนี้", " อนึ่ง",
                                        " รายละเอียด", " ในการนี้", " สำหรับ", " โดยได้มอบหมาย", " หากมีข้อ"})
        end = std::min(end, find_word(text, word));
    return std::min(end, text.size());
}

/// `สำหรับอำเภอขอให้…` names who is asked before the opener.
std::size_t with_addressee(std::string_view body, std::size_t begin) {
    static constexpr std::size_t kLongestAddressee = 90;
    constexpr std::string_view kFor = "สำหรับ";
    const std::size_t from = begin > kLongestAddressee ? begin - kLongestAddressee : 0;
    const std::size_t at = find_last_word(body.substr(0, begin), kFor);
    const bool near = at != kNpos && at >= from && body.substr(at, begin - at).find(' ') == kNpos;
    return near ? at : begin;
}

/// Splits `ดำเนินการ … และรายงาน …` at the second duty.
std::vector<std::string_view> split_demand(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 1; at < text.size(); at += character_length(text, at)) {
        if (blank_length(text, character_before(text, at)) == 0) continue;
        Reader reader(text, at);
        const bool also = reader.eat_any({"พร้อมทั้ง", "รวมทั้ง"});
        const bool joined = !also && reader.eat_any({"และ", "แล้ว"});
        const std::size_t verb = reader.at();
        if (duty_verb_length(text, verb) == 0) continue;
        if (!also && !(tells(text.substr(verb)) && (joined || verb == at))) continue;
        parts.push_back(trim(text.substr(begin, at - begin)));
        begin = also ? at : verb;
    }
    parts.push_back(trim(text.substr(begin)));
    return parts;
}

}  // namespace

std::size_t duty_verb_length(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(std::min(at, text.size()));
    const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(), [&](std::string_view each) {
        return rest.substr(0, each.size()) == each;
    });
    return verb == kVerbs.end() ? 0 : verb->size();
}

bool tells(std::string_view text) {
    return std::any_of(kVerbs.begin(), kVerbs.begin() + kTelling,
                       [&](std::string_view verb) { return text.substr(0, verb.size()) == verb; });
}

std::optional<std::size_t> find_duty_verb(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); at += character_length(text, at))
        if ((at == from || word_can_begin(text, at)) && duty_verb_length(text, at) != 0) return at;
    return std::nullopt;
}

std::vector<Request> find_requests(std::string_view body) {
    Scan scan;
    std::size_t told_from = 0;
    for (auto next = next_opener(body, 0); next; next = next_opener(body, scan.at)) {
        scan.at = next->at;
        if (!next->opener.strong && is_told(body.substr(told_from, scan.at - told_from))) {
            ++scan.at;
            continue;
        }
        read_request(body, next->opener, scan);
        told_from = scan.at;
    }
    return scan.requests;
}

std::vector<Found<Action>> find_actions(std::string_view body) {
    std::vector<Found<Action>> actions;
    for (const Request& request : find_requests(body)) {
        const int order = static_cast<int>(actions.size()) + 1;
        if (request.numbered) {
            actions.push_back(make_action(request.text, std::string(request.opener), order));
            continue;
        }
        if (request.opener.substr(0, std::string_view("จึงเรียนมา").size()) == "จึงเรียนมา" ||
            request.opener == "จึงแจ้งมาเพื่อ")
            continue;
        // The demand is told with its opener, without จึง and ทั้งนี้: ขอให้จังหวัดดำเนินการ…
        std::size_t begin = offset_of(body, request.opener);
        for (const std::string_view word : {"จึง", "ทั้งนี้", "ในการนี้"})
            if (body.substr(begin, word.size()) == word) begin = skip_blanks(body, begin + word.size());
        begin = with_addressee(body, begin);
        const std::size_t end = offset_of(body, request.text) + request.text.size();
        std::string_view demand = body.substr(begin, end - begin);
        demand = trim(demand.substr(0, demand_end(demand)));
        for (const std::string_view part : split_demand(demand))
            if (!part.empty())
                actions.push_back(make_action(part, std::nullopt, static_cast<int>(actions.size()) + 1));
    }
    return actions;
}

}  // namespace saraban
