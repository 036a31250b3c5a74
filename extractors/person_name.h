#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"

#include <optional>
#include <string_view>

namespace saraban {

/// A person as printed. `Found::text` is title and name.
///
///   พันตำรวจเอก สมชาย  ใจดี
///   |- title -| |-- bare --|
struct PersonName {
    std::string_view title;  ///< empty: none
    std::string_view bare;   ///< given name and family name
    bool rank = false;       ///< the title is a military, police or volunteer rank
};

/// The first person of `text` that stands behind a title: นายสมชาย ใจดี, ว่าที่ร้อยตรีหญิง สมศรี ณ ระนอง, ดร.สมชาย
/// ใจดี. Offices (นายอำเภอ, นายกเทศมนตรี) are no persons; a name has a family name.
[[nodiscard]] std::optional<Found<PersonName>> find_person_name(std::string_view text,
                                                                const Vocabulary& vocabulary);

/// The person that `text` begins with, title or not; the name is at least two words.
[[nodiscard]] std::optional<Found<PersonName>> person_at_start(std::string_view text,
                                                               const Vocabulary& vocabulary,
                                                               bool title_needed);

/// The military, police or volunteer rank that `text` is: ว่าที่ร้อยตรี, พันตำรวจเอกหญิง, พ.ต.อ.
[[nodiscard]] bool is_rank(std::string_view text, const Vocabulary& vocabulary);

}  // namespace saraban
