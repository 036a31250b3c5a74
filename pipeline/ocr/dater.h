#pragma once

#include "pipeline/image/stamps.h"
#include "pipeline/image/text_lines.h"
#include "pipeline/model/line.h"
#include "pipeline/ocr/pen_net.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace saraban {

/// The dates that the network's columns may stand for as `15 พ.ย. 2553`, the most probable first, at most
/// `most`; their confidence is the share of all that may stand there, a date or not.
[[nodiscard]] std::vector<PenReading> dater_readings(const Columns& columns, std::size_t most = 4);

/// What the dater of a received-stamp says.
struct DaterDate {
    Box box;                           ///< source pixels
    Box row;                           ///< the letters, on the stamp's image
    std::vector<PenReading> readings;  ///< not empty
};

/// Reads the date that a dater has left in a stamp: bold narrow type, worn, crossed by dotted lines, which
/// the engine for print loses.
///
///   วันที่ ........ [15 พ.ย. 2553] ........
class DaterReader {
public:
    explicit DaterReader(const std::filesystem::path& weights) : net_(weights) {}

    /// The surest of the rows of text of `stamp`; std::nullopt where none is surely a date.
    [[nodiscard]] std::optional<DaterDate> find(const Stamp& stamp, const std::vector<TextLine>& rows) const;

private:
    PenNet net_;
};

}  // namespace saraban
