#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// Pages that have been read, with their pictures, kept on disk until their file is filed: a batch that was
/// cut off at any instant reads only what is missing, and the pages of a long file need not be in memory.
/// Small files in a folder for each content hash; several processes may use it.
class PageJournal {
public:
    /// `reader` names what reads (model, version): what another one read is not found.
    /// Throws Error(Unusable) when the folder cannot be made.
    PageJournal(const std::filesystem::path& folder, const std::string& reader);

    [[nodiscard]] std::optional<std::string> find(std::string_view sha256, int page) const;
    [[nodiscard]] bool has(std::string_view sha256, int page) const;
    /// Whole or not at all, also when the power fails. What cannot be kept is read again, no more.
    void keep(std::string_view sha256, int page, std::string_view text) const;
    /// The picture of a page, `.jpg` or `.png`: before the page itself.
    void keep_picture(std::string_view sha256, int page, std::string_view extension,
                      std::string_view bytes) const;
    /// Where the picture of a page is; empty: there is none.
    [[nodiscard]] std::filesystem::path picture(std::string_view sha256, int page) const;
    /// The file will not be filed: it holds no letter.
    void forget_pictures(std::string_view sha256, int pages) const;
    /// The file is filed.
    void forget(std::string_view sha256) const;

private:
    void write(std::string_view sha256, const std::string& name, std::string_view bytes) const;

    std::filesystem::path folder_;
};

}  // namespace saraban
