#include "pipeline/text/words.h"

#include <functional>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include <unicode/ubrk.h>
#include <unicode/utypes.h>

namespace saraban {
namespace {

/// Letters say much in the same words: what was cut is kept, if it is short and so may come again.
constexpr std::size_t kMostKnown = 20000, kShort = 40;

/// Lets a map of strings be asked for a view.
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view text) const { return std::hash<std::u16string_view>{}(text); }
};

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

}  // namespace

struct WordBreaker::Icu {
    Icu() {
        UErrorCode status = U_ZERO_ERROR;
        iterator = ubrk_open(UBRK_WORD, "th", nullptr, 0, &status);
        check(status);
    }
    ~Icu() { ubrk_close(iterator); }
    Icu(const Icu&) = delete;
    Icu& operator=(const Icu&) = delete;

    UBreakIterator* iterator = nullptr;
    std::vector<int> ends;
    std::unordered_map<std::u16string, std::vector<int>, Hash, std::equal_to<>> known;
};

WordBreaker::WordBreaker() : icu_(std::make_unique<Icu>()) {}
WordBreaker::~WordBreaker() = default;
WordBreaker::WordBreaker(WordBreaker&&) noexcept = default;
WordBreaker& WordBreaker::operator=(WordBreaker&&) noexcept = default;

const std::vector<int>& WordBreaker::ends(std::u16string_view text) {
    const bool is_short = text.size() <= kShort;
    if (is_short)
        if (const auto known = icu_->known.find(text); known != icu_->known.end()) return known->second;
    UErrorCode status = U_ZERO_ERROR;
    icu_->ends.clear();
    ubrk_setText(icu_->iterator, text.data(), static_cast<std::int32_t>(text.size()), &status);
    check(status);
    for (auto end = ubrk_next(icu_->iterator); end != UBRK_DONE; end = ubrk_next(icu_->iterator))
        icu_->ends.push_back(end);
    if (is_short && icu_->known.size() < kMostKnown) icu_->known.emplace(text, icu_->ends);
    return icu_->ends;
}

}  // namespace saraban
