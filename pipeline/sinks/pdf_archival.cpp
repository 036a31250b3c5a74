#include "pipeline/sinks/pdf_archival.h"

#include "pipeline/model/error.h"
#include "pipeline/text/markup.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include <lcms2.h>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace saraban {
namespace {

/// Operators of pages that show pictures: state, clipping, marks, plain colours, XObjects.
constexpr std::array<std::string_view, 30> kOperators{"q", "Q", "cm", "Do", "re", "W", "W*", "n",  "m", "l",
                                                      "h", "g", "G",  "rg", "RG", "w", "J",  "j",  "M", "d",
                                                      "f", "F", "S",  "s",  "B",  "b", "c",  "f*", "v", "y"};
constexpr std::array<std::string_view, 5> kFilters{"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode",
                                                   "/JBIG2Decode", "/RunLengthDecode"};

template <class List>
bool among(const List& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

class Operators : public QPDFObjectHandle::ParserCallbacks {
public:
    void handleObject(QPDFObjectHandle object) override {
        if (object.isInlineImage())
            unknown = "an inline image";
        else if (unknown.empty() && object.isOperator() && !among(kOperators, object.getOperatorValue()))
            unknown = "the operator " + object.getOperatorValue();
    }
    void handleEOF() override {}

    std::string unknown;
};

/// Colours that sRGB as output intent, or a profile of their own, gives a meaning.
bool is_plain_colour(QPDFObjectHandle space) {
    if (space.isNull()) return true;  // an image mask
    if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/DeviceRGB";
    if (!space.isArray() || space.getArrayNItems() < 2 || !space.getArrayItem(0).isName()) return false;
    const std::string kind = space.getArrayItem(0).getName();
    if (kind == "/Indexed" || kind == "/I") return is_plain_colour(space.getArrayItem(1));
    if (kind == "/CalGray" || kind == "/CalRGB") return true;
    if (kind != "/ICCBased" || !space.getArrayItem(1).isStream()) return false;
    QPDFObjectHandle samples = space.getArrayItem(1).getDict().getKey("/N");
    return samples.isInteger() && (samples.getIntValue() == 1 || samples.getIntValue() == 3);
}

std::string obstacle_of_image(QPDFObjectHandle image) {
    QPDFObjectHandle dict = image.getDict();
    if (!dict.getKey("/Subtype").isNameAndEquals("/Image")) return "a form";
    QPDFObjectHandle filter = dict.getKey("/Filter");
    for (QPDFObjectHandle one : filter.isArray() ? filter.getArrayAsVector() : std::vector{filter})
        if (!one.isNull() && !(one.isName() && among(kFilters, one.getName())))
            return "a picture coded as " + one.unparse();
    if (!is_plain_colour(dict.getKey("/ColorSpace"))) return "colours of a printer";
    for (const auto* key : {"/Alternates", "/OPI"})
        if (dict.hasKey(key)) return "a picture with alternatives";
    QPDFObjectHandle mask = dict.getKey("/SMask");
    if (mask.isStream()) return obstacle_of_image(mask);
    mask = dict.getKey("/Mask");
    return mask.isStream() ? obstacle_of_image(mask) : "";
}

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};

std::string srgb_profile() {
    const std::unique_ptr<void, CloseProfile> profile(cmsCreate_sRGBProfile());
    cmsUInt32Number size = 0;
    if (!profile || cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0)
        throw Error(ExitCode::Unusable, "no sRGB profile could be made; check the memory");
    std::string out(size, '\0');
    cmsSaveProfileToMem(profile.get(), out.data(), &size);
    // The day of its making: a fixed one, so that the same letter gives the same bytes.
    constexpr std::string_view kDay("\x07\xEA\0\1\0\1\0\0\0\0\0\0", 12);
    return out.replace(24, kDay.size(), kDay);
}

}  // namespace

void add_metadata(QPDF& pdf, const PdfAbout& about, bool archival) {
    std::string xmp =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:language><rdf:Bag><rdf:li>th</rdf:li></rdf:Bag></dc:language>\n";
    if (!about.title.empty())
        xmp += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape_markup(about.title) +
               "</rdf:li></rdf:Alt></dc:title>\n";
    if (!about.identifier.empty())
        xmp += "<dc:identifier>" + escape_markup(about.identifier) + "</dc:identifier>\n";
    xmp += "<xmp:CreatorTool>" + escape_markup(about.creator_tool) + "</xmp:CreatorTool>\n";
    if (archival) xmp += "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n";
    xmp += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
    QPDFObjectHandle stream = pdf.makeIndirectObject(QPDFObjectHandle::newStream(&pdf, xmp));
    stream.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    pdf.getRoot().replaceKey("/Metadata", stream);
    pdf.getRoot().replaceKey("/Lang", QPDFObjectHandle::newString("th"));
}

void add_output_intent(QPDF& pdf) {
    QPDFObjectHandle profile = pdf.makeIndirectObject(QPDFObjectHandle::newStream(&pdf, srgb_profile()));
    profile.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
    QPDFObjectHandle intent = QPDFObjectHandle::parse(
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        "/Info (sRGB IEC61966-2.1) >>");
    intent.replaceKey("/DestOutputProfile", profile);
    pdf.getRoot().replaceKey("/OutputIntents",
                             QPDFObjectHandle::newArray(std::vector<QPDFObjectHandle>{intent}));
}

std::string archival_obstacle(QPDFObjectHandle page) try {
    Operators operators;
    QPDFPageObjectHelper helper(page);
    helper.parseContents(&operators);
    if (!operators.unknown.empty()) return operators.unknown;
    QPDFObjectHandle xobjects = page.getKey("/Resources").isDictionary()
                                    ? page.getKey("/Resources").getKey("/XObject")
                                    : QPDFObjectHandle::newNull();
    if (!xobjects.isDictionary()) return "";
    for (auto& [name, shown] : xobjects.getDictAsMap()) {
        QPDFObjectHandle object = shown;
        if (!object.isStream()) return "a damaged picture";
        if (std::string found = obstacle_of_image(object); !found.empty()) return found;
    }
    return "";
} catch (const std::exception&) {
    return "damaged content";
}

}  // namespace saraban
