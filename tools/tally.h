#pragma once

#include "tools/batch.h"

#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace saraban {

/// What became of the files of a batch and why, for the table at its end.
class Tally {
public:
    void add(const FileEnd& end);
    void add(const Record& record);
    /// So many letters were held before, as another copy.
    void add_copies(int letters) { copies_ += letters; }
    /// Lines of the table, each with its end.
    [[nodiscard]] std::string table() const;
    [[nodiscard]] nlohmann::ordered_json json() const;

private:
    using Counts = std::map<std::string, int>;
    int read_ = 0, known_ = 0, accepted_ = 0, need_review_ = 0, copies_ = 0;
    Counts failures_;  ///< by cause, without the name of the file and the next step
    int failed_ = 0, without_letter_ = 0;
    Counts reasons_;  ///< letters that need review, by code of issue
};

/// `is damaged and cannot be read as a JPEG` of `a/b.jpg, page 2: is damaged and cannot be read as a JPEG;
/// scan it again`.
[[nodiscard]] std::string bare_cause(const std::string& cause, const std::string& name);

}  // namespace saraban
