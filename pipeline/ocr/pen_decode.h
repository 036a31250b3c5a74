#pragma once

#include "pipeline/model/line.h"
#include "pipeline/ocr/pen_net.h"

#include <string>
#include <vector>

namespace saraban {

/// What may stand in a place that is filled by pen.
enum class PenPlace {
    Running,  ///< behind the `/` of a letter's number: perhaps ว, then one to six digits
    Day       ///< before the month of a letter's date: 1..31
};

enum class Script { Thai, Arabic };

/// The texts that the network's columns may stand for, the most probable first, at most `most`. Only texts
/// that fit the place; their confidence is the share of all readings. `views`: what the network says of the
/// same ink seen in several ways (leaning, upright); each counts the same. `printed`: the digits that the
/// line around uses; a hand mostly uses the same, and does not mix them.
[[nodiscard]] std::vector<PenReading> pen_readings(const std::vector<Columns>& views, PenPlace place,
                                                   Script printed, std::size_t most = 4);

}  // namespace saraban
