#include "pipeline/model/error.h"
#include "pipeline/process/child.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace saraban {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "saraban-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw Error(ExitCode::Unusable, name + ": no temporary folder can be made (" +
                                            std::string(std::strerror(errno)) +
                                            "); set TMPDIR to a folder with room");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace saraban
