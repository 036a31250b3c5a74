#pragma once

#include <memory>
#include <string_view>
#include <vector>

namespace saraban {

/// Finds the words of Thai text, which has no blanks between them, with ICU's dictionary.
/// Not for two threads at once: each thread has its own.
class WordBreaker {
public:
    WordBreaker();
    ~WordBreaker();
    WordBreaker(WordBreaker&&) noexcept;
    WordBreaker& operator=(WordBreaker&&) noexcept;

    /// The end of each word, in UTF-16 units of `text`; the last one is the length of the text. Empty for an
    /// empty text. The view stays valid until the next call.
    ///
    ///   text   การประชุมครั้งที่
    ///   ends          |   |  |
    const std::vector<int>& ends(std::u16string_view text);

private:
    struct Icu;
    std::unique_ptr<Icu> icu_;
};

}  // namespace saraban
