#include "tools/score.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <optional>
#include <sstream>

namespace saraban {
namespace {

using Json = nlohmann::json;
using Pointer = Json::json_pointer;

enum class Compare {
    Exact,   ///< as printed, white space and mark order aside
    Lenient  ///< four fifths of the longer text agree: the span is a judgement
};

/// A value of a letter, or of an item of a list.
struct Value {
    const char* path;  ///< JSON pointer
    bool strict = true;
    Compare compare = Compare::Exact;
    const char* absent = nullptr;  ///< what an absent key means, where that is not null
};

struct List {
    const char* key;
    std::vector<Value> values;
};

const std::vector<Value>& letter_values() {
    static const std::vector<Value> kValues{
        {"/kind"},
        {"/speed"},
        {"/secrecy"},
        {"/doc_number/normalized"},
        {"/date/raw"},
        {"/date/iso"},
        {"/date/iso_partial"},
        {"/subject"},
        {"/signer/name"},
        {"/signer/rank"},
        {"/signer/title"},
        {"/signer/acting_for"},
        {"/coordinator/name"},
        {"/coordinator/title"},
        {"/coordinator/phone"},
        {"/signer/acting_mode", false},
        {"/issuer/name", false},
        {"/issuer/postal_code", false},
        {"/issuer/province", false},
        {"/issuer/agency_normalized", false},
        {"/role", false},
        {"/encloses", false},
        {"/slogan/text", false},
    };
    return kValues;
}

/// Lists of plain strings have one value, the item itself.
const std::vector<List>& letter_lists() {
    static const std::vector<List> kLists{
        {"addressees", {{""}}},
        {"references",
         {{"/issuer"}, {"/speed"}, {"/cited_number_normalized"}, {"/cited_date"}, {"/cited_date_iso"}}},
        {"attachments",
         {{"/description"},
          {"/speed"},
          {"/cited_number_normalized"},
          {"/cited_date"},
          {"/cited_date_iso"},
          {"/quantity"},
          {"/unit"}}},
        {"deadlines",
         {{"/kind"},
          {"/iso"},
          {"/rrule"},
          {"/duration"},
          {"/first_due"},
          {"/exceptions/0/iso"},
          {"/exceptions/0/replaced_by_raw"},
          {"/exceptions/1/iso"},
          {"/binding_on_addressee", true, Compare::Exact, "true"},
          {"/what", false, Compare::Lenient},
          {"/to_whom", false, Compare::Lenient}}},
        {"reporting_addresses",
         {{"/type"}, {"/value_raw"}, {"/value_normalized"}, {"/ext"}, {"/role"}, {"/valid", false}}},
        {"received_stamps", {{"/agency"}, {"/number"}, {"/date_iso"}, {"/time"}}},
        {"actions", {{"/text", false, Compare::Lenient}, {"/marker", false}}},
        {"owner_unit", {{"", false}}},
        {"qr_captions", {{"", false}}},
        {"catchwords", {{"/text", false}}},
        {"form_pages", {{"/title", false}}},
        {"marginal_notes", {{"/to", false}, {"/author/name", false}}},
        {"mentioned_dates", {{"/raw", false}, {"/iso", false}}},
    };
    return kLists;
}

/// As compared and shown; nothing for null, "" and what is not there.
std::optional<std::string> text_at(const Json& item, const Value& value) {
    const Pointer at(value.path);
    const Json found = !item.is_null() && item.contains(at) ? item.at(at) : Json();
    if (found.is_null()) {
        if (value.absent == nullptr || item.is_null()) return std::nullopt;
        return value.absent;
    }
    std::string text = squeeze(normalise(found.is_string() ? found.get<std::string>() : found.dump()));
    if (text.empty()) return std::nullopt;
    return text;
}

bool agree(const std::string& a, const std::string& b, Compare how) {
    if (how == Compare::Exact) return a == b;
    return 5 * edit_distance(a, b) <= edit_distance(a.size() < b.size() ? b : a, "");
}

/// Number of values of two items that agree.
int likeness(const Json& a, const Json& b, const std::vector<Value>& values) {
    int same = 0;
    for (const Value& value : values) {
        const auto x = text_at(a, value);
        const auto y = text_at(b, value);
        if (x && y && agree(*x, *y, value.compare)) ++same;
    }
    return same;
}

/// REQUIRES: the arrays they point into outlive them.
struct Pair {
    const Json* expected;  ///< null: nothing expected
    const Json* got;       ///< null: nothing given
};

/// Pairs what is most alike first, then what is left in order.
template <class Likeness>
std::vector<Pair> pair_up(const Json& expected, const Json& got, const Likeness& like) {
    std::vector<Pair> pairs;
    std::vector<const Json*> left, right;
    for (const Json& x : expected)
        left.push_back(&x);
    for (const Json& x : got)
        right.push_back(&x);
    for (;;) {
        int best = 0;
        std::size_t at_left = 0, at_right = 0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            for (std::size_t j = 0; j < right.size(); ++j) {
                const int alike = like(*left[i], *right[j]);
                if (alike > best) best = alike, at_left = i, at_right = j;
            }
        }
        if (best == 0) break;
        pairs.push_back({left[at_left], right[at_right]});
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(at_left));
        right.erase(right.begin() + static_cast<std::ptrdiff_t>(at_right));
    }
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
        pairs.push_back({i < left.size() ? left[i] : nullptr, i < right.size() ? right[i] : nullptr});
    return pairs;
}

/// The items of a list of a letter that may be null.
Json items(const Json& letter, const List& list) {
    return letter.is_null() ? Json::array() : letter.value(list.key, Json::array());
}

/// Records expected of a letter's text (they have no `qr`) cannot know what its codes hold.
bool is_in_a_code(const Json& item) {
    return item.is_object() && item.value("rule", Json()) == "qr";
}

int letter_likeness(const Json& a, const Json& b) {
    int same = likeness(a, b, letter_values());
    for (const List& list : letter_lists()) {
        const Json left = items(a, list), right = items(b, list);
        const auto like = [&](const Json& x, const Json& y) { return likeness(x, y, list.values); };
        for (const auto& [x, y] : pair_up(left, right, like))
            if (x != nullptr && y != nullptr) same += like(*x, *y);
    }
    return same;
}

/// "line 17, external_letter/date#1" of the innermost object on the way to `at` that has evidence, else of
/// the plain value's provenance.
std::string where(const Json& letter, const Pointer& at) {
    Json from;
    for (Pointer up = at; from.is_null(); up = up.parent_pointer()) {
        if (letter.contains(up) && letter.at(up).is_object() && letter.at(up).contains("evidence"))
            from = letter.at(up);
        if (up.empty()) break;
    }
    const Pointer plain = Pointer("/provenance") / at;
    if (from.is_null() && letter.contains(plain)) from = letter.at(plain);
    if (!from.is_object() || from.value("evidence", Json::array()).empty()) return "";
    const Json& first = from["evidence"][0];
    std::string out = first.contains("box") ? "page " + first["page"].dump() + ", box " + first["box"].dump()
                                            : "line " + first["line"].dump();
    return out + ", " + from.value("rule", "");
}

class Scorer {
public:
    explicit Scorer(std::string file) : file_(std::move(file)) {}

    void count_letters(std::size_t expected, std::size_t got) {
        add({.field = "letters"}, std::to_string(expected),
            got == 0 ? std::nullopt : std::optional(std::to_string(got)), Compare::Exact);
    }

    void letter(const Json& expected, const Json& got) {
        letter_ = (expected.is_null() ? got : expected).value("order", 0);
        item("", expected, got, letter_values(), got, Pointer());
        for (const List& list : letter_lists()) {
            const Json want = items(expected, list), have = items(got, list);
            const auto like = [&](const Json& a, const Json& b) { return likeness(a, b, list.values); };
            for (const auto& [x, y] : pair_up(want, have, like)) {
                if (x == nullptr && y != nullptr && is_in_a_code(*y) && !expected.contains("qr")) continue;
                const auto place = y == nullptr ? 0 : static_cast<std::size_t>(y - &have.front());
                item(list.key, x == nullptr ? Json() : *x, y == nullptr ? Json() : *y, list.values, got,
                     Pointer() / list.key / place);
            }
        }
    }

    [[nodiscard]] std::vector<Score> take() { return std::move(scores_); }

private:
    void item(const std::string& name, const Json& expected, const Json& got,
              const std::vector<Value>& values, const Json& letter, const Pointer& at) {
        for (const Value& value : values) {
            std::string field = name + value.path;
            if (name.empty()) field.erase(0, 1);
            std::ranges::replace(field, '/', '.');
            Score score{.letter = letter_, .field = field, .strict = value.strict};
            if (!got.is_null()) score.where = where(letter, at / Pointer(value.path));
            add(std::move(score), text_at(expected, value), text_at(got, value), value.compare);
        }
    }

    void add(Score score, const std::optional<std::string>& expected, const std::optional<std::string>& got,
             Compare how) {
        if (!expected && !got) return;
        score.file = file_;
        score.expected = expected.value_or("");
        score.got = got.value_or("");
        score.outcome = !got                          ? Outcome::Missed
                        : !expected                   ? Outcome::Extra
                        : agree(*expected, *got, how) ? Outcome::Right
                                                      : Outcome::Wrong;
        scores_.push_back(std::move(score));
    }

    std::string file_;
    int letter_ = 0;
    std::vector<Score> scores_;
};

void count(FieldTally& tally, Outcome outcome) {
    switch (outcome) {
        case Outcome::Right:
            ++tally.right;
            break;
        case Outcome::Missed:
            ++tally.missed;
            break;
        case Outcome::Wrong:
            ++tally.wrong;
            break;
        case Outcome::Extra:
            ++tally.extra;
            break;
    }
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Right:
            return "right";
        case Outcome::Missed:
            return "missed";
        case Outcome::Wrong:
            return "wrong";
        case Outcome::Extra:
            return "extra";
    }
    return "";
}

/// Fields in the order they were first scored: strict ones, their sum, the others, the sum of all.
std::vector<std::string> rows(const std::vector<Score>& scores) {
    std::vector<std::string> out;
    for (const bool strict : {true, false}) {
        for (const Score& s : scores) {
            if (s.strict == strict && std::ranges::find(out, s.field) == out.end()) out.push_back(s.field);
        }
        out.emplace_back(strict ? "strict" : "all");
    }
    return out;
}

std::string percent(const Proportion& x) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(1) << std::setw(5) << 100 * x.share << "  [" << std::setw(5)
        << 100 * x.low << ", " << std::setw(5) << 100 * x.high << ']';
    return out.str();
}

}  // namespace

std::vector<Score> score_file(const std::string& file, const Json& expected, const Json& got) {
    Scorer scorer(file);
    scorer.count_letters(expected.size(), got.size());
    for (const auto& [x, y] : pair_up(expected, got, letter_likeness))
        scorer.letter(x == nullptr ? Json() : *x, y == nullptr ? Json() : *y);
    return scorer.take();
}

Proportion wilson(int part, int whole) {
    if (whole == 0) return {};
    constexpr double kZ = 1.959963985;  // of 95 %
    const double n = whole, p = part / n, z2 = kZ * kZ;
    const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = kZ / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::map<std::string, FieldTally> tallies(const std::vector<Score>& scores) {
    std::map<std::string, FieldTally> out{{"strict", {}}, {"all", {}}};
    for (const Score& s : scores) {
        count(out[s.field], s.outcome);
        count(out["all"], s.outcome);
        if (s.strict) count(out["strict"], s.outcome);
    }
    return out;
}

std::string table(const std::vector<Score>& scores) {
    const auto all = tallies(scores);
    std::ostringstream out;
    out << "field                                expected right missed wrong extra   right %  [95 %]         "
           "wrong % of given  [95 %]\n";
    for (const std::string& field : rows(scores)) {
        const FieldTally& t = all.at(field);
        const bool sum = field == "strict" || field == "all";
        out << std::left << std::setw(36) << (sum ? "= " + field : field) << std::right << std::setw(9)
            << t.expected() << std::setw(6) << t.right << std::setw(7) << t.missed << std::setw(6) << t.wrong
            << std::setw(6) << t.extra << "     " << percent(wilson(t.right, t.expected())) << "     "
            << percent(t.given() == 0 ? Proportion{0, 0, 1} : wilson(t.wrong + t.extra, t.given())) << '\n';
    }
    return out.str();
}

nlohmann::ordered_json report(const std::vector<Score>& scores) {
    const auto all = tallies(scores);
    nlohmann::ordered_json out{{"fields", nlohmann::ordered_json::object()}};
    for (const std::string& field : rows(scores)) {
        const FieldTally& t = all.at(field);
        const Proportion right = wilson(t.right, t.expected());
        const Proportion wrong = t.given() == 0 ? Proportion{0, 0, 1} : wilson(t.wrong + t.extra, t.given());
        out["fields"][field] = {{"expected", t.expected()},
                                {"right", t.right},
                                {"missed", t.missed},
                                {"wrong", t.wrong},
                                {"extra", t.extra},
                                {"right_share", {right.share, right.low, right.high}},
                                {"wrong_share", {wrong.share, wrong.low, wrong.high}}};
    }
    out["differences"] = Json::array();
    for (const Score& s : scores) {
        if (s.outcome == Outcome::Right) continue;
        out["differences"].push_back({{"file", s.file},
                                      {"letter", s.letter},
                                      {"field", s.field},
                                      {"outcome", name_of(s.outcome)},
                                      {"expected", s.expected},
                                      {"got", s.got},
                                      {"where", s.where}});
    }
    return out;
}

std::string differences(const std::vector<Score>& scores) {
    std::ostringstream out;
    for (const Score& s : scores) {
        if (s.outcome == Outcome::Right) continue;
        out << s.file << " letter " << s.letter << ": " << s.field << ' ' << name_of(s.outcome);
        if (s.outcome != Outcome::Extra) out << "\n    expected  " << s.expected;
        if (s.outcome != Outcome::Missed) out << "\n    got       " << s.got;
        if (s.outcome != Outcome::Missed && !s.where.empty()) out << "\n    at        " << s.where;
        out << '\n';
    }
    return out.str();
}

std::vector<std::string> below(const Json& floors, const std::vector<Score>& scores) {
    const auto all = tallies(scores);
    std::vector<std::string> out;
    for (const auto& [field, floor] : floors.items()) {
        const auto found = all.find(field);
        if (found == all.end()) {
            out.push_back(field + ": the floor names a field that was not scored");
            continue;
        }
        const FieldTally& t = found->second;
        const double right = wilson(t.right, t.expected()).share;
        const double wrong = t.given() == 0 ? 0 : wilson(t.wrong + t.extra, t.given()).share;
        std::ostringstream line;
        line << std::fixed << std::setprecision(2) << field << ": " << 100 * right << " % right, "
             << 100 * wrong << " % wrong, but the floor is " << 100 * floor.value("right", 0.0) << " and "
             << 100 * floor.value("wrong", 1.0);
        if (right < floor.value("right", 0.0) || wrong > floor.value("wrong", 1.0)) out.push_back(line.str());
    }
    return out;
}

}  // namespace saraban
