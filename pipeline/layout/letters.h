#pragma once

#include "extractors/rule_book.h"
#include "pipeline/model/letter.h"
#include "pipeline/model/page.h"

#include <vector>

namespace saraban {

/// The letters of a file, in order. A file is a bundle: covers, what they enclose, forms, margin notes. Every
/// line ends in one zone of one letter; of a file that holds no letter nothing is returned.
/// Pages are given up as they are taken apart: a file may have thousands.
/// REQUIRES: the texts of the pages are normalised (pipeline/text/thai.h).
[[nodiscard]] std::vector<Letter> find_letters(std::vector<OcrPage> pages, const RuleBook& rules);

}  // namespace saraban
