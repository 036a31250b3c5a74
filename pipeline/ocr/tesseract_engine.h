#pragma once

#include "pipeline/ocr/ocr_engine.h"

#include <filesystem>
#include <memory>
#include <string>

namespace saraban {

struct TesseractSettings {
    std::filesystem::path model;  ///< a .traineddata file; DIR/a+b.traineddata: a and b of DIR together
    /// Weights of the digit reader for what is written by pen; empty: pen_digits.bin beside the model, and
    /// where there is none, handwriting is not looked for.
    std::filesystem::path pen;
    /// Width of the lines the network gets, 1: as they stand. Pressed lines take fewer steps to read; the
    /// model of Saraban was trained for it, others need 1.
    double press = 0.9;
    int segmentation = 13;  ///< Tesseract's mode for the image of one line: 13 raw, 7 with its own analysis
};

/// Tesseract behind RAII: one TessBaseAPI with the model loaded, everything copied out at once.
class TesseractEngine : public OcrEngine {
public:
    /// Throws Error(Unusable) when the model is missing or Tesseract refuses it.
    explicit TesseractEngine(const TesseractSettings& settings);
    ~TesseractEngine() override;
    [[nodiscard]] EngineInfo info() const override;
    [[nodiscard]] OcrPage read(const CleanPage& page) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The Thai digits that the model cannot write: stock Thai models lack ๔ ๖ ๗ ๘ ๙ and give plausible wrong
/// dates. Empty: the model writes all ten. Throws Error(Unusable) when it cannot be loaded.
[[nodiscard]] std::string missing_thai_digits(const std::filesystem::path& model);

}  // namespace saraban
