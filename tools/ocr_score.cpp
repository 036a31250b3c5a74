#include "tools/ocr_score.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace saraban {
namespace {

constexpr double kSameRow = 0.05;  // inches between the middles of lines that stand side by side

struct Row {
    double middle = 0;
    std::string text;
};

std::string join(std::vector<std::pair<double, std::string>> parts) {
    std::ranges::sort(parts);
    std::string out;
    for (const auto& [left, text] : parts)
        out += (out.empty() ? "" : " ") + text;
    return squeeze(normalise(out));
}

/// Lines side by side become one row.
std::vector<Row> rows_of(const TruePage& page) {
    std::vector<TrueLine> lines = page.lines;
    std::ranges::stable_sort(lines, {}, &TrueLine::middle);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < lines.size();) {
        std::vector<std::pair<double, std::string>> parts;
        double sum = 0;
        const double first = lines[i].middle;
        for (; i < lines.size() && lines[i].middle - first < kSameRow * page.dpi; ++i) {
            parts.emplace_back(lines[i].left, lines[i].text);
            sum += lines[i].middle;
        }
        rows.push_back({.middle = sum / static_cast<double>(parts.size()), .text = join(parts)});
    }
    return rows;
}

/// What was read, for each row: every line goes to the row nearest in height.
std::vector<std::vector<const Line*>> read_for(const std::vector<Row>& rows, const OcrPage& page) {
    std::vector<std::vector<const Line*>> out(rows.size());
    for (const Line& line : page.lines) {
        if (!line.box || rows.empty()) continue;
        const double middle = (line.box->top + line.box->bottom) / 2.0;
        const auto nearest =
            std::ranges::min_element(rows, {}, [&](const Row& row) { return std::abs(row.middle - middle); });
        out[static_cast<std::size_t>(nearest - rows.begin())].push_back(&line);
    }
    for (auto& lines : out)
        std::ranges::sort(lines, {}, [](const Line* line) { return line->box->left; });
    return out;
}

std::string text_of(const std::vector<const Line*>& lines) {
    std::string out;
    for (const Line* line : lines)
        out += (out.empty() ? "" : " ") + line->text;
    return squeeze(normalise(out));
}

/// What the engine said of each digit of these lines. Absent: it does not say.
std::optional<std::vector<Said>> doubts_of(const std::vector<const Line*>& lines) {
    std::vector<Said> out;
    for (const Line* line : lines)
        for (const std::size_t place : places_of_digits(line->text)) {
            const auto word = std::ranges::find_if(
                line->words, [&](const Word& w) { return w.begin <= place && place < w.end; });
            if (word == line->words.end() || !word->doubts) return std::nullopt;
            const auto doubt = std::ranges::find(*word->doubts, place, &DoubtfulDigit::at);
            out.push_back(doubt == word->doubts->end() ? Said() : Said(doubt->others));
        }
    return out;
}

void add_digits(OcrScore& score, const std::string& printed, const std::string& read,
                const std::vector<const Line*>& lines) {
    const auto doubts = doubts_of(lines);
    for (const DigitPair& pair : align_digits(printed, read)) {
        ++score.confusions[{pair.printed, pair.read}];
        const bool digits =
            pair.printed.size() == 1 && pair.read.size() == 1 && pair.printed != "*" && pair.read != "*";
        if (!digits || !doubts || pair.place >= doubts->size()) continue;
        DoubtSample& sample = score.doubts[{pair.printed[0], pair.read[0]}];
        const Said& said = (*doubts)[pair.place];
        if (said)
            sample.doubtful.push_back(*said);
        else
            ++sample.sure;
    }
}

/// Runs of digits, as ASCII; anything else parts them.
std::vector<std::string> numbers_in(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : ascii_digits(text)) {
        if (c >= '0' && c <= '9')
            out.back() += c;
        else if (!out.back().empty())
            out.emplace_back();
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

void add_numbers(OcrScore& score, const std::string& text, const std::string& read) {
    std::vector<std::string> wanted = numbers_in(text), got = numbers_in(read);
    std::string wanted_digits, got_digits;
    for (const auto& number : wanted)
        wanted_digits += number;
    for (const auto& number : got)
        got_digits += number;
    const int digits = static_cast<int>(wanted_digits.size());
    score.digits.asked += digits;
    score.digits.right += digits - edit_distance(wanted_digits, got_digits);
    score.numbers.asked += static_cast<int>(wanted.size());
    std::ranges::sort(wanted);
    std::ranges::sort(got);
    std::vector<std::string> common;
    std::ranges::set_intersection(wanted, got, std::back_inserter(common));
    score.numbers.right += static_cast<int>(common.size());
}

std::string without_blanks(const std::string& text) {
    std::string out = normalise(text);
    std::erase(out, ' ');
    return out;
}

std::string whole_text(const OcrPage& page) {
    std::string out;
    for (const Line& line : page.lines)
        out += line.text;
    return out;
}

bool stands_in(const std::vector<std::string>& texts, const std::string& spelling) {
    const std::string wanted = without_blanks(spelling);
    return std::ranges::any_of(texts, [&](const std::string& text) {
        return without_blanks(text).find(wanted) != std::string::npos;
    });
}

}  // namespace

double OcrScore::error_rate() const {
    return characters == 0 ? 0 : 100.0 * errors / characters;
}

void add_page(OcrScore& score, const TruePage& truth, const OcrPage& read) {
    const std::vector<Row> rows = rows_of(truth);
    const auto lines = read_for(rows, read);
    std::vector<std::string> got;
    for (const auto& of_row : lines)
        got.push_back(text_of(of_row));
    OcrScore page;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        page.characters += edit_distance(rows[i].text, "");
        page.errors += edit_distance(rows[i].text, got[i]);
        if (rows[i].text != got[i]) score.wrong.emplace_back(rows[i].text, got[i]);
        add_numbers(score, rows[i].text, got[i]);
        add_digits(score, rows[i].text, got[i], lines[i]);
    }
    const std::vector<std::string> texts = truth.lines.empty() ? std::vector{whole_text(read)} : got;
    for (const TrueField& wanted : truth.fields) {
        Share& field = score.fields[wanted.name];
        ++field.asked;
        field.right += std::ranges::any_of(
            wanted.spellings, [&](const std::string& spelling) { return stands_in(texts, spelling); });
    }
    score.characters += page.characters;
    score.errors += page.errors;
    score.pages.push_back(page.error_rate());
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(std::lround(share * last))];
}

}  // namespace saraban
