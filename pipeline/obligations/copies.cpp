#include "pipeline/obligations/copies.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace saraban {
namespace {

constexpr const char* kDiffer = "copies_differ";

/// What is asked, and when.
auto duty(const Obligation& o) {
    return std::tie(o.kind, o.day, o.last_day, o.time, o.rrule, o.until, o.except);
}

void doubt(Obligation& obligation) {
    obligation.doubtful = true;
    if (std::ranges::find(obligation.flags, kDiffer) == obligation.flags.end())
        obligation.flags.emplace_back(kDiffer);
}

}  // namespace

void merge_copies(std::vector<Obligation>& obligations, const Copies& copies) {
    std::map<std::string, std::string> first;  // of each later copy
    for (const auto& ids : copies)
        for (std::size_t i = 1; i < ids.size(); ++i)
            first[ids[i]] = ids.front();
    std::map<std::string, std::string> uids;  // that stands for the one left out
    std::set<std::string> repeated;           // duties of a first copy that another one has, too
    std::set<std::string> differing;          // letters
    for (Obligation& own : obligations) {
        const auto copied = first.find(own.letter_id);
        if (copied == first.end()) continue;
        const auto same = std::ranges::find_if(obligations, [&](const Obligation& o) {
            return o.letter_id == copied->second && duty(o) == duty(own);
        });
        if (same == obligations.end()) {
            doubt(own);
            differing.insert(copied->second);
        } else {
            uids[own.uid] = same->uid;
            repeated.insert(same->uid);
        }
    }
    std::erase_if(obligations, [&](const Obligation& o) { return uids.contains(o.uid); });
    for (Obligation& o : obligations) {
        if (differing.contains(o.letter_id) && !repeated.contains(o.uid)) doubt(o);
        for (std::string& uid : o.passes_on)
            if (const auto kept = uids.find(uid); kept != uids.end()) uid = kept->second;
    }
}

}  // namespace saraban
