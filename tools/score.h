#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Scores records against expected records, value by value, as printed. What is not there and what is not
/// true are different failures and are counted apart.
namespace saraban {

enum class Outcome {
    Right,
    Missed,  ///< expected, nothing given
    Wrong,   ///< expected, something else given
    Extra,   ///< nothing expected, something given
};

/// One value that was expected or given.
struct Score {
    std::string file;
    int letter =
        0;  ///< `order` of the expected letter, of the given one where none was expected; 0: the file
    std::string field;   ///< `attachments.unit`
    bool strict = true;  ///< counts in the goal
    Outcome outcome = Outcome::Right;
    std::string expected, got;
    std::string where;  ///< line or page and rule of what was given
};

/// The letters of one file. Letters, and the items of lists, are paired by how much of them agrees, then by
/// order. Both are arrays of records; the expected one may leave out keys that are null or empty.
[[nodiscard]] std::vector<Score> score_file(const std::string& file, const nlohmann::json& expected,
                                            const nlohmann::json& got);

struct FieldTally {
    int right = 0, missed = 0, wrong = 0, extra = 0;
    [[nodiscard]] int expected() const { return right + missed + wrong; }
    [[nodiscard]] int given() const { return right + wrong + extra; }
};

/// A share with its Wilson 95 % interval, 0..1; of nothing: 0 to 1 around `share` 1.
struct Proportion {
    double share = 1, low = 0, high = 1;
};
[[nodiscard]] Proportion wilson(int part, int whole);

/// By field, and under `strict` and `all` in sum.
[[nodiscard]] std::map<std::string, FieldTally> tallies(const std::vector<Score>& scores);

/// One row a field, strict fields first.
[[nodiscard]] std::string table(const std::vector<Score>& scores);
/// The same as JSON, with every value that is not right under `differences`.
[[nodiscard]] nlohmann::ordered_json report(const std::vector<Score>& scores);
/// One line a value that is not right.
[[nodiscard]] std::string differences(const std::vector<Score>& scores);

/// `floors`: {"date.iso": {"right": 0.98, "wrong": 0}}: the least share right of the expected values, the
/// greatest share wrong or extra of the given ones. Returns one line for each that does not hold, or names no
/// field.
[[nodiscard]] std::vector<std::string> below(const nlohmann::json& floors, const std::vector<Score>& scores);

}  // namespace saraban
