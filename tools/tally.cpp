#include "tools/tally.h"

#include "pipeline/text/charset.h"

#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>
#include <vector>

namespace saraban {
namespace {

/// Causes that are listed; the others are counted together.
constexpr std::size_t kListed = 12;

std::vector<std::pair<int, std::string>> most_first(const std::map<std::string, int>& counts) {
    std::vector<std::pair<int, std::string>> out;
    for (const auto& [what, count] : counts)
        out.emplace_back(count, what);
    std::ranges::stable_sort(out, std::greater<>(), [](const auto& one) { return one.first; });
    return out;
}

void write(std::ostream& out, const char* what, int count) {
    out << "  " << std::left << std::setw(18) << what << std::right << std::setw(7) << count << '\n';
}

void write(std::ostream& out, const std::map<std::string, int>& counts) {
    const auto all = most_first(counts);
    int others = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i < kListed)
            out << "    " << std::setw(7) << all[i].first << "  " << all[i].second << '\n';
        else
            others += all[i].first;
    }
    if (others > 0) out << "    " << std::setw(7) << others << "  other causes\n";
}

}  // namespace

std::string bare_cause(const std::string& cause, const std::string& name) {
    std::string_view rest = cause;
    if (rest.starts_with(name)) {
        const auto colon = rest.find(": ", name.size());
        if (colon != std::string_view::npos) rest.remove_prefix(colon + 2);
    }
    return printable(rest.substr(0, rest.find(';')));
}

void Tally::add(const FileEnd& end) {
    switch (end.how) {
        case FileEnd::How::Known:
            ++known_;
            return;
        case FileEnd::How::Failed:
            ++failed_;
            ++failures_[bare_cause(end.cause, end.input->name)];
            return;
        case FileEnd::How::WithoutLetter:
            ++without_letter_;
            return;
        case FileEnd::How::Read:
            break;
    }
    ++read_;
}

void Tally::add(const Record& record) {
    ++(record.status == Status::Accepted ? accepted_ : need_review_);
    if (record.status == Status::Accepted) return;
    std::set<std::string> codes;
    for (const Issue& issue : record.issues)
        if (issue.severity != Severity::Info) codes.insert(issue.code);
    for (const std::string& code : codes)
        ++reasons_[code];
}

std::string Tally::table() const {
    std::ostringstream out;
    write(out, "files read", read_);
    write(out, "  filed before", known_);
    write(out, "  without a letter", without_letter_);
    write(out, "  failed", failed_);
    write(out, failures_);
    write(out, "letters accepted", accepted_);
    write(out, "  need review", need_review_);
    write(out, reasons_);
    if (copies_ > 0) write(out, "  held before", copies_);
    return out.str();
}

nlohmann::ordered_json Tally::json() const {
    return {{"read", read_},
            {"known", known_},
            {"without_letter", without_letter_},
            {"failed", failed_},
            {"failures", failures_},
            {"accepted", accepted_},
            {"need_review", need_review_},
            {"copies", copies_},
            {"reasons", reasons_}};
}

}  // namespace saraban
