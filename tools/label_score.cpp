#include "tools/label_score.h"

#include "pipeline/model/error.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace saraban {
namespace {

using Json = nlohmann::json;

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');)
        out.push_back(cell);
    return out;
}

std::string at(const Json& record, const char* pointer) {
    const auto path = Json::json_pointer(pointer);
    if (!record.contains(path) || !record.at(path).is_string()) return {};
    return record.at(path).get<std::string>();
}

/// Blanks, ว. for ว, and a `/` before nothing do not make two numbers.
std::string number_form(const std::string& label) {
    std::string text = ascii_digits(label);
    std::erase(text, ' ');
    if (const auto dot = text.find("ว."); dot != std::string::npos)
        text.erase(dot + std::string("ว").size(), 1);
    return text;
}
/// The number up to the place that is filled by pen.
std::string printed_form(const std::string& text) {
    const std::string form = number_form(text);
    return form.substr(0, form.find('/'));
}
bool printed_alone(const std::string& form) {
    return form.ends_with('/') || form.ends_with("/ว");
}
std::string running_form(const std::string& text) {
    const std::string form = number_form(text);
    const auto begin = form.find_last_not_of("0123456789");
    return begin == std::string::npos ? form : form.substr(begin + 1);
}
std::string plain(const std::string& text) {
    std::string form = ascii_digits(text);
    std::erase(form, ' ');
    return form;
}

bool same(const std::string& field, const std::string& want, const std::string& got) {
    if (field != "subject" && field != "addressee") return want == got;
    constexpr double kMostEdits = 0.05;  // of the longer text
    constexpr double kBytes = 3;         // of a Thai character
    const double longer = static_cast<double>(std::max(want.size(), got.size())) / kBytes;
    return edit_distance(want, got) <= kMostEdits * longer;
}

/// A warning that names the field, or a part of it.
bool is_warned(const Json& record, const std::string& field) {
    return std::ranges::any_of(record.value("issues", Json::array()), [&](const Json& issue) {
        return issue.at("severity") != "info" && issue.at("field").get<std::string>().starts_with(field);
    });
}

class File {
public:
    File(const LabelRow& row, const Json& records, LabelScores& scores)
        : row_(row), record_(records.empty() ? Json::object() : records.at(0)), scores_(scores) {}

    void value(const std::string& name, const char* column, const std::string& got, const char* warned,
               std::string (*form)(const std::string&) = plain) {
        const auto label = row_.find(column);
        if (label == row_.end() || is_doubtful(column)) return;
        add(name, form(label->second), form(got), warned);
    }
    void all() {
        const std::string number = at(record_, "/doc_number/normalized"), date = at(record_, "/date/iso");
        // The printed part alone: what the pen wrote was withheld, not misread.
        const bool withheld = printed_alone(number_form(number));
        value("number", "doc_no", withheld ? std::string() : number, "doc_number", number_form);
        value("number.printed", "doc_no", number, "doc_number", printed_form);
        value("number.running", "doc_no", withheld ? std::string() : number, "doc_number", running_form);
        value("date", "date_iso", date, "date");
        const std::string partial = at(record_, "/date/iso_partial");
        value("date.month", "date_iso", date.empty() ? partial : date, "date",
              [](const std::string& text) { return text.substr(0, 7); });
        value("urgency", "urgency", at(record_, "/speed"), "speed");
        value("subject", "subject", at(record_, "/subject"), "subject");
        value("addressee", "addressee", at(record_, "/addressees_raw_line"), "addressees");
        value("received.number", "received_no", stamp("/number"), "received_stamps");
        value("received.date", "received_date", stamp("/date_iso"), "received_stamps");
    }

private:
    /// `number?`, `date?` in the column sure; a row of any other doubt is left out whole.
    [[nodiscard]] bool is_doubtful(const std::string& column) const {
        const auto sure = row_.find("sure");
        if (sure == row_.end() || sure->second == "yes") return false;
        if (sure->second == "number?") return column == "doc_no";
        if (sure->second == "date?") return column == "date_iso";
        return true;
    }
    /// Of the stamps the one that has such a value.
    [[nodiscard]] std::string stamp(const char* pointer) const {
        for (const Json& one : record_.value("received_stamps", Json::array()))
            if (auto text = at(one, pointer); !text.empty()) return text;
        return {};
    }
    void add(const std::string& name, const std::string& want, const std::string& got, const char* warned) {
        if (want.empty() &&
            (got.empty() || name == "subject" || name == "addressee" || name.starts_with("date")))
            return;  // not labelled
        Score score{
            .file = row_.at("file"), .letter = 1, .field = name, .expected = want, .got = got, .where = {}};
        score.outcome = want.empty()            ? Outcome::Extra
                        : got.empty()           ? Outcome::Missed
                        : same(name, want, got) ? Outcome::Right
                                                : Outcome::Wrong;
        scores_.given += got.empty() ? 0 : 1;
        if ((score.outcome == Outcome::Wrong || score.outcome == Outcome::Extra) &&
            !is_warned(record_, warned))
            scores_.silent.push_back(score.file + " " + name + ": '" + got + "', expected '" + want + "'");
        scores_.scores.push_back(std::move(score));
    }

    const LabelRow& row_;
    Json record_;
    LabelScores& scores_;
};

}  // namespace

std::vector<LabelRow> read_labels(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> names = cells(line);
    if (std::ranges::find(names, "file") == names.end())
        throw Error(ExitCode::Unusable, path.string() + ": has no column `file`");
    std::vector<LabelRow> rows;
    while (std::getline(in, line)) {
        const std::vector<std::string> values = cells(line);
        LabelRow row;
        for (std::size_t i = 0; i < names.size(); ++i)
            row[names[i]] = i < values.size() ? values[i] : "";
        rows.push_back(std::move(row));
    }
    return rows;
}

void score_labels(const LabelRow& row, const Json& records, LabelScores& scores) {
    File(row, records, scores).all();
}

}  // namespace saraban
