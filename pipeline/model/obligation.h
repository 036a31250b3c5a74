#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace saraban {

/// Something an office must do or attend: a deadline or an event of a letter, resolved to days. What a
/// calendar and a clerk's list are made of.
struct Obligation {
    enum class Kind { Task, Event };
    /// Ours: binds our office. Context: binds another office of the chain.
    enum class Standing { Ours, Context };

    std::string uid;  ///< stable across re-ingest: letter and clause, not what was read there
    std::optional<std::string> part_of;  ///< uid of the rule that this day stands beside
    std::vector<std::string> passes_on;  ///< uids: what the letter passed on asks of the office in between
    Kind kind = Kind::Task;
    Standing standing = Standing::Ours;

    std::string what;  ///< รายงานผลการดำเนินงาน; of an event its name
    std::optional<std::string> who, to_whom, report_form, place;
    std::vector<std::string> via;

    /// One day, or the first of a rule. Empty: no day can be given, `flags` says why.
    std::optional<std::chrono::year_month_day> day;
    std::optional<std::chrono::year_month_day> last_day;  ///< of an event of several days
    std::optional<std::string> time, time_end;            ///< HH:MM
    std::optional<std::string> rrule;                     ///< recurring from `day` on
    std::optional<std::chrono::year_month_day> until;
    std::vector<std::chrono::year_month_day> except;  ///< days of the rule that do not count
    std::optional<std::string> holiday;  ///< what makes `day` no working day: `วันเสาร์`
    std::optional<std::chrono::year_month_day>
        shifted_from;  ///< a counted limit that ended on a holiday ends on the next working day
    std::optional<std::chrono::year_month_day>
        working_day;  ///< the last working day on or before `day`, where `day` is none

    std::string sentence;   ///< the letter's words
    std::string letter_id;  ///< Record::id
    std::string letter;     ///< `กบ 0118/ว 933`
    std::optional<std::chrono::year_month_day> letter_date;
    std::string issuer, subject;
    std::optional<std::string> speed;
    std::string source;  ///< path or link of the file
    float confidence = 1;
    bool doubtful = false;  ///< a person should look before trusting it
    std::vector<std::string> flags;
};

/// The days on which it is due from `from` to `to`, both included.
[[nodiscard]] std::vector<std::chrono::year_month_day> due_days(const Obligation& obligation,
                                                                std::chrono::year_month_day from,
                                                                std::chrono::year_month_day to);

}  // namespace saraban
