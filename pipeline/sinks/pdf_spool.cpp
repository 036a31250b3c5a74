#include "pipeline/sinks/pdf_spool.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <array>
#include <utility>

#include <qpdf/Pipeline.hh>

namespace saraban {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
    throw Error(ExitCode::NothingRead, path.string() + ": cannot be " + what + "; is the disk full?");
}

}  // namespace

/// Writes its part of the spool into the PDF.
class PdfSpool::Piece : public QPDFObjectHandle::StreamDataProvider {
public:
    Piece(PdfSpool& spool, std::uint64_t begin, std::uint64_t size)
        : spool_(spool), begin_(begin), size_(size) {}

    void provideStreamData(QPDFObjGen const& /*object*/, Pipeline* to) override {
        std::array<char, 1U << 16U> buffer{};
        std::fstream& file = spool_.file_;
        file.seekg(static_cast<std::streamoff>(begin_));
        for (std::uint64_t left = size_; left > 0;) {
            const auto part = std::min<std::uint64_t>(left, buffer.size());
            if (!file.read(buffer.data(), static_cast<std::streamsize>(part))) fail(spool_.path_, "read");
            to->write(reinterpret_cast<const unsigned char*>(buffer.data()), part);
            left -= part;
        }
        to->finish();
    }

private:
    PdfSpool& spool_;
    std::uint64_t begin_, size_;
};

PdfSpool::PdfSpool(std::filesystem::path path)
    : path_(std::move(path)),
      file_(path_, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc) {
    if (!file_) fail(path_, "made");
}

PdfSpool::~PdfSpool() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

std::shared_ptr<QPDFObjectHandle::StreamDataProvider> PdfSpool::keep(std::string_view bytes) {
    if (!file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
        fail(path_, "written");
    return std::make_shared<Piece>(*this, std::exchange(size_, size_ + bytes.size()), bytes.size());
}

}  // namespace saraban
