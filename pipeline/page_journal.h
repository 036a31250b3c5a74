#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace saraban {

/// Pages that have been read, kept on disk until their file is filed, so that a batch that was cut off at any
/// instant reads only what is missing. One small file a page, by content hash; several processes may use it.
class PageJournal {
public:
    /// `reader` names what reads (model, version): what another one read is not found.
    /// Throws Error(Unusable) when the folder cannot be made.
    PageJournal(const std::filesystem::path& folder, const std::string& reader);

    [[nodiscard]] std::optional<std::string> find(std::string_view sha256, int page) const;
    /// Whole or not at all, also when the power fails. What cannot be kept is read again, no more.
    void keep(std::string_view sha256, int page, std::string_view text) const;
    /// The file is filed, or to be read anew.
    void forget(std::string_view sha256) const;

private:
    std::filesystem::path folder_;
};

}  // namespace saraban
