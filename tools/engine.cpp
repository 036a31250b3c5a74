#include "tools/engine.h"

#include "pipeline/model/sha256.h"
#include "pipeline/ocr/tesseract_engine.h"

namespace saraban {

void LazyEngine::load() {
    if (engine_) return;
    const auto model = session_.model();
    check_digits(model);
    engine_ = std::make_unique<TesseractEngine>(TesseractSettings{.model = model});
}

void LazyEngine::prepare() {
    try {
        load();
    } catch (const Error&) {
        // A PDF may hold its text and need no model: read() says what is amiss.
    }
}

OcrPage LazyEngine::read(const CleanPage& page) {
    load();
    return engine_->read(page);
}

void check_digits(const std::filesystem::path& model) {
    const std::string missing = missing_thai_digits(model);
    if (missing.empty()) return;
    throw Error(ExitCode::Unusable,
                model.string() + ": this model cannot write the digits " + missing +
                    ", so numbers and dates would be wrong without a sign; use the model of "
                    "Saraban (pipeline/ocr/models) with --model");
}

std::string reader_name(const Session& session) {
    std::string model = "no-model";
    try {
        model = sha256_of_file(session.model()).substr(0, 16);
    } catch (const Error&) {
        // Text and born-digital files need none.
    }
    return std::string(SARABAN_VERSION) + '-' + model;
}

}  // namespace saraban
