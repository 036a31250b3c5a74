#pragma once

#include "pipeline/model/page.h"
#include "tools/digit_confusions.h"
#include "tools/digit_doubts.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace saraban {

/// A line that stands on a test page, and where.
struct TrueLine {
    std::string text;
    double left = 0, middle = 0;  ///< pixels; middle of its height
};

/// A value that stands on a test page.
struct TrueField {
    std::string name;                    ///< document_number, date, email, phone ...
    std::vector<std::string> spellings;  ///< one of them is enough
};

/// A page image whose text is known, or some of it: NAME.png and NAME.json, as tools/train/test_pages.py and
/// scan_set.py write them.
struct TruePage {
    std::string group;  ///< "Laksaman, copy 200"
    int dpi = 0;
    std::vector<TrueLine> lines;  ///< all of the page, or none: then only the fields count
    std::vector<TrueField> fields;
};

/// Right out of asked.
struct Share {
    int right = 0, asked = 0;
    [[nodiscard]] double percent() const { return asked == 0 ? 100 : 100.0 * right / asked; }
};

/// What a model made of some pages. Characters are code points of normalised text; everything that was read
/// counts, reading order does not.
struct OcrScore {
    int characters = 0, errors = 0;       ///< edit distance, line by line
    Share digits;                         ///< by edit distance, so `right` may be below zero
    Share numbers;                        ///< runs of digits found unchanged in their line
    std::map<std::string, Share> fields;  ///< found whole, blanks apart; in one line where lines are known
    std::vector<double> pages;            ///< character error rate of each, percent
    std::vector<std::pair<std::string, std::string>> wrong;  ///< lines not read exactly: true text, read
    DigitConfusions confusions;
    DoubtSamples doubts;
    [[nodiscard]] double error_rate() const;
};

/// Adds one page to `score`.
void add_page(OcrScore& score, const TruePage& truth, const OcrPage& read);

/// The value below which `share` (0..1) of the pages lie; 0 without pages.
[[nodiscard]] double quantile(std::vector<double> values, double share);

}  // namespace saraban
