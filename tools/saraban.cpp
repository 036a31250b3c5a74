#include "tools/command.h"

#include <cstdio>

namespace {

using namespace saraban;

int command(int argc, char** argv) {
    Session session;
    CLI::App app;
    add_commands(app, session);
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
