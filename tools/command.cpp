#include "tools/command.h"

#include "pipeline/model/sha256.h"
#include "tools/archive_command.h"
#include "tools/batch.h"

namespace saraban {
namespace {

std::string model_line(const Session& session) {
    try {
        const auto model = session.model();
        return model.filename().string() + ' ' + sha256_of_file(model).substr(0, 16);
    } catch (const Error&) {
        return "none";
    }
}

std::string rules_line(const Session& session) {
    try {
        return rules_version(session.schemas());
    } catch (const Error&) {
        return "none";
    }
}

}  // namespace

std::string version_text(const Session& session) {
    return "saraban " SARABAN_VERSION "\nmodel " + model_line(session) + "\nrules " + rules_line(session) +
           "\n" SARABAN_LIBRARIES;
}

void add_commands(CLI::App& app, Session& session) {
    app.name("saraban");
    app.description("Saraban reads scanned Thai official letters into checked records.");
    app.set_version_flag(
        "--version", [&session] { return version_text(session); },
        "versions of the program, its model, rules and libraries");
    app.require_subcommand(1);
    app.fallthrough();
    session.add_options(app);
    add_ingest(app, session);
    add_read(app, session);
    add_explain(app, session);
    add_deadlines(app, session);
    add_eval(app, session);
    add_calibrate(app, session);
    add_doctor(app, session);
    add_rules(app, session);
    add_search(app, session);
    add_show(app, session);
    add_cited(app, session);
    add_copies(app, session);
    add_export(app, session);
    add_import(app, session);
    add_verify(app, session);
}

}  // namespace saraban
