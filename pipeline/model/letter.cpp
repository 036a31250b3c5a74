#include "pipeline/model/letter.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace saraban {
namespace {

using enum ZoneKind;
constexpr std::array<std::pair<ZoneKind, std::string_view>, 25> kNames{{
    {Secrecy, "secrecy"},
    {Speed, "speed"},
    {Emblem, "emblem"},
    {ReceivedStamp, "received_stamp"},
    {Number, "number"},
    {Letterhead, "letterhead"},
    {Date, "date"},
    {Subject, "subject"},
    {Addressee, "addressee"},
    {Reference, "reference"},
    {Attachment, "attachment"},
    {Body, "body"},
    {Closing, "closing"},
    {Signature, "signature"},
    {Owner, "owner"},
    {Coordinator, "coordinator"},
    {Qr, "qr"},
    {Catchword, "catchword"},
    {PageNumber, "page_number"},
    {Slogan, "slogan"},
    {MarginalNote, "marginal_note"},
    {RoutingSlip, "routing_slip"},
    {Form, "form"},
    {Title, "title"},
    {Noise, "noise"},
}};

}  // namespace

std::string_view name_of(ZoneKind kind) {
    return std::ranges::find(kNames, kind, [](const auto& n) { return n.first; })->second;
}

ZoneKind zone_kind(std::string_view name) {
    const auto* found = std::ranges::find(kNames, name, [](const auto& n) { return n.second; });
    if (found == kNames.end()) throw std::invalid_argument("unknown zone '" + std::string(name) + "'");
    return found->first;
}

std::vector<Line> lines_of(const Letter& letter, ZoneKind kind) {
    std::vector<Line> lines;
    for (const Zone& zone : letter.zones)
        if (zone.kind == kind) lines.insert(lines.end(), zone.lines.begin(), zone.lines.end());
    return lines;
}

}  // namespace saraban
