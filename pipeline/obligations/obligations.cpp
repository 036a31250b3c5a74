#include "pipeline/obligations/obligations.h"

#include "pipeline/model/recurrence.h"
#include "pipeline/model/sha256.h"
#include "pipeline/obligations/chain.h"
#include "pipeline/obligations/days.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;

/// Below this a value is doubtful.
constexpr float kSure = 0.8F;
/// Hexadecimal digits of an identifier: 128 bits.
constexpr std::size_t kUidDigits = 32;

/// Flags that ask for a look before the day is trusted. The others only explain.
constexpr std::array<std::string_view, 17> kDoubts{
    "weekday_differs", "before_letter",     "month_damaged",       "exception_unread",  "phase_unknown",
    "anchor_unnamed",  "form_differs",      "later_than_upstream", "date_impossible",   "day_unread",
    "year_missing",    "month_missing",     "date_unnamed",        "era_contradiction", "year_refused",
    "first_off_rule",  "letter_date_unread"};

bool has(const std::vector<std::string>& flags, std::string_view flag) {
    return std::ranges::find(flags, flag) != flags.end();
}

void add(std::vector<std::string>& flags, std::string_view flag) {
    if (!has(flags, flag)) flags.emplace_back(flag);
}

/// The value that the cross-checks put in the place of a reading.
const Reconciled* correction(const Record& record, const std::string& field) {
    const auto found = std::ranges::find(record.reconciled, field, &Reconciled::field);
    return found == record.reconciled.end() ? nullptr : &*found;
}

/// A day as reconciled, else as read. `confidence` sinks to that of a correction.
std::optional<year_month_day> day_of(const Record& record, const std::string& field,
                                     std::optional<year_month_day> read, float& confidence) {
    const Reconciled* better = correction(record, field);
    if (!better) return read;
    confidence = std::min(confidence, better->confidence);
    if (!better->value) return std::nullopt;
    const auto day = read_iso_date(*better->value);
    return day ? day : read;
}

struct Letter {
    const Record* record = nullptr;
    std::optional<year_month_day> date;
    bool date_is_partial = false;
};

/// A date without its day counts from the end of its month: no deadline is put too early.
Letter letter_of(const Record& record) {
    Letter letter{&record, std::nullopt, false};
    float unused = 1;
    if (record.date) letter.date = day_of(record, "date", record.date->iso, unused);
    if (!letter.date && record.date && record.date->iso_partial) {
        letter.date = year_month_day{*record.date->iso_partial / std::chrono::last};
        letter.date_is_partial = true;
    }
    return letter;
}

/// A day before the letter that sets it has a damaged year: its day and month in the first year that fits.
std::optional<year_month_day> not_before(std::optional<year_month_day> day,
                                         std::optional<year_month_day> letter,
                                         std::vector<std::string>& flags) {
    if (!day || !letter || *day >= *letter) return day;
    add(flags, "before_letter");
    year_month_day moved = letter->year() / day->month() / day->day();
    if (moved < *letter) moved = (letter->year() + years{1}) / day->month() / day->day();
    if (!moved.ok()) return std::nullopt;
    return moved;
}

/// Of a day whose year was damaged, with a weekday that it is not: the neighbour that is. Both stay doubtful.
year_month_day by_weekday(year_month_day day, const std::optional<std::string>& name) {
    static constexpr std::array<std::string_view, 7> kNames{"อาทิตย์",  "จันทร์", "อังคาร", "พุธ",
                                                            "พฤหัสบดี", "ศุกร์",  "เสาร์"};
    const auto named = std::ranges::find(kNames, std::string_view(name.value_or("")));
    if (named == kNames.end()) return day;
    const weekday wanted{static_cast<unsigned>(named - kNames.begin())};
    for (const sys_days near : {sys_days{day}, sys_days{day} - days{1}, sys_days{day} + days{1}})
        if (weekday{near} == wanted) return near;
    return day;
}

std::string make_uid(const Record& record, const std::string& clause) {
    const std::string letter =
        record.id.empty() ? record.source.sha256 + "/" + std::to_string(record.order) : record.id;
    return sha256(letter + "\n" + clause).substr(0, kUidDigits) + "@saraban";
}

Obligation about(const Letter& letter, const std::string& clause) {
    const Record& record = *letter.record;
    Obligation obligation;
    obligation.uid = make_uid(record, clause);
    obligation.letter_id = record.id;
    const Reconciled* number = correction(record, "doc_number");
    if (record.doc_number) obligation.letter = record.doc_number->normalized;
    if (number && number->value) obligation.letter = *number->value;
    obligation.letter_date = letter.date;
    if (record.issuer) obligation.issuer = record.issuer->agency_normalized.value_or(record.issuer->name);
    if (record.subject) obligation.subject = record.subject->value;
    if (record.speed) obligation.speed = record.speed->value;
    obligation.source = record.source.path;
    return obligation;
}

void judge(Obligation& obligation) {
    obligation.doubtful =
        obligation.confidence < kSure ||
        std::ranges::any_of(kDoubts, [&](std::string_view flag) { return has(obligation.flags, flag); });
}

/// Shows a holiday instead of hiding it behind a moved day.
void look_at_holidays(Obligation& obligation, const WorkingDays& days) {
    if (!obligation.day || obligation.rrule || obligation.kind == Obligation::Kind::Event) return;
    if (has(obligation.flags, "holidays_unchecked")) {
        obligation.day = days.on_or_before(*obligation.day);
        std::erase(obligation.flags, "holidays_unchecked");
    }
    obligation.holiday = days.holiday(*obligation.day);
    if (obligation.holiday) obligation.working_day = days.on_or_before(*obligation.day);
}

/// The day that a relative limit counts from.
std::optional<year_month_day> anchor_of(const Deadline& deadline, const Letter& letter,
                                        const std::optional<OurOffice>& office, Obligation& obligation) {
    if (!deadline.anchor || *deadline.anchor == "letter_date") {
        if (letter.date_is_partial) return std::nullopt;
        return letter.date;
    }
    if (const auto day = read_iso_date(*deadline.anchor)) return day;
    if (*deadline.anchor != "received") return std::nullopt;
    const Record& record = *letter.record;
    const ReceivedStamp* stamp = office ? stamp_of(*office, record) : nullptr;
    if (!office && record.received_stamps.size() == 1) stamp = &record.received_stamps.front();
    if (!stamp || !stamp->date) return std::nullopt;
    const std::string field =
        "received_stamps[" + std::to_string(stamp - record.received_stamps.data()) + "].date_iso";
    return day_of(record, field, stamp->date->iso, obligation.confidence);
}

void resolve_relative(const Deadline& deadline, const Letter& letter, const std::optional<OurOffice>& office,
                      const WorkingDays& days, Obligation& obligation) {
    const auto anchor = anchor_of(deadline, letter, office, obligation);
    if (!anchor || !deadline.duration) {
        add(obligation.flags, "anchor_unresolved");
        return;
    }
    const auto end = add_duration(*anchor, *deadline.duration);
    if (!end) {
        add(obligation.flags, "anchor_unresolved");
        return;
    }
    if (deadline.working_days) {
        const auto count = sys_days{*end} - sys_days{*anchor};
        obligation.day = days.add(*anchor, static_cast<int>(count.count()));
        if (!days.knows(obligation.day->year())) add(obligation.flags, "holidays_unknown");
        return;
    }
    // A counted limit that ends on a holiday ends on the next working day (Civil and Commercial Code, s.
    // 193/8).
    obligation.day = days.on_or_after(*end);
    if (*obligation.day != *end) obligation.shifted_from = end;
}

bool same_month(year_month_day a, year_month_day b) {
    return a.year() == b.year() && a.month() == b.month();
}

/// The first day of the rule behind the period that `day` stands in for.
std::optional<year_month_day> day_after_period(const Recurrence& rule, year_month_day day) {
    sys_days from = sys_days{day} + days{1};
    if (rule.frequency == Recurrence::Frequency::Monthly)
        from = sys_days{(day.year() / day.month() + months{1}) / std::chrono::day{1}};
    return first_day_of(rule, from);
}

/// The parts of a recurring deadline: the rule, and days of their own.
class Parts {
public:
    Parts(const Obligation& base, const Deadline& deadline, const Letter& letter, std::string clause)
        : main_(base), deadline_(deadline), letter_(letter), clause_(std::move(clause)) {}

    std::vector<Obligation> make() {
        const auto rule = read_recurrence(deadline_.rrule.value_or(""));
        if (!rule) return {main_};
        rule_ = *rule;
        main_.rrule = deadline_.rrule;
        main_.until = deadline_.until;
        find_start();
        if (has(main_.flags, "phase_unknown")) main_.day.reset(), main_.rrule.reset();
        if (main_.day) take_exceptions();
        if (main_.day && main_.until && *main_.day > *main_.until) main_.day.reset();
        std::vector<Obligation> parts = std::move(singles_);
        if (main_.day || parts.empty()) parts.push_back(main_);
        return parts;
    }

private:
    std::string field(const std::string& member) const { return clause_ + "." + member; }

    /// A day of its own; the first due day and a dated exception may be the same one.
    void add_single(year_month_day day, const std::string& name) {
        if (std::ranges::any_of(singles_, [&](const Obligation& each) { return each.day == day; })) return;
        Obligation single = main_;
        single.uid = make_uid(*letter_.record, clause_ + "/" + name);
        single.part_of = main_.uid;
        single.day = day;
        single.rrule.reset();
        single.until.reset();
        singles_.push_back(single);
    }

    void find_start() {
        std::erase(main_.flags, "before_letter");
        const auto first =
            not_before(day_of(*letter_.record, field("first_due"), deadline_.first_due, main_.confidence),
                       letter_.date, main_.flags);
        std::erase(main_.flags, "first_off_rule");
        if (first && is_day_of(rule_, *first)) {
            main_.day = first;
        } else if (first) {
            add(main_.flags, "first_off_rule");
            add_single(*first, "first");
            main_.day = day_after_period(rule_, *first);
        } else if (letter_.date) {
            main_.day = first_day_of(rule_, sys_days{*letter_.date} + days{1});
            if (letter_.date_is_partial) add(main_.flags, "letter_date_unread");
        } else {
            add(main_.flags, "letter_date_unread");
        }
    }

    void take_exceptions() {
        for (std::size_t i = 0; i < deadline_.exceptions.size(); ++i) {
            const DeadlineException& exception = deadline_.exceptions[i];
            const std::string name = "exceptions[" + std::to_string(i) + "]";
            if (!exception.iso) continue;
            float confidence = main_.confidence;
            std::vector<std::string> flags;
            const auto day =
                not_before(day_of(*letter_.record, field(name + ".iso"), exception.iso, confidence),
                           letter_.date, flags);
            if (!day) {
                add(main_.flags, "exception_unread");
                continue;
            }
            const std::optional<year_month_day> fitting =
                flags.empty() ? day : by_weekday(*day, exception.weekday_text);
            take_exception(*fitting, name, confidence, exception);
            for (const std::string& flag : flags)
                add(std::ranges::find(singles_, fitting, &Obligation::day)->flags, flag);
        }
    }

    void take_exception(year_month_day day, const std::string& name, float confidence,
                        const DeadlineException& exception) {
        add_single(day, name);
        Obligation& single =
            *std::ranges::find(singles_, std::optional<year_month_day>(day), &Obligation::day);
        single.confidence = std::min(single.confidence, confidence);
        if (exception.weekday_consistent == false && day == exception.iso)
            add(single.flags, "weekday_differs");
        const year_month_day from = day.year() / day.month() / std::chrono::day{1};
        for (const year_month_day replaced :
             days_of(rule_, from, from, year_month_day{day.year() / day.month() / std::chrono::last}))
            if (same_month(replaced, *main_.day) && replaced <= *main_.day)
                main_.day = day_after_period(rule_, *main_.day);
            else if (replaced > *main_.day)
                main_.except.push_back(replaced);
        // Without a letter in between, the rule begins behind the exception.
        if (main_.day && *main_.day < from && !letter_.date) main_.day = day_after_period(rule_, day);
    }

    Obligation main_;
    const Deadline& deadline_;
    const Letter& letter_;
    std::string clause_;
    Recurrence rule_;
    std::vector<Obligation> singles_;
};

std::string what_of(const Deadline& deadline, const Record& record) {
    if (deadline.what && !deadline.what->empty()) return *deadline.what;
    return record.subject ? record.subject->value : deadline.text_span;
}

std::vector<Obligation> obligations_of(const Letter& letter, std::size_t index,
                                       const std::optional<OurOffice>& office, const WorkingDays& days) {
    const Record& record = *letter.record;
    const Deadline& deadline = record.deadlines[index];
    const std::string clause = "deadlines[" + std::to_string(index) + "]";
    Obligation base = about(letter, clause);
    base.what = what_of(deadline, record);
    base.who = deadline.who;
    base.to_whom = deadline.to_whom;
    base.via = deadline.via;
    base.report_form = deadline.report_form;
    base.time = deadline.time;
    base.sentence = deadline.text_span;
    base.confidence = deadline.from.confidence;
    base.flags = deadline.flags;
    std::vector<Obligation> parts;
    switch (deadline.kind) {
        case DeadlineKind::Absolute:
            base.day = day_of(record, clause + ".iso", deadline.iso, base.confidence);
            if (base.day != deadline.iso) std::erase(base.flags, "before_letter");
            parts = {base};
            break;
        case DeadlineKind::Relative:
            resolve_relative(deadline, letter, office, days, base);
            parts = {base};
            break;
        case DeadlineKind::Recurring:
            parts = Parts(base, deadline, letter, clause).make();
            break;
        case DeadlineKind::Vague:
            parts = {base};
            break;
    }
    return parts;
}

std::vector<Obligation> events_of(const Letter& letter) {
    std::vector<Obligation> found;
    const Record& record = *letter.record;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
        const Event& event = record.events[i];
        const std::string clause = "events[" + std::to_string(i) + "]";
        Obligation obligation = about(letter, clause);
        obligation.kind = Obligation::Kind::Event;
        obligation.what = event.what.value_or(obligation.subject);
        obligation.confidence = event.from.confidence;
        obligation.day = day_of(record, clause + ".iso", event.iso, obligation.confidence);
        obligation.last_day = event.iso_end;
        obligation.time = event.time;
        obligation.time_end = event.time_end;
        obligation.place = event.place;
        obligation.sentence = event.text_span;
        obligation.flags = event.flags;
        found.push_back(obligation);
    }
    return found;
}

/// A form repeats a duty of the body: the same channel, or the same receiver.
bool same_duty(const Deadline& body, const Deadline& form) {
    if (body.source || !form.source || !body.binding_on_addressee) return false;
    if (body.to_whom && body.to_whom == form.to_whom) return true;
    return std::ranges::any_of(form.via, [&](const std::string& channel) {
        return std::ranges::find(body.via, channel) != body.via.end();
    });
}

void add_deadlines(const Letter& letter, const Record* upstream, const std::optional<OurOffice>& office,
                   const WorkingDays& days, std::vector<Obligation>& all) {
    const std::vector<Deadline>& deadlines = letter.record->deadlines;
    for (std::size_t i = 0; i < deadlines.size(); ++i) {
        const Deadline& deadline = deadlines[i];
        if (!deadline.binding_on_addressee) continue;
        if (std::ranges::any_of(deadlines, [&](const Deadline& body) { return same_duty(body, deadline); }))
            continue;
        auto parts = obligations_of(letter, i, office, days);
        if (upstream != nullptr && is_later_than_upstream(deadline, *upstream))
            for (Obligation& part : parts)
                add(part.flags, "later_than_upstream");
        for (const Deadline& form : deadlines)
            if (form.binding_on_addressee && same_duty(deadline, form))
                for (Obligation& part : parts) {
                    add(part.flags, "form_differs");
                    part.sentence += " | แบบรายงาน: " + form.text_span;
                }
        std::ranges::move(parts, std::back_inserter(all));
    }
}

/// The letter that each obligation came from, beside it.
struct Made {
    std::vector<Obligation> obligations;
    std::vector<const Record*> letters;
};

/// What passes a duty on points to it: rules to rules, single days to single days.
void link_chain(Made& made, const std::vector<Record>& records) {
    const auto is_whole_task = [](const Obligation& it) {
        return it.kind == Obligation::Kind::Task && !it.part_of;
    };
    for (std::size_t i = 0; i < made.obligations.size(); ++i) {
        Obligation& own = made.obligations[i];
        const Record* upstream = upstream_of(*made.letters[i], records);
        if (upstream == nullptr || !is_whole_task(own)) continue;
        for (std::size_t j = 0; j < made.obligations.size(); ++j) {
            const Obligation& theirs = made.obligations[j];
            if (made.letters[j] == upstream && is_whole_task(theirs) &&
                theirs.rrule.has_value() == own.rrule.has_value())
                own.passes_on.push_back(theirs.uid);
        }
    }
}

}  // namespace

std::vector<Obligation> make_obligations(const std::vector<Record>& records,
                                         const std::optional<OurOffice>& office,
                                         const WorkingDays& working_days) {
    Made made;
    for (const Record& record : records) {
        const Letter letter = letter_of(record);
        std::vector<Obligation> own;
        add_deadlines(letter, upstream_of(record, records), office, working_days, own);
        std::ranges::move(events_of(letter), std::back_inserter(own));
        const bool ours = !office || (is_addressed(*office, record) && !is_issuer(*office, record));
        for (Obligation& obligation : own) {
            obligation.standing = ours ? Obligation::Standing::Ours : Obligation::Standing::Context;
            if (record.secrecy) add(obligation.flags, "secret");
            look_at_holidays(obligation, working_days);
            judge(obligation);
            made.obligations.push_back(std::move(obligation));
            made.letters.push_back(&record);
        }
    }
    link_chain(made, records);
    return std::move(made.obligations);
}

}  // namespace saraban
