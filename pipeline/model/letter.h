#pragma once

#include "pipeline/model/page.h"

#include <string>
#include <vector>

namespace saraban {

/// Zones of a Thai official letter, as SARABAN.md section 2 (Z0..Z19) and what else stands on its pages.
enum class ZoneKind {
    Secrecy,
    Speed,
    Emblem,
    ReceivedStamp,
    Number,
    Letterhead,
    Date,
    Subject,
    Addressee,
    Reference,
    Attachment,
    Body,
    Closing,
    Signature,
    Owner,
    Coordinator,
    Qr,
    Catchword,
    PageNumber,
    Slogan,
    MarginalNote,
    RoutingSlip,
    Form,
    Title,  ///< บันทึกข้อความ, คำสั่ง…, ประกาศ…
    Noise,
};

/// Lines that belong together. Lines keep their order on the page.
struct Zone {
    ZoneKind kind = ZoneKind::Body;
    std::vector<Line> lines;
};

/// One letter of a bundle: its kind and its zones, in reading order. A zone kind may occur several times
/// (stamps, forms).
struct Letter {
    std::string kind;  ///< id of a file in schemas/letters
    int order = 1;     ///< 1-based in its file
    std::vector<Zone> zones;
};

/// Name as in YAML, `explain` and hOCR: `received_stamp`, `letterhead`.
[[nodiscard]] std::string_view name_of(ZoneKind kind);
/// Throws std::invalid_argument for an unknown name.
[[nodiscard]] ZoneKind zone_kind(std::string_view name);
/// All lines of the zones of this kind, in order.
[[nodiscard]] std::vector<Line> lines_of(const Letter& letter, ZoneKind kind);

}  // namespace saraban
