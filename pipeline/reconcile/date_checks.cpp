#include "extractors/thai_calendar.h"
#include "pipeline/reconcile/candidates.h"
#include "pipeline/reconcile/checks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace saraban {
namespace {

using namespace std::chrono;

// Weights in nats: what a violation costs. A law may still seem broken when a letter is linked wrongly, so
// none is infinite. About 1 letter in 50 is dated on a weekend; 1 citation in 150 has a typing error of its
// own.
constexpr double kLaw = 9, kCites = 16, kCopy = 30, kPlausible = 5, kHabit = 3.5, kTendency = 1.5;
constexpr int kTwoYears = 731, kUsualTransit = 45, kStampTransit = 21;

Constraint not_after(std::string check, double weight, std::size_t earlier, std::size_t later,
                     std::string says) {
    return {std::move(check), true,  weight,
            earlier,          later, [](std::string_view x, std::string_view y) { return x <= y; },
            std::move(says)};
}

/// `deadlines[0].exceptions[1].iso` -> the exception; null: another field.
const DeadlineException* exception_of(const Bundle& b, const Variable& v) {
    std::size_t deadline = 0, exception = 0;
    if (std::sscanf(v.field.c_str(), "deadlines[%zu].exceptions[%zu]", &deadline, &exception) != 2)
        return nullptr;
    return &b.records[v.letter].deadlines[deadline].exceptions[exception];
}

}  // namespace

/// A date that names its weekday falls on it. Which of the two is damaged the pair alone does not tell.
std::vector<Constraint> check_weekday(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const DeadlineException* e = exception_of(b, b.variables[v]);
        const auto named = e == nullptr || !e->weekday_text ? std::nullopt : weekday_of(*e->weekday_text);
        if (!named) continue;
        out.push_back({"weekday",
                       true,
                       kLaw,
                       v,
                       {},
                       [day = *named](std::string_view x, std::string_view) {
                           return weekday{sys_days{from_iso(x)}} == day;
                       },
                       "the date names its weekday, " + *e->weekday_text});
    }
    return out;
}

/// What is due is due after the letter, and soon.
std::vector<Constraint> check_deadline_follows(const Bundle& b, const ReconcileTables& /*unused*/) {
    constexpr int kSoon = 60;
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const auto head = find_variable(b, b.variables[v].letter, "date");
        if (!head || exception_of(b, b.variables[v]) == nullptr) continue;
        out.push_back(not_after("deadline_follows", kLaw, *head, v, "what is due is due after the letter"));
        out.push_back({"deadline_follows", false, kHabit, *head, v,
                       [](std::string_view a, std::string_view c) { return days_between(a, c) <= kSoon; },
                       "what is due once is due within weeks"});
    }
    return out;
}

/// The date of a cited letter and the head of that letter are the same date.
std::vector<Constraint> check_citation_date(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (const InnerCitation& c : b.citations) {
        const auto cited = find_variable(b, c.citing, c.item + ".cited_date"),
                   head = find_variable(b, c.cited, "date");
        if (!cited || !head) continue;
        out.push_back(
            {"citation_date", true, kCopy, *cited, head,
             [](std::string_view x, std::string_view y) { return x == y; },
             title_of(b, c.citing) + " cites " + title_of(b, c.cited) + " as of " +
                 (b.variables[*cited].read.empty() ? "an unreadable date" : b.variables[*cited].read) +
                 ", its head reads " +
                 (b.variables[*head].read.empty() ? "no full date" : b.variables[*head].read)});
    }
    return out;
}

/// Cited <= citing, letter <= stamp on it, stamp on an enclosed letter <= the letter that forwards it.
std::vector<Constraint> check_time_order(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Variable& x = b.variables[v];
        const auto head = find_variable(b, x.letter, "date");
        if (!head || *head == v) continue;
        if (x.field.find("cited_date") != std::string::npos)
            out.push_back(not_after("time_order", kCites, v, *head,
                                    title_of(b, x.letter) + " cannot cite what is later than itself"));
        if (x.field.starts_with("received_stamps"))
            out.push_back(not_after("time_order", kLaw, *head, v,
                                    title_of(b, x.letter) + " was received after it was written"));
    }
    for (const InnerCitation& c : b.citations) {
        const auto citing = find_variable(b, c.citing, "date");
        if (!citing || c.citing == c.cited) continue;
        if (const auto cited = find_variable(b, c.cited, "date"))
            out.push_back(not_after("time_order", kLaw, *cited, *citing,
                                    title_of(b, c.citing) + " cites " + title_of(b, c.cited)));
        for (std::size_t v = 0; c.encloses && v < b.variables.size(); ++v)
            if (b.variables[v].letter == c.cited && b.variables[v].field.starts_with("received_stamps"))
                out.push_back(not_after("time_order", kLaw, v, *citing,
                                        title_of(b, c.cited) + " was received before " +
                                            title_of(b, c.citing) + " forwarded it"));
    }
    return out;
}

/// A letter is forwarded within weeks, received within days; nothing in a bundle is years apart.
std::vector<Constraint> check_year_plausibility(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    const auto within = [&out](std::size_t x, std::size_t y, int days, double weight, std::string says) {
        out.push_back(
            {"year_plausibility", days > kUsualTransit, weight, x, y,
             [days](std::string_view a, std::string_view c) { return std::abs(days_between(a, c)) <= days; },
             std::move(says)});
    };
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Variable& x = b.variables[v];
        const auto head = find_variable(b, x.letter, "date");
        if (!head || *head == v) continue;
        if (!may_be_old(x.field))
            within(*head, v, kTwoYears, kPlausible, "dates of one letter lie within two years");
        if (x.field.starts_with("received_stamps"))
            within(*head, v, kStampTransit, kHabit, title_of(b, x.letter) + " is received within weeks");
    }
    for (const InnerCitation& c : b.citations) {
        const auto x = find_variable(b, c.cited, "date"), y = find_variable(b, c.citing, "date");
        if (!x || !y || x == y) continue;
        within(*x, *y, kTwoYears, kPlausible, "dates of one chain lie within two years");
        if (c.encloses)
            within(*x, *y, kUsualTransit, kHabit, title_of(b, c.cited) + " is forwarded within weeks");
    }
    return out;
}

/// What is scanned today was neither written tomorrow nor a generation ago.
std::vector<Constraint> check_near_today(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    if (!b.today) return out;
    constexpr int kGeneration = 30;
    const std::string today = iso_date(*b.today), oldest = iso_date(*b.today - years{kGeneration});
    for (std::size_t v = 0; v < b.variables.size(); ++v)
        if (b.variables[v].field.find("deadlines") == std::string::npos)
            out.push_back(
                {"near_today",
                 true,
                 kLaw,
                 v,
                 {},
                 [today, oldest](std::string_view x, std::string_view) { return oldest <= x && x <= today; },
                 "it is read on " + today});
    return out;
}

/// Desks of one house stamp a letter within days of each other.
std::vector<Constraint> check_stamps_agree(const Bundle& b, const ReconcileTables& /*unused*/) {
    constexpr int kDays = 14;
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        bool linked = false;
        for (std::size_t w = v + 1; w < b.variables.size(); ++w) {
            const Variable &x = b.variables[v], &y = b.variables[w];
            if (x.letter != y.letter || !x.field.starts_with("received_stamps") ||
                !y.field.starts_with("received_stamps"))
                continue;
            if (std::exchange(linked, true))
                break;  // a chain: all pairs would count one agreement many times
            out.push_back(
                {"stamps_agree", true, kHabit, v, w,
                 [](std::string_view a, std::string_view c) { return std::abs(days_between(a, c)) <= kDays; },
                 "stamps on " + title_of(b, x.letter) + " are of one week"});
        }
    }
    return out;
}

/// Letters are rarely dated on a Saturday or Sunday.
std::vector<Constraint> check_working_day(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v)
        out.push_back({"working_day",
                       false,
                       kHabit,
                       v,
                       {},
                       [](std::string_view x, std::string_view) {
                           const weekday day{sys_days{from_iso(x)}};
                           return day != Saturday && day != Sunday;
                       },
                       "letters are rarely dated on a weekend"});
    return out;
}

/// A letter is not received on the day it is written, two desks away.
std::vector<Constraint> check_transit(const Bundle& b, const ReconcileTables& /*unused*/) {
    std::vector<Constraint> out;
    for (std::size_t v = 0; v < b.variables.size(); ++v) {
        const Variable& x = b.variables[v];
        const auto head = find_variable(b, x.letter, "date");
        if (head && x.field.starts_with("received_stamps"))
            out.push_back({"transit", false, kTendency, *head, v,
                           [](std::string_view a, std::string_view c) { return a != c; },
                           "a letter takes a day"});
    }
    return out;
}

}  // namespace saraban
