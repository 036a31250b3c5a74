#pragma once

#include <stdexcept>
#include <string>

namespace saraban {

/// Exit codes of the command (DESIGN: Command).
enum class ExitCode : int {
    Done = 0,
    SomeNeedReview = 1,  ///< some files need review or failed, the rest is done
    Usage = 2,
    Unusable = 3,      ///< missing model, rule error, unusable archive
    NothingRead = 4,   ///< nothing could be read
    Interrupted = 130  ///< resumable
};

/// What stops a command or a file. The message names the file, the page where there is one, the cause and the
/// next step.
class Error : public std::runtime_error {
public:
    Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
    [[nodiscard]] ExitCode code() const { return code_; }

private:
    ExitCode code_;
};

}  // namespace saraban
