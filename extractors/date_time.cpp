#include "extractors/date_time.h"

#include "extractors/scan.h"
#include "extractors/thai_date_parts.h"

namespace saraban {
namespace {

using namespace std::chrono;

constexpr std::size_t kReach = 60;  ///< bytes between a date and its time: " เวลา ", ", ", " ตั้งแต่เวลา "

/// 6 ต.ค. 01:40:00 2519
std::optional<Found<DateTime>> time_inside(std::string_view text, year_month_day reference) {
    const auto day = find_day_month(text);
    if (!day) return std::nullopt;
    const std::size_t begin = offset_of(text, day->text);
    const std::size_t at = skip_blanks(text, begin + day->text.size());
    const auto time = find_time(text.substr(at));
    if (!time || time->text.data() != text.data() + at) return std::nullopt;
    const auto year = digits_at(text, skip_blanks(text, at + time->text.size()));
    if (!year || year->count != 4) return std::nullopt;
    const auto first = digits_at(text, begin);
    DateTime value;
    value.date = date_parts::make_date(*first, static_cast<unsigned>(day->value.month()), *year,
                                       date_parts::Era::None, reference);
    value.date.whole = text.substr(begin, year->end - begin);
    value.time = time->value;
    return Found<DateTime>{value, value.date.whole};
}

}  // namespace

std::optional<Found<DateTime>> find_date_time(std::string_view text, year_month_day reference) {
    const auto date = find_thai_date(text, reference);
    if (!date) return time_inside(text, reference);
    const std::size_t begin = offset_of(text, date->text);
    const std::size_t end = begin + date->text.size();
    const auto time = find_time(text.substr(end));
    if (!time || offset_of(text, time->text) - end > kReach)
        return Found<DateTime>{{date->value, std::nullopt}, date->text};
    const std::size_t last = offset_of(text, time->text) + time->text.size();
    return Found<DateTime>{{date->value, time->value}, text.substr(begin, last - begin)};
}

}  // namespace saraban
