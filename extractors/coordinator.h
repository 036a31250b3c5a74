#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string_view>

namespace saraban {

/// The person to ask, behind a label: "ผู้ประสานงาน นางสาวก ข โทร ๐๙๒ ๗๗๖๘ ๖๖๕". A name without title counts
/// behind the label when two words follow. Empty when no name follows (ผู้ประสานงาน .....).
[[nodiscard]] std::optional<Found<Coordinator>> find_coordinator(std::string_view text,
                                                                 const Vocabulary& vocabulary);

/// The same told in the text: "ได้มอบหมาย นายก ข นักวิเคราะห์ฯ … เป็นผู้ประสานงาน หมายเลขโทรศัพท์ ๐๘ ๐๗๐๖ ๖๘๔๖". A
/// form to fill in (แบบมอบหมายข้าราชการผู้รับผิดชอบประสานงาน) names nobody.
[[nodiscard]] std::optional<Found<Coordinator>> find_coordinator_in_text(std::string_view text,
                                                                         const Vocabulary& vocabulary);

}  // namespace saraban
