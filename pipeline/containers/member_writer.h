#pragma once

#include "pipeline/containers/unpack.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace saraban {

/// Ends the unpacking; what() is Unpacked::fault.
class UnpackFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where members go, one after the other, within the limits.
class MemberWriter {
public:
    MemberWriter(const std::filesystem::path& container, std::filesystem::path folder,
                 const UnpackLimits& limits);

    /// The next bytes of a member; empty at its end. The view need not live longer than the next call.
    using Source = std::function<std::string_view()>;
    /// Keeps the member, or notes it as left out by what its first bytes say. Throws UnpackFault above a
    /// limit; what `source` throws leaves no half member.
    void take(const std::string& name, const Source& source);

    Unpacked unpacked;

private:
    void write(const std::string& name, std::string_view head, const Source& source);

    std::filesystem::path folder_;
    UnpackLimits limits_;
    std::uint64_t most_bytes_, bytes_ = 0;
};

/// In the child. Throw UnpackFault.
void read_zip(const std::filesystem::path& path, MemberWriter& out);
void read_mail(const std::filesystem::path& path, MemberWriter& out);

}  // namespace saraban
