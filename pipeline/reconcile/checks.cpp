#include "pipeline/reconcile/checks.h"

namespace saraban {

const std::vector<Check>& checks() {
    using Of = Check::Of;
    static const std::vector<Check> kChecks{
        {"weekday", "9.1", Of::Dates, check_weekday, nullptr},
        {"citation_date", "9.2", Of::Dates, check_citation_date, nullptr},
        {"citation_number", "9.2", Of::Numbers, check_citation_number, nullptr},
        {"copy_date", "9.2", Of::Dates, check_copy_date, nullptr},
        {"copy_number", "9.2", Of::Numbers, check_copy_number, nullptr},
        {"time_order", "9.3", Of::Dates, check_time_order, nullptr},
        {"transit", "9.3", Of::Dates, check_transit, nullptr},
        {"year_plausibility", "9.4", Of::Dates, check_year_plausibility, nullptr},
        {"near_today", "9.4", Of::Dates, check_near_today, nullptr},
        {"deadline_follows", "9.4", Of::Dates, check_deadline_follows, nullptr},
        {"stamps_agree", "9.5", Of::Dates, check_stamps_agree, nullptr},
        {"province_number", "9.6", Of::Places, check_province_number, nullptr},
        {"province_address", "9.6", Of::Places, check_province_address, nullptr},
        {"province_phone", "9.6", Of::Places, check_province_phone, nullptr},
        {"province_signer", "9.6", Of::Places, check_province_signer, nullptr},
        {"province_motto", "9.6", Of::Places, check_province_motto, nullptr},
        {"postal_code", "9.6", Of::Places, check_postal_code, nullptr},
        {"stamp_place", "9.6", Of::Records, nullptr, check_stamp_place},
        {"enclosure_count", "9.7", Of::Records, nullptr, check_enclosure_count},
        {"agency_prefix", "9.8", Of::Numbers, check_agency_prefix, nullptr},
        {"circular_expected", "9.9", Of::Numbers, check_circular_expected, nullptr},
        {"cited_speed", "9.10", Of::Speeds, check_cited_speed, nullptr},
        {"phone_length", "9.11", Of::Records, nullptr, check_phone_length},
        {"same_address", "9.12", Of::Places, check_same_address, nullptr},
        {"same_person", "9.12", Of::Records, nullptr, check_same_person},
        {"stamping_office", "9.12", Of::Records, nullptr, check_stamping_office},
        {"working_day", "9.13", Of::Dates, check_working_day, nullptr},
        {"cabinet_day", "9.13", Of::Records, nullptr, check_cabinet_day},
        {"same_duty", "9.14", Of::Records, nullptr, check_same_duty},
        {"code_office", "9.15", Of::Numbers, check_code_office, nullptr},
        {"running_rises", "9.16", Of::Numbers, check_running_rises, nullptr},
        {"running_digits", "4.1", Of::Numbers, check_running_digits, nullptr},
        {"code_shape", "4.1", Of::Numbers, check_code_shape, nullptr},
        {"running_zero", "4.1", Of::Numbers, check_running_zero, nullptr},
        {"code_seat", "4.3", Of::Numbers, check_code_seat, nullptr},
        {"code_department", "4.3", Of::Numbers, check_code_department, nullptr},
        {"local_code", "4.3", Of::Numbers, check_local_code, nullptr},
        {"office_words", "9", Of::Records, nullptr, check_office_words},
    };
    return kChecks;
}

}  // namespace saraban
