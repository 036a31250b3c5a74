#include "pipeline/sinks/jsonl.h"

#include "pipeline/model/error.h"
#include "pipeline/sinks/record_json.h"

#include <cerrno>
#include <system_error>

namespace saraban {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* next) {
    throw Error(ExitCode::Unusable, path.string() + ": cannot be written: " +
                                        std::generic_category().message(errno) + "; " + next);
}

}  // namespace

std::string jsonl_line(const Record& record) {
    return to_json(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

JsonlFile::JsonlFile(std::filesystem::path path) : path_(std::move(path)), out_(path_, std::ios::binary) {
    if (!out_) fail(path_, "choose another with --output");
}

void JsonlFile::add(const Record& record) {
    const std::string line = jsonl_line(record) + '\n';
    errno = 0;
    if (!(out_ << line)) cut();
    added_ += line.size();
}

void JsonlFile::keep() {
    errno = 0;
    if (!out_.flush()) cut();
    whole_ = added_;
}

void JsonlFile::write(const std::vector<Record>& records) {
    for (const Record& record : records)
        add(record);
    keep();
}

void JsonlFile::cut() {
    const int cause = errno;
    out_.close();
    std::error_code ignored;  // a device cannot be cut
    std::filesystem::resize_file(path_, whole_, ignored);
    errno = cause;
    fail(path_, "the letters before are whole in it; free some space and run again");
}

}  // namespace saraban
