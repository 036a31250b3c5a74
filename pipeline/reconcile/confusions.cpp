#include "pipeline/reconcile/confusions.h"

#include <algorithm>
#include <cmath>

namespace saraban {
namespace {

constexpr double kOtherDigits = 9;
constexpr double kOtherMonths = 11;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

/// Share of `from`'s substitutions that give `to`. Every digit is taken to be damaged equally often: counts
/// from one engine and a few fonts say what a digit becomes, not how often it is read wrong.
template <class Key, class Map>
double share(const Map& counts, const Key& from, const Key& to, double others, double uncounted) {
    double all = 0;
    for (const auto& [pair, count] : counts)
        if (pair.first == from) all += count;
    if (all == 0) return 1 / others;
    const auto found = counts.find({from, to});
    const double counted = found == counts.end() ? 0 : found->second / all;
    return (1 - uncounted) * counted + uncounted / others;
}

/// Share of the places where an engine read another digit and saw `printed` with the weight it gave it, that
/// hold `printed`.
double share_of_seen(char printed, const DoubtfulDigit& doubt, const ConfusionTable& t) {
    const auto seen = std::ranges::find(doubt.others, printed, &DoubtfulDigit::Other::digit);
    const double weight = seen == doubt.others.end() ? 0 : seen->weight;
    for (const ConfusionTable::Seen& s : t.seen)
        if (weight >= s.weight) return s.printed;
    return t.unseen / kOtherDigits;
}

double substitution(char printed, char read, const ConfusionTable& t) {
    if (printed == read) return -std::log(1 - t.damage);
    const double kept = 1 - t.lost - t.added;
    // A dot of the code and a digit are hardly taken for each other.
    if (printed == '.' || read == '.') return -std::log(t.damage * kept * t.uncounted / kOtherDigits);
    if (!is_digit(read)) return -std::log(t.damage * kept * t.uncounted);
    return -std::log(t.damage * kept * share(t.digits, printed, read, kOtherDigits, t.uncounted));
}

/// The same where the engine tells how sure it was.
double weighed_substitution(char printed, char read, const DoubtfulDigit* doubt, const ConfusionTable& t) {
    constexpr double kLeast = 0.05;  // what it read after all
    if (!is_digit(printed) || !is_digit(read)) return substitution(printed, read, t);
    if (doubt == nullptr) {
        if (printed == read) return -std::log(1 - t.sure_damage);
        return -std::log(t.sure_damage * share(t.digits, printed, read, kOtherDigits, t.uncounted));
    }
    if (printed != read) return -std::log(share_of_seen(printed, *doubt, t));
    double others = 0;
    for (char d = '0'; d <= '9'; ++d)
        if (d != read) others += share_of_seen(d, *doubt, t);
    return -std::log(std::max(kLeast, 1 - others));
}

}  // namespace

double reading_cost(std::string_view printed, std::string_view read, const ConfusionTable& t,
                    std::span<const DoubtfulDigit* const> doubts) {
    // An added digit may be any of ten, but there are ten times as many longer numbers: the two cancel.
    const double lost = -std::log(t.damage * t.lost), added = -std::log(t.damage * t.added);
    std::vector<double> row(read.size() + 1);
    for (std::size_t j = 1; j < row.size(); ++j)
        row[j] = row[j - 1] + added;
    for (const char p : printed) {
        double diagonal = row[0];
        row[0] += lost;
        for (std::size_t j = 0; j < read.size(); ++j) {
            const double here = diagonal + (doubts.empty() ? substitution(p, read[j], t)
                                                           : weighed_substitution(p, read[j], doubts[j], t));
            diagonal = row[j + 1];
            row[j + 1] = std::min({here, diagonal + lost, row[j] + added});
        }
    }
    return row.back();
}

double month_cost(unsigned printed, unsigned read, const ConfusionTable& t) {
    if (printed == read) return 0;
    const auto name = [](unsigned m) { return std::string(m < 10 ? "0" : "") + std::to_string(m); };
    return -std::log(t.damage * share(t.months, name(printed), name(read), kOtherMonths, t.uncounted));
}

}  // namespace saraban
