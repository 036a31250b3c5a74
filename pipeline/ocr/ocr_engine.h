#pragma once

#include "pipeline/image/clean.h"
#include "pipeline/model/page.h"

namespace saraban {

/// Reads the text of a page. One object a worker: read() may keep state between pages and is not thread-safe.
class OcrEngine {
public:
    virtual ~OcrEngine() = default;
    [[nodiscard]] virtual EngineInfo info() const = 0;
    /// Loads what reading needs, if it is not there yet, so that processes forked from this one share it.
    /// What is amiss is told by read().
    virtual void prepare() {}
    /// Lines from top to bottom in normal form (text/thai.h), words with boxes in source pixels; a blank page
    /// has no lines. Throws Error(NothingRead) when the page cannot be read.
    [[nodiscard]] virtual OcrPage read(const CleanPage& page) = 0;

protected:
    OcrEngine() = default;
    OcrEngine(const OcrEngine&) = default;
    OcrEngine& operator=(const OcrEngine&) = default;
};

}  // namespace saraban
