#pragma once

#include "tools/batch.h"
#include "tools/tally.h"

#include <filesystem>
#include <string>

namespace saraban {

/// A page for people, whole in one file, of what a batch left for them: files that failed, files without a
/// letter, letters that need review, with pictures of their pages.
class HtmlReport {
public:
    /// `include_secret`: tell also what secret letters say.
    explicit HtmlReport(bool include_secret) : include_secret_(include_secret) {}
    /// A file; the letters of one that was read come one by one.
    void add(const FileEnd& end);
    void add(const Record& record, const Input& input, const Thumbnails& thumbnails);
    [[nodiscard]] std::string html(const Tally& tally) const;

private:
    [[nodiscard]] std::string picture(const Thumbnails& thumbnails, int page);

    bool include_secret_;
    std::string failed_, without_letter_, need_review_;  ///< entries
    int pictures_ = 0;
};

/// Throws Error(Unusable).
void write_report(const std::filesystem::path& path, const std::string& html);

}  // namespace saraban
