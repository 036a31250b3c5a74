#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Zip archives and mail messages made while a test runs.
namespace saraban::test {

using Files = std::vector<std::pair<std::string, std::string>>;  ///< name, bytes

/// Names are written byte by byte, without a word on their encoding. A password, if any, locks every member.
[[nodiscard]] std::string zip_of(const Files& files, const std::string& password = "");

/// A message with these attachments, in base64. Names are written into `filename="..."` as they are.
[[nodiscard]] std::string mail_of(const Files& files);

/// One part: its headers, as they are, and its body in base64.
[[nodiscard]] std::string mail_part(const std::string& headers, std::string_view body);
/// A message of these parts.
[[nodiscard]] std::string mail_of_parts(const std::vector<std::string>& parts,
                                        const std::string& type = "mixed");

}  // namespace saraban::test
