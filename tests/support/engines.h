#pragma once

#include "pipeline/ocr/ocr_engine.h"

#include <functional>
#include <utility>
#include <vector>

/// Engines without a model: what is above them can be tested to the byte.
namespace saraban::test {

/// Answers with what was recorded, page by page, whatever stands on the image.
class RecordedEngine : public OcrEngine {
public:
    explicit RecordedEngine(std::vector<OcrPage> pages) : pages_(std::move(pages)) {}
    [[nodiscard]] EngineInfo info() const override {
        return {.name = "recorded", .version = "1", .model_sha256 = ""};
    }
    [[nodiscard]] OcrPage read(const CleanPage& page) override {
        OcrPage answer = pages_.at(static_cast<std::size_t>(page.page - 1));
        answer.size = page.source;
        answer.dpi = page.source_dpi;
        answer.engine = info();
        return answer;
    }

private:
    std::vector<OcrPage> pages_;
};

/// A recorded engine that goes wrong on one page: `fault` throws, or spoils the answer.
class FaultyEngine : public OcrEngine {
public:
    FaultyEngine(std::vector<OcrPage> pages, int page, std::function<void(OcrPage&)> fault)
        : good_(std::move(pages)), page_(page), fault_(std::move(fault)) {}
    [[nodiscard]] EngineInfo info() const override { return good_.info(); }
    [[nodiscard]] OcrPage read(const CleanPage& page) override {
        OcrPage answer = good_.read(page);
        if (page.page == page_) fault_(answer);
        return answer;
    }

private:
    RecordedEngine good_;
    int page_;
    std::function<void(OcrPage&)> fault_;
};

}  // namespace saraban::test
