#include "tools/filer.h"

#include "pipeline/image/view_image.h"
#include "pipeline/model/error.h"
#include "pipeline/model/sha256.h"
#include "tools/archive_views.h"
#include "tools/engine.h"

namespace saraban {

Filer::Filer(const ArchiveOptions& asked, std::string rules_version, Session& session)
    : session_(session),
      archive_(asked.open(session, Archive::Mode::Write)),
      journal_(asked.directory / "journal", reader_name(session)),
      stage_(asked.directory / "stage"),
      rules_version_(std::move(rules_version)),
      include_secret_(asked.include_secret) {
    constexpr std::int64_t kArchive = std::int64_t{96} << 20;  // of 200 MB that a batch of any size may take
    archive_.limit_memory(kArchive);
}

std::filesystem::path Filer::drawn(const Input& input) const {
    return stage_.path() / sha256(input.name);
}

void Filer::take_part(Settings& settings) const {
    settings.journal = &journal_;
    settings.on_picture = [this](const std::string& sha256, const PageImage& image, const OcrPage& page) {
        const ViewImage view = view_image(image, page.dpi, page.quarter_turns);
        journal_.keep_picture(sha256, page.page, view.extension, view.bytes);
    };
}

void Filer::draw(const Input& input, const Ingested& file) const {
    const bool text = !file.pages.empty() && file.pages.front().size == Size{};
    if (file.records.empty() || text) return;
    const std::string& sha256 = file.source.sha256;
    ReadFile read = read_file(input.path, file.pages, file.records);
    read.page = [&, page = std::move(read.page)](int number) {
        auto kept = kept_page(journal_, sha256, number);
        return kept ? kept : page(number);
    };
    read.picture = [&](int number) { return journal_.picture(sha256, number); };
    draw_views(drawn(input), read);
}

void Filer::file(const Input& input, const FileResult& file) {
    const FileHead& head = file.head();
    if (head.letters == 0) return journal_.forget_pictures(head.source.sha256, head.source.pages);
    Filing filing{
        .source = head.source,
        .original = input.path,
        .further_page = [&](int page) { return kept_page(journal_, head.source.sha256, page); },
        .stage = stage_.path(),
        .views = take_views(drawn(input), input.name, session_),
        .further_letters = FurtherLetters{.count = static_cast<std::size_t>(head.letters),
                                          .for_each = [&](const auto& visit) { file.for_each_letter(visit); },
                                          .engine = head.engine,
                                          .secret = head.secret},
        .rules_version = rules_version_,
        .include_secret = include_secret_};
    file.for_each_page([&](const OcrPage& page) { filing.pages.push_back(page); });
    archive_.add(filing);
    std::error_code ignored;
    std::filesystem::remove_all(drawn(input), ignored);
    journal_.forget(head.source.sha256);
}

bool Filer::holds(Input& input) {
    try {
        return archive_.holds(input.hash());
    } catch (const Error& e) {
        if (e.code() == ExitCode::Unusable) throw;
        return false;
    }
}

}  // namespace saraban
