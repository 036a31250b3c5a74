#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saraban {

/// What one line of a page says about where it stands, whatever the kind of letter. The patterns are data:
/// schemas/zones.yaml has one entry for each of these names.
enum class Mark : std::uint8_t {
    Secrecy,      ///< ลับมาก, alone
    Speed,        ///< ด่วนที่สุด, alone
    DocNumber,    ///< ที่ มท ๐๘๐๑.๔/ว ๖๑๐๓, damaged or not
    FullDate,     ///< a month's full name and a year, little else
    ShortDate,    ///< ๑๕ ม.ค. ๒๕๖๘, ๙ / ๑๒ / ๒๕๖๙, alone
    StampNumber,  ///< เลขรับ, รับที่, เลขที่.....
    StampDate,    ///< วันที่ at the start of a line
    StampTime,    ///< เวลา ๑๐.๓๐ น.
    Seat,  ///< an office at the start: ศาลากลางจังหวัด, กระทรวง, องค์การบริหารส่วน
    Address,  ///< ถนน, postal code
    RoutingUnit,  ///< งานปกครอง, กลุ่มงานกฎหมายฯ: boxes of a routing stamp
    BodyStart,  ///< ด้วย, ตามหนังสือที่อ้างถึง: how the first paragraph begins
    BodyEnd,    ///< จึงเรียนมาเพื่อ
    Closing,    ///< ขอแสดงความนับถือ
    Name,       ///< (นายก ข)
    Rank,       ///< ว่าที่ร้อยตรี, alone
    ActingFor,  ///< ปฏิบัติราชการแทน
    OfficialTitle,  ///< ผู้ว่าราชการจังหวัด at the start
    Unit,           ///< an office's unit at the start: สำนัก, กอง, กลุ่มงาน
    Phone,          ///< โทร. and a number
    Email,          ///< an address, or ไปรษณีย์อิเล็กทรอนิกส์
    Coordinator,    ///< ผู้ประสานงาน at the start
    CopyTo,         ///< สำเนาส่ง
    QrCaption,  ///< กลุ่มไลน์, QR Code, สิ่งที่ส่งมาด้วย, alone
    Slogan,          ///< quoted whole line
    PageNumber,      ///< - ๒ -
    NoteLine,        ///< - เห็นควร, เพื่อโปรดทราบ: a marginal note
    FormTitle,       ///< แบบรายงาน at the start
    FormLine,        ///< dotted blanks, ผู้รายงาน, tabs
    ListItem,        ///< ๑. at the start
    AttachmentPart,  ///< ลงวันที่, จำนวน ๑ ฉบับ, ด่วนที่สุด ที่: goes on an item of a list of letters
    ItemEnd,         ///< ends with a quantity: จำนวน ๑ ฉบับ
    Citation,        ///< ลงวันที่, ลว.: what cites a letter is not its head
};
inline constexpr std::size_t kMarkCount = static_cast<std::size_t>(Mark::Citation) + 1;

/// Name as in schemas/zones.yaml: `doc_number`.
[[nodiscard]] std::string_view name_of(Mark mark);
[[nodiscard]] const std::array<std::string_view, kMarkCount>& mark_names();

using Marks = std::bitset<kMarkCount>;
[[nodiscard]] inline bool has(const Marks& marks, Mark mark) {
    return marks[static_cast<std::size_t>(mark)];
}

/// All patterns of schemas/zones.yaml, in automata that a line runs through once. Immutable, shared by
/// threads.
class LineMarks {
public:
    /// No pattern: no line has a mark.
    LineMarks();
    /// REQUIRES: each pattern compiles.
    explicit LineMarks(const std::vector<std::pair<Mark, std::string>>& patterns);

    /// Marks of one line without the blanks around it.
    [[nodiscard]] Marks of(std::string_view line) const;

private:
    struct Automaton;
    std::shared_ptr<const Automaton> automaton_;
};

}  // namespace saraban
