#include "extractors/received_stamp.h"

#include "extractors/scan.h"
#include "extractors/thai_date.h"
#include "extractors/thai_time.h"
#include "extractors/worn_date.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <optional>

namespace saraban {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

/// A register number behind its label; `value` is empty for a field left blank.
struct NumberField {
    std::string_view value;
};

/// เลขที่รับ, รับที่, ทะเบียนรับเลขที่ …: longest first.
constexpr std::array<std::string_view, 13> kNumberLabels{
    "เลขทะเบียนรับที่", "ทะเบียนรับเลขที่", "เลขทะเบียนรับ", "เลขที่รับ", "เลขรับที่", "รับเลขที่", "เลขรับ",
    "ทะเบียนรับที่",    "ที่รับ",          "รับที่",         "เลขที่",   "ลงรับที่",  "รับเลข"};

/// Bytes at the start of `text` that are `label`, tone marks aside: small print loses them. 0: none.
std::size_t label_length(std::string_view text, std::string_view label) {
    const auto skip_tones = [](std::string_view from, std::size_t at) {
        while (from.substr(at, 2) == "\xE0\xB9" && at + 2 < from.size() && from[at + 2] >= '\x88' &&
               from[at + 2] <= '\x8C')
            at += 3;
        return at;
    };
    std::size_t at = 0, l = 0;
    while ((l = skip_tones(label, l)) < label.size()) {
        at = skip_tones(text, at);
        const std::string_view letter = label.substr(l, character_length(label, l));
        if (text.substr(std::min(at, text.size()), letter.size()) != letter) return 0;
        at += letter.size();
        l += letter.size();
    }
    return skip_tones(text, at);
}

std::size_t skip_dots(std::string_view text, std::size_t at) {
    for (;;) {
        const std::size_t begin = at;
        at = skip_blanks(text, at);
        for (const std::string_view mark : {".", ":", "…", "_", "-"})
            while (starts_with(text.substr(at), mark))
                at += mark.size();
        if (at == begin) return at;
    }
}

/// ๒๓๖, ๒๓๖ / ๒๕๖๙
std::string_view register_number(std::string_view text, std::size_t at) {
    const auto number = digits_at(text, at);
    if (!number) return {};
    const std::size_t slash = skip_blanks(text, number->end);
    if (slash < text.size() && text[slash] == '/') {
        const auto year = digits_at(text, skip_blanks(text, slash + 1));
        if (year && (year->count == 4 || year->count == 2)) return text.substr(at, year->end - at);
    }
    return text.substr(at, number->end - at);
}

std::vector<NumberField> number_fields(std::string_view line) {
    std::vector<NumberField> fields;
    for (std::size_t at = 0; at < line.size();) {
        const std::string_view rest = line.substr(at);
        std::size_t label = 0;
        for (std::size_t i = 0; i < kNumberLabels.size() && label == 0; ++i)
            label = label_length(rest, kNumberLabels[i]);
        if (label == 0) {
            at += character_length(line, at);
            continue;
        }
        at = skip_dots(line, at + label);
        const std::string_view value = register_number(line, at);
        fields.push_back({value});
        at += value.size();
    }
    return fields;
}

std::vector<Found<TimeOfDay>> all_times(std::string_view line) {
    std::vector<Found<TimeOfDay>> times;
    const std::size_t label = find_word(line, "เวลา");
    if (label == std::string_view::npos && find_word(line, "น") == std::string_view::npos) return times;
    std::string_view rest = label == std::string_view::npos ? line : line.substr(label);
    while (const auto time = find_time(rest)) {
        times.push_back(*time);
        rest = rest.substr(offset_of(rest, time->text) + time->text.size());
    }
    return times;
}

/// What a line of the block holds.
struct Reading {
    std::string_view line;
    std::vector<NumberField> numbers;
    std::vector<Found<ThaiDate>> dates;
    std::vector<Found<TimeOfDay>> times;
    bool date_label = false, time_label = false;
    std::vector<std::string_view> units;  ///< of a routing slip

    [[nodiscard]] bool is_field() const {
        return !numbers.empty() || !dates.empty() || !times.empty() || date_label || time_label;
    }
    [[nodiscard]] std::size_t columns() const { return std::max(numbers.size(), dates.size()); }
};

Reading read_line(std::string_view line, const Vocabulary& vocabulary, std::chrono::year_month_day reference,
                  std::optional<std::chrono::year_month_day> written) {
    Reading reading;
    reading.line = trim(line);
    reading.dates = find_all_thai_dates(reading.line, reference);
    if (reading.dates.empty() && written)
        if (const auto worn = find_worn_date(reading.line, *written)) reading.dates.push_back(*worn);
    reading.date_label = find_word(reading.line, "วันที่") != std::string_view::npos;
    reading.time_label = find_word(reading.line, "เวลา") != std::string_view::npos;
    // The digits of a date are no register number: "ที่รับ" is never before them.
    reading.numbers = number_fields(reading.line);
    reading.times = all_times(reading.line);
    if (!reading.is_field()) reading.units = units_of_routing_line(reading.line, vocabulary);
    return reading;
}

bool begins_office(std::string_view text, const Vocabulary& vocabulary) {
    if (starts_with(text, "จังหวัด") || starts_with(text, "อำเภอ") || starts_with(text, "อบต.")) return true;
    return std::any_of(vocabulary.offices.begin(), vocabulary.offices.end(), [&](const Office& office) {
        return starts_with(text, office.agency) || (office.seat && starts_with(text, *office.seat));
    });
}

/// "สำนักงานจังหวัดกระบี่ ศาลากลางจังหวัดกระบี่" before its second agency.
std::vector<std::string_view> split_agencies(std::string_view line, const Vocabulary& vocabulary) {
    for (std::size_t at = 0; at < line.size(); at += character_length(line, at)) {
        if (blank_length(line, at) == 0 || at == 0) continue;
        const std::size_t next = skip_blanks(line, at);
        if (begins_office(line.substr(next), vocabulary)) return {line.substr(0, at), line.substr(next)};
    }
    return {line};
}

bool has_digit(std::string_view text) {
    return next_digits(text, 0).has_value();
}

/// One stamp, or two side by side, while its lines are read.
class Block {
public:
    void add_text(std::size_t index, std::string_view line) { agencies_.push_back({index, line}); }

    void add_fields(std::size_t index, const Reading& reading) {
        columns_ = std::max(columns_, std::min<std::size_t>(reading.columns(), 2));
        first_field_ = first_field_.value_or(index);
        for (const NumberField& number : reading.numbers)
            numbers_.push_back({index, number.value});
        dates_.insert(dates_.end(), reading.dates.begin(), reading.dates.end());
        times_.insert(times_.end(), reading.times.begin(), reading.times.end());
        has_date_ = has_date_ || reading.date_label || !reading.dates.empty();
        has_time_ = has_time_ || reading.time_label || !reading.times.empty();
        parts_.push_back({index, reading.line});
    }

    [[nodiscard]] bool has_fields() const { return first_field_.has_value(); }
    /// The line repeats a field of this block, so it belongs to the next one.
    [[nodiscard]] bool repeats(const Reading& reading) const {
        const bool date = has_date_ && (reading.date_label || !reading.dates.empty());
        return (!numbers_.empty() && !reading.numbers.empty()) || date ||
               (has_time_ && (reading.time_label || !reading.times.empty()));
    }
    [[nodiscard]] bool is_date_alone() const { return has_fields() && numbers_.empty() && agencies_.empty(); }
    /// Something was written into it; an empty frame is no stamp.
    [[nodiscard]] bool is_stamp() const {
        const bool number =
            std::any_of(numbers_.begin(), numbers_.end(), [](const LinePart& n) { return !n.text.empty(); });
        return has_fields() && (number || !dates_.empty() || (!numbers_.empty() && !agencies_.empty()));
    }

    void make(const Vocabulary& vocabulary, std::vector<FoundInLines<ReceivedStamp>>& stamps) const {
        const std::vector<LinePart> agencies = agency_parts(vocabulary);
        for (std::size_t column = 0; column < columns_; ++column) {
            FoundInLines<ReceivedStamp> stamp;
            if (column < agencies.size()) {
                stamp.value.agency = squeeze(agencies[column].text);
                stamp.parts.push_back(agencies[column]);
            }
            fill(column, stamp.value);
            stamp.parts.insert(stamp.parts.end(), parts_.begin(), parts_.end());
            stamps.push_back(std::move(stamp));
        }
    }

private:
    void fill(std::size_t column, ReceivedStamp& stamp) const {
        if (column < numbers_.size() && !numbers_[column].text.empty()) {
            stamp.number_raw = std::string(numbers_[column].text);
            stamp.number = without_blanks(ascii_digits(numbers_[column].text));
        }
        if (column < dates_.size()) stamp.date = to_date(dates_[column]);
        if (column < times_.size()) {
            stamp.time_raw = std::string(times_[column].text);
            stamp.time = to_text(times_[column].value);
        }
    }

    /// Of the lines above the fields: the last that begins an agency, else the last; cut for two stamps.
    [[nodiscard]] std::vector<LinePart> agency_parts(const Vocabulary& vocabulary) const {
        if (agencies_.empty()) return {};
        const auto office = std::find_if(agencies_.rbegin(), agencies_.rend(), [&](const LinePart& part) {
            return begins_office(part.text, vocabulary);
        });
        const LinePart& line = office == agencies_.rend() ? agencies_.back() : *office;
        if (columns_ < 2) return {line};
        std::vector<LinePart> parts;
        for (const std::string_view agency : split_agencies(line.text, vocabulary))
            parts.push_back({line.line, agency});
        return parts;
    }

    std::vector<LinePart> agencies_, numbers_, parts_;
    std::vector<Found<ThaiDate>> dates_;
    std::vector<Found<TimeOfDay>> times_;
    std::optional<std::size_t> first_field_;
    std::size_t columns_ = 1;
    bool has_date_ = false, has_time_ = false;
};

class Reader {
public:
    explicit Reader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    void read(std::size_t index, const Reading& reading, bool fields_follow) {
        if (reading.line.empty()) return;
        if (reading.is_field()) {
            if (block_.repeats(reading)) close();
            block_.add_fields(index, reading);
            return;
        }
        // What stands under a date alone is a part of that stamp, read badly.
        if (block_.is_date_alone() && has_digit(reading.line)) return;
        const bool routing = !reading.units.empty() &&
                             (!fields_follow || reading.units.size() > 2 || starts_with(reading.line, "-"));
        if (routing) {
            slip_.insert(slip_.end(), reading.units.begin(), reading.units.end());
            return;
        }
        if (block_.has_fields()) close();
        if (!reading.line.empty()) block_.add_text(index, reading.line);
    }

    std::vector<FoundInLines<ReceivedStamp>> finish() {
        close();
        give_slip();
        return std::move(stamps_);
    }

private:
    void close() {
        if (block_.is_stamp()) {
            block_.make(vocabulary_, stamps_);
            give_slip();
        }
        block_ = Block();
    }

    void give_slip() {
        if (stamps_.empty()) return;
        auto& slip = stamps_.back().value.routing_slip;
        for (const std::string_view unit : slip_)
            slip.emplace_back(unit);
        slip_.clear();
    }

    const Vocabulary& vocabulary_;
    Block block_;
    std::vector<FoundInLines<ReceivedStamp>> stamps_;
    std::vector<std::string_view> slip_;
};

}  // namespace

std::vector<std::string_view> units_of_routing_line(std::string_view line, const Vocabulary& vocabulary) {
    static constexpr std::array<std::string_view, 7> kBoxes{"- ", "-", "☐", "□", "❑", "( )", "•"};
    line = trim(line);
    bool box = false;
    for (const std::string_view mark : kBoxes) {
        if (!starts_with(line, mark)) continue;
        box = true;
        line = trim(line.substr(mark.size()));
    }
    if (line.empty()) return {};
    std::vector<std::string_view> units;
    std::string_view rest = line;
    for (auto parts = split_agencies(rest, vocabulary); parts.size() == 2;
         parts = split_agencies(rest, vocabulary)) {
        units.push_back(trim(parts[0]));
        rest = parts[1];
    }
    units.push_back(trim(rest));
    if (!box && !begins_office(units.front(), vocabulary)) return {};
    return units;
}

std::vector<FoundInLines<ReceivedStamp>> find_received_stamps(
    const std::vector<std::string_view>& lines, const Vocabulary& vocabulary,
    std::chrono::year_month_day reference, std::optional<std::chrono::year_month_day> written) {
    std::vector<Reading> readings;
    readings.reserve(lines.size());
    for (const std::string_view line : lines)
        readings.push_back(read_line(line, vocabulary, reference, written));
    Reader reader(vocabulary);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        std::size_t next = i + 1;
        while (next < readings.size() && readings[next].line.empty())
            ++next;
        reader.read(i, readings[i], next < readings.size() && readings[next].is_field());
    }
    return reader.finish();
}

}  // namespace saraban
