#include "tools/filer.h"

#include "pipeline/model/error.h"
#include "tools/archive_views.h"
#include "tools/engine.h"

namespace saraban {

Filer::Filer(const ArchiveOptions& asked, std::string rules_version, Session& session)
    : session_(session),
      archive_(asked.open(session, Archive::Mode::Write)),
      journal_(asked.directory / "journal", reader_name(session)),
      rules_version_(std::move(rules_version)),
      include_secret_(asked.include_secret) {}

void Filer::file(const Input& input, const Ingested& file) {
    if (file.records.empty()) return;
    archive_.add(Filing{.source = file.source,
                        .original = input.path,
                        .pages = file.pages,
                        .views = make_views(input.path, file.pages, file.records, session_),
                        .records = file.records,
                        .rules_version = rules_version_,
                        .include_secret = include_secret_});
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
