#pragma once

#include "extractors/found.h"
#include "extractors/vocabulary.h"
#include "pipeline/model/record.h"

#include <chrono>
#include <string_view>
#include <vector>

namespace saraban {

/// Splits a list at its markers ๑. ๒. ๓. (or 1) 2)), which must count from one; a text without them is one
/// item. The items view into `text` and keep their marker.
[[nodiscard]] std::vector<std::string_view> split_items(std::string_view text);

/// อ้างถึง: `หนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๐.๕/ว๑๐๕๕๗ ลงวันที่ ๑๙ พฤศจิกายน ๒๕๖๘`. Without
/// provenance; the raws of number and date view, as text, what stands in the item.
[[nodiscard]] std::vector<Found<Reference>> find_references(std::string_view text,
                                                            std::chrono::year_month_day reference);

/// Letters that running text names in full, number and date: `ตามหนังสือกรมที่ดิน ด่วนที่สุด ที่ มท ๐๕๑๖.๒/ว
/// ๓๐๒๕ ลงวันที่ ๑๓ สิงหาคม ๒๕๖๘`. A number without a date is left alone: forms and tables hold many.
[[nodiscard]] std::vector<Found<Reference>> find_mentioned_letters(std::string_view text,
                                                                   std::chrono::year_month_day reference);

/// สิ่งที่ส่งมาด้วย: `๑. สำเนาหนังสือจังหวัดร้อยเอ็ด ที่ รอ ๐๐๒๓.๒/ว ๑๐๗๗ ลงวันที่ ๔ กุมภาพันธ์ ๒๕๖๙ จำนวน ๑
/// ฉบับ`. The quantity may stand before the second line of its item. A meeting's number (ครั้งที่ ๒/๒๕๖๗) is part
/// of the description. Items without markers are parted by their quantities.
[[nodiscard]] std::vector<Found<Attachment>> find_attachments(std::string_view text,
                                                              std::chrono::year_month_day reference,
                                                              const Vocabulary& vocabulary);

}  // namespace saraban
