#pragma once

#include "pipeline/ocr/ocr_engine.h"
#include "tools/session.h"

#include <memory>
#include <mutex>
#include <vector>

namespace saraban {

/// Engines are dear and serve one thread at a time: a reader borrows one for a page, as many are made as
/// there were readers at once, and none before the first page image: text needs no model. Thread-safe.
class Engines : public OcrEngine {
public:
    explicit Engines(const Session& session) : session_(session) {}

    [[nodiscard]] EngineInfo info() const override { return {}; }
    /// Throws Error(Unusable) when there is no model, or one that cannot write all ten Thai digits.
    [[nodiscard]] OcrPage read(const CleanPage& page) override;

private:
    std::unique_ptr<OcrEngine> borrow();

    const Session& session_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<OcrEngine>> idle_;
};

/// Throws Error(Unusable) unless `model` writes all ten Thai digits: stock Thai models lack five of them and
/// put plausible wrong ones in their place.
void check_digits(const std::filesystem::path& model);

}  // namespace saraban
