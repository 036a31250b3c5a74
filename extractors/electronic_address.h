#pragma once

#include "extractors/found.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saraban {

/// `Saraban@dla.go.th`. What was torn apart by OCR ("saraban @dla.go.th") or holds Thai digits is found, but
/// not repaired: a mailbox that is nearly right is somebody else's.
struct Email {
    std::string address;  ///< lower case; empty when not valid
    bool valid = true;
};
[[nodiscard]] std::vector<Found<Email>> find_all_emails(std::string_view text);

/// `https://…`, `www.…`, `bit.ly/…`, `forms.gle/…` and names under .th; not the domain of a mailbox. The
/// value is the address without punctuation behind it.
[[nodiscard]] std::vector<Found<std::string>> find_all_urls(std::string_view text);

/// A LINE group by its quoted name, or a LINE ID.
struct LineAddress {
    std::string name;  ///< `ป้องกัน Scammer อปท กาฬสินธุ์`, `@saraban`
    bool group = false;  ///< กลุ่มไลน์ “…”
};
[[nodiscard]] std::vector<Found<LineAddress>> find_all_line_addresses(std::string_view text);

/// A mention of a QR code of the letter: "QR Code ท้ายหนังสือฉบับนี้", "คิวอาร์โค้ด".
[[nodiscard]] std::vector<Found<std::string>> find_all_qr_mentions(std::string_view text);

[[nodiscard]] std::optional<Found<Email>> find_email(std::string_view text);
[[nodiscard]] std::optional<Found<std::string>> find_url(std::string_view text);
[[nodiscard]] std::optional<Found<LineAddress>> find_line_address(std::string_view text);
[[nodiscard]] std::optional<Found<std::string>> find_qr_mention(std::string_view text);

}  // namespace saraban
