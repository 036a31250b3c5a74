#include "pipeline/text/words.h"

#include <stdexcept>
#include <string>

#include <unicode/ubrk.h>
#include <unicode/utypes.h>

namespace saraban {
namespace {

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
};

WordBreaker::WordBreaker() : icu_(std::make_unique<Icu>()) {}
WordBreaker::~WordBreaker() = default;
WordBreaker::WordBreaker(WordBreaker&&) noexcept = default;
WordBreaker& WordBreaker::operator=(WordBreaker&&) noexcept = default;

const std::vector<int>& WordBreaker::ends(std::u16string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    icu_->ends.clear();
    ubrk_setText(icu_->iterator, text.data(), static_cast<std::int32_t>(text.size()), &status);
    check(status);
    for (auto end = ubrk_next(icu_->iterator); end != UBRK_DONE; end = ubrk_next(icu_->iterator))
        icu_->ends.push_back(end);
    return icu_->ends;
}

}  // namespace saraban
