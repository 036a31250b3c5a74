#pragma once

#include "tools/score.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Scores records against labels that somebody read from page images by eye: a file labels.tsv in the folder
/// of the images, one row a file, with the columns file (name without extension), sure (`yes`, or what is in
/// doubt) and any of doc_no, date_iso, urgency, subject, addressee, received_no, received_date.
namespace saraban {

/// Column -> text.
using LabelRow = std::map<std::string, std::string>;

/// Rows of a labels.tsv. Throws Error(Unusable) when it has no column `file`.
[[nodiscard]] std::vector<LabelRow> read_labels(const std::filesystem::path& path);

struct LabelScores {
    std::vector<Score> scores;        ///< number, number.printed, running, date, month, subject, ...
    int given = 0;                    ///< values given where the label is sure
    std::vector<std::string> silent;  ///< wrong ones that no issue warns of: `file field: got, expected`
};

/// Adds the file's first letter. `records` may be empty: nothing was read.
void score_labels(const LabelRow& row, const nlohmann::json& records, LabelScores& scores);

}  // namespace saraban
