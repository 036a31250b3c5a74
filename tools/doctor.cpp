#include "extractors/rule_book.h"
#include "pipeline/image/limits.h"
#include "pipeline/model/sha256.h"
#include "pipeline/reconcile/reconcile.h"
#include "tools/engine.h"

#include <array>
#include <cstdlib>
#include <iostream>

#include <unistd.h>

namespace saraban {
namespace {

namespace fs = std::filesystem;

/// `name` on PATH; empty when it is not there.
fs::path find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        const fs::path program = fs::path(rest.substr(0, end)) / name;
        if (access(program.c_str(), X_OK) == 0) return program;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

/// One line a check: `ok  what: detail` or `BAD what: cause and next step`.
class Report {
public:
    template <class Check>
    void check(const std::string& what, const Check& check) {
        try {
            const std::string found = check();
            std::cout << "ok   " << what << ": " << found << '\n';
        } catch (const Error& e) {
            std::cout << "BAD  " << what << ": " << e.what() << '\n';
            bad_ = true;
        }
    }
    [[nodiscard]] ExitCode exit_code() const { return bad_ ? ExitCode::Unusable : ExitCode::Done; }

private:
    bool bad_ = false;
};

std::string program(const std::string& name) {
    const fs::path found = find_program(name);
    if (found.empty())
        throw Error(ExitCode::Unusable,
                    "not installed, PDF files cannot be read; apt-get install poppler-utils");
    return found.string();
}

ExitCode doctor(const Session& session) {
    Report report;
    report.check("model",
                 [&] { return session.model().string() + ", sha256 " + sha256_of_file(session.model()); });
    report.check("digits", [&] {
        check_digits(session.model());
        return std::string("the model writes ๐๑๒๓๔๕๖๗๘๙");
    });
    report.check("rules", [&] {
        return session.schemas().string() + ", " +
               std::to_string(load_rule_book(session.schemas()).kinds.size()) + " kinds of letter";
    });
    report.check("vocabularies", [&] {
        (void)load_reconciler(session.schemas());
        return (session.schemas() / "vocabularies").string();
    });
    for (const char* name : {"pdfimages", "pdftoppm", "pdftotext"})
        report.check(name, [&] { return program(name); });
    report.check("libraries", [] { return std::string(SARABAN_LIBRARIES); });
    const Limits limits;
    report.check("limits", [&] {
        return std::to_string(limits.pages) + " pages and " + std::to_string(limits.file_bytes >> 20U) +
               " MiB a file, " + std::to_string(limits.pixels / 1'000'000) + " megapixels a page";
    });
    return report.exit_code();
}

}  // namespace

void add_doctor(CLI::App& app, Session& session) {
    app.add_subcommand("doctor",
                       "is everything here that reading needs? model, digits, rules, programs, limits")
        ->callback([&session] { session.run = [&session] { return doctor(session); }; });
}

}  // namespace saraban
