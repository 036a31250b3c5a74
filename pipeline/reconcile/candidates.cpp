#include "pipeline/reconcile/candidates.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace saraban {
namespace {

std::string path(const char* list, std::size_t index, const char* member) {
    return std::string(list) + '[' + std::to_string(index) + "]." + member;
}

}  // namespace

bool may_be_old(const std::string& field) {
    return field.starts_with("references") || field.starts_with("mentioned_letters");
}

std::vector<DateReading> dates_of(const Record& r) {
    std::vector<DateReading> out;
    const auto add = [&out](std::string field, const std::optional<Date>& date) {
        if (date) out.push_back({std::move(field), &*date});
    };
    add("date", r.date);
    for (std::size_t i = 0; i < r.attachments.size(); ++i)
        add(path("attachments", i, "cited_date"), r.attachments[i].cited_date);
    for (std::size_t i = 0; i < r.references.size(); ++i)
        add(path("references", i, "cited_date"), r.references[i].cited_date);
    for (std::size_t i = 0; i < r.mentioned_letters.size(); ++i)
        add(path("mentioned_letters", i, "cited_date"), r.mentioned_letters[i].cited_date);
    for (std::size_t i = 0; i < r.received_stamps.size(); ++i)
        add(path("received_stamps", i, "date"), r.received_stamps[i].date);
    return out;
}

std::vector<NumberReading> numbers_of(const Record& r) {
    std::vector<NumberReading> out;
    const auto add = [&out](std::string field, const std::optional<DocNumber>& number) {
        if (number) out.push_back({std::move(field), &*number});
    };
    add("doc_number", r.doc_number);
    for (std::size_t i = 0; i < r.attachments.size(); ++i)
        add(path("attachments", i, "cited_number"), r.attachments[i].cited_number);
    for (std::size_t i = 0; i < r.references.size(); ++i)
        add(path("references", i, "cited_number"), r.references[i].cited_number);
    for (std::size_t i = 0; i < r.mentioned_letters.size(); ++i)
        add(path("mentioned_letters", i, "cited_number"), r.mentioned_letters[i].cited_number);
    return out;
}

void keep_likely(std::vector<Candidate>& candidates, const std::set<std::string>& elsewhere) {
    constexpr std::size_t kMostCandidates = 80;
    constexpr double kNoneOfThese = 45;  // nats: the printed value is none we thought of
    std::ranges::stable_sort(candidates, {}, &Candidate::cost);
    const auto rest =
        candidates.begin() + static_cast<std::ptrdiff_t>(std::min(kMostCandidates, candidates.size()));
    candidates.erase(std::remove_if(rest, candidates.end(),
                                    [&](const Candidate& c) { return !elsewhere.contains(c.value); }),
                     candidates.end());
    candidates.push_back({"", candidates.empty() ? 0.0 : candidates.front().cost + kNoneOfThese});
}

ConfusionTable table_for(const std::string& field, ConfusionTable t) {
    constexpr double kTypedAgain = 1.25, kPenStrokes = 0.1, kPenShapes = 0.5;
    if (field.find("cited_") != std::string::npos)
        t.damage *= kTypedAgain;
    else if (field.find("date") != std::string::npos)
        t.uncounted = kPenShapes;
    if (field.find("date") != std::string::npos) t.added = kPenStrokes;
    return t;
}

}  // namespace saraban
