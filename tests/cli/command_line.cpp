#include "tests/cli/command_line.h"

#include "tests/support/sample_files.h"

#include <csignal>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saraban::test {

namespace {

/// Between fork and exec. Without these two capabilities root reads what its permissions allow.
void become(const Given& given) {
    if (!given.may_read_all && geteuid() == 0 &&
        (prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) != 0 || prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH) != 0))
        _exit(126);
    if (given.file_bytes > 0) {
        const rlimit most{given.file_bytes, given.file_bytes};
        setrlimit(RLIMIT_FSIZE, &most);
        std::signal(SIGXFSZ, SIG_IGN);
    }
}

}  // namespace

Run run_saraban(const std::vector<std::string>& arguments, const Given& given) {
    const Folder folder;
    const auto in = folder.write("in", given.input);
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
        become(given);
        execv(argv[0], argv.data());
        _exit(127);
    }
    if (given.meanwhile) given.meanwhile(child, out);
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(err)};
}

Run run_saraban(const std::vector<std::string>& arguments, const std::string& input) {
    return run_saraban(arguments, Given{.input = input});
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

}  // namespace saraban::test
