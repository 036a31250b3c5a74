#include "pipeline/ocr/pen_places.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

namespace saraban {
namespace {

/// A place by the symbols of its line.
struct Found {
    PenPlace place = PenPlace::Running;
    std::size_t edge = 0;            ///< symbol `/`; first symbol of the month
    std::size_t begin = 0, end = 0;  ///< symbols of printed digits to compare with: the code, the year
    bool slash_unread = false;       ///< the engine took the `/` for something else
};

bool is_digit(std::string_view symbol) {
    const std::string digit = ascii_digits(symbol);
    return digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9';
}
bool is_thai_letter(std::string_view symbol) {
    return symbol.size() >= 3 && symbol[0] == '\xE0' && !is_digit(symbol);
}

/// A consonant, or a vowel that is written before one: no mark of the letter before it.
bool begins_syllable(std::string_view symbol) {
    constexpr unsigned char kLastConsonant = 0xAE, kFirstVowel = 0x80, kLastVowel = 0x84;
    if (!is_thai_letter(symbol)) return false;
    const auto last = static_cast<unsigned char>(symbol[2]);
    return symbol[1] == '\xB8' ? last <= kLastConsonant : last >= kFirstVowel && last <= kLastVowel;
}

/// Symbols [begin, end) as text, blanks left out.
std::string text_of(const ReadLine& line, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text += line.symbols[i].text;
    return text;
}

/// `ที่ มท 0809.2/` at the start of a line.
std::optional<Found> find_running(const ReadLine& line) {
    constexpr std::size_t kMostBefore = 14, kLeastCode = 3;
    const auto& symbols = line.symbols;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (symbols[i].text != "/") continue;
        std::size_t begin = i, digits = 0, unread = 0;
        while (begin > 0) {  // of the code one may be spoilt by the pen beside it: it is read again without
            const std::string& before = symbols[begin - 1].text;
            const bool spoilt = !is_digit(before) && before != ".";
            if (spoilt && (is_thai_letter(before) || before == ")" || ++unread > 1)) break;
            digits += is_digit(before) ? 1 : 0;
            --begin;
        }
        const bool prefixed =
            begin >= 2 && (is_thai_letter(symbols[begin - 1].text) || symbols[begin - 1].text == ")");
        // เลขที่ ๖๐๒/๑๕ is a house: behind ที่ stands the ministry first.
        const std::string before = text_of(line, 0, begin);
        const bool house =
            before.ends_with("ที่") || before.ends_with("ที") || before.find("เลข") != std::string::npos;
        if (digits < kLeastCode || begin > kMostBefore || !prefixed || house) return std::nullopt;
        return Found{PenPlace::Running, i, begin, i};
    }
    return std::nullopt;
}

/// `ที่ มท 0809.2` at the start of a line whose `/` the engine did not see: a pen has crossed it.
std::optional<Found> find_code(const ReadLine& line) {
    constexpr std::size_t kMostBefore = 14, kLeastCode = 3, kLeastPrefix = 2;
    const auto& symbols = line.symbols;
    std::size_t begin = 0;
    while (begin < symbols.size() && !is_digit(symbols[begin].text))
        ++begin;
    const std::string before = text_of(line, 0, begin);
    constexpr std::string_view kLabel = "ที";
    const bool number = before.starts_with(kLabel) && begin > kLeastPrefix && begin <= kMostBefore &&
                        !before.ends_with("ที่") && !before.ends_with(kLabel) &&
                        before.find("เลข") == std::string::npos && is_thai_letter(symbols[begin - 1].text) &&
                        std::ranges::none_of(symbols, [](const ReadSymbol& s) { return s.text == "/"; });
    if (!number) return std::nullopt;
    std::size_t end = begin, digits = 0;
    while (end < symbols.size() && (is_digit(symbols[end].text) || symbols[end].text == "."))
        digits += is_digit(symbols[end++].text) ? 1 : 0;
    if (digits < kLeastCode) return std::nullopt;
    return Found{PenPlace::Running, end, begin, end, true};
}

constexpr int kMostEdits = 2;  ///< in the name of a month

/// Edits that make a month's name of the word.
int edits_to_month(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",    "เมษายน",
                                                              "พฤษภาคม", "มิถุนายน",  "กรกฎาคม",  "สิงหาคม",
                                                              "กันยายน",  "ตุลาคม",   "พฤศจิกายน", "ธันวาคม"};
    int least = kMostEdits + 1;
    for (const std::string_view month : kMonths)
        least = std::min(least, static_cast<int>(edit_distance(word, month)));
    return least;
}

/// Where the month begins whose end was found: the longest that is no worse a month, and no mark alone: the ม
/// of มีนาคม may be one edit away, and the ที่ before it is none of it.
std::size_t begin_of_month(const ReadLine& line, std::size_t begin, std::size_t end) {
    const auto& symbols = line.symbols;
    for (std::size_t before = begin; before-- > 0 && is_thai_letter(symbols[before].text);) {
        if (!begins_syllable(symbols[before].text)) continue;
        if (edits_to_month(text_of(line, before, end)) > edits_to_month(text_of(line, begin, end))) break;
        begin = before;
    }
    return begin;
}

/// `[…] มีนาคม 2551` as a line of its own or behind วันที่.
std::optional<Found> find_day(const ReadLine& line) {
    constexpr std::size_t kYear = 4, kMostBefore = 8, kShortest = 5, kLongest = 12;
    const auto& symbols = line.symbols;
    for (std::size_t end = symbols.size(); end >= kYear + kShortest; --end) {
        const std::size_t year = end - kYear;
        const std::string digits = ascii_digits(text_of(line, year, end));
        if (digits.size() != kYear || digits[0] != '2' ||
            digits.find_first_not_of("0123456789") != std::string::npos)
            continue;
        for (std::size_t letters = kShortest; letters <= std::min(kLongest, year); ++letters) {
            if (edits_to_month(text_of(line, year - letters, year)) > kMostEdits) continue;
            const std::size_t month = begin_of_month(line, year - letters, year);
            // Behind วันที่ of a memo's line of number and date; elsewhere that label cites another letter.
            const bool memo = find_running(line) && text_of(line, 0, month).find("วันที่") != std::string::npos;
            if (month > kMostBefore && !memo) return std::nullopt;
            return Found{PenPlace::Day, month, year, end};
        }
        return std::nullopt;
    }
    return std::nullopt;
}

using Parts = std::vector<InkPart>;

/// The printed shapes that a place is compared with.
struct Print {
    double height = 0, stroke = 0;
    double size = 0;  ///< of the line's letters or digits, whichever is larger: the unit of distances
    int top = 0, bottom = 0;
    bool coloured = false;
    Script script = Script::Arabic;
    std::vector<double> heights;
};

template <class T>
T median(std::vector<T> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The parts of the printed digits: the code's stand where the engine saw them, the year's are the last of
/// the line.
Parts digits_of(const ReadLine& line, const Found& found, const CleanPage& page) {
    const int tall = std::max(4, line.line.band.height());
    const int over = line.line.band.top - tall / 2, under = line.line.band.bottom + tall / 2;
    const bool year = found.place == PenPlace::Day;
    const int left = line.symbols[year ? found.edge : found.begin].left,
              right = year ? line.line.band.right : line.symbols[found.end - 1].right;
    Parts parts = find_ink(page, {left, over, right + tall / 4, under});
    std::erase_if(parts, [&](const InkPart& part) { return part.box.height() * 2 < tall; });
    const std::size_t count = found.end - found.begin;
    if (year && parts.size() > count)
        parts.erase(parts.begin(), parts.end() - static_cast<std::ptrdiff_t>(count));
    return parts;
}

/// Positions in a line with white gaps are not exact, so letters may be among the digits: those are lower.
void keep_tall(Parts& parts) {
    constexpr double kTall = 0.75, kSame = 0.2;
    std::vector<int> heights;
    for (const InkPart& part : parts)
        heights.push_back(part.box.height());
    if (heights.empty()) return;
    const auto at =
        heights.begin() + static_cast<std::ptrdiff_t>(kTall * static_cast<double>(heights.size() - 1));
    std::ranges::nth_element(heights, at);
    std::erase_if(parts,
                  [&](const InkPart& part) { return std::abs(part.box.height() - *at) > kSame * *at + 1; });
}

std::optional<Print> print_of(const ReadLine& line, const Found& found, const CleanPage& page) {
    Print print;
    std::vector<int> bottoms, tops;
    std::vector<double> strokes;
    Parts digits = digits_of(line, found, page);
    if (line.symbols[found.end - 1].text.size() == 1) keep_tall(digits);  // Arabic digits are of one height
    for (const InkPart& part : digits) {
        print.heights.push_back(part.box.height());
        strokes.push_back(part.stroke);
        bottoms.push_back(part.box.bottom);
        tops.push_back(part.box.top);
    }
    if (bottoms.size() < 2) return std::nullopt;
    print.height = median(print.heights);
    print.stroke = median(strokes);
    print.bottom = median(bottoms);
    print.top = median(tops);
    const std::string& digit = line.symbols[found.end - 1].text;
    print.size = std::max<double>(print.height, std::max(4, line.line.band.height()));
    print.script = digit.size() > 1 ? Script::Thai : Script::Arabic;
    return print;
}

/// Of the size, on the line and with the strokes of the print beside it.
bool is_print(const InkPart& part, const Print& print) {
    constexpr double kSize = 0.13, kThin = 0.7, kThick = 1.45, kSmallLetter = 0.6;
    const double slack = kSize * print.height + 1;
    if (part.coloured != print.coloured) return false;
    if (std::abs(part.box.bottom - print.bottom) > slack) return false;
    if (part.stroke < kThin * print.stroke || part.stroke > kThick * print.stroke) return false;
    const double least = print.script == Script::Thai ? kSmallLetter : 1;
    return part.box.height() > least * print.height - slack &&
           part.box.height() < print.height * (print.script == Script::Thai ? 1.5 : 1) + slack;
}

/// ว right behind the `/` is shorter than the digits of Arabic print.
bool is_printed_wo(const InkPart& part, const Print& print) {
    constexpr double kLeast = 0.5;
    return std::abs(part.box.bottom - print.bottom) <= 0.15 * print.height + 1 &&
           part.box.height() >= kLeast * print.height && part.box.height() <= 1.1 * print.height &&
           !part.coloured && part.stroke > 0.7 * print.stroke && part.stroke < 1.45 * print.stroke;
}

bool speck(const InkPart& part, const Print& print) {
    return part.box.height() < 0.22 * print.height && part.box.width() < 0.3 * print.height;
}

/// What stands over the line: far above it, or with no more than its foot in it. A tall stroke of a pen does
/// not.
bool above_line(const InkPart& part, const Print& print) {
    constexpr double kOver = 1.3, kFoot = 0.35;
    const double middle = (part.box.top + part.box.bottom) / 2.0;
    return middle < print.top - kOver * print.size && part.box.bottom < print.top + kFoot * print.height;
}

/// The `/` itself: the first slanted stroke behind the code's first digits.
std::optional<Box> find_slash(const std::vector<InkPart>& parts, int from, const Print& print) {
    for (const InkPart& part : parts)
        if (part.slanted && part.box.left >= from && part.box.height() > 0.8 * print.height) return part.box;
    return std::nullopt;
}

/// From the first part on, as long as no wide gap comes. The first part may be a ว that stands apart.
Parts first_group(Parts parts, int from, const Print& print) {
    constexpr double kFirstGap = 4, kSecondGap = 3, kNextGap = 2.4;
    Parts group;
    int right = from;
    for (InkPart& part : parts) {
        const double most = group.empty() ? kFirstGap : group.size() == 1 ? kSecondGap : kNextGap;
        if (part.box.left - right > most * print.size) break;
        right = std::max(right, part.box.right);
        group.push_back(std::move(part));
    }
    return group;
}

/// The last parts, from where no wide gap comes.
Parts last_group(Parts parts, int to, const Print& print) {
    constexpr double kFirstGap = 4, kNextGap = 1.5;
    Parts group;
    int left = to;
    std::sort(parts.begin(), parts.end(),
              [](const InkPart& a, const InkPart& b) { return a.box.right > b.box.right; });
    for (InkPart& part : parts) {
        const double most = group.empty() ? kFirstGap : kNextGap;
        if (left - part.box.right > most * print.size) break;
        left = std::min(left, part.box.left);
        group.push_back(std::move(part));
    }
    std::reverse(group.begin(), group.end());
    return group;
}

/// What of a shape stands on the line: the tail of a ๙ sweeps far over what follows.
Box on_line(const InkPart& part, const Print& print) {
    return box_in_rows(part, print.top, print.bottom);
}

/// Where the month begins: the widest gap near the place that the engine gives; std::nullopt: no gap parts a
/// day from it (เดือนมีนาคม).
std::optional<int> month_edge(const Parts& parts, int about, const Print& print) {
    constexpr double kLeastGap = 0.3;
    std::optional<int> edge;
    int widest = static_cast<int>(kLeastGap * print.size), right = 0;
    const int reach = static_cast<int>(print.size);
    std::vector<Box> boxes;
    for (const InkPart& part : parts)
        boxes.push_back(on_line(part, print));
    std::ranges::sort(boxes, {}, &Box::left);
    for (const Box& box : boxes) {
        const int left = box.left;
        if (right > 0 && left - right > widest && left > about - reach && right < about + reach / 2) {
            widest = left - right;
            edge = (left + right) / 2;
        }
        right = std::max(right, box.right);
    }
    return edge;
}

/// What a line has in the place.
struct Ink {
    Parts parts;
    int begin = 0, end = 0;  ///< pixels of the line that the place takes
    bool torn = false;       ///< perhaps not all of it
    std::optional<Box> slash;
};

Ink ink_of_running(const ReadLine& line, const Found& found, const Print& print, const CleanPage& page,
                   int limit) {
    constexpr double kReach = 11, kOver = 3, kUnder = 0.9;
    const int high = static_cast<int>(print.size);
    const int code = line.symbols[found.begin].left, last = line.symbols[found.end - 1].left;
    const int over = print.top - static_cast<int>(kOver * high),
              under = print.bottom + static_cast<int>(kUnder * high);
    Parts parts =
        find_ink(page, {code, over, std::min(limit, last + static_cast<int>(kReach * high)), under});
    const auto slash = find_slash(parts, std::max(code + high, last), print);
    // Without it the place begins about where the engine saw the last digit, and what is read may be torn.
    const int begin = slash ? slash->right : last + high / 2,
              from = slash ? slash->right - slash->width() / 3 : begin;
    std::erase_if(parts, [&](const InkPart& part) {
        return (part.box.left + part.box.right) / 2 <= from || speck(part, print) ||
               above_line(part, print) || (slash && part.box == *slash);
    });
    Ink ink{first_group(std::move(parts), begin, print), begin, begin, !slash, slash};
    if (!ink.parts.empty()) ink.end = box_of(ink.parts).right;
    return ink;
}

Ink ink_of_day(const ReadLine& line, const Found& found, const Print& print, const CleanPage& page) {
    constexpr double kReach = 7, kOver = 3, kUnder = 0.9;
    const int high = static_cast<int>(print.size), about = line.symbols[found.edge].left;
    const int over = print.top - static_cast<int>(kOver * high),
              under = print.bottom + static_cast<int>(kUnder * high);
    Parts parts = find_ink(page, {about - static_cast<int>(kReach * high), over, about + 3 * high, under});
    std::erase_if(parts, [&](const InkPart& part) { return speck(part, print) || above_line(part, print); });
    const auto edge = month_edge(parts, about, print);
    if (!edge) return {};
    const int to = *edge;
    int from = 0;  // behind the label วันที่
    for (std::size_t i = 0; i < found.edge; ++i)
        if (is_thai_letter(line.symbols[i].text) && line.symbols[i].right < to - high / 2)
            from = line.symbols[i].right;
    const bool labelled = text_of(line, 0, found.edge).find("ที่") != std::string::npos;
    std::erase_if(parts, [&](const InkPart& part) {
        const Box box = on_line(part, print);
        return (box.left + box.right) / 2 >= to || (labelled && part.box.left < from - high / 4);
    });
    Ink ink{last_group(std::move(parts), to, print), to, to, false, {}};
    if (!ink.parts.empty()) ink.begin = box_of(ink.parts).left;
    return ink;
}

/// Ink in the place that is not among its shapes: a stroke of something larger, a frame. What was read is
/// then only a part.
bool is_torn(const Ink& ink, const Print& print, const CleanPage& page) {
    const int wide = static_cast<int>(12 * print.size), high = static_cast<int>(4 * print.size);
    const int middle = (ink.begin + ink.end) / 2;
    Box own = on_line(ink.parts.front(), print);
    for (const InkPart& part : ink.parts)
        own = unite(own, on_line(part, print));
    const Parts all = find_ink(page, {middle - wide, print.top - high, middle + wide, print.bottom + high});
    return std::ranges::any_of(all, [&](const InkPart& part) {
        const int across = std::min(part.box.right, own.right) - std::max(part.box.left, own.left);
        const int down = std::min(part.box.bottom, print.bottom) - std::max(part.box.top, print.top);
        const bool known =
            std::ranges::any_of(ink.parts, [&](const InkPart& p) { return p.box == part.box; });
        return !known && !speck(part, print) && across * 2 > part.box.width() && down * 2 > print.height;
    });
}

/// Pieces that stand over one another are of one digit: on copies print breaks. What lies over the line is
/// left out, as are low rests.
std::vector<InkPart> whole_shapes(const Ink& ink, const Print& print) {
    constexpr double kLow = 0.45;
    std::vector<InkPart> shapes;
    for (const InkPart& part : ink.parts) {
        if (part.box.bottom <= print.top + print.height / 10) continue;
        InkPart shape{part.box, nullptr, part.stroke, part.cover, part.slanted, part.coloured};
        const Box before = shapes.empty() ? Box{} : shapes.back().box;
        const int shared = std::min(before.right, part.box.right) - std::max(before.left, part.box.left);
        if (!shapes.empty() && 2 * shared >= std::min(before.width(), part.box.width())) {
            InkPart& first = shapes.back();
            const double old_area = double(before.width()) * before.height(),
                         area = double(part.box.width()) * part.box.height();
            first.stroke = (first.stroke * old_area + part.stroke * area) / (old_area + area);
            if (area > old_area) first.coloured = part.coloured;
            first.box = unite(first.box, part.box);
        } else {
            shapes.push_back(std::move(shape));
        }
    }
    std::erase_if(shapes, [&](const InkPart& s) { return s.box.height() < kLow * print.height; });
    return shapes;
}

/// True when a good part of what stands in the place is no print of this line. A digit or two of a copy may
/// be spoilt; of what a pen has written few shapes pass for print.
bool has_pen(const Ink& ink, const Print& print, PenPlace place) {
    constexpr double kShare = 0.25;  // of the widths
    int all = 0, pen = 0;
    const std::vector<InkPart> shapes = whole_shapes(ink, print);
    for (const InkPart& shape : shapes) {
        const bool printed = is_print(shape, print);
        const bool wo = !printed && &shape == &shapes.front() && place == PenPlace::Running &&
                        shape.box.left - ink.begin < print.height && is_printed_wo(shape, print);
        if (wo) continue;
        all += shape.box.width();
        pen += printed ? 0 : shape.box.width();
    }
    return pen > kShare * all;
}

/// What the engine read in the place.
std::string engine_text(const ReadLine& line, const Ink& ink, const Found& found) {
    std::string text;
    for (std::size_t i = 0; i < line.symbols.size(); ++i) {
        const ReadSymbol& symbol = line.symbols[i];
        const int middle = (symbol.left + symbol.right) / 2;
        const bool beyond = found.place == PenPlace::Running ? i > found.edge && middle <= ink.end + 4
                                                             : i < found.edge && middle >= ink.begin - 4;
        if (beyond) text += symbol.text;
    }
    return ascii_digits(text);
}

/// Its digits and ว only.
std::string engine_reading(const std::string& text) {
    constexpr std::string_view kWo = "ว";
    std::string reading;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] >= '0' && text[at] <= '9') reading += text[at];
        if (std::string_view(text).substr(at).starts_with(kWo)) reading += kWo;
    }
    return reading;
}

/// Print that the engine cannot read as a day is looked at again like a pen.
bool is_unread_day(const std::string& read, PenPlace place) {
    constexpr std::size_t kMost = 2;
    // Where it saw nothing, a rest of a pale pen would become a day.
    if (place != PenPlace::Day || read.empty()) return false;
    const bool digits = read.size() <= kMost && read.find_first_not_of("0123456789") == std::string::npos;
    return !digits || std::stoi(read) < 1 || std::stoi(read) > 31;
}

/// The engine reads the same. It knows ว by print only: a digit that it begins with may be one.
bool agrees(const std::string& reading, const std::string& engine) {
    constexpr std::string_view kWo = "ว";
    if (reading == engine) return true;
    return reading.starts_with(kWo) && !engine.empty() && is_digit(engine.substr(0, 1)) &&
           std::string_view(reading).substr(kWo.size()) == std::string_view(engine).substr(1);
}

std::size_t characters_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A second reader that says the same makes a reading more probable, as much as it is seldom right by chance;
/// one that sees ว, all that begin so. Of `shapes` apart from one another each is a character at least.
void weigh_by(const std::string& engine, std::size_t shapes, std::vector<PenReading>& readings) {
    constexpr float kAgreement = 8, kWoSeen = 4, kTooShort = 0.2F;
    constexpr std::string_view kWo = "ว";
    float before = 0, after = 0;
    for (PenReading& reading : readings) {
        before += reading.confidence;
        if (agrees(ascii_digits(reading.text), engine)) reading.confidence *= kAgreement;
        if (engine.starts_with(kWo) && reading.text.starts_with(kWo)) reading.confidence *= kWoSeen;
        after += reading.confidence;
    }
    for (PenReading& reading : readings) {
        reading.confidence /= 1 + after - before;
        if (characters_of(reading.text) < shapes) reading.confidence *= kTooShort;
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const PenReading& a, const PenReading& b) { return a.confidence > b.confidence; });
}

/// ว is a word of its own: `ว 51`.
std::string spaced(const std::string& text) {
    constexpr std::string_view kWo = "ว";
    return text.starts_with(kWo) ? std::string(kWo) + " " + text.substr(kWo.size()) : text;
}

ReadWord pen_word(const Ink& ink, std::vector<PenReading> readings, PenPlace place, const CleanPage& page) {
    ReadWord word;
    for (PenReading& reading : readings)
        reading.text = spaced(reading.text);
    word.pen = true;
    word.box = page.to_source(box_of(ink.parts));
    word.text = readings.empty() ? place == PenPlace::Running ? "...." : "…" : readings.front().text;
    word.confidence = readings.empty() ? 0 : readings.front().confidence;
    word.blank_before = false;
    word.readings = std::move(readings);
    return word;
}

/// What the engine made of the pen, as a line of its own.
bool lies_in(const ReadLine& line, const Box& place) {
    const Box& band = line.line.band;
    const int wide = std::min(band.right, place.right) - std::max(band.left, place.left);
    const int high = std::min(band.bottom, place.bottom) - std::max(band.top, place.top);
    return wide * 5 >= band.width() * 4 && high * 2 >= band.height();
}

/// The word goes behind the `/`, or before the month. Positions in a line with a white gap are not exact, so
/// the text says where.
void insert(ReadLine& line, ReadWord word, PenPlace place) {
    std::size_t at = place == PenPlace::Running ? line.words.size() : 0;
    const auto& symbols = line.symbols;
    if (place == PenPlace::Running) {
        const auto slash =
            std::find_if(symbols.begin(), symbols.end(), [](const ReadSymbol& s) { return s.text == "/"; });
        if (slash != symbols.end()) at = slash->word + 1;
    } else if (const auto found = find_day(line)) {
        at = symbols[found->edge].word;
    }
    if (at < line.words.size()) line.words[at].blank_before = true;
    line.words.insert(line.words.begin() + static_cast<std::ptrdiff_t>(at), std::move(word));
}

/// The `/` that the engine did not see.
ReadWord slash_word(const Box& slash, const CleanPage& page) {
    constexpr float kSeen = 0.8F;  // by its shape
    ReadWord word;
    word.text = "/";
    word.box = page.to_source(slash);
    word.confidence = kSeen;
    return word;
}

/// The pen as it stands and leaning either way: hands lean, and what is read whichever way is read well.
std::vector<Columns> views_of(const Parts& parts, const PenNet& net) {
    constexpr std::array<double, 3> kLeans{-0.15, 0, 0.15};
    std::vector<Columns> views;
    for (const double lean : kLeans)
        views.push_back(net.read(ink_image(parts, PenNet::kHeight, lean)));
    return views;
}

bool has_slash(const ReadLine& line) {
    return std::ranges::any_of(line.symbols, [](const ReadSymbol& symbol) { return symbol.text == "/"; });
}

/// Left edge of the next printed line in the row.
int limit_of(const std::vector<ReadLine>& lines, const ReadLine& line, int page_width) {
    constexpr std::size_t kSomething = 6;  // symbols
    int limit = page_width;
    for (const ReadLine& other : lines) {
        const Box &a = other.line.band, &b = line.line.band;
        if (&other == &line || other.symbols.size() < kSomething || a.left < b.left) continue;
        if (std::min(a.bottom, b.bottom) - std::max(a.top, b.top) > 0) limit = std::min(limit, a.left);
    }
    return limit;
}

}  // namespace

std::optional<Box> PenPlaces::fill(ReadLine& line, PenPlace place, const CleanPage& page, int limit,
                                   const ReadAgain& read) const {
    auto found = place == PenPlace::Running ? find_running(line) : find_day(line);
    if (!found && place == PenPlace::Running) found = find_code(line);
    const auto print = found ? print_of(line, *found, page) : std::nullopt;
    if (!print) return std::nullopt;
    const Ink ink = place == PenPlace::Running ? ink_of_running(line, *found, *print, page, limit)
                                               : ink_of_day(line, *found, *print, page);
    // A slash that was seen neither by the engine nor by its shape may lie under the pen.
    const bool seen = !found->slash_unread || ink.slash;
    if (ink.parts.empty()) return std::nullopt;
    const std::string printed = engine_text(line, ink, *found);
    if ((!found->slash_unread || !seen) && !has_pen(ink, *print, place) && !is_unread_day(printed, place))
        return std::nullopt;
    auto readings = pen_readings(views_of(ink.parts, net_), place, print->script);
    weigh_by(engine_reading(printed), whole_shapes(ink, *print).size(), readings);
    constexpr float kTorn = 0.4F;
    if (ink.torn || is_torn(ink, *print, page))
        for (PenReading& reading : readings)
            reading.confidence *= kTorn;
    clear_columns(line.line, ink.begin, ink.end);
    read(line);
    if (place == PenPlace::Running && !has_slash(line)) {
        // A slash that is read as something else is told by its shape, or stands where the pen begins.
        const Box& band = line.line.band;
        const Box slash = ink.slash.value_or(Box{ink.begin, band.top, ink.begin + 1, band.bottom});
        clear_columns(line.line, slash.left, ink.end);
        read(line);
        if (!has_slash(line)) line.words.push_back(slash_word(slash, page));
    }
    insert(line, pen_word(ink, std::move(readings), place, page), place);
    return box_of(ink.parts);
}

void PenPlaces::find(std::vector<ReadLine>& lines, const CleanPage& page, const ReadAgain& read) const {
    std::vector<Box> places;
    for (ReadLine& line : lines) {
        const int limit = limit_of(lines, line, line.line.band.right + page.dpi * 2);
        for (const PenPlace place : {PenPlace::Running, PenPlace::Day})
            if (const auto box = fill(line, place, page, limit, read)) places.push_back(*box);
    }
    std::erase_if(lines, [&](const ReadLine& line) {
        return std::ranges::any_of(places, [&](const Box& place) { return lies_in(line, place); });
    });
}

}  // namespace saraban
