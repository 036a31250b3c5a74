#include "pipeline/ocr/tesseract_engine.h"

#include "pipeline/image/frames.h"
#include "pipeline/image/text_lines.h"
#include "pipeline/model/error.h"
#include "pipeline/model/sha256.h"
#include "pipeline/ocr/model_file.h"
#include "pipeline/ocr/pen_places.h"
#include "pipeline/ocr/read_line.h"
#include "pipeline/ocr/stamp_lines.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

namespace saraban {
namespace {

std::string read_model(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw Error(ExitCode::Unusable,
                    path.string() + ": the recognition model cannot be read; install it or name another one");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string text_at(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level) {
    const std::unique_ptr<char[]> text(at.GetUTF8Text(level));
    return text ? text.get() : "";
}

/// A line's image as the engine gets it.
struct Seen {
    PixPtr image;
    float wide = 1;  ///< its columns a column of the line
    const TextLine& line;

    /// A column of it as one of the page.
    [[nodiscard]] int on_page(int x) const {
        return line.area.left + static_cast<int>(std::lround(static_cast<float>(x) / wide));
    }
};

/// From pixels of the line's image to those of the page; the height is that of the letters and marks in it.
Box on_page(const Box& box, const Seen& seen) {
    const TextLine& line = seen.line;
    const int left = seen.on_page(box.left), right = seen.on_page(box.right);
    std::optional<Box> tight;
    for (const Box& part : line.parts) {
        const int middle = (part.left + part.right) / 2;
        if (middle >= left && middle < right) tight = tight ? unite(*tight, part) : part;
    }
    return tight.value_or(Box{left, line.band.top, right, line.band.bottom});
}

bool is_digit(std::string_view character) {
    const std::string ascii = ascii_digits(character);
    return ascii.size() == 1 && '0' <= ascii[0] && ascii[0] <= '9';
}

/// Digits that the engine saw in the place of the digit that `at` stands on. Empty unless it was asked for
/// choices.
std::vector<DoubtfulDigit::Other> others_at(const tesseract::ResultIterator& at, const std::string& read) {
    std::vector<DoubtfulDigit::Other> out;
    tesseract::ChoiceIterator choice(at);
    do {
        const char* text = choice.GetUTF8Text();
        if (text == nullptr || text == read || !is_digit(text) || choice.Confidence() <= 0) continue;
        out.push_back({.digit = ascii_digits(text)[0], .weight = choice.Confidence() / 100});
    } while (choice.Next());
    return out;
}

/// The characters of the word that `at` stands on.
void add_symbols(tesseract::ResultIterator at, const Seen& seen, ReadLine& line) {
    while (true) {
        ReadSymbol symbol{.text = text_at(at, tesseract::RIL_SYMBOL),
                          .word = line.words.size(),
                          .confidence = at.Confidence(tesseract::RIL_SYMBOL) / 100,
                          .others = {}};
        if (is_digit(symbol.text)) symbol.others = others_at(at, symbol.text);
        int top = 0, bottom = 0;
        if (at.BoundingBox(tesseract::RIL_SYMBOL, &symbol.left, &top, &symbol.right, &bottom)) {
            symbol.left = seen.on_page(symbol.left);
            symbol.right = seen.on_page(symbol.right);
            line.symbols.push_back(std::move(symbol));
        }
        if (at.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) ||
            !at.Next(tesseract::RIL_SYMBOL))
            return;
    }
}

/// The words of the line that `at` stands on, with blanks where the line's text has them; moves to its last
/// word.
void add_words(tesseract::ResultIterator& at, ReadLine& read_line, const Seen& seen, const CleanPage& page) {
    std::vector<ReadWord>& words = read_line.words;
    const std::string line = text_at(at, tesseract::RIL_TEXTLINE);
    std::size_t read = 0;
    while (true) {
        ReadWord word;
        word.text = text_at(at, tesseract::RIL_WORD);
        Box box;
        if (at.BoundingBox(tesseract::RIL_WORD, &box.left, &box.top, &box.right, &box.bottom))
            word.box = page.to_source(on_page(box, seen));
        word.confidence = at.Confidence(tesseract::RIL_WORD) / 100;
        const std::size_t begin = line.find(word.text, read);
        if (begin != std::string::npos) {
            word.blank_before = line.substr(read, begin - read).find(' ') != std::string::npos;
            read = begin + word.text.size();
        }
        add_symbols(at, seen, read_line);
        words.push_back(std::move(word));
        if (at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD) ||
            !at.Next(tesseract::RIL_WORD))
            return;
    }
}

/// The line pressed together, grey and 48 rows high as the network takes it: Tesseract would scale it so as
/// well, but keep its shape.
Seen as_seen(const TextLine& line, double press) {
    constexpr float kRows = 48;
    constexpr int kWhite = 255;
    Pix* image = line.image.get();
    if (press == 1) return {PixPtr(pixClone(image)), 1, line};
    const float tall = kRows / static_cast<float>(pixGetHeight(image));
    const float wide = tall * static_cast<float>(press);
    const PixPtr grey(pixConvert1To8(nullptr, image, kWhite, 0));
    return {PixPtr(pixScale(grey.get(), wide, tall)), wide, line};
}

bool has_digit(const ReadSymbol& symbol) {
    return is_digit(symbol.text);
}

bool is_doubtful(const ReadSymbol& symbol) {
    constexpr float kSure =
        0.989F;  // on bad copies of 85 dpi, of digits read rightly 1 in 6 is below, of the others 49 in 50
    return is_digit(symbol.text) && symbol.confidence < kSure;
}

/// Numbers of letters have a slash, dates a year of this century: 25.. of the Buddhist era.
bool may_hold_a_value(const ReadLine& line) {
    std::string text;
    for (const ReadSymbol& symbol : line.symbols)
        text += ascii_digits(symbol.text);
    return text.find('/') != std::string::npos || text.find("25") != std::string::npos;
}

constexpr int kWholeDate = 5;

/// How much of `15 พ.ย. 2553` the words show: 1 digits at both ends, 2 a year of the Buddhist era, 3 and a
/// day, 4 and one letter of a month between them, 5 and a month.
int shown_of_date(const std::vector<ReadWord>& words) {
    static constexpr std::array<std::string_view, 12> kMonths{"มค", "กพ", "มีค", "เมย", "พค", "มิย",
                                                              "กค", "สค", "กย", "ตค",  "พย", "ธค"};
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::size_t kYear = 4, kDay = 2;
    std::string text;
    for (const ReadWord& word : words)
        text += ascii_digits(word.text);
    std::erase_if(text, [](char c) { return c == '.' || c == ' ' || c == '-' || c == '_'; });
    const std::size_t day = text.find_first_not_of(kDigits), last = text.find_last_not_of(kDigits);
    if (day == 0 || day == std::string::npos || text.size() - last < kDay) return 0;
    const std::string_view year = std::string_view(text).substr(last + 1);
    if (year.size() != kYear || !year.starts_with("25")) return 1;
    if (day > kDay || std::stoi(text.substr(0, day)) > 31) return 2;
    const std::string_view month = std::string_view(text).substr(day, last + 1 - day);
    constexpr std::size_t kLetter = 3;  // bytes
    const auto shares_a_letter = [&](std::string_view name) {
        return month.size() == name.size() &&
               (month.substr(0, kLetter) == name.substr(0, kLetter) ||
                month.substr(month.size() - kLetter) == name.substr(name.size() - kLetter));
    };
    if (std::ranges::count(kMonths, month) > 0) return kWholeDate;
    return std::ranges::any_of(kMonths, shares_a_letter) ? 4 : 3;
}

/// The doubtful digits of every word. A word does not say whose text is not that of its symbols, or that has
/// one and was not asked what else was seen there.
void set_doubts(ReadLine& line, bool asked) {
    std::vector<std::string> spelled(line.words.size());
    for (ReadWord& word : line.words)
        word.doubts.emplace();
    for (const ReadSymbol& symbol : line.symbols) {
        if (symbol.word >= spelled.size()) continue;
        std::string& text = spelled[symbol.word];
        if (is_doubtful(symbol))
            line.words[symbol.word].doubts->push_back({.at = text.size(), .others = symbol.others});
        text += symbol.text;
    }
    for (std::size_t i = 0; i < spelled.size(); ++i) {
        DoubtfulDigits& doubts = line.words[i].doubts;
        if (spelled[i] != line.words[i].text || (!asked && !doubts->empty())) doubts.reset();
    }
}

}  // namespace

struct TesseractEngine::Impl {
    tesseract::TessBaseAPI api;
    EngineInfo info;
    double press = 1;
    std::optional<PenPlaces> pen;

    void read(ReadLine& line, const CleanPage& page);
    void read_once(ReadLine& line, const CleanPage& page, double width);
    void read_type(ReadLine& line, const CleanPage& page);
    std::vector<ReadLine> read_lines(const CleanPage& page, const std::vector<Stamp>& stamps);
};

void TesseractEngine::Impl::read(ReadLine& line, const CleanPage& page) {
    read_once(line, page, press);
    // What else it saw costs a second reading: asked where a digit of a number or a date is doubtful.
    const bool asked = std::ranges::any_of(line.symbols, is_doubtful) && may_hold_a_value(line);
    if (asked) {
        api.SetVariable("lstm_choice_mode", "2");
        read_once(line, page, press);
        api.SetVariable("lstm_choice_mode", "0");
    }
    set_doubts(line, asked);
}

void TesseractEngine::Impl::read_once(ReadLine& line, const CleanPage& page, double width) {
    line.words.clear();
    line.symbols.clear();
    const Seen seen = as_seen(line.line, width);
    if (!seen.image) return;
    api.SetImage(seen.image.get());
    if (api.Recognize(nullptr) != 0) return;
    const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
    if (at && !at->Empty(tesseract::RIL_WORD)) add_words(*at, line, seen, page);
    api.Clear();
}

/// A line of a stamp. The type of daters is narrow: what has digits is read once more drawn out, and taken so
/// where that shows more of a date.
void TesseractEngine::Impl::read_type(ReadLine& line, const CleanPage& page) {
    read(line, page);
    constexpr std::array kWidths{1.2, 1.4, 2.0};
    for (const double width : kWidths) {
        const int shown = shown_of_date(line.words);
        if (shown == kWholeDate || !std::ranges::any_of(line.symbols, has_digit)) return;
        ReadLine wider{.line = std::move(line.line), .words = {}, .symbols = {}};
        read_once(wider, page, width);
        set_doubts(wider, false);
        if (shown_of_date(wider.words) <= shown) {
            wider.words = std::move(line.words);
            wider.symbols = std::move(line.symbols);
        }
        line = std::move(wider);
    }
}

/// The lines of the page, of both layers of ink, but for what stands in a stamp.
std::vector<ReadLine> TesseractEngine::Impl::read_lines(const CleanPage& page,
                                                        const std::vector<Stamp>& stamps) {
    std::vector<TextLine> text_lines = find_text_lines(page.image.get(), page.dpi);
    if (page.coloured) {
        std::vector<TextLine> coloured = find_text_lines(page.coloured.get(), page.dpi);
        std::erase_if(coloured, [&](const TextLine& line) {
            const int x = (line.band.left + line.band.right) / 2, y = (line.band.top + line.band.bottom) / 2;
            return std::ranges::any_of(stamps, [&](const Stamp& stamp) {
                return x >= stamp.box.left && x < stamp.box.right && y >= stamp.box.top &&
                       y < stamp.box.bottom;
            });
        });
        std::ranges::move(coloured, std::back_inserter(text_lines));
        order_by_rows(text_lines);
    }
    std::vector<ReadLine> lines;
    for (TextLine& text_line : text_lines)
        read(lines.emplace_back(ReadLine{.line = std::move(text_line), .words = {}, .symbols = {}}), page);
    if (pen) pen->find(lines, page, [&](ReadLine& line) { read(line, page); });
    return lines;
}

TesseractEngine::TesseractEngine(const TesseractSettings& settings) : impl_(std::make_unique<Impl>()) {
    const std::string name = settings.model.stem().string();
    const bool several = name.find('+') != std::string::npos;
    const std::string model = several ? std::string() : read_model(settings.model);
    impl_->press = settings.press;
    auto& api = impl_->api;
    api.SetVariable("debug_file", "/dev/null");
    const int refused =
        several ? api.Init(settings.model.parent_path().c_str(), name.c_str(), tesseract::OEM_LSTM_ONLY)
                : api.Init(model.data(), static_cast<int>(model.size()), name.c_str(),
                           tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr, nullptr, false, nullptr);
    if (refused != 0)
        throw Error(ExitCode::Unusable,
                    settings.model.string() +
                        ": Tesseract refuses this recognition model; install it again or name "
                        "another one");
    // Thai has no blanks between words: those that the network saw are kept, no others are made.
    api.SetVariable("preserve_interword_spaces", "1");
    api.SetVariable("tessedit_do_invert", "0");  // letters are black on white
    api.SetPageSegMode(static_cast<tesseract::PageSegMode>(settings.segmentation));
    const auto beside = settings.model.parent_path() / "pen_digits.bin";
    if (!settings.pen.empty() || std::filesystem::exists(beside))
        impl_->pen.emplace(settings.pen.empty() ? beside : settings.pen);
    impl_->info = {.name = "tesseract",
                   .version = std::string(tesseract::TessBaseAPI::Version()),
                   .model_sha256 = sha256(model)};
}

TesseractEngine::~TesseractEngine() = default;

EngineInfo TesseractEngine::info() const {
    return impl_->info;
}

OcrPage TesseractEngine::read(const CleanPage& page) {
    OcrPage result;
    result.page = page.page;
    result.size = page.source;
    result.dpi = page.source_dpi;
    result.quarter_turns = page.quarter_turns;
    result.engine = impl_->info;
    const auto add = [&](Line line, int stamp) {
        if (line.text.empty()) return;
        line.number = static_cast<int>(result.lines.size()) + 1;
        line.stamp = stamp;
        result.lines.push_back(std::move(line));
    };
    const std::vector<Stamp> stamps = cut_stamps(page);
    for (const ReadLine& read_line : impl_->read_lines(page, stamps))
        add(make_line(page.page, read_line.words), 0);
    for (const Stamp& stamp : stamps) {
        result.stamps.push_back(page.to_source(stamp.box));
        const auto read_one = [&](ReadLine& one, const CleanPage& cut) { impl_->read_type(one, cut); };
        for (Line& line : read_stamp(stamp, read_one))
            add(std::move(line), static_cast<int>(result.stamps.size()));
    }
    for (const Box& frame : find_frames(page.image.get(), page.dpi))
        result.frames.push_back(page.to_source(frame));
    return result;
}

std::string missing_thai_digits(const std::filesystem::path& model) {
    const std::string unicharset = unicharset_of(read_model(model));
    if (unicharset.empty())
        throw Error(ExitCode::Unusable,
                    model.string() +
                        ": is no recognition model of Tesseract 4 or 5; install it again or name "
                        "another one");
    return thai_digits_missing_in(unicharset);
}

}  // namespace saraban
