#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace saraban {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces: the identity of a file.
class Sha256 {
public:
    void update(std::string_view bytes);
    /// 64 small hexadecimal digits. Call once, after the last update().
    [[nodiscard]] std::string hex();

private:
    void block(const unsigned char* bytes);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> buffer_{};
    std::uint64_t size_ = 0;
};

[[nodiscard]] std::string sha256(std::string_view bytes);
/// Throws Error(NothingRead) if the file cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace saraban
