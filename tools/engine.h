#pragma once

#include "pipeline/ocr/ocr_engine.h"
#include "tools/session.h"

#include <memory>

namespace saraban {

/// The engine of the command: loads the model before the first page image, since text needs none.
class LazyEngine : public OcrEngine {
public:
    explicit LazyEngine(const Session& session) : session_(session) {}

    [[nodiscard]] EngineInfo info() const override { return engine_ ? engine_->info() : EngineInfo{}; }
    void prepare() override;
    /// Throws Error(Unusable) when there is no model, or one that cannot write all ten Thai digits.
    [[nodiscard]] OcrPage read(const CleanPage& page) override;

private:
    void load();

    const Session& session_;
    std::unique_ptr<OcrEngine> engine_;
};

/// Throws Error(Unusable) unless `model` writes all ten Thai digits: stock Thai models lack five of them and
/// put plausible wrong ones in their place.
void check_digits(const std::filesystem::path& model);

/// What reads pages: model and version. Pages read by another one are read again.
[[nodiscard]] std::string reader_name(const Session& session);

}  // namespace saraban
