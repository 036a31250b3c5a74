#include "tools/archive_command.h"
#include "tools/session.h"

#include <cstdio>

namespace {

using namespace saraban;

int command(int argc, char** argv) {
    Session session;
    CLI::App app("Saraban reads scanned Thai official letters into checked records.", "saraban");
    app.set_version_flag("--version", "saraban " SARABAN_VERSION);
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
    add_export(app, session);
    add_import(app, session);
    add_verify(app, session);
    try {
        app.parse(argc, argv);
        return static_cast<int>(session.run());
    } catch (const CLI::ParseError& e) {
        return static_cast<int>(app.exit(e) == 0 ? ExitCode::Done : ExitCode::Usage);
    } catch (const Error& e) {
        session.say(std::string("saraban: ") + e.what(), "error",
                    {{"exit_code", static_cast<int>(e.code())}});
        return static_cast<int>(e.code());
    }
}

}  // namespace

/// Reads the options, runs what was asked for, turns what went wrong into a message and an exit code.
int main(int argc, char** argv) {
    try {
        return command(argc, argv);
    } catch (const std::exception& e) {
        std::fputs("saraban: ", stderr);
        std::fputs(e.what(), stderr);
        std::fputs("\n", stderr);
        return static_cast<int>(ExitCode::Unusable);
    }
}
