#include "tests/cli/command_line.h"

#include "tests/support/sample_files.h"

#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saraban::test {

Run run_saraban(const std::vector<std::string>& arguments, const std::string& input) {
    const Folder folder;
    const auto in = folder.write("in", input);
    const auto out = folder.write("out", ""), err = folder.write("err", "");
    std::vector<char*> argv{const_cast<char*>(SARABAN_COMMAND)};
    for (const std::string& a : arguments)
        argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) {
        dup2(open(in.c_str(), O_RDONLY), STDIN_FILENO);
        dup2(open(out.c_str(), O_WRONLY), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY), STDERR_FILENO);
        execv(argv[0], argv.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(err)};
}

}  // namespace saraban::test
