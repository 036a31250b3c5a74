#include "pipeline/model/page.h"

namespace saraban {

Box upright(const Box& box, const OcrPage& page) {
    const int width = page.size.width, height = page.size.height;
    switch (page.quarter_turns) {
        case 1:
            return {height - box.bottom, box.left, height - box.top, box.right};
        case 2:
            return {width - box.right, height - box.bottom, width - box.left, height - box.top};
        case 3:
            return {box.top, width - box.right, box.bottom, width - box.left};
        default:
            return box;
    }
}

}  // namespace saraban
