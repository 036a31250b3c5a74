#pragma once

#include "pipeline/process/child.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// Files that hold files.
enum class ContainerType { Zip, Mail };

/// What `path` is, by its first bytes; a mail message also by its name (`.eml`), for its first bytes may be
/// any text. std::nullopt: neither, or not to be read.
[[nodiscard]] std::optional<ContainerType> container_type(const std::filesystem::path& path);

/// What one container may cost. A bomb is stopped at the first of them.
struct UnpackLimits {
    int files = 1000;                                      ///< taken out
    std::uint64_t bytes = std::uint64_t{4} << 30;          ///< of all together
    std::uint64_t ratio = 200;                             ///< bytes out for each byte in, ...
    std::uint64_t always_bytes = std::uint64_t{64} << 20;  ///< ... where there are more than this
    ChildLimits child;
};

/// A file taken out of a container.
struct Member {
    std::filesystem::path path;  ///< where its bytes are
    std::string name;            ///< as the container calls it; valid UTF-8, nothing else is certain
};

struct Unpacked {
    std::vector<Member> members;
    std::vector<std::string> left_out;  ///< names of what is no scan, no text and no container
    std::string fault;                  ///< why it ends here; empty: that is all
};

/// Takes the scans, the texts and the containers out of a container into `folder`, under names of our own, in
/// a process of its own without network. What was whole before a fault is among the members. The fault says
/// what and what to do, not which file.
[[nodiscard]] Unpacked unpack(const std::filesystem::path& container, ContainerType type,
                              const std::filesystem::path& folder, const UnpackLimits& limits);

}  // namespace saraban
