#include "pipeline/sinks/query.h"

#include "pipeline/model/error.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <optional>

namespace saraban {
namespace {

constexpr std::size_t kLongestQuery = 1000;  // characters
constexpr std::size_t kMostPhrases = 64;
constexpr int kDeepest = 20;

struct FieldName {
    std::string_view name;
    std::string_view column;  ///< of the word index, or empty
    std::string_view facet;   ///< name of the facet, or empty
};

constexpr std::array<FieldName, 20> kFields{{
    {"เรื่อง", "subject", ""},  {"subject", "subject", ""}, {"จาก", "sender", ""},   {"from", "sender", ""},
    {"ถึง", "addressee", ""},  {"เรียน", "addressee", ""},  {"to", "addressee", ""}, {"เลขที่", "number", ""},
    {"ที่", "number", ""},      {"number", "number", ""},   {"วันที่", "", "date"},     {"date", "", "date"},
    {"กำหนด", "", "due"},     {"due", "", "due"},         {"ชนิด", "", "kind"},     {"kind", "", "kind"},
    {"ความเร็ว", "", "speed"}, {"ชั้นความเร็ว", "", "speed"}, {"speed", "", "speed"},  {"has", "", "has"},
}};
constexpr std::array<std::string_view, 12> kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",    "เมษายน",
                                                   "พฤษภาคม", "มิถุนายน",  "กรกฎาคม",  "สิงหาคม",
                                                   "กันยายน",  "ตุลาคม",   "พฤศจิกายน", "ธันวาคม"};
constexpr std::array<std::string_view, 6> kHas{"qr", "deadline", "attachment", "reference", "stamp", "issue"};

bool is_control(char c) {
    return (c >= 0 && c < ' ') || c == 0x7F;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

struct Month {
    int year = 0, month = 1, day = 1;
    auto operator<=>(const Month&) const = default;
};

std::string two(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

int days_in(int year, int month) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 ? (leap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11) ? 30 : 31;
}

/// `2569`, `2569-03`, `2026-03-05`; the end of a range fills up to the last day. Buddhist years become
/// Gregorian.
std::optional<Month> read_date(std::string_view text, bool end_of_range) {
    std::array<int, 3> part{0, 0, 0};
    std::size_t count = 0;
    bool digit = false;
    for (const char c : text) {
        if (c == '-' && digit && count < 2) {
            ++count;
            digit = false;
        } else if (c >= '0' && c <= '9' && part[count] < 1000) {
            part[count] = part[count] * 10 + (c - '0');
            digit = true;
        } else {
            return std::nullopt;
        }
    }
    if (!digit) return std::nullopt;
    if (part[0] >= 2400 && part[0] < 2700) part[0] -= 543;
    if (part[0] < 1900 || part[0] >= 2200) return std::nullopt;
    Month date{part[0], part[1], part[2]};
    if (count < 1) date.month = end_of_range ? 12 : 1;
    if (date.month < 1 || date.month > 12) return std::nullopt;
    if (count < 2) date.day = end_of_range ? days_in(date.year, date.month) : 1;
    if (date.day < 1 || date.day > days_in(date.year, date.month)) return std::nullopt;
    return date;
}

/// The range as whole years, months and days: `date=2025`, `date=2026-01`, `date=2026-02-01`.
std::vector<std::string> date_facets(const std::string& name, Month from, const Month& to) {
    std::vector<std::string> out;
    while (from <= to) {
        const std::string year = name + "=" + std::to_string(from.year);
        const std::string month = year + "-" + two(from.month);
        if (from.month == 1 && from.day == 1 && Month{from.year, 12, 31} <= to) {
            out.push_back(year);
            from = {from.year + 1, 1, 1};
        } else if (from.day == 1 && Month{from.year, from.month, days_in(from.year, from.month)} <= to) {
            out.push_back(month);
            from = from.month == 12 ? Month{from.year + 1, 1, 1} : Month{from.year, from.month + 1, 1};
        } else {
            out.push_back(month + "-" + two(from.day));
            if (++from.day > days_in(from.year, from.month)) from = {from.year, from.month + 1, 1};
            if (from.month > 12) from = {from.year + 1, 1, 1};
        }
    }
    return out;
}

bool is_number(const std::string& word) {
    return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

/// Two words that a reader takes together although a blank stands between them: `มท 0801.4`, `ว 6103`, `5
/// มีนาคม`, `มีนาคม 2026`, `0801.4/ว`, `0210.5/ 263`.
bool belong_together(const FoldedWord& a, const FoldedWord& b, std::string_view between) {
    const auto month = [](const FoldedWord& w) {
        return std::find(kMonths.begin(), kMonths.end(), w.text) != kMonths.end();
    };
    const auto short_consonants = [](const FoldedWord& w) {
        return w.text.size() <= 9 && w.text.size() % 3 == 0 && w.text[0] == '\xE0' &&
               std::all_of(w.text.begin(), w.text.end(), [](char c) { return (c & 0x80) != 0; }) &&
               w.text.find("\xE0\xB8\xB0") == std::string::npos &&
               w.text.find("\xE0\xB9") == std::string::npos;
    };
    if (is_number(a.text)) return b.text == "ว" || month(b) || between.find('/') != std::string_view::npos;
    if (is_number(b.text))
        return month(a) || (short_consonants(a) && between.find('"') == std::string_view::npos);
    return false;
}

std::vector<std::string> texts(const std::vector<FoldedWord>& words, std::size_t begin, std::size_t end) {
    std::vector<std::string> out;
    for (const auto& word : words)
        if (word.begin >= begin && word.end <= end) out.push_back(word.text);
    return out;
}

/// Cuts running text into phrases: at blanks, but not inside a number or a date.
std::vector<Query::Phrase> phrases_of(std::string_view text, Folder& folder, bool one_phrase) {
    const std::string normal = normalise(text);
    const auto words = folder.words(normal);
    const auto literal = folder.literal_words(normal);
    std::vector<Query::Phrase> out;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t end = i + 1;
        while (end < words.size()) {
            const auto& a = words[end - 1];
            const auto& b = words[end];
            const auto between =
                b.begin > a.end ? std::string_view(normal).substr(a.end, b.begin - a.end) : "";
            if (!one_phrase && between.find(' ') != std::string_view::npos && !belong_together(a, b, between))
                break;
            ++end;
        }
        Query::Phrase phrase;
        std::size_t from = words[i].begin, to = words[i].end;
        for (; i < end; ++i) {
            phrase.words.push_back(words[i].text);
            from = std::min(from, words[i].begin);
            to = std::max(to, words[i].end);
        }
        phrase.literal = texts(literal, from, to);
        if (phrase.literal == phrase.words) phrase.literal.clear();
        out.push_back(std::move(phrase));
    }
    return out;
}

/// Signs alone, `.....` or `(.....)`: asks for nothing.
bool holds_nothing(const Query& query) {
    return query.parts.empty() && query.phrases.empty() && query.facets.empty();
}

/// Reads a query by recursive descent; `at_` is a byte of `text_`.
class Parser {
public:
    Parser(std::string_view text, Folder& folder) : text_(text), folder_(folder) {}

    Query parse() {
        Query query = any_of();
        if (at_ < text_.size()) fail("this bracket closes nothing");
        if (holds_nothing(query)) {
            at_ = 0;
            fail("nothing to search for");
        }
        return query;
    }

private:
    [[noreturn]] void fail(const std::string& cause) const {
        const std::size_t shown = at_ > 60 ? at_ - 60 : 0;
        std::string_view excerpt = text_.substr(shown, 90);
        while (!excerpt.empty() && (excerpt.front() & 0xC0) == 0x80)
            excerpt.remove_prefix(1);
        while (!excerpt.empty() && excerpt.size() == 90 && (excerpt.back() & 0x80) != 0)
            excerpt.remove_suffix(1);
        throw Error(ExitCode::Usage, "query: " + cause + " (character " +
                                         std::to_string(characters(text_.substr(0, at_)) + 1) + " of `" +
                                         std::string(excerpt) + "`)");
    }

    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n'))
            ++at_;
    }

    /// Takes `word` if it stands here alone.
    bool take(std::string_view word) {
        blanks();
        const std::size_t end = at_ + word.size();
        if (text_.substr(at_, word.size()) != word) return false;
        if (end < text_.size() && text_[end] != ' ' && text_[end] != '(' && text_[end] != '"') return false;
        at_ = end;
        return true;
    }

    [[nodiscard]] bool at_end() {
        blanks();
        return at_ >= text_.size() || text_[at_] == ')';
    }

    Query any_of() {
        if (++depth_ > kDeepest) fail("more than 20 brackets inside each other");
        Query out{.kind = Query::Kind::Or};
        do {
            Query part = all_of();
            if (holds_nothing(part)) {
                if (out.parts.empty() && at_end()) break;
                fail("nothing stands beside OR");
            }
            out.parts.push_back(std::move(part));
        } while (take("OR"));
        --depth_;
        return out.parts.size() == 1 ? std::move(out.parts.front()) : out;
    }

    Query all_of() {
        Query out;
        while (!at_end()) {
            if (at_or()) break;
            if (take("AND")) {
                if (out.parts.empty() || at_end() || at_or()) fail("nothing stands beside AND");
                continue;
            }
            const bool negative = take("NOT") || minus();
            if (negative && (at_end() || at_or())) fail("nothing stands after NOT");
            Query part = primary();
            if (holds_nothing(part)) continue;
            if (negative) {
                Query inverse{.kind = Query::Kind::Not};
                inverse.parts.push_back(std::move(part));
                part = std::move(inverse);
            }
            out.parts.push_back(std::move(part));
        }
        return out.parts.size() == 1 && out.parts[0].kind != Query::Kind::Not ? std::move(out.parts.front())
                                                                              : out;
    }

    [[nodiscard]] bool at_or() {
        const std::size_t before = at_;
        const bool found = take("OR");
        at_ = before;
        return found;
    }

    bool minus() {
        if (text_[at_] != '-' || at_ + 1 >= text_.size() || text_[at_ + 1] == ' ') return false;
        ++at_;
        return true;
    }

    Query primary() {
        if (text_[at_] == '(') {
            const std::size_t open = at_++;
            Query inner = any_of();
            if (at_ >= text_.size()) {
                at_ = open;
                fail("this bracket is not closed");
            }
            ++at_;
            return inner;
        }
        for (const FieldName& field : kFields)
            if (at_field(field.name)) return field_value(field);
        unknown_field();
        return text_[at_] == '"' ? quoted_text("") : text(running(), false, "");
    }

    bool at_field(std::string_view name) {
        if (!text_.substr(at_).starts_with(name) || text_.substr(at_ + name.size(), 1) != ":") return false;
        at_ += name.size() + 1;
        return true;
    }

    /// `sender:x`: a word of letters before a colon that names no field.
    void unknown_field() const {
        const auto end = text_.find_first_of(" :\"()", at_);
        if (end == std::string_view::npos || text_[end] != ':' || end == at_ || end + 1 >= text_.size())
            return;
        const std::string_view name = text_.substr(at_, end - at_);
        if (name.find_first_of("0123456789./") != std::string_view::npos || text_[end + 1] == ' ' ||
            text_[end + 1] == '/')
            return;
        fail("no field is called `" + std::string(name) +
             "`; there are เรื่อง/subject, จาก/from, ถึง/to, เลขที่/number, วันที่/date, กำหนด/due, ชนิด/kind, "
             "ความเร็ว/speed and has");
    }

    std::string quoted() {
        const std::size_t open = at_++;
        const auto close = text_.find('"', at_);
        if (close == std::string_view::npos) {
            at_ = open;
            fail("this quotation mark is not closed");
        }
        std::string out(text_.substr(at_, close - at_));
        at_ = close + 1;
        return out;
    }

    /// One word up to a blank, a bracket or a quotation mark.
    std::string word() {
        const auto end = std::min(text_.find_first_of(" \t\n()\"", at_), text_.size());
        std::string out(text_.substr(at_, end - at_));
        at_ = end;
        return out;
    }

    [[nodiscard]] bool at_word() {
        const std::size_t before = at_;
        const bool special =
            at_end() || text_[at_] == '(' || text_[at_] == '"' || text_[at_] == '-' || take("AND") ||
            take("OR") || take("NOT") || std::any_of(kFields.begin(), kFields.end(), [&](const FieldName& f) {
                return text_.substr(at_).starts_with(f.name) && text_.substr(at_ + f.name.size(), 1) == ":";
            });
        at_ = before;
        return !special;
    }

    /// Words up to the next operator, together: a number or a date may have blanks in it.
    std::string running() {
        std::string out = word();
        while (!out.ends_with('*') && at_word()) {
            blanks();
            unknown_field();
            out += " " + word();
        }
        return out;
    }

    Query text(std::string words, bool one_phrase, std::string_view column) {
        Query out{.kind = Query::Kind::Text};
        out.column = column;
        bool prefix = words.ends_with('*');
        if (one_phrase && at_ < text_.size() && text_[at_] == '*') {
            prefix = true;
            ++at_;
        }
        out.phrases = phrases_of(words, folder_, one_phrase);
        if (prefix && !out.phrases.empty()) out.phrases.back().prefix = true;
        if ((phrases_ += out.phrases.size()) > kMostPhrases) fail("more than 64 words; leave some out");
        return out;
    }

    Query quoted_text(std::string_view column) {
        Query out = text(quoted(), true, column);
        for (auto& phrase : out.phrases)
            phrase.quoted = true;
        return out;
    }

    Query field_value(const FieldName& field) {
        if (at_ >= text_.size() || text_[at_] == ' ' || text_[at_] == ')') fail("the field has no value");
        const bool quotes = text_[at_] == '"';
        if (!field.column.empty()) {
            if (quotes) return quoted_text(field.column);
            // เลขที่:มท 0801.4/ว 6103 is one number, blanks or not.
            if (field.column == "number") return text(running(), true, field.column);
            return text(word(), false, field.column);
        }
        const std::size_t begin = at_;
        const std::string value = normalise(quotes ? quoted() : word());
        Query out{.kind = Query::Kind::Facet};
        const std::string name(field.facet);
        if (name == "date" || name == "due") {
            out.facets = dates(name, ascii_digits(value), begin);
        } else {
            if (name == "has" && std::find(kHas.begin(), kHas.end(), value) == kHas.end()) {
                at_ = begin;
                fail("has: knows qr, deadline, attachment, reference, stamp and issue");
            }
            out.facets.push_back(name + "=" + value);
        }
        return out;
    }

    std::vector<std::string> dates(const std::string& name, const std::string& value, std::size_t begin) {
        const auto dots = value.find("..");
        const std::string first = value.substr(0, dots);
        const std::string last = dots == std::string::npos ? first : value.substr(dots + 2);
        const auto from = first.empty() ? Month{1957, 1, 1} : read_date(first, false);
        const auto to = last.empty() ? Month{2106, 12, 31} : read_date(last, true);
        at_ = from && to ? at_ : begin;
        if (!from || !to || value.empty() || value == "..")
            fail("a date is written 2569, 2569-03, 2569-03-05 or as a range 2568-01..2569-03");
        if (*to < *from) {
            at_ = begin;
            fail("this range ends before it begins");
        }
        return date_facets(name, *from, *to);
    }

    std::string_view text_;
    Folder& folder_;
    std::size_t at_ = 0;
    std::size_t phrases_ = 0;
    int depth_ = 0;
};

std::string quote(const std::vector<std::string>& words) {
    std::string out = "\"";
    for (const auto& word : words)
        out += (out.size() > 1 ? " " : "") + word;  // folding left no quotation marks
    return out + "\"";
}

/// `5 กุมภาพันธ์ 2026` -> `date=2026-02-05`; empty for anything else.
std::string date_facet(const std::vector<std::string>& words) {
    if (words.size() != 3 || !is_number(words[0]) || words[0].size() > 2 || words[2].size() != 4) return "";
    const auto month = std::find(kMonths.begin(), kMonths.end(), words[1]);
    if (month == kMonths.end() || !is_number(words[2])) return "";
    return "date=" + words[2] + "-" + two(static_cast<int>(month - kMonths.begin()) + 1) + "-" +
           (words[0].size() == 1 ? "0" : "") + words[0];
}

/// Any of the words that the beginning stands for.
std::string completed_expression(const Query::Phrase& phrase) {
    std::string out;
    for (const auto& completion : phrase.completions) {
        auto words = phrase.words;
        words.back() = completion;
        out += (out.empty() ? "" : " OR ") + quote(words);
    }
    return "(" + out + ")";
}

std::string phrase_expression(const Query::Phrase& phrase, Matching matching) {
    if (!phrase.completions.empty()) return completed_expression(phrase);
    const std::string star = phrase.prefix ? " *" : "";
    std::string out;
    if (matching != Matching::Words || phrase.quoted) {
        out = quote(phrase.words) + star;
    } else {
        for (const auto& word : phrase.words)
            out += (out.empty() ? "" : " AND ") + quote({word}) + (&word == &phrase.words.back() ? star : "");
        if (phrase.words.size() > 1) out = "(" + out + ")";
    }
    if (!phrase.literal.empty()) out = "(" + out + " OR " + quote(phrase.literal) + star + ")";
    // A date may be misread in the text and right in the record, where other letters vouch for it.
    const std::string date = date_facet(phrase.words);
    return date.empty() ? out : "(" + out + " OR \"" + date + "\")";
}

/// The phrases one after the other, as one.
std::string sequence_expression(const std::vector<Query::Phrase>& phrases) {
    if (phrases.size() == 1) return phrase_expression(phrases[0], Matching::Phrases);
    Query::Phrase all;
    for (const auto& phrase : phrases)
        all.words.insert(all.words.end(), phrase.words.begin(), phrase.words.end());
    all.prefix = phrases.back().prefix;
    all.completions = phrases.back().completions;
    return phrase_expression(all, Matching::Phrases);
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : separator) + part;
    return parts.size() > 1 ? "(" + out + ")" : out;
}

/// As the tokenizer of the index cuts them, with a blank around each.
std::string facet_words(std::string_view text) {
    constexpr std::string_view kOfWords = ".-=#_";
    std::string out = " ";
    for (const char c : text) {
        const bool capital = c >= 'A' && c <= 'Z';
        const bool in_word = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0 ||
                             kOfWords.find(c) != std::string_view::npos;
        if (in_word)
            out += static_cast<char>(capital ? c - 'A' + 'a' : c);
        else if (out.back() != ' ')
            out += ' ';
    }
    return out.back() == ' ' ? out : out + ' ';
}

void walk(const Query& query, const auto& visit) {
    visit(query);
    if (query.kind == Query::Kind::Not) return;
    for (const auto& part : query.parts)
        walk(part, visit);
}

}  // namespace

Query parse_query(std::string_view text, Folder& folder) {
    if (const std::size_t size = characters(text); size > kLongestQuery)
        throw Error(ExitCode::Usage,
                    "query: " + std::to_string(size) +
                        " characters are more than the 1,000 a query may have; use a part of it");
    std::string line(text);
    std::replace_if(line.begin(), line.end(), is_control, ' ');  // a zero byte would end what SQLite is asked
    return Parser(line, folder).parse();
}

std::string fts_expression(const Query& query, Matching matching) {
    std::vector<std::string> parts, without;
    switch (query.kind) {
        case Query::Kind::Text:
            for (const auto& phrase : query.phrases)
                parts.push_back(phrase_expression(phrase, matching));
            if (matching == Matching::Sequence) parts = {sequence_expression(query.phrases)};
            return (query.column.empty() ? "" : query.column + " : ") + joined(parts, " AND ");
        case Query::Kind::Facet:
            for (const auto& facet : query.facets)
                parts.push_back("\"" + facet + "\"");
            return joined(parts, " OR ");
        case Query::Kind::Or:
            for (const auto& part : query.parts)
                parts.push_back(fts_expression(part, matching));
            return joined(parts, " OR ");
        case Query::Kind::Not:
            return "(\"#all\" NOT " + fts_expression(query.parts[0], matching) + ")";
        case Query::Kind::And:
            break;
    }
    for (const auto& part : query.parts) {
        if (part.kind == Query::Kind::Not)
            without.push_back(fts_expression(part.parts[0], matching));
        else
            parts.push_back(fts_expression(part, matching));
    }
    if (parts.empty()) parts.emplace_back("\"#all\"");
    const std::string out = joined(parts, " AND ");
    return without.empty() ? out : "(" + out + " NOT " + joined(without, " OR ") + ")";
}

std::vector<NearRun> near_runs(const Query& query) {
    std::vector<NearRun> out;
    bool plain = true;
    walk(query, [&](const Query& q) {
        if (q.kind == Query::Kind::Or || q.kind == Query::Kind::Not) plain = false;
        if (q.phrases.empty()) return;
        NearRun run;
        for (const auto& phrase : q.phrases) {
            std::string& part = run.parts.emplace_back();
            for (const auto& word : phrase.words)
                part += word;
            run.whole += part;
        }
        out.push_back(std::move(run));
    });
    return plain ? out : std::vector<NearRun>{};
}

bool has_facets(const Query& query, std::string_view facets) {
    const std::string words = facet_words(facets);
    bool all = true;
    walk(query, [&](const Query& q) {
        if (q.kind != Query::Kind::Facet) return;
        all = all && std::any_of(q.facets.begin(), q.facets.end(), [&](const std::string& facet) {
                  return words.find(facet_words(facet)) != std::string::npos;
              });
    });
    return all;
}

std::vector<Query::Phrase> wanted_phrases(const Query& query) {
    std::vector<Query::Phrase> out;
    walk(query, [&](const Query& q) {
        for (const auto& phrase : q.phrases) {
            out.push_back(phrase);
            if (!phrase.literal.empty()) out.push_back({.words = phrase.literal, .prefix = phrase.prefix});
        }
    });
    return out;
}

}  // namespace saraban
