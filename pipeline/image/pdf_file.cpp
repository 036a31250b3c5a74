#include "pipeline/image/pdf_file.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <sys/mman.h>
#include <unistd.h>

namespace saraban {
namespace {

/// A page that is one image needs a few bytes of content; larger ones are not worth reading (and may be
/// bombs).
constexpr std::size_t kMostContentBytes = 16 * 1024;
constexpr double kFillsPage = 0.97;
constexpr double kPointsPerInch = 72;

/// PDF's transformation [a b c d e f].
using Matrix = QPDFMatrix;

Matrix concatenated(const Matrix& inner, const Matrix& outer) {
    Matrix result = outer;
    result.concat(inner);
    return result;
}

struct DrawnImage {
    QPDFObjectHandle object;
    Matrix at;
};

/// Follows the drawing operators of a page as far as needed to say "this page is one scanned image".
class ContentScanner : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit ContentScanner(QPDFObjectHandle resources) {
        if (resources.isDictionary()) xobjects_ = resources.getKey("/XObject");
    }

    void handleObject(QPDFObjectHandle object) override {
        if (!object.isOperator() && !object.isInlineImage()) {
            operands_.push_back(object);
            return;
        }
        if (object.isInlineImage())
            paints = true;
        else
            run(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

    std::vector<DrawnImage> images;
    bool paints = false;  ///< paths, shadings, inline images, form objects
    bool visible_text = false;

private:
    void run(const std::string& op) {
        if (op == "q") {
            stack_.push_back(state_);
        } else if (op == "Q") {
            if (!stack_.empty()) {
                state_ = stack_.back();
                stack_.pop_back();
            }
        } else if (op == "cm" && operands_.size() == 6) {
            state_.matrix = concatenated(matrix_of_operands(), state_.matrix);
        } else if (op == "Tr" && operands_.size() == 1 && operands_[0].isInteger()) {
            state_.invisible_text = operands_[0].getIntValue() == 3;
        } else if (op == "Tj" || op == "TJ" || op == "'" || op == "\"") {
            visible_text = visible_text || !state_.invisible_text;
        } else if (op == "Do" && operands_.size() == 1 && operands_[0].isName()) {
            draw(xobjects_.isDictionary() ? xobjects_.getKey(operands_[0].getName())
                                          : QPDFObjectHandle::newNull());
        } else {
            static constexpr std::array<std::string_view, 11> kPainting = {"f",  "F", "f*", "S",  "s", "B",
                                                                           "B*", "b", "b*", "sh", "EI"};
            paints = paints || std::find(kPainting.begin(), kPainting.end(), op) != kPainting.end();
        }
    }

    void draw(QPDFObjectHandle object) {
        if (object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) {
            images.push_back({object, state_.matrix});
        } else if (object.isStream()) {
            paints = true;
            visible_text = true;  // a form object may hold text
        }
    }

    Matrix matrix_of_operands() {
        std::array<double, 6> m{};
        for (std::size_t i = 0; i < m.size(); ++i)
            m[i] = operands_[i].isNumber() ? operands_[i].getNumericValue() : 0;
        return {m[0], m[1], m[2], m[3], m[4], m[5]};
    }

    struct State {
        Matrix matrix;
        bool invisible_text = false;
    };
    QPDFObjectHandle xobjects_ = QPDFObjectHandle::newNull();
    std::vector<QPDFObjectHandle> operands_;
    std::vector<State> stack_;
    State state_;
};

bool is_grey(QPDFObjectHandle image) {
    QPDFObjectHandle dict = image.getDict();
    if (dict.getKey("/ImageMask").isBool() && dict.getKey("/ImageMask").getBoolValue()) return true;
    QPDFObjectHandle space = dict.getKey("/ColorSpace");
    if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/CalGray";
    if (!space.isArray() || space.getArrayNItems() < 2) return false;
    QPDFObjectHandle kind = space.getArrayItem(0);
    if (kind.isNameAndEquals("/CalGray")) return true;
    QPDFObjectHandle second = space.getArrayItem(1);
    if (kind.isNameAndEquals("/ICCBased") && second.isStream())
        return second.getDict().getKey("/N").isInteger() && second.getDict().getKey("/N").getIntValue() == 1;
    return kind.isNameAndEquals("/Indexed") && second.isNameAndEquals("/DeviceGray");
}

double cover(const DrawnImage& image, const QPDFObjectHandle::Rectangle& page) {
    const Matrix& m = image.at;
    const double area = std::abs(m.a * m.d - m.b * m.c);
    const double of = (page.urx - page.llx) * (page.ury - page.lly);
    return of > 0 ? std::min(1.0, area / of) : 0;
}

std::optional<ScannedImage> as_scan(const DrawnImage& image, const QPDFObjectHandle::Rectangle& page) {
    QPDFObjectHandle object = image.object;
    QPDFObjectHandle dict = object.getDict();
    const Matrix& m = image.at;
    const bool upright = m.a > 0 && m.d > 0 && std::abs(m.b) < 0.5 && std::abs(m.c) < 0.5;
    const bool masked = dict.hasKey("/SMask") || dict.hasKey("/Mask") ||
                        (dict.getKey("/ImageMask").isBool() && dict.getKey("/ImageMask").getBoolValue());
    const double slack_x = (1 - kFillsPage) * (page.urx - page.llx),
                 slack_y = (1 - kFillsPage) * (page.ury - page.lly);
    const bool fills = std::abs(m.e - page.llx) < slack_x && std::abs(m.f - page.lly) < slack_y &&
                       std::abs(m.e + m.a - page.urx) < slack_x && std::abs(m.f + m.d - page.ury) < slack_y;
    QPDFObjectHandle width = dict.getKey("/Width"), height = dict.getKey("/Height");
    if (!upright || masked || !fills || !width.isInteger() || !height.isInteger()) return std::nullopt;
    const ScannedImage scan{width.getIntValueAsInt(),
                            height.getIntValueAsInt(),
                            static_cast<int>(std::lround(width.getIntValueAsInt() * kPointsPerInch / m.a)),
                            {.left = m.e, .bottom = m.f, .width = m.a, .height = m.d, .only_picture = true}};
    if (scan.width <= 0 || scan.height <= 0) return std::nullopt;
    return scan;
}

int quarter_turns_of(QPDFPageObjectHelper& page) {
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    if (!rotate.isInteger()) return 0;
    return static_cast<int>(((rotate.getIntValue() / 90) % 4 + 4) % 4);
}

std::size_t content_bytes(QPDFPageObjectHelper& page) {
    std::size_t bytes = 0;
    for (QPDFObjectHandle stream : page.getPageContents()) {
        QPDFObjectHandle length = stream.isStream() ? stream.getDict().getKey("/Length") : stream;
        bytes += length.isInteger() ? static_cast<std::size_t>(std::max(0LL, length.getIntValue())) : 0;
    }
    return bytes;
}

/// A file's bytes, read when they are needed. Throws std::system_error.
std::shared_ptr<const char> map_file(const std::filesystem::path& path, std::size_t size) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (file >= 0) close(file);
    if (bytes == MAP_FAILED) throw std::system_error(errno, std::generic_category());
    return {static_cast<const char*>(bytes), [bytes, size](const char*) { munmap(bytes, size); }};
}

std::string cause_of(const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password)
        return "is encrypted and opens only with a password; save it without the password and give it again";
    return "is damaged and cannot be opened as a PDF; scan or export it again";
}

}  // namespace

struct PdfFile::Impl {
    std::string path;
    std::shared_ptr<const char> bytes;  // and no open file: forked readers would share the place in it
    QPDF pdf;
    std::vector<QPDFPageObjectHelper> pages;
    bool repaired = false;
};

PdfFile::PdfFile(const std::filesystem::path& path, const Limits& limits) : impl_(std::make_unique<Impl>()) {
    impl_->path = path.string();
    const auto stop = [&](const std::string& cause) -> Error {
        return {ExitCode::NothingRead, impl_->path + ": " + cause};
    };
    try {
        impl_->pdf.setSuppressWarnings(true);
        const std::size_t size = std::filesystem::file_size(path);
        impl_->bytes = map_file(path, size);
        impl_->pdf.processMemoryFile(impl_->path.c_str(), impl_->bytes.get(), size);
        impl_->pages = QPDFPageDocumentHelper(impl_->pdf).getAllPages();
        impl_->repaired = impl_->pdf.anyWarnings();
    } catch (const QPDFExc& error) {
        throw stop(cause_of(error));
    } catch (const std::exception&) {
        throw stop("is damaged and cannot be opened as a PDF; scan or export it again");
    }
    if (impl_->pages.empty()) throw stop("is a PDF without any page; scan or export it again");
    if (pages() > limits.pages)
        throw stop("has " + std::to_string(pages()) + " pages, more than the limit of " +
                   std::to_string(limits.pages) + "; split it");
}

PdfFile::~PdfFile() = default;
PdfFile::PdfFile(PdfFile&&) noexcept = default;
PdfFile& PdfFile::operator=(PdfFile&&) noexcept = default;

int PdfFile::pages() const {
    return static_cast<int>(impl_->pages.size());
}
bool PdfFile::repaired() const {
    return impl_->repaired;
}

std::optional<std::string> PdfFile::scanned_jpeg(int number) const try {
    QPDFPageObjectHelper page = impl_->pages.at(static_cast<std::size_t>(number - 1));
    ContentScanner scanner(page.getAttribute("/Resources", false));
    page.parseContents(&scanner);
    if (scanner.images.size() != 1) return std::nullopt;
    QPDFObjectHandle picture = scanner.images[0].object;
    QPDFObjectHandle dict = picture.getDict(), filter = dict.getKey("/Filter"),
                     space = dict.getKey("/ColorSpace");
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    const bool plain = filter.isNameAndEquals("/DCTDecode") && !dict.hasKey("/DecodeParms") &&
                       !dict.hasKey("/Decode") &&
                       (space.isNameAndEquals("/DeviceGray") || space.isNameAndEquals("/DeviceRGB"));
    if (!plain) return std::nullopt;
    const std::shared_ptr<Buffer> bytes = picture.getRawStreamData();
    return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
} catch (const std::exception&) {
    return std::nullopt;
}

PdfPage PdfFile::page(int number) const {
    try {
        QPDFPageObjectHelper page = impl_->pages.at(static_cast<std::size_t>(number - 1));
        const auto box = page.getCropBox(false, false).getArrayAsRectangle();
        PdfPage result;
        result.quarter_turns = quarter_turns_of(page);
        result.width = box.urx - box.llx;
        result.height = box.ury - box.lly;
        result.crop = {.left = box.llx,
                       .bottom = box.lly,
                       .width = result.width,
                       .height = result.height,
                       .quarter_turns = result.quarter_turns};
        if (result.quarter_turns % 2 == 1) std::swap(result.width, result.height);
        for (const auto& [name, image] : page.getImages())
            result.colour = result.colour || !is_grey(image);
        if (content_bytes(page) > kMostContentBytes) {
            result.may_have_text = true;
            return result;
        }
        ContentScanner scanner(page.getAttribute("/Resources", false));
        page.parseContents(&scanner);
        for (const DrawnImage& image : scanner.images)
            result.image_cover += cover(image, box);
        result.image_cover = std::min(1.0, result.image_cover);
        result.may_have_text = scanner.visible_text;
        if (scanner.images.size() == 1 && !scanner.paints && !scanner.visible_text)
            result.scan = as_scan(scanner.images[0], box);
        if (result.scan) result.scan->area.quarter_turns = result.quarter_turns;
        return result;
    } catch (const std::exception&) {
        throw Error(ExitCode::NothingRead, impl_->path + ", page " + std::to_string(number) +
                                               ": the page is damaged; scan or export it again");
    }
}

}  // namespace saraban
