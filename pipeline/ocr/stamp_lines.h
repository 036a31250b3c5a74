#pragma once

#include "pipeline/image/stamps.h"
#include "pipeline/model/line.h"
#include "pipeline/ocr/pen_places.h"

#include <functional>
#include <vector>

namespace saraban {

/// The rows of a stamp from the top, each as one line whatever gaps it has. `read`: the engine, for one line.
[[nodiscard]] std::vector<Line> read_stamp(const Stamp& stamp,
                                           const std::function<void(ReadLine&, const CleanPage&)>& read);

}  // namespace saraban
