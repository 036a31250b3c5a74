#include "tests/support/gold.h"

#include "pipeline/ingest.h"
#include "pipeline/reconcile/reconcile.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// What the cross-checks say of the letters of corpus/letters, against every `…_reconciled` of the expected
// records: from the expected readings, and from our own.
namespace saraban {
namespace {

using nlohmann::json;
using namespace std::chrono;

/// A value, and for an undecided one its candidates.
struct Said {
    std::optional<std::string> value;
    std::set<std::string> candidates;
    bool operator==(const Said&) const = default;
};
using Sayings = std::map<std::string, Said>;  ///< by path

std::string print(const std::string& path, const Said& said) {
    std::string out = path + " = " + said.value.value_or("undecided");
    for (const std::string& c : said.candidates)
        out += " | " + c;
    return out;
}

/// Where the expected record leaves the path of our values.
const std::map<std::string, std::string> kOurName{{"date_iso", "date"}};

/// Dates of a calendar, which obligations_test holds.
constexpr std::string_view kInstances = "expected_instances";

Said said_of(const json& x) {
    Said out;
    if (x.is_string()) return {x.get<std::string>(), {}};
    for (const char* key : {"iso", "normalized", "rrule", "text", "value"})
        if (x.contains(key) && x[key].is_string()) out.value = x[key].get<std::string>();
    if (out.value || !x.contains("candidates")) return out;
    for (const json& c : x["candidates"])
        out.candidates.insert(c.is_object() ? c["iso"].get<std::string>() : c.get<std::string>());
    return out;
}

void add(const std::string& path, const json& printed, const json& x, Sayings& out) {
    if (path == "issuer") {
        for (const char* key : {"name", "postal_code", "province"})
            if (x.contains(key)) out["issuer." + std::string(key)] = {x[key].get<std::string>(), {}};
    } else if (x.is_array()) {
        for (std::size_t i = 0; i < x.size(); ++i)
            if (!printed.is_array() || x[i] != printed[i])
                out[path + '[' + std::to_string(i) + ']'] =
                    x[i].is_string() ? Said{x[i].get<std::string>(), {}} : Said{};
    } else {
        out[path] = said_of(x);
    }
}

/// Everything `…_reconciled` below `x`.
void gather(const json& x, const std::string& path, Sayings& out) {
    constexpr std::string_view kReconciled = "_reconciled";
    if (x.is_array())
        for (std::size_t i = 0; i < x.size(); ++i)
            gather(x[i], path + '[' + std::to_string(i) + ']', out);
    if (!x.is_object()) return;
    for (const auto& [key, value] : x.items()) {
        const std::string prefix = path.empty() ? "" : path + '.';
        if (!key.ends_with(kReconciled)) {
            gather(value, prefix + key, out);
            continue;
        }
        if (value.is_null() || key.starts_with(kInstances)) continue;
        std::string name = key.substr(0, key.size() - kReconciled.size());
        const json printed = x.contains(name) ? x[name] : json();
        if (const auto ours = kOurName.find(name); ours != kOurName.end()) name = ours->second;
        add(prefix + name, printed, value, out);
    }
}

Sayings expected_of(const json& letter) {
    Sayings out;
    gather(letter, "", out);
    return out;
}

Sayings ours(const Record& record, const Sayings& expected) {
    Sayings out;
    for (const Reconciled& r : record.reconciled) {
        Said& said = out[r.field];
        said.value = r.value;
        const auto wanted = expected.find(r.field);
        const bool listed = wanted != expected.end() && !wanted->second.candidates.empty();
        if (!r.value && listed) said.candidates.insert(r.candidates.begin(), r.candidates.end());
    }
    return out;
}

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(SARABAN_ROOT "/corpus/letters"))
        if (entry.path().string().ends_with(".txt.json")) out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

void compare(const std::filesystem::path& file, const std::vector<Record>& records, const json& gold) {
    ASSERT_EQ(records.size(), gold.at("letters").size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Sayings wanted = expected_of(gold["letters"][i]), got = ours(records[i], wanted);
        const std::string letter = file.filename().string().substr(0, 3) + ' ' + std::to_string(i + 1) + ' ';
        for (const auto& [path, said] : wanted) {
            const auto found = got.find(path);
            if (found == got.end())
                ADD_FAILURE() << letter << "missing: " << print(path, said);
            else if (found->second != said)
                ADD_FAILURE() << letter << "wanted " << print(path, said) << ", got "
                              << print(path, found->second);
        }
        for (const auto& [path, said] : got)
            if (!wanted.contains(path)) ADD_FAILURE() << letter << "left alone there: " << print(path, said);
    }
}

/// Letters of text need no engine.
class NoEngine : public OcrEngine {
public:
    [[nodiscard]] EngineInfo info() const override { return {}; }
    [[nodiscard]] OcrPage read(const CleanPage& /*unused*/) override { return {}; }
};

constexpr year_month_day kToday = 2026y / March / 1;

TEST(GoldReconciled, FromTheExpectedReadings) {
    const Reconciler reconciler = load_reconciler(SARABAN_ROOT "/schemas");
    for (const auto& file : files()) {
        const json gold = read_json(file);
        auto records = gold_records(gold);
        reconcile(records, reconciler, kToday);
        compare(file, records, gold);
    }
}

TEST(GoldReconciled, FromOurOwnReadings) {
    const Reconciler reconciler = load_reconciler(SARABAN_ROOT "/schemas");
    const RuleBook rules = load_rule_book(SARABAN_ROOT "/schemas");
    Settings settings;
    settings.reconciler = &reconciler;
    settings.context.today = kToday;
    NoEngine engine;
    for (const auto& file : files()) {
        auto text = file;
        compare(file, ingest(text.replace_extension(), engine, rules, settings).records, read_json(file));
    }
}

}  // namespace
}  // namespace saraban
