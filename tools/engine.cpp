#include "tools/engine.h"

#include "pipeline/ocr/tesseract_engine.h"

namespace saraban {

OcrPage Engines::read(const CleanPage& page) {
    auto engine = borrow();
    OcrPage read = engine->read(page);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(engine));  // not after a throw: its state is unknown
    return read;
}

std::unique_ptr<OcrEngine> Engines::borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
        const auto model = session_.model();
        check_digits(model);
        return std::make_unique<TesseractEngine>(TesseractSettings{.model = model});
    }
    auto engine = std::move(idle_.back());
    idle_.pop_back();
    return engine;
}

void check_digits(const std::filesystem::path& model) {
    const std::string missing = missing_thai_digits(model);
    if (missing.empty()) return;
    throw Error(ExitCode::Unusable,
                model.string() + ": this model cannot write the digits " + missing +
                    ", so numbers and dates would be wrong without a sign; use the model of "
                    "Saraban (pipeline/ocr/models) with --model");
}

}  // namespace saraban
