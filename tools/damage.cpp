#include "tools/damage.h"

#include "extractors/document_number.h"
#include "extractors/thai_date.h"
#include "pipeline/reconcile/bundle.h"
#include "pipeline/reconcile/candidates.h"
#include "pipeline/text/thai.h"

namespace saraban {
namespace {

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

double chance(std::mt19937& random) {
    return std::uniform_real_distribution<>(0, 1)(random);
}

char any_digit(std::mt19937& random) {
    return static_cast<char>('0' + std::uniform_int_distribution<>(0, 9)(random));
}

/// What `printed` comes out as, when it comes out as another digit.
char confused(char printed, const ConfusionTable& table, std::mt19937& random) {
    double counted = 0;
    for (const auto& [pair, count] : table.digits)
        if (pair.first == printed) counted += count;
    if (counted > 0 && chance(random) >= table.uncounted) {
        double left = chance(random) * counted;
        for (const auto& [pair, count] : table.digits)
            if (pair.first == printed && (left -= count) <= 0) return pair.second;
    }
    char other = printed;
    while (other == printed)
        other = any_digit(random);
    return other;
}

/// What was read as one evidence, with what the engine says of it.
void set_evidence(const DamagedText& read, Provenance& from) {
    if (!read.doubts) return;
    Evidence evidence = from.evidence.empty() ? Evidence() : from.evidence.front();
    evidence.text = read.text;
    evidence.doubts = read.doubts;
    from.evidence = {std::move(evidence)};
}

/// What is no number any more is not read.
void damage_number(std::optional<DocNumber>& number, const Damage& damage, std::mt19937& random) {
    if (!number) return;
    const DamagedText now = damaged(number->raw, damage, random);
    Provenance from = number->from;
    set_evidence(now, from);
    if (now.text != number->raw) {
        const std::string labelled = "ที่ " + now.text;
        const auto read = find_document_number(labelled);
        number.reset();
        if (read) number = read->value;
    }
    if (!number) return;
    number->raw = now.text;
    number->from = std::move(from);
}

void damage_date(Date& date, const Damage& damage, std::mt19937& random) {
    const DamagedText now = damaged(date.raw, damage, random);
    set_evidence(now, date.from);
    if (now.text == date.raw) return;
    // Two-digit years are read near the year that was printed, as the letter's other dates would have it.
    const auto reference = date.iso.value_or(std::chrono::year_month_day{});
    const auto read = find_letter_date(now.text, reference);
    date.iso = read ? read->value.iso : std::nullopt;
    date.iso_partial = read ? read->value.iso_partial : std::nullopt;
    date.raw = now.text;
}

/// Writes the digits of a text one after the other, each with what the engine says of it.
class Writer {
public:
    Writer(const Damage& damage, std::mt19937& random) : damage_(damage), random_(random) {
        if (damage.doubts != nullptr) out_.doubts.emplace();
    }
    void copy(std::string_view text) { out_.text += text; }
    /// `printed` comes out as `read`.
    void write(char printed, char read, bool thai) {
        const Said said =
            damage_.doubts == nullptr ? Said() : draw_doubt(*damage_.doubts, printed, read, random_);
        if (said) out_.doubts->push_back({.at = out_.text.size(), .others = *said});
        out_.text += thai ? thai_digits(std::string(1, read)) : std::string(1, read);
    }
    [[nodiscard]] DamagedText take() { return std::move(out_); }

private:
    const Damage& damage_;
    std::mt19937& random_;
    DamagedText out_;
};

}  // namespace

DamagedText damaged(std::string_view text, const Damage& damage, std::mt19937& random) {
    const ConfusionTable& table = damage.table;
    Writer out(damage, random);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string one = ascii_digits(text.substr(i, 3));  // a Thai digit has three bytes
        const bool thai = !is_digit(text[i]) && one.size() == 1;
        const char digit = thai ? one[0] : text[i];
        if (!is_digit(digit)) {
            out.copy(text.substr(i, 1));
            continue;
        }
        const bool wrong = chance(random) < damage.rate;
        const double how = wrong ? chance(random) : 1;
        if (!wrong) {
            out.write(digit, digit, thai);
        } else if (how < table.lost) {
            // nothing comes out
        } else if (how < table.lost + table.added) {
            const char more = any_digit(random);
            out.write(more, more, thai);
            out.write(digit, digit, thai);
        } else {
            out.write(digit, confused(digit, table, random), thai);
        }
        if (thai) i += 2;
    }
    return out.take();
}

std::string misread(std::string_view text, double rate, std::mt19937& random) {
    constexpr std::size_t kBytes = 3;
    constexpr double kLost = 0.3;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view letter = text.substr(i, kBytes);
        // U+0E01 to U+0E4E; the last byte tells neighbours apart, digits stand above.
        const bool thai = letter.size() == kBytes && letter[0] == '\xE0' &&
                          (letter[1] == '\xB8' || (letter[1] == '\xB9' && letter[2] < '\x8F'));
        if (!thai) {
            out += text[i++];
            continue;
        }
        i += kBytes;
        if (chance(random) >= rate) {
            out += letter;
        } else if (chance(random) >= kLost) {
            out += letter.substr(0, 2);
            const bool first = letter[2] == '\x80' || letter[2] == '\x81';
            out += static_cast<char>(letter[2] + (first ? 1 : -1));
        }
    }
    return out;
}

std::map<ValuePath, std::string> values_of(const std::vector<Record>& bundle) {
    std::map<ValuePath, std::string> out;
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        for (const DateReading& d : dates_of(bundle[i]))
            if (d.date->iso) out[{i, d.field}] = iso_date(*d.date->iso);
        for (const NumberReading& n : numbers_of(bundle[i]))
            out[{i, n.field}] = n.number->normalized;
    }
    return out;
}

std::vector<Record> damage_bundle(std::vector<Record> bundle, const Damage& damage, std::mt19937& random) {
    const auto number = [&](std::optional<DocNumber>& n) { damage_number(n, damage, random); };
    const auto date = [&](std::optional<Date>& d) {
        if (d) damage_date(*d, damage, random);
    };
    for (Record& r : bundle) {
        number(r.doc_number);
        date(r.date);
        for (Attachment& a : r.attachments)
            number(a.cited_number), date(a.cited_date);
        for (Reference& a : r.references)
            number(a.cited_number), date(a.cited_date);
        for (Reference& a : r.mentioned_letters)
            number(a.cited_number), date(a.cited_date);
        for (ReceivedStamp& s : r.received_stamps)
            date(s.date);
    }
    return bundle;
}

}  // namespace saraban
