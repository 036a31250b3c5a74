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

void damage_number(DocNumber& number, double rate, const ConfusionTable& table, std::mt19937& random) {
    const std::string raw = damaged(number.raw, rate, table, random);
    if (raw == number.raw) return;
    const std::string labelled = "ที่ " + raw;
    if (const auto read = find_document_number(labelled)) number = read->value;
    number.raw = raw;
}

void damage_date(Date& date, double rate, const ConfusionTable& table, std::mt19937& random) {
    const std::string raw = damaged(date.raw, rate, table, random);
    if (raw == date.raw) return;
    // Two-digit years are read near the year that was printed, as the letter's other dates would have it.
    const auto reference = date.iso.value_or(std::chrono::year_month_day{});
    const auto read = find_letter_date(raw, reference);
    date.iso = read ? read->value.iso : std::nullopt;
    date.iso_partial = read ? read->value.iso_partial : std::nullopt;
    date.raw = raw;
}

}  // namespace

std::string damaged(std::string_view text, double rate, const ConfusionTable& table, std::mt19937& random) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string one = ascii_digits(text.substr(i, 3));  // a Thai digit has three bytes
        const bool thai = one.size() == 1;
        const char digit = thai ? one[0] : text[i];
        const auto write = [&](char c) { out += thai ? thai_digits(std::string(1, c)) : std::string(1, c); };
        if (!is_digit(digit) || chance(random) >= rate) {
            out += text.substr(i, thai ? 3 : 1);
        } else if (const double how = chance(random); how < table.lost) {
            // nothing comes out
        } else if (how < table.lost + table.added) {
            write(any_digit(random));
            write(digit);
        } else {
            write(confused(digit, table, random));
        }
        if (thai) i += 2;
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

std::vector<Record> damage_bundle(std::vector<Record> bundle, double rate, const ConfusionTable& table,
                                  std::mt19937& random) {
    const auto number = [&](std::optional<DocNumber>& n) {
        if (n) damage_number(*n, rate, table, random);
    };
    const auto date = [&](std::optional<Date>& d) {
        if (d) damage_date(*d, rate, table, random);
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
