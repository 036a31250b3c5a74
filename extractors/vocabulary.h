#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// A province and the signs that name it on paper.
struct Province {
    std::string code;                      ///< letters of its document numbers, `กบ`
    std::vector<std::string> other_codes;  ///< กท beside กทม
    std::string name, english;
    std::string postal;                      ///< first two digits of nearly all its postal codes
    std::vector<std::string> other_postal;   ///< of the rest
    std::optional<std::string> seat_postal;  ///< of อำเภอเมือง
    std::vector<std::string> area;           ///< area codes with trunk 0, `075`
};

/// A ministry, or a body beside the ministries.
struct Agency {
    std::string code;  ///< letters of its document numbers, `มท`
    std::string name;
    std::vector<std::string> also;  ///< names of bodies that number with the same letters
    std::optional<int> until;       ///< last Buddhist year in use
};

/// A beginning of agency names; where the letterhead names the building instead, `seat` is what stands there.
struct Office {
    std::string agency;
    std::optional<std::string> seat;
};

/// What stands before a person's name.
struct NameTitle {
    std::string title;
    std::vector<std::string> abbreviated;
    std::vector<std::string> not_before;  ///< with these words behind it, it begins an office: นายอำเภอ
    bool rank = false;
};

/// The closed word lists of schemas/vocabularies.
struct Vocabulary {
    std::vector<Province> provinces;
    std::vector<Agency> agencies;
    std::vector<Office> offices;
    std::vector<NameTitle> titles;
    std::vector<std::string> units;   ///< of enclosures
    std::vector<std::string> acting;  ///< ปฏิบัติราชการแทน and its like
};

/// Reads the six files of `folder`. Throws Error(Unusable) with file:line:column, for unknown and doubled
/// keys and codes that stand twice.
[[nodiscard]] Vocabulary load_vocabulary(const std::filesystem::path& folder);

/// Null when there is none.
[[nodiscard]] const Province* province_of_code(const Vocabulary& vocabulary, std::string_view code);
[[nodiscard]] const Province* province_of_name(const Vocabulary& vocabulary, std::string_view name);
/// The ministry or body, not a province.
[[nodiscard]] const Agency* agency_of_code(const Vocabulary& vocabulary, std::string_view code);
/// The province whose name `text` begins with; the longest.
[[nodiscard]] const Province* province_at_start(const Vocabulary& vocabulary, std::string_view text);

}  // namespace saraban
