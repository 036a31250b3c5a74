#pragma once

#include "pipeline/model/page.h"
#include "pipeline/text/thai.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace saraban::test {

/// A text as the page a text file becomes.
inline std::vector<OcrPage> text_page(const std::string& text) {
    std::vector<OcrPage> pages(1);
    std::istringstream in(text);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number)
        pages.front().lines.push_back(
            {.page = 1, .number = number, .text = normalise(line), .words = {}, .box = {}});
    return pages;
}

inline std::string content_of(const std::string& file) {
    std::ifstream in(file);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) throw std::runtime_error("cannot read " + file);
    return content.str();
}

}  // namespace saraban::test
