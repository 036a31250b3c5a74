#include "pipeline/sinks/searchable_pdf.h"

#include "pipeline/model/error.h"
#include "pipeline/sinks/pdf_archival.h"
#include "pipeline/sinks/pdf_font.h"
#include "pipeline/sinks/pdf_spool.h"
#include "pipeline/sinks/pdf_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace saraban {
namespace {

using Handle = QPDFObjectHandle;
constexpr double kPointsPerInch = 72;
constexpr int kDpiUnlessSaid = 300;

std::string decimal(double value) {
    std::array<char, 64> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "%.4f", value);
    return {buffer.data(), static_cast<std::size_t>(std::max(0, size))};
}

Handle integer(long long value) {
    return Handle::newInteger(value);
}

Handle image_object(QPDF& pdf, const EncodedPicture& picture, PdfSpool& spool) {
    using enum EncodedPicture::Coding;
    Handle image = Handle::newStream(&pdf);
    Handle dict = image.getDict();
    dict.replaceKey("/Type", Handle::newName("/XObject"));
    dict.replaceKey("/Subtype", Handle::newName("/Image"));
    dict.replaceKey("/Width", integer(picture.width));
    dict.replaceKey("/Height", integer(picture.height));
    dict.replaceKey("/BitsPerComponent", integer(picture.coding == Fax4 ? 1 : picture.bits));
    dict.replaceKey("/ColorSpace", Handle::newName(picture.samples == 1   ? "/DeviceGray"
                                                   : picture.samples == 4 ? "/DeviceCMYK"
                                                                          : "/DeviceRGB"));
    // JPEGs of four inks hold them inverted.
    if (picture.samples == 4) dict.replaceKey("/Decode", Handle::parse("[1 0 1 0 1 0 1 0]"));
    std::string parameters;
    if (picture.coding == Fax4)
        parameters = "<< /K -1 /Columns " + std::to_string(picture.width) + " /Rows " +
                     std::to_string(picture.height) + " /BlackIs1 " +
                     (picture.one_is_black ? "true" : "false") + " >>";
    if (picture.coding == FlateOfPng)
        parameters = "<< /Predictor 15 /Columns " + std::to_string(picture.width) + " /Colors " +
                     std::to_string(picture.samples) + " /BitsPerComponent " + std::to_string(picture.bits) +
                     " >>";
    const char* filter = picture.coding == Jpeg   ? "/DCTDecode"
                         : picture.coding == Fax4 ? "/CCITTFaxDecode"
                                                  : "/FlateDecode";
    image.replaceStreamData(spool.keep(picture.bytes), Handle::newName(filter),
                            parameters.empty() ? Handle::newNull() : Handle::parse(parameters));
    return pdf.makeIndirectObject(image);
}

/// Puts the pages together.
class Builder {
public:
    Builder(const std::filesystem::path& original, const std::filesystem::path& to)
        : original_(original), to_(to), spool_(to.string() + ".parts") {
        pdf_.emptyPDF();
    }

    void add(const PageSource& source, const std::optional<OcrPage>& read) {
        PdfArea area;
        Handle page = source.picture ? page_of_picture(source, read, area) : page_of_pdf(source, area);
        if (const std::string found = archival_obstacle(page); !found.empty())
            obstacles_.push_back("page " + std::to_string(source.page) + " has " + found);
        // Text that was in the PDF is there already.
        if (read && read->engine.name != "pdftotext") {
            texts_.emplace_back(page, spool_.keep("\nQ\n" + invisible_text(*read, area, font_)));
            const int turns = (area.quarter_turns + read->quarter_turns) % 4;
            if (turns != area.quarter_turns) page.replaceKey("/Rotate", integer(turns * 90LL));
        }
        QPDFPageDocumentHelper(pdf_).addPage(QPDFPageObjectHelper(page), false);
    }

    std::vector<std::string> finish(const std::string& title, const std::string& identifier) {
        Handle font = font_.add_to(pdf_);
        for (auto& [page, text] : texts_)
            add_text(page, text, font);
        add_metadata(pdf_, {.title = title, .identifier = identifier, .creator_tool = "saraban"},
                     obstacles_.empty());
        add_output_intent(pdf_);
        QPDFWriter writer(pdf_, to_.c_str());
        writer.setDeterministicID(true);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        return std::move(obstacles_);
    }

private:
    using Text = std::shared_ptr<Handle::StreamDataProvider>;

    Handle page_of_picture(const PageSource& source, const std::optional<OcrPage>& read, PdfArea& area) {
        const EncodedPicture& picture = *source.picture;
        const int dpi = read && read->dpi > 0 ? read->dpi : source.dpi > 0 ? source.dpi : kDpiUnlessSaid;
        area.width = picture.width * kPointsPerInch / dpi;
        area.height = picture.height * kPointsPerInch / dpi;
        Handle page = Handle::parse("<< /Type /Page /Resources << /XObject << >> >> >>");
        page.replaceKey("/MediaBox",
                        Handle::parse("[0 0 " + decimal(area.width) + " " + decimal(area.height) + "]"));
        page.getKey("/Resources")
            .getKey("/XObject")
            .replaceKey("/Picture", image_object(pdf_, picture, spool_));
        draw_picture(page, area);
        return pdf_.makeIndirectObject(page);
    }

    /// The page with what it shows, without links, scripts, thumbnails and metadata.
    Handle page_of_pdf(const PageSource& source, PdfArea& area) {
        if (!opened_) open();
        area = *source.area;
        Handle from = originals_.at(static_cast<std::size_t>(source.page - 1)).getObjectHandle();
        Handle page = Handle::parse("<< /Type /Page >>");
        for (const auto* key : {"/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources", "/UserUnit"})
            if (from.hasKey(key)) page.replaceKey(key, from.getKey(key));
        Handle copy = pdf_.copyForeignObject(opened_->makeIndirectObject(page));
        if (area.only_picture) keep_picture(copy, area);
        return copy;
    }

    /// A scan: its picture stays, what else the page carried (somebody's recognised text) goes.
    void keep_picture(Handle page, const PdfArea& area) {
        for (auto& [name, image] : QPDFPageObjectHelper(page).getImages()) {
            Handle picture = image;
            picture.getDict().removeKey("/Interpolate");
            picture.getDict().removeKey("/Metadata");
            Handle resources = Handle::parse("<< /XObject << >> >>");
            resources.getKey("/XObject").replaceKey("/Picture", picture);
            page.replaceKey("/Resources", resources);
        }
        draw_picture(page, area);
    }

    void draw_picture(Handle page, const PdfArea& area) {
        page.replaceKey("/Contents",
                        Handle::newStream(&pdf_, "q " + decimal(area.width) + " 0 0 " + decimal(area.height) +
                                                     " " + decimal(area.left) + " " + decimal(area.bottom) +
                                                     " cm /Picture Do Q\n"));
    }

    void open() {
        opened_ = std::make_unique<QPDF>();
        opened_->setSuppressWarnings(true);
        opened_->processFile(original_.c_str());
        QPDFPageDocumentHelper pages(*opened_);
        pages.pushInheritedAttributesToPage();
        originals_ = pages.getAllPages();
    }

    void add_text(Handle page, const Text& text, Handle font) {
        Handle resources = page.getKey("/Resources");
        if (!resources.isDictionary()) resources = Handle::newDictionary();
        resources = resources.shallowCopy();  // pages may share theirs
        Handle fonts = resources.getKey("/Font");
        fonts = fonts.isDictionary() ? fonts.shallowCopy() : Handle::newDictionary();
        fonts.replaceKey("/SarabanText", font);
        resources.replaceKey("/Font", fonts);
        page.replaceKey("/Resources", resources);
        QPDFPageObjectHelper helper(page);
        helper.addPageContents(Handle::newStream(&pdf_, "q\n"), true);
        Handle contents = Handle::newStream(&pdf_);
        contents.replaceStreamData(text, Handle::newNull(), Handle::newNull());
        helper.addPageContents(contents, false);
    }

    std::filesystem::path original_, to_;
    PdfSpool spool_;
    QPDF pdf_;
    std::unique_ptr<QPDF> opened_;
    std::vector<QPDFPageObjectHelper> originals_;
    InvisibleFont font_;
    std::vector<std::pair<Handle, Text>> texts_;
    std::vector<std::string> obstacles_;
};

}  // namespace

std::vector<std::string> write_searchable_pdf(const PdfPages& pages, const std::string& title,
                                              const std::string& identifier,
                                              const std::filesystem::path& to) try {
    Builder builder(pages.original, to);
    for (int page = 1; page <= pages.count; ++page)
        builder.add(pages.source(page), pages.read(page));
    return builder.finish(title, identifier);
} catch (const Error&) {
    throw;
} catch (const std::exception& error) {
    throw Error(ExitCode::NothingRead,
                pages.original.string() + ": no searchable PDF could be made of it: " + error.what());
}

}  // namespace saraban
