#pragma once

#include "pipeline/model/record.h"

#include <optional>
#include <string>
#include <string_view>

/// Which letter is meant, and which two records tell of one letter, where OCR may have damaged what tells.
namespace saraban {

/// What a letter is known by: number in canonical form and ISO date, as the evidence of its file has them,
/// else as read. Empty: could not be read.
struct LetterName {
    std::string number, date;
    bool operator==(const LetterName&) const = default;
};
[[nodiscard]] LetterName name_of(const Record& letter);

/// How two readings of a number, or of a date, stand to each other.
enum class Likeness {
    Same,
    Damaged,  ///< they differ as OCR makes one out of the other
    Unread,   ///< one of them is missing
    Other,    ///< two things
};

/// Damaged: of one agency, and one digit of code or running number is another one, lost or added, or the ว
/// is. A running number of which half the digits differ, and one next to the other, is another letter's:
/// letters of one day have running numbers next to each other. So do orders with any two numbers.
[[nodiscard]] Likeness match_numbers(std::string_view a, std::string_view b);
/// Damaged: one digit of the day or of the year, or the month alone.
[[nodiscard]] Likeness match_dates(std::string_view a, std::string_view b);

/// Is it the letter `held` that is cited as `cited`? Number or date are the same, the other one may be
/// damaged if the subjects are `alike`. A number without a date may mean that of any year.
[[nodiscard]] bool is_cited(const LetterName& cited, const LetterName& held, bool alike);

/// Subjects, or names of offices, are the same but for OCR's damage.
[[nodiscard]] bool are_alike(std::string_view a, std::string_view b);

/// Do both tell of one letter, read twice: another scan, or another way it came? Never for one weak reason:
/// number or date are the same and the other one is damaged at most; issuer and subject are alike where both
/// were read, and no sentence of one is another one in the other; where something is damaged, the text is
/// alike too. Letters that an office writes one after the other, about one matter, are not one: where the
/// running number is damaged, addressees and the rest of the text must not differ by more than OCR's damage.
[[nodiscard]] bool is_same_letter(const Record& a, const Record& b);

}  // namespace saraban
