#include "pipeline/reconcile/places.h"

#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

// Whole-word swaps of a language model (one province for another) are rare; a wrong digit in a postal code is
// not.
constexpr double kWordSwapped = 5, kDigitDamaged = 3, kNoneOfThese = 12;

/// The longest province name in `text`; null: none.
const Province* province_in(const Vocabulary& vocabulary, std::string_view text) {
    const Province* found = nullptr;
    for (const Province& p : vocabulary.provinces)
        if (text.find(p.name) != std::string_view::npos &&
            (found == nullptr || p.name.size() > found->name.size()))
            found = &p;
    return found;
}

/// A province's letters as a word of their own: "ถนนศูนย์ราชการ สน ๕๗๐๐๐".
const Province* letters_in(const Vocabulary& vocabulary, const std::string& line) {
    for (const Province& p : vocabulary.provinces)
        for (const char* end : {" ", ". "})
            if ((" " + line).find(" " + p.code + end) != std::string::npos) return &p;
    return nullptr;
}

std::string street_of(const Record& r) {
    if (!r.issuer) return {};
    for (const std::string& line : r.issuer->address_lines)
        if (const auto at = line.find("ถนน"); at != std::string::npos) {
            const auto rest = squeeze(line.substr(at));
            return rest.substr(0, rest.find(' '));
        }
    return {};
}

/// Five digits on their own.
std::optional<std::string> postal_in(std::string_view text) {
    const std::string ascii = ascii_digits(text);
    for (std::size_t i = 0; i < ascii.size();) {
        std::size_t end = i;
        while (end < ascii.size() && '0' <= ascii[end] && ascii[end] <= '9')
            ++end;
        if (end - i == 5) return ascii.substr(i, 5);
        i = std::max(end, i + 1);
    }
    return std::nullopt;
}

int digits_apart(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return 9;
    int n = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        n += a[i] != b[i];
    return n;
}

/// The number in `references[1].cited_number`.
std::size_t item_index(const std::string& field) {
    return static_cast<std::size_t>(std::stoul(field.substr(field.find('[') + 1)));
}

constexpr std::size_t kLongName = 14;  // characters: short names are like each other
constexpr int kMostWrong = 2;

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

/// Where in `text` the character `count` characters before (negative) or after `at` begins.
std::size_t moved(std::string_view text, std::size_t at, std::ptrdiff_t count) {
    for (; count < 0 && at > 0; ++count)
        do
            --at;
        while (at > 0 && !begins_character(text[at]));
    for (; count > 0 && at < text.size(); --count)
        do
            ++at;
        while (at < text.size() && !begins_character(text[at]));
    return at;
}

/// `read` with what is nearly `name` in it replaced by it: its second half stands there, and what stands
/// before is a first half with at most two characters wrong.
std::optional<std::string> with_name(const std::string& read, const std::string& name) {
    const std::size_t middle = moved(name, 0, static_cast<std::ptrdiff_t>(code_points(name) / 2));
    const std::string_view first = std::string_view(name).substr(0, middle);
    const auto at = read.find(name.substr(middle));
    if (at == std::string::npos) return std::nullopt;
    const auto length = static_cast<std::ptrdiff_t>(code_points(first));
    for (const std::ptrdiff_t more : {0, -1, 1}) {
        const std::size_t begin = moved(read, at, -(length + more));
        const int wrong = edit_distance(std::string_view(read).substr(begin, at - begin), first);
        if (wrong > 0 && wrong <= kMostWrong)
            return read.substr(0, begin) + name + read.substr(at + name.size() - middle);
    }
    return std::nullopt;
}

void add(std::vector<Candidate>& candidates, std::string value, double cost) {
    const bool known = std::ranges::any_of(candidates, [&](const Candidate& c) { return c.value == value; });
    if (!known) candidates.push_back({std::move(value), cost});
}

}  // namespace

const Agency* agency_named(const Vocabulary& vocabulary, const std::string& words) {
    std::size_t longest = 0;
    const Agency* named = nullptr;
    const auto consider = [&](const Agency& agency, const std::string& name) {
        if (name.size() <= longest || words.find(name) == std::string::npos) return;
        longest = name.size();
        named = &agency;
    };
    for (const Agency& agency : vocabulary.agencies) {
        consider(agency, agency.name);
        for (const std::string& name : agency.also)
            consider(agency, name);
    }
    if (named == nullptr || province_of_name(vocabulary, named->name) == nullptr) return named;
    std::string rest = words;  // a city alone is the last line of an address
    for (auto at = rest.find(named->name); at != std::string::npos; at = rest.find(named->name))
        rest.erase(at, named->name.size());
    return squeeze(rest).empty() ? nullptr : named;
}

std::string issuer_words(const Record& r, const std::string& field) {
    if (field == "doc_number")
        return r.issuer ? r.issuer->name + " " + r.issuer->agency_normalized.value_or("") : "";
    const std::size_t index = item_index(field);
    if (field.starts_with("attachments")) return r.attachments[index].raw;
    if (field.starts_with("mentioned_letters")) return r.mentioned_letters[index].raw;
    return r.references[index].raw;
}

std::vector<ProvinceSign> province_signs(const Record& r, const Vocabulary& v) {
    using Kind = ProvinceSign::Kind;
    std::vector<ProvinceSign> out;
    const auto add_sign = [&out](Kind kind, const Province* p, std::string what) {
        const bool known = std::ranges::any_of(
            out, [&](const ProvinceSign& s) { return s.kind == kind && s.province == p; });
        if (p != nullptr && !known) out.push_back({kind, p, std::move(what)});
    };
    if (r.issuer) add_sign(Kind::Letterhead, province_in(v, r.issuer->name), "the letterhead");
    if (r.doc_number)
        add_sign(Kind::Number, province_of_code(v, r.doc_number->prefix),
                 "the number's prefix " + r.doc_number->prefix);
    if (r.issuer)
        for (const std::string& line : r.issuer->address_lines)
            add_sign(Kind::Address, letters_in(v, line), "the abbreviation in the address");
    if (r.signer)
        for (const auto& title : {r.signer->title, r.signer->acting_for})
            if (title) add_sign(Kind::Signer, province_in(v, *title), "the signer's title");
    if (r.slogan) add_sign(Kind::Motto, province_in(v, r.slogan->value), "the motto");
    return out;
}

bool has_postal(const Province& p, std::string_view code) {
    const auto in = [code](const std::string& prefix) { return code.starts_with(prefix); };
    return in(p.postal) || std::ranges::any_of(p.other_postal, in);
}

StreetCodes::StreetCodes(const std::vector<Record>& records) : records_(records) {
    for (const Record& record : records) {
        for (const ReportingAddress& address : record.reporting_addresses)
            texts_.push_back(squeeze(address.value_raw));
        texts_.push_back(squeeze(record.text));
    }
}

const std::vector<std::string>& StreetCodes::at(std::size_t letter) {
    const std::string street = street_of(records_[letter]);
    const auto [known, is_new] = known_.try_emplace(street);
    if (is_new && !street.empty()) known->second = find(street);
    return known->second;
}

std::vector<std::string> StreetCodes::find(const std::string& street) const {
    constexpr std::size_t kOneAddress = 300;  // bytes
    std::vector<std::string> out;
    for (const std::string_view text : texts_)
        for (auto at = text.find(street); at != std::string_view::npos; at = text.find(street, at + 1)) {
            const std::string_view rest = text.substr(at, kOneAddress);
            const bool detailed =
                rest.find("แขวง") != std::string_view::npos || rest.find("ตำบล") != std::string_view::npos;
            if (const auto code = postal_in(rest); code && detailed) out.push_back(*code);
        }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::optional<std::string> spelled_office(const std::string& read, const Vocabulary& vocabulary,
                                          const std::vector<std::pair<std::string, std::string>>& words) {
    for (const auto& [printed, came_out] : words)
        if (read.starts_with(came_out)) return printed + read.substr(came_out.size());
    for (const Office& office : vocabulary.offices) {
        if (code_points(office.agency) < kLongName || read.find(office.agency) != std::string::npos) continue;
        if (auto whole = with_name(read, office.agency)) return whole;
    }
    return std::nullopt;
}

std::optional<std::string> speed_of_citation(const Record& citing, const std::string& item) {
    const std::size_t index = item_index(item);
    if (item.starts_with("attachments")) return citing.attachments[index].speed;
    if (item.starts_with("mentioned_letters")) return citing.mentioned_letters[index].speed;
    return citing.references[index].speed;
}

std::vector<Variable> place_variables(const std::vector<Record>& records, const Vocabulary& v) {
    std::vector<Variable> out;
    StreetCodes streets(records);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Record& r = records[i];
        if (!r.issuer || !r.issuer->province) continue;
        Variable province{i, "issuer.province", *r.issuer->province, {{*r.issuer->province, 0}}};
        for (const ProvinceSign& s : province_signs(r, v))
            add(province.candidates, s.province->name, kWordSwapped);
        province.candidates.push_back({"", kNoneOfThese});
        if (r.issuer->postal_code) {
            const std::string& code = *r.issuer->postal_code;
            Variable postal{i, "issuer.postal_code", code, {{code, 0}}};
            for (const std::string& other : streets.at(i))
                add(postal.candidates, other, kDigitDamaged * digits_apart(other, code));
            for (const Candidate& c : province.candidates)
                if (const Province* p = province_of_name(v, c.value); p != nullptr && p->seat_postal)
                    add(postal.candidates, *p->seat_postal,
                        kDigitDamaged * digits_apart(*p->seat_postal, code));
            postal.candidates.push_back({"", kNoneOfThese});
            out.push_back(std::move(postal));
        }
        out.push_back(std::move(province));
    }
    return out;
}

std::vector<Variable> speed_variables(const std::vector<Record>& records,
                                      const std::vector<InnerCitation>& citations) {
    constexpr const char* kNoSpeed = "ปกติ";
    constexpr double kStampLost = 4;  // the red stamp is lost to the scan more often than it is made up
    std::vector<Variable> out;
    for (const InnerCitation& c : citations) {
        const auto speed = speed_of_citation(records[c.citing], c.item);
        const bool known = std::ranges::any_of(out, [&](const Variable& x) { return x.letter == c.cited; });
        if (!speed || known) continue;
        const std::string read = records[c.cited].speed ? records[c.cited].speed->value : kNoSpeed;
        Variable variable{c.cited, "speed", read, {{*speed, read == *speed ? 0 : kStampLost}}};
        add(variable.candidates, read, 0);
        out.push_back(std::move(variable));
    }
    std::ranges::sort(out, {}, &Variable::letter);
    return out;
}

}  // namespace saraban
