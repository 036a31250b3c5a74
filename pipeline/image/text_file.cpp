#include "pipeline/image/text_file.h"

#include "pipeline/text/thai.h"

#include <algorithm>
#include <string>

namespace saraban {
namespace {

OcrPage empty_page(int number) {
    OcrPage page;
    page.page = number;
    page.engine.name = "text";
    return page;
}

Line make_line(std::string_view text, int page, int number) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    Line line;
    line.page = page;
    line.number = number;
    line.text = normalise(text);
    return line;
}

}  // namespace

std::vector<OcrPage> pages_of_text(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<OcrPage> pages = {empty_page(1)};
    int number = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\n\f"), text.size());
        OcrPage& page = pages.back();
        page.lines.push_back(make_line(text.substr(0, end), page.page, number));
        const bool turns = end < text.size() && text[end] == '\f';
        if (!turns) ++number;
        text.remove_prefix(std::min(end + 1, text.size()));
        if (turns && !text.empty()) pages.push_back(empty_page(page.page + 1));
    }
    return pages;
}

}  // namespace saraban
