#pragma once

#include <memory>

struct Pix;

namespace saraban {

/// Leptonica's image, owned. Code outside pipeline/image and pipeline/ocr passes it on and never looks
/// inside.
struct PixDelete {
    void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDelete>;

}  // namespace saraban
