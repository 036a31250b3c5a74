#include "pipeline/obligations/working_days.h"

#include "pipeline/model/error.h"
#include "pipeline/obligations/days.h"

#include <array>

#include <yaml-cpp/yaml.h>

namespace saraban {

using namespace std::chrono;

std::optional<std::string> WorkingDays::holiday(year_month_day day) const {
    const auto named = holidays_.find(sys_days{day});
    if (named != holidays_.end()) return named->second;
    const weekday of_week{day};
    if (of_week == Saturday) return "วันเสาร์";
    if (of_week == Sunday) return "วันอาทิตย์";
    return std::nullopt;
}

bool WorkingDays::knows(year year) const {
    const auto first = holidays_.lower_bound(sys_days{year / January / 1});
    return first != holidays_.end() && first->first <= sys_days{year / December / 31};
}

year_month_day WorkingDays::add(year_month_day from, int count) const {
    sys_days day{from};
    while (count > 0) {
        day += days{1};
        if (!holiday(day)) --count;
    }
    return day;
}

year_month_day WorkingDays::on_or_after(year_month_day from) const {
    sys_days day{from};
    while (holiday(day))
        day += days{1};
    return day;
}

year_month_day WorkingDays::on_or_before(year_month_day from) const {
    sys_days day{from};
    while (holiday(day))
        day -= days{1};
    return day;
}

WorkingDays read_working_days(const std::filesystem::path& file) {
    const auto fail = [&](int line, const std::string& cause) {
        throw Error(ExitCode::Unusable, file.string() + ":" + std::to_string(line) + ": " + cause +
                                            "; write entries as {date: 2026-01-01, name: วันขึ้นปีใหม่}");
    };
    YAML::Node root;
    try {
        root = YAML::LoadFile(file.string());
    } catch (const YAML::BadFile&) {
        throw Error(ExitCode::Unusable, file.string() + ": cannot be read; name a file of holidays");
    } catch (const YAML::Exception& e) {
        fail(e.mark.line + 1, e.msg);
    }
    const YAML::Node entries = root.IsMap() ? root["entries"] : YAML::Node();
    if (!entries || !entries.IsSequence()) fail(1, "no list of `entries`");
    std::map<sys_days, std::string> holidays;
    for (const YAML::Node& entry : entries) {
        const int line = entry.Mark().line + 1;
        if (!entry.IsMap() || !entry["date"] || !entry["name"]) fail(line, "an entry without date or name");
        const auto day = read_iso_date(entry["date"].as<std::string>());
        if (!day) fail(line, "no date: " + entry["date"].as<std::string>());
        holidays[sys_days{*day}] = entry["name"].as<std::string>();
    }
    return WorkingDays(std::move(holidays));
}

}  // namespace saraban
