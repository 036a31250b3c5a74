#include "pipeline/image/document.h"

#include "pipeline/image/page_source.h"
#include "pipeline/image/pdf_file.h"
#include "pipeline/image/pdf_page.h"
#include "pipeline/image/raster_file.h"
#include "pipeline/image/text_file.h"
#include "pipeline/model/error.h"
#include "pipeline/model/sha256.h"
#include "pipeline/text/thai.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include <leptonica/allheaders.h>
#include <unistd.h>

namespace saraban {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;

Error file_error(const std::filesystem::path& path, const std::string& cause) {
    return {ExitCode::NothingRead, path.string() + ": " + cause};
}

void check_readable(const std::filesystem::path& path, const Limits& limits) {
    namespace fs = std::filesystem;
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::not_found) throw file_error(path, "does not exist; check the path");
    if (status.type() == fs::file_type::directory && access(path.c_str(), R_OK | X_OK) != 0)
        throw file_error(path, "is a folder that may not be listed; change its permissions");
    if (status.type() == fs::file_type::directory)
        throw file_error(
            path,
            "is a folder; give files, or a folder that has some (.pdf, .tif, .png, .jpg, .txt, .zip, .eml)");
    if (status.type() == fs::file_type::regular && access(path.c_str(), R_OK) != 0)
        throw file_error(path, "may not be read; change its permissions");
    if (status.type() != fs::file_type::regular)
        throw file_error(path, "cannot be reached or is no regular file; check the path and its permissions");
    const std::uintmax_t bytes = fs::file_size(path, code);
    if (bytes == 0) throw file_error(path, "is empty (0 bytes); scan or copy it again");
    if (bytes > limits.file_bytes)
        throw file_error(path, "has " + std::to_string(bytes >> 20U) + " MiB, more than the limit of " +
                                   std::to_string(limits.file_bytes >> 20U) + " MiB; split it");
}

void check_pages(const std::filesystem::path& path, int pages, const Limits& limits) {
    if (pages > limits.pages)
        throw file_error(path, "has " + std::to_string(pages) + " pages, more than the limit of " +
                                   std::to_string(limits.pages) + "; split it");
}

std::string read_head(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string head(kHeadBytes, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

/// Leptonica goes on without the picture it found no memory for, and the page would come out with less on it
/// than it has.
void* allocate_or_end(std::size_t bytes) {
    void* memory = std::malloc(bytes);
    if (memory == nullptr) std::abort();
    return memory;
}

constexpr const char* kNotUtf8 =
    "is text but not UTF-8; convert it first, e.g. iconv -f TIS-620 -t UTF-8, and give the result";

std::vector<OcrPage> read_text_pages(const std::filesystem::path& path, const Limits& limits) {
    if (std::filesystem::file_size(path) > limits.text_bytes)
        throw file_error(
            path, "has more than " + std::to_string(limits.text_bytes >> 20U) + " MiB of text; split it");
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!is_utf8(text)) throw file_error(path, kNotUtf8);
    return pages_of_text(text);
}

Issue repaired_issue(const std::filesystem::path& path) {
    return {
        .code = "pdf_repaired",
        .severity = Severity::Warning,
        .field = {},
        .message = path.string() +
                   ": the PDF is damaged and was repaired for reading; compare its pages with the original",
        .evidence = std::nullopt};
}

}  // namespace

struct Document::Impl {
    std::filesystem::path path;
    Limits limits;
    FileType type = FileType::Unknown;
    std::string sha256;
    int pages = 0;
    std::vector<Issue> issues;
    std::optional<PdfFile> pdf;
    std::vector<OcrPage> text;
};

Document::Document(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Document Document::open(const std::filesystem::path& path, const Limits& limits) {
    check_readable(path, limits);
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->limits = limits;
    impl->type = file_type(read_head(path));
    setMsgSeverity(L_SEVERITY_NONE);  // every failure is reported by us, with file and page
    setPixMemoryManager(allocate_or_end, std::free);
    switch (impl->type) {
        case FileType::Pdf:
            impl->pdf.emplace(path, limits);
            impl->pages = impl->pdf->pages();
            if (impl->pdf->repaired()) impl->issues.push_back(repaired_issue(path));
            break;
        case FileType::Tiff:
        case FileType::Png:
        case FileType::Jpeg:
            impl->pages = count_raster_pages(path, impl->type);
            check_pages(path, impl->pages, limits);
            break;
        case FileType::Text:
            impl->text = read_text_pages(path, limits);
            impl->pages = static_cast<int>(impl->text.size());
            check_pages(path, impl->pages, limits);
            break;
        case FileType::OtherText:
            throw file_error(path, kNotUtf8);
        case FileType::Unknown:
            throw file_error(
                path,
                "is no PDF, TIFF, PNG, JPEG or UTF-8 text, whatever its name says; export or scan "
                "it again as one of these");
    }
    return Document(std::move(impl));
}

const std::filesystem::path& Document::path() const {
    return impl_->path;
}
FileType Document::type() const {
    return impl_->type;
}
int Document::pages() const {
    return impl_->pages;
}
const std::string& Document::sha256() const {
    if (impl_->sha256.empty()) impl_->sha256 = sha256_of_file(impl_->path);
    return impl_->sha256;
}
const std::vector<Issue>& Document::issues() const {
    return impl_->issues;
}

std::optional<OcrPage> Document::text(int page) const {
    if (impl_->type == FileType::Text) return impl_->text.at(static_cast<std::size_t>(page - 1));
    if (impl_->pdf) return read_pdf_text(impl_->path, page, impl_->pdf->page(page), impl_->limits);
    return std::nullopt;
}

PageImage Document::image(int page) const {
    if (impl_->pdf) return read_pdf_image(impl_->path, page, *impl_->pdf, impl_->limits);
    return read_raster_page(impl_->path, impl_->type, page, impl_->limits);
}

PageSource Document::source(int page) const {
    if (impl_->pdf) return read_pdf_source(page, impl_->pdf->page(page));
    return read_raster_source(impl_->path, impl_->type, page, impl_->limits);
}

}  // namespace saraban
