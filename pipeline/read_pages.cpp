#include "pipeline/image/codes.h"
#include "pipeline/image/document.h"
#include "pipeline/ingest.h"
#include "pipeline/model/error.h"
#include "pipeline/sinks/page_json.h"
#include "pipeline/sinks/record_json.h"

#include <algorithm>
#include <deque>
#include <map>

namespace saraban {
namespace {

using Json = nlohmann::json;

constexpr int kAttempts = 2;

/// What came of a page: the page, or nothing with an issue that says why.
struct ReadPage {
    std::optional<OcrPage> page;
    std::vector<Issue> issues;
};

void show(const Document& document, const PageImage& image, const OcrPage& page, const Settings& settings) {
    if (!settings.on_picture) return;
    try {
        settings.on_picture(document.sha256(), image, page);
    } catch (const Error& e) {
        if (e.code() == ExitCode::Unusable) throw;  // without its picture it is read as well
    }
}

/// The codes of a page whose text needs no reading: they are drawn. A page that cannot be drawn has none.
void add_what_is_drawn(const Document& document, OcrPage& page, const Settings& settings) try {
    const PageImage image = document.image(page.page);
    page.codes = find_codes(image);
    const Size size = page.size, drawn = size_of(image);
    for (Code& code : page.codes)
        code.box = {code.box.left * size.width / drawn.width, code.box.top * size.height / drawn.height,
                    code.box.right * size.width / drawn.width, code.box.bottom * size.height / drawn.height};
    show(document, image, page, settings);
} catch (const Error& e) {
    if (e.code() == ExitCode::Unusable) throw;
}

ReadPage read_page(const Document& document, int page, OcrEngine& engine, const Settings& settings) {
    if (auto text = document.text(page)) {
        add_what_is_drawn(document, *text, settings);
        return {.page = *std::move(text), .issues = {}};
    }
    const PageImage image = document.image(page);
    const CleanPage cleaned = clean(image, settings.clean);
    ReadPage read{.page = engine.read(cleaned), .issues = cleaned.issues};
    read.page->codes = find_codes(image);
    show(document, image, *read.page, settings);
    return read;
}

ReadPage unreadable(const std::string& message) {
    return {.page = std::nullopt,
            .issues = {{.code = "page_unreadable", .severity = Severity::Error, .message = message}}};
}

std::string to_text(const ReadPage& read) {
    Json issues = Json::array();
    for (const Issue& issue : read.issues)
        issues.push_back(Json(to_json(issue)));
    Json out{{"issues", std::move(issues)}};
    if (read.page) out["page"] = page_to_json(*read.page);
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// std::nullopt: not all of it is there.
std::optional<ReadPage> from_text(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object()) return std::nullopt;
    if (json.contains("unusable")) throw Error(ExitCode::Unusable, json.at("unusable"));
    ReadPage read;
    for (const Json& issue : json.at("issues"))
        read.issues.push_back(issue_from_json(issue));
    if (json.contains("page")) read.page = page_from_json(json.at("page").get<std::string>());
    return read;
}

/// In the child: what the file is to blame for is an issue, what stops the command is told to the parent.
std::string read_in_child(const Document& document, int page, OcrEngine& engine, const Settings& settings) {
    keep_freed_memory();
    try {
        return to_text(read_page(document, page, engine, settings));
    } catch (const Error& e) {
        if (e.code() == ExitCode::Unusable) return Json{{"unusable", e.what()}}.dump();
        return to_text(unreadable(e.what()));
    }
}

/// Reads the pages of a document that are not in the journal, each in a process of its own.
class PageReader {
public:
    PageReader(const Document& document, OcrEngine& engine, const Settings& settings)
        : document_(document), engine_(engine), settings_(settings), children_(settings.page_limits) {}

    std::vector<ReadPage> read_all();

private:
    [[nodiscard]] std::optional<ReadPage> kept(int page) const {
        if (settings_.journal == nullptr) return std::nullopt;
        const auto text = settings_.journal->find(document_.sha256(), page);
        return text ? from_text(*text) : std::nullopt;
    }
    void start(int page) {
        ++attempts_[page];
        children_.start(page,
                        [&](const auto&) { return read_in_child(document_, page, engine_, settings_); });
    }
    void take(const Children::Ended& ended, ReadPage& out);

    const Document& document_;
    OcrEngine& engine_;
    const Settings& settings_;
    Children children_;
    std::deque<int> waiting_;
    std::map<int, int> attempts_;
};

/// A result that is not whole is tried once more: what kills a page is often the moment, not the page.
void PageReader::take(const Children::Ended& ended, ReadPage& out) {
    const int page = ended.id;
    std::optional<ReadPage> read;
    if (ended.result.ok()) read = from_text(ended.result.output);
    if (!read && attempts_[page] < kAttempts) return waiting_.push_front(page);
    if (!read)
        out = unreadable(document_.path().string() + ", page " + std::to_string(page) +
                         ": reading it was stopped twice (" + ended.result.reason +
                         "); the other pages are not affected; scan the page again or enter it by hand");
    else
        out = *std::move(read);
    if (out.page && settings_.journal != nullptr)
        settings_.journal->keep(document_.sha256(), page, ended.result.output);
    settings_.on_page();
}

std::vector<ReadPage> PageReader::read_all() {
    std::vector<ReadPage> all(static_cast<std::size_t>(document_.pages()));
    const auto at = [&](int page) -> ReadPage& { return all[static_cast<std::size_t>(page - 1)]; };
    for (int page = 1; page <= document_.pages(); ++page) {
        if (auto known = kept(page))
            at(page) = *std::move(known);
        else
            waiting_.push_back(page);
    }
    if (!waiting_.empty()) engine_.prepare();
    while (!waiting_.empty() || children_.at_work() > 0) {
        while (!waiting_.empty() && children_.at_work() < static_cast<std::size_t>(settings_.pages_at_once)) {
            start(waiting_.front());
            waiting_.pop_front();
        }
        const auto ended = children_.wait();
        take(ended, at(ended.id));
    }
    return all;
}

std::vector<ReadPage> text_pages(const Document& document) {
    std::vector<ReadPage> all;
    for (int page = 1; page <= document.pages(); ++page)
        all.push_back({.page = document.text(page), .issues = {}});
    return all;
}

}  // namespace

std::optional<OcrPage> kept_page(const PageJournal& journal, const std::string& sha256, int page) {
    const auto text = journal.find(sha256, page);
    auto read = text ? from_text(*text) : std::nullopt;
    return read ? std::move(read->page) : std::nullopt;
}

Ingested read_pages(const std::filesystem::path& path, OcrEngine& engine, const Settings& settings) {
    const Document document = Document::open(path, settings.limits);
    Ingested file{.source = {path.string(), document.sha256(), document.pages()},
                  .issues = document.issues()};
    auto pages = document.type() == FileType::Text ? text_pages(document)
                                                   : PageReader(document, engine, settings).read_all();
    for (ReadPage& read : pages) {
        if (read.page) file.pages.push_back(*std::move(read.page));
        std::ranges::move(read.issues, std::back_inserter(file.issues));
    }
    if (file.pages.empty()) throw Error(ExitCode::NothingRead, file.issues.back().message);
    return file;
}

}  // namespace saraban
