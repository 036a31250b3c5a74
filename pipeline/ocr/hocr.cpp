#include "pipeline/ocr/hocr.h"

#include "pipeline/text/markup.h"

#include <cmath>

namespace saraban {
namespace {

std::string bbox(const Box& box) {
    return "bbox " + std::to_string(box.left) + " " + std::to_string(box.top) + " " +
           std::to_string(box.right) + " " + std::to_string(box.bottom);
}

std::string words_of(const Line& line, const std::string& id) {
    std::string result;
    std::size_t done = 0;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        const Word& word = line.words[i];
        result += escape_markup(std::string_view(line.text).substr(done, word.begin - done));
        result += "<span class=\"ocrx_word\" id=\"word" + id + "_" + std::to_string(i + 1) + "\" title=\"" +
                  bbox(word.box) + "; x_wconf " + std::to_string(std::lround(word.confidence * 100)) + "\">" +
                  escape_markup(std::string_view(line.text).substr(word.begin, word.end - word.begin)) +
                  "</span>";
        done = word.end;
    }
    return result + escape_markup(std::string_view(line.text).substr(done));
}

std::string page_element(const OcrPage& page) {
    const std::string number = std::to_string(page.page);
    std::string result = "<div class=\"ocr_page\" id=\"page_" + number + "\" title=\"" +
                         bbox({0, 0, page.size.width, page.size.height}) + "; ppageno " +
                         std::to_string(page.page - 1) + "\">\n";
    for (const Line& line : page.lines) {
        const std::string id = "_" + number + "_" + std::to_string(line.number);
        result += "<span class=\"ocr_line\" id=\"line" + id + "\"" +
                  (line.box ? " title=\"" + bbox(*line.box) + "\"" : std::string()) + ">" +
                  words_of(line, id) + "</span>\n";
    }
    return result + "</div>\n";
}

}  // namespace

std::string to_hocr(const std::vector<OcrPage>& pages) {
    const std::string system =
        pages.empty() ? "saraban"
                      : escape_markup("saraban, " + pages[0].engine.name + " " + pages[0].engine.version);
    std::string result =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
        "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"th\" lang=\"th\">\n<head>\n<title></title>\n"
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n"
        "<meta name=\"ocr-system\" content=\"" +
        system +
        "\"/>\n<meta name=\"ocr-capabilities\" content=\"ocr_page ocr_line ocrx_word\"/>\n</head>\n<body>\n";
    for (const OcrPage& page : pages)
        result += page_element(page);
    return result + "</body>\n</html>\n";
}

}  // namespace saraban
