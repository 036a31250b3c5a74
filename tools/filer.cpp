#include "tools/filer.h"

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
      include_secret_(asked.include_secret) {}

std::filesystem::path Filer::drawn(const Input& input) const {
    return stage_.path() / sha256(input.name);
}

void Filer::draw(const Input& input, const Ingested& file) const {
    if (!file.records.empty()) draw_views(drawn(input), input.path, file.pages, file.records);
}

void Filer::file(const Input& input, const Ingested& file) {
    if (file.records.empty()) return;
    archive_.add(
        Filing{.source = file.source,
               .original = input.path,
               .pages = file.pages,
               .further_page = [&](int page) { return kept_page(journal_, file.source.sha256, page); },
               .stage = stage_.path(),
               .views = take_views(drawn(input), input.name, session_),
               .records = file.records,
               .rules_version = rules_version_,
               .include_secret = include_secret_});
    std::error_code ignored;
    std::filesystem::remove_all(drawn(input), ignored);
    journal_.forget(file.source.sha256);
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
