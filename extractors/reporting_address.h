#pragma once

#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string_view>
#include <vector>

namespace saraban {

/// Where on a letter the passage stands: it decides what an address there is for.
enum class AddressPlace {
    Body,   ///< also forms: mailbox, LINE group and postal address are where the report goes
    Owner,  ///< owner's and coordinator's lines: everything is a contact
};

/// All addresses of a passage, in order: email phone fax line postal qr url, each with the words around it
/// (`context`) and what it is for (`role`: report_to contact details line_group_join). `Found::text` is the
/// value as printed. An address that stands twice is given once. Phones that fit no Thai range and torn
/// mailboxes have `valid` false.
[[nodiscard]] std::vector<Found<ReportingAddress>> find_reporting_addresses(std::string_view text,
                                                                            AddressPlace place);

/// An agency with street and postal code that something is to be sent to: "มายัง สำนักงาน… ถนน… ๑๐๒๐๐". The
/// value is the address with Arabic digits in the postal code.
struct PostalAddress {
    std::string value;
    std::string postal_code;
};
[[nodiscard]] std::optional<Found<PostalAddress>> find_postal_address(std::string_view text);

}  // namespace saraban
