#include "pipeline/sinks/record_json.h"

#include "pipeline/model/day.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/record_members.h"
#include "pipeline/sinks/whole_number.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace saraban {
namespace record_json {
namespace {

using Json = nlohmann::ordered_json;
using InJson = nlohmann::json;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr const char* kSchema = "saraban.letter/1";
constexpr std::string_view kReconciled = "_reconciled";
constexpr const char* kUnread = "reconciled_unread";
constexpr std::size_t kUsualKeys = 16, kRecordKeys = 64;  ///< about so many

/// The double whose shortest print is the float's: 0.9F is written 0.9 and comes back as 0.9F.
double shortest(float x) {
    std::array<char, 32> text{};
    *std::to_chars(text.data(), text.data() + text.size() - 1, x).ptr = '\0';
    return std::strtod(text.data(), nullptr);
}

std::string print(year_month date) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()));
    return text.data();
}
std::string print(year_month_day date) {
    return iso_date(date);
}

// --- writing
// ---------------------------------------------------------------------------------------------------

class Writer {
public:
    template <class T>
    static Json write(const T& x) {
        Writer w;
        w.add(x);
        return std::move(w.out_);
    }
    static Json write_record(const Record& x) {
        Writer w;
        w.reserve(kRecordKeys);
        w.put("schema", kSchema);
        w.add(x);
        for (const char* key : {"speed_reconciled", "doc_number_reconciled", "date_reconciled"})
            w.put(key, nullptr);
        return std::move(w.out_);
    }

    template <class T>
    void operator()(const char* key, const T& x) {
        put(key, value(x));
    }
    void from(const Provenance& x) {
        put("confidence", shortest(x.confidence));
        put("certainty", value(x.certainty));
        put("rule", x.rule);
        put("evidence", value(x.evidence));
    }
    void text(const char* key, const Text& x) {
        put(key, x.value);
        provenance_[key] = provenance(x.from);
    }
    void text(const char* key, const std::optional<Text>& x) {
        if (x) return text(key, *x);
        put(key, nullptr);
    }
    void text(const char* key, const std::vector<Text>& all) {
        Json values = Json::array();
        for (const Text& x : all) {
            values.push_back(x.value);
            provenance_[key].push_back(provenance(x.from));
        }
        put(key, std::move(values));
    }
    void date(const FlatDate& keys, const std::optional<Date>& x) {
        put(keys.raw, x ? Json(x->raw) : Json());
        put(keys.iso, x ? value(x->iso) : Json());
        put(keys.iso_partial, x ? value(x->iso_partial) : Json());
        if (x) provenance_[keys.raw] = provenance(x->from);
    }
    void number(const FlatNumber& keys, const std::optional<DocNumber>& x) {
        put(keys.raw, x ? Json(x->raw) : Json());
        put(keys.normalized, x ? Json(x->normalized) : Json());
        Json parts = x ? write(*x) : Json();
        if (x) {
            parts.erase("raw");
            parts.erase("normalized");
        }
        put(keys.parts, std::move(parts));
    }
    void text_range(int start, int end) {
        put("text_range", start > 0 ? Json{{"start_line", start}, {"end_line", end}} : Json());
    }
    void lines(const Provenance& x) {
        put("lines", is_text(x) ? Json{x.evidence.front().line, x.evidence.back().line} : Json());
    }
    void line(const Provenance& x) { put("line", is_text(x) ? Json(x.evidence.front().line) : Json()); }

private:
    template <class T>
    void add(const T& x) {
        if (object().empty()) reserve(kUsualKeys);
        members(*this, x);
        if (!provenance_.empty()) put("provenance", std::move(provenance_));
    }
    /// members() names each key once: there is no need to look for it first.
    void put(const char* key, Json value) { object().emplace_back(key, std::move(value)); }
    /// Growing would copy all values, since keys are const.
    void reserve(std::size_t keys) { object().reserve(keys); }
    Json::object_t& object() { return out_.get_ref<Json::object_t&>(); }

    static bool is_text(const Provenance& x) { return !x.evidence.empty() && !x.evidence.front().box; }

    static Json value(const std::string& x) { return x; }
    static Json value(int x) { return x; }
    static Json value(bool x) { return x; }
    static Json value(year_month x) { return print(x); }
    static Json value(year_month_day x) { return print(x); }
    static Json value(const Evidence& x) {
        Json out{{"page", x.page}, {"line", x.line}, {"chars", {x.begin, x.end}}};
        if (x.box) out["box"] = {x.box->left, x.box->top, x.box->right, x.box->bottom};
        out["text"] = x.text;
        out["confidence"] = shortest(x.confidence);
        if (!x.pen) return out;
        out["pen"] = true;
        out["readings"] = Json::array();
        for (const PenReading& reading : x.readings)
            out["readings"].push_back({{"text", reading.text}, {"confidence", shortest(reading.confidence)}});
        return out;
    }
    template <class T>
    static Json value(const std::optional<T>& x) {
        return x ? value(*x) : Json();
    }
    template <class T>
    static Json value(const std::vector<T>& all) {
        Json out = Json::array();
        for (const T& x : all)
            out.push_back(value(x));
        return out;
    }
    template <class T>
    static Json value(const T& x) {
        if constexpr (std::is_enum_v<T>) {
            return std::ranges::find(Names<T>::kAll, x, &std::pair<T, std::string_view>::first)->second;
        } else {
            return write(x);
        }
    }
    static Json provenance(const Provenance& x) {
        Writer w;
        w.from(x);
        return std::move(w.out_);
    }

    Json out_ = Json::object();
    Json provenance_ = Json::object();
};

// --- reading
// ---------------------------------------------------------------------------------------------------

class Reader {
public:
    explicit Reader(const InJson& in) : in_(in) {}

    template <class T>
    void operator()(const char* key, T& x) {
        read(in_.at(key), x);
    }
    void from(Provenance& x) { provenance(in_, x); }
    void text(const char* key, Text& x) {
        in_.at(key).get_to(x.value);
        provenance(in_.at("provenance").at(key), x.from);
    }
    void text(const char* key, std::optional<Text>& x) {
        if (!in_.at(key).is_null()) text(key, x.emplace());
    }
    void text(const char* key, std::vector<Text>& all) {
        for (std::size_t i = 0; i < in_.at(key).size(); ++i) {
            Text& x = all.emplace_back();
            in_.at(key).at(i).get_to(x.value);
            provenance(in_.at("provenance").at(key).at(i), x.from);
        }
    }
    void date(const FlatDate& keys, std::optional<Date>& x) {
        if (in_.at(keys.raw).is_null()) return;
        x.emplace();
        in_.at(keys.raw).get_to(x->raw);
        read(in_.at(keys.iso), x->iso);
        read(in_.at(keys.iso_partial), x->iso_partial);
        provenance(in_.at("provenance").at(keys.raw), x->from);
    }
    void number(const FlatNumber& keys, std::optional<DocNumber>& x) {
        if (in_.at(keys.raw).is_null()) return;
        InJson whole = in_.at(keys.parts);
        whole["raw"] = in_.at(keys.raw);
        whole["normalized"] = in_.at(keys.normalized);
        read(whole, x);
    }
    void text_range(int& start, int& end) {
        const InJson& range = in_.at("text_range");
        if (range.is_null()) return;
        start = whole_number<int>(range.at("start_line"));
        end = whole_number<int>(range.at("end_line"));
    }
    void lines(const Provenance&) {}
    void line(const Provenance&) {}

private:
    static void read(const InJson& in, std::string& x) { in.get_to(x); }
    static void read(const InJson& in, int& x) { x = whole_number<int>(in); }
    static void read(const InJson& in, bool& x) { in.get_to(x); }
    static void read(const InJson& in, year_month& x) {
        unsigned month = 0;
        int year = 0, used = 0;
        const auto text = in.get<std::string>();
        if (std::sscanf(text.c_str(), "%4d-%2u%n", &year, &month, &used) != 2 || used != 7 ||
            text.size() != 7)
            throw std::invalid_argument("'" + text + "' is no year and month");
        x = std::chrono::year{year} / static_cast<int>(month);
    }
    static void read(const InJson& in, year_month_day& x) {
        unsigned month = 0, day = 0;
        int year = 0, used = 0;
        const auto text = in.get<std::string>();
        if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &used) != 3 || text.size() != 10)
            throw std::invalid_argument("'" + text + "' is no date");
        x = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
    }
    static void read(const InJson& in, Evidence& x) {
        x.page = whole_number<int>(in.at("page"));
        x.line = whole_number<int>(in.at("line"));
        x.begin = whole_number<std::size_t>(in.at("chars").at(0));
        x.end = whole_number<std::size_t>(in.at("chars").at(1));
        if (const auto box = in.find("box"); box != in.end())
            x.box = Box{whole_number<int>(box->at(0)), whole_number<int>(box->at(1)),
                        whole_number<int>(box->at(2)), whole_number<int>(box->at(3))};
        in.at("text").get_to(x.text);
        in.at("confidence").get_to(x.confidence);
        x.pen = in.value("pen", false);
        for (const InJson& reading : in.value("readings", InJson::array()))
            x.readings.push_back({.text = reading.at("text"), .confidence = reading.at("confidence")});
    }
    template <class T>
    static void read(const InJson& in, std::optional<T>& x) {
        if (!in.is_null()) read(in, x.emplace());
    }
    template <class T>
    static void read(const InJson& in, std::vector<T>& all) {
        for (const InJson& one : in)
            read(one, all.emplace_back());
    }
    template <class T>
    static void read(const InJson& in, T& x) {
        if constexpr (std::is_enum_v<T>) {
            const auto name = in.get<std::string>();
            const auto* const found =
                std::ranges::find(Names<T>::kAll, name, &std::pair<T, std::string_view>::second);
            if (found == Names<T>::kAll.end()) throw std::invalid_argument("unknown name '" + name + "'");
            x = found->first;
        } else {
            Reader r(in);
            members(r, x);
        }
    }
    static void provenance(const InJson& in, Provenance& x) {
        in.at("confidence").get_to(x.confidence);
        read(in.at("certainty"), x.certainty);
        in.at("rule").get_to(x.rule);
        read(in.at("evidence"), x.evidence);
    }

    const InJson& in_;
};

// --- corrections
// -----------------------------------------------------------------------------------------------

Json correction(const Reconciled& x) {
    return {{"value", x.value ? Json(*x.value) : Json()},
            {"confidence", shortest(x.confidence)},
            {"candidates", x.candidates},
            {"evidence", x.evidence},
            {"checks", x.checks}};
}

Reconciled correction(const InJson& in, std::string field) {
    Reconciled x;
    x.field = std::move(field);
    if (!in.at("value").is_null()) x.value = in.at("value").get<std::string>();
    in.at("confidence").get_to(x.confidence);
    in.at("candidates").get_to(x.candidates);
    in.at("evidence").get_to(x.evidence);
    in.at("checks").get_to(x.checks);
    return x;
}

/// `attachments[0].cited_number` -> `/attachments/0/cited_number`
Json::json_pointer pointer(std::string_view field) {
    std::string out = "/";
    for (const char c : field) {
        if (c != ']') out += c == '.' || c == '[' ? '/' : c;
    }
    return Json::json_pointer(out);
}

/// Beside the reading it corrects; for an item of a list, at its place in a list beside that list; under
/// `reconciled_unread` where the owner of the reading is not there.
void place(Json& record, const Reconciled& x) {
    const auto reading = pointer(x.field);
    const auto owner = reading.parent_pointer();
    if (record.contains(owner) && record[owner].is_object()) {
        record[owner][reading.back() + std::string(kReconciled)] = correction(x);
    } else if (record.contains(owner) && record[owner].is_array()) {
        Json& list = record[owner.parent_pointer()][owner.back() + std::string(kReconciled)];
        list[std::stoul(reading.back())] = correction(x);
    } else {
        record[kUnread][x.field] = correction(x);
    }
}

/// Gathers what place() scattered.
void gather(const InJson& in, const std::string& path, std::vector<Reconciled>& out) {
    if (in.is_array()) {
        for (std::size_t i = 0; i < in.size(); ++i)
            gather(in[i], path + '[' + std::to_string(i) + ']', out);
    }
    if (!in.is_object()) return;
    for (const auto& [key, value] : in.items()) {
        std::string at = path;
        if (!at.empty()) at += '.';
        at += key;
        const std::string field = at.substr(0, at.size() - std::min(at.size(), kReconciled.size()));
        if (key == kUnread) {
            for (const auto& [name, one] : value.items())
                out.push_back(correction(one, name));
        } else if (!key.ends_with(kReconciled)) {
            gather(value, at, out);
        } else if (value.is_object()) {
            out.push_back(correction(value, field));
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (value[i].is_object())
                    out.push_back(correction(value[i], field + '[' + std::to_string(i) + ']'));
            }
        }
    }
}

}  // namespace
}  // namespace record_json

nlohmann::ordered_json to_json(const Record& record) {
    using namespace record_json;
    Json out = Writer::write_record(record);
    for (const Reconciled& x : record.reconciled)
        place(out, x);
    return out;
}

Record record_from_json(const nlohmann::json& json) {
    using namespace record_json;
    try {
        if (json.at("schema") != kSchema)
            throw std::invalid_argument("schema is not " + std::string(kSchema));
        Record record;
        Reader reader(json);
        members(reader, record);
        gather(json, "", record.reconciled);
        std::ranges::sort(record.reconciled, {}, &Reconciled::field);
        return record;
    } catch (const std::exception& e) {  // nlohmann's own, which name the key, and ours
        throw Error(ExitCode::Unusable, std::string("record: ") + e.what());
    }
}

nlohmann::ordered_json to_json(const Issue& issue) {
    return record_json::Writer::write(issue);
}

Issue issue_from_json(const nlohmann::json& json) {
    try {
        Issue issue;
        record_json::Reader reader(json);
        record_json::members(reader, issue);
        return issue;
    } catch (const std::exception& e) {
        throw Error(ExitCode::Unusable, std::string("issue: ") + e.what());
    }
}

}  // namespace saraban
