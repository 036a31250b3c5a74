#include "extractors/handwriting.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace saraban {
namespace {

/// A reading counts as read from this on, and where the next is at most half as probable; else the value is
/// withheld. The reader is not calibrated on real pens yet (it takes some ๕ for ๔ with confidence), so that
/// every value it gives is for a person to compare.
constexpr float kLeast = 0.4F, kMostNext = 0.5F;

const Evidence* pen_in(const Provenance& from) {
    const auto found = std::ranges::find_if(from.evidence, [](const Evidence& e) { return e.pen; });
    return found == from.evidence.end() ? nullptr : &*found;
}

std::string percent(float share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

std::string listed(const std::vector<PenReading>& readings) {
    std::string text;
    for (const PenReading& reading : readings)
        text += (text.empty() ? "" : ", ") + reading.text + " (" + percent(reading.confidence) + ")";
    return text.empty() ? "nothing fits" : text;
}

bool is_read(const std::vector<PenReading>& readings) {
    if (readings.empty() || readings.front().confidence < kLeast) return false;
    return readings.size() == 1 || readings[1].confidence <= kMostNext * readings.front().confidence;
}

Issue issue_of(const Evidence& pen, const char* field, const std::string& what) {
    Issue issue{.code = "handwritten_unread",
                .severity = Severity::Warning,
                .field = field,
                .message = what + " is written by hand and could not be read: " + listed(pen.readings) +
                           "; read it from the page",
                .evidence = pen};
    if (!is_read(pen.readings)) return issue;
    issue.code = "handwritten";
    issue.message = what + " is written by hand: " + listed(pen.readings) + "; compare with the page";
    return issue;
}

}  // namespace

std::optional<Issue> judge_handwriting(DocNumber& number, const Provenance& running) {
    const Evidence* pen = pen_in(running);
    if (pen == nullptr) return std::nullopt;
    Issue issue = issue_of(*pen, "doc_number", "the running number");
    if (is_read(pen->readings) || number.running.empty()) return issue;
    number.normalized.resize(number.normalized.size() -
                             std::min(number.normalized.size(), number.running.size()));
    while (number.normalized.ends_with(' '))
        number.normalized.pop_back();
    number.running.clear();
    number.running_valid = false;
    return issue;
}

std::optional<Issue> judge_handwriting(Date& date, const Provenance& day) {
    const Evidence* pen = pen_in(day);
    if (pen == nullptr) return std::nullopt;
    Issue issue = issue_of(*pen, "date", "the day");
    if (is_read(pen->readings) || !date.iso) return issue;
    date.iso_partial = date.iso->year() / date.iso->month();
    date.iso.reset();
    return issue;
}

}  // namespace saraban
