#include "pipeline/reconcile/doubts.h"

#include "pipeline/text/thai.h"

#include <algorithm>

namespace saraban {
namespace {

/// Text without its blanks, and the digits in it: their bytes, and what the engine says.
struct Spelled {
    std::string text;
    std::vector<std::size_t> places;
    Doubts doubts;
    bool says = true;  ///< the engine speaks of every part
};

void append(std::string_view text, const DoubtfulDigits& doubts, Spelled& out) {
    const std::vector<std::size_t> digits = places_of_digits(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ') continue;
        if (std::ranges::binary_search(digits, i)) {
            out.places.push_back(out.text.size());
            const DoubtfulDigit* found = nullptr;
            for (std::size_t k = 0; doubts && k < doubts->size(); ++k)
                if ((*doubts)[k].at == i) found = &(*doubts)[k];
            out.doubts.push_back(found);
        }
        out.text += text[i];
    }
    if (!doubts) out.says = false;
}

}  // namespace

ReadDigits read_digits(std::string_view raw, const Provenance& from) {
    Spelled value, all;
    append(raw, {}, value);
    for (const Evidence& evidence : from.evidence)
        append(evidence.text, evidence.doubts, all);
    ReadDigits out;
    for (const std::size_t place : value.places)
        out.digits +=
            ascii_digits(std::string_view(value.text).substr(place, 3))[0];  // a Thai digit has three bytes
    const auto at = all.text.find(value.text);
    if (!all.says || value.text.empty() || at == std::string::npos) return out;
    for (std::size_t i = 0; i < all.places.size(); ++i)
        if (at <= all.places[i] && all.places[i] < at + value.text.size())
            out.doubts.push_back(all.doubts[i]);
    return out;
}

Doubts doubts_about(const ReadDigits& read, std::size_t begin, std::string_view part) {
    Doubts out;
    std::size_t at = begin;
    for (const char c : part) {
        if (c < '0' || '9' < c) {
            out.push_back(nullptr);
        } else {
            if (at >= read.doubts.size() || read.digits[at] != c) return {};
            out.push_back(read.doubts[at++]);
        }
    }
    return out;
}

}  // namespace saraban
