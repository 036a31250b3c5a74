#include "pipeline/sinks/ecms.h"

#include "pipeline/model/day.h"
#include "pipeline/sinks/prepare.h"
#include "pipeline/text/markup.h"

#include <array>
#include <utility>

namespace saraban {
namespace {

using Code = std::pair<std::string_view, std::string_view>;
constexpr std::array<Code, 3> kSpeed{{{"ด่วน", "002"}, {"ด่วนมาก", "003"}, {"ด่วนที่สุด", "004"}}};
constexpr std::array<Code, 3> kSecrecy{{{"ลับ", "002"}, {"ลับมาก", "003"}, {"ลับที่สุด", "004"}}};

std::string_view code_of(const std::optional<Text>& value, const std::array<Code, 3>& codes) {
    if (value)
        for (const auto& [name, code] : codes)
            if (value->value == name) return code;
    return "001";
}

/// Elements, indented by how deep they stand.
class Xml {
public:
    void text(const std::string& name, std::string_view value) {
        if (!value.empty()) line("<ram:" + name + ">" + escape_markup(value) + "</ram:" + name + ">");
    }
    template <class Body>
    void element(const std::string& name, Body body) {
        line("<" + name + ">");
        ++depth_;
        body();
        --depth_;
        line("</" + name.substr(0, name.find(' ')) + ">");
    }
    [[nodiscard]] std::string str() const { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out_; }

private:
    void line(const std::string& text) {
        out_ += std::string(static_cast<std::size_t>(depth_) * 2, ' ') + text + "\n";
    }

    std::string out_;
    int depth_ = 0;
};

/// `นายจักรพงศ์ สิริมงคลรัมย์`: the family name may have blanks: ณ ระนอง.
std::pair<std::string, std::string> split_name(const std::string& name) {
    const auto blank = name.find(' ');
    return blank == std::string::npos ? std::pair(name, std::string{})
                                      : std::pair(name.substr(0, blank), name.substr(blank + 1));
}

void write_cited(Xml& xml, const std::optional<DocNumber>& number, const std::optional<Date>& date,
                 const std::string& subject) {
    if (!number) return;
    xml.element("ram:ReferenceCorrespondence", [&] {
        xml.text("ID", number->normalized);
        if (date && date->iso) xml.text("CorrespondenceDate", iso_date(*date->iso));
        xml.text("Subject", subject);
    });
}

void write_letter(Xml& xml, const Record& record, const std::string& receiver) {
    xml.text("ID", reconciled_value(record, "doc_number")
                       .value_or(record.doc_number ? record.doc_number->normalized : ""));
    const auto reconciled = reconciled_value(record, "date");
    if (reconciled || (record.date && record.date->iso))
        xml.text("CorrespondenceDate", reconciled ? *reconciled : iso_date(*record.date->iso));
    xml.text("Subject", record.subject ? record.subject->value : "");
    xml.text("SecretCode", code_of(record.secrecy, kSecrecy));
    xml.text("SpeedCode", code_of(record.speed, kSpeed));
    xml.element("ram:SenderParty", [&] {
        if (record.signer) {
            const auto [given, family] = split_name(record.signer->name);
            xml.text("GivenName", given);
            xml.text("FamilyName", family);
            xml.text("JobTitle", record.signer->title.value_or(""));
        }
    });
    xml.element("ram:ReceiverParty", [&] { xml.text("JobTitle", receiver); });
    for (const auto& reference : record.references)
        write_cited(xml, reference.cited_number, reference.cited_date, reference.raw);
    for (const auto& attachment : record.attachments)
        write_cited(xml, attachment.cited_number, attachment.cited_date, attachment.description);
    std::string attachments;
    for (const auto& attachment : record.attachments)
        attachments += (attachments.empty() ? "" : "; ") + attachment.raw;
    xml.text("Attachment", attachments);
    // An organization is named by a code, which no letter prints.
    if (record.issuer)
        xml.text("Description", "จาก " + record.issuer->agency_normalized.value_or(record.issuer->name));
}

}  // namespace

std::vector<std::string> to_ecms(const Record& record) {
    std::vector<std::string> receivers;
    for (const auto& addressee : record.addressees)
        receivers.push_back(addressee.value);
    if (receivers.empty()) receivers.emplace_back();
    std::vector<std::string> out;
    for (const auto& receiver : receivers) {
        Xml xml;
        xml.element(
            "rsm:GovernmentDocument xmlns:rsm=\"urn:th:gov:egif:data:standard:GovernmentDocument:1.0\" "
            "xmlns:ram=\"urn:th:gov:egif:data:standard:ReusableAggregateBusinessInformationEntity:1\"",
            [&] { xml.element("ram:CorrespondenceLetter", [&] { write_letter(xml, record, receiver); }); });
        out.push_back(xml.str());
    }
    return out;
}

}  // namespace saraban
