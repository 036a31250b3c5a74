#include "tools/command.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

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

/// Tesseract's threads spend more time waiting for each other than they save, and OpenMP reads its limit only
/// when it is loaded: the command begins again with one. Where that cannot be done it goes on, slower.
void begin_again_with_one_thread(char** argv) {
    constexpr const char* kLimit = "OMP_THREAD_LIMIT";
    if (std::getenv(kLimit) || setenv(kLimit, "1", 1) != 0) return;
    execv("/proc/self/exe", argv);
}

}  // namespace

/// Reads the options, runs what was asked for, turns what went wrong into a message and an exit code.
int main(int argc, char** argv) {
    begin_again_with_one_thread(argv);
    try {
        return command(argc, argv);
    } catch (const std::exception& e) {
        std::fputs("saraban: ", stderr);
        std::fputs(e.what(), stderr);
        std::fputs("\n", stderr);
        return static_cast<int>(ExitCode::Unusable);
    }
}
