#include "tools/copy_score.h"

#include "extractors/document_number.h"
#include "pipeline/process/child.h"
#include "pipeline/sinks/archive.h"
#include "pipeline/text/same_letter.h"
#include "pipeline/text/thai.h"
#include "tools/damage.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace saraban {
namespace {

using Letters = std::vector<Record>;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = what.empty() ? std::string::npos : text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), by);
    return text;
}

/// The letter with its running number so much higher, as a letter of its own. Absent: it has no such number.
std::optional<Record> further_on(const Record& letter, int by) {
    if (!letter.doc_number || !letter.doc_number->running_valid || letter.doc_number->prefix.empty())
        return std::nullopt;
    const std::string& running = letter.doc_number->running;
    int value = 0;
    const auto [end, error] = std::from_chars(running.data(), running.data() + running.size(), value);
    if (error != std::errc() || end != running.data() + running.size()) return std::nullopt;
    const std::string raw = ascii_digits(letter.doc_number->raw);
    const auto at = raw.rfind(running);
    if (at == std::string::npos) return std::nullopt;
    Record out = letter;
    const std::string next =
        thai_digits(raw.substr(0, at) + std::to_string(value + by) + raw.substr(at + running.size()));
    const std::string labelled = "ที่ " + next;
    const auto number = find_document_number(labelled);
    if (!number) return std::nullopt;
    out.text = replaced(out.text, letter.doc_number->raw, next);
    out.doc_number = number->value;
    out.reconciled.clear();
    return out;
}

/// Of what stands above the closing.
std::string longest_line(const std::string& text) {
    const auto closing = std::min(text.find("ขอแสดงความนับถือ"), text.size());
    std::string best;
    for (std::size_t at = 0; at < closing;) {
        const auto end = std::min(text.find('\n', at), closing);
        if (end - at > best.size()) best = text.substr(at, end - at);
        at = end + 1;
    }
    return best;
}

/// To somebody else, or with another sentence in the place of its longest line. False: the other letter has
/// nothing else to say.
bool tell_apart(Record& letter, const Record& other, bool by_addressee) {
    if (by_addressee && !letter.addressees.empty() && !other.addressees.empty() &&
        !are_alike(letter.addressees[0].value, other.addressees[0].value)) {
        letter.text = replaced(letter.text, letter.addressees[0].value, other.addressees[0].value);
        letter.addressees = other.addressees;
        return true;
    }
    const std::string ours = longest_line(letter.text), theirs = longest_line(other.text);
    if (are_alike(ours, theirs)) return false;
    letter.text = replaced(letter.text, ours, theirs);
    return true;
}

/// Bundles in an archive; the id of a letter tells which one it is: `12-1/a`, one beside it `12-1+3/a`.
class Filed {
public:
    Filed(double rate, unsigned seed, const Reconciler& reconciler)
        : damage_{.rate = rate, .table = reconciler.confusions}, random_(seed), reconciler_(reconciler) {}

    void file(Letters letters, const std::vector<std::string>& names, const std::string& copy) {
        letters = damage_bundle(std::move(letters), damage_, random_);
        Filing filing{.source = {.path = names.front() + copy, .sha256 = names.front() + copy}};
        for (std::size_t i = 0; i < letters.size(); ++i) {
            Record& letter = letters[i];
            letter.id = names[i] + '/' + copy;
            letter.order = static_cast<int>(i) + 1;
            letter.encloses.reset();
            letter.text = misread(letter.text, damage_.rate, random_);
            if (letter.subject) letter.subject->value = misread(letter.subject->value, damage_.rate, random_);
            for (Text& addressee : letter.addressees)
                addressee.value = misread(addressee.value, damage_.rate, random_);
        }
        reconcile(letters, reconciler_, {});
        filing.records = std::move(letters);
        filings_.push_back(std::move(filing));
    }
    [[nodiscard]] std::vector<std::vector<std::string>> groups() {
        archive_.add(filings_);
        std::vector<std::vector<std::string>> out;
        for (const auto& letter : archive_.copies()) {
            out.emplace_back();
            for (const Link& copy : letter)
                out.back().push_back(copy.id.substr(0, copy.id.find('/')));
        }
        return out;
    }
    std::mt19937& random() { return random_; }

private:
    Damage damage_;
    std::mt19937 random_;
    const Reconciler& reconciler_;
    std::vector<Filing> filings_;
    TemporaryFolder folder_;
    Archive archive_{folder_.path() / "archive", Archive::Mode::Write, {}};
};

}  // namespace

CopyScore score_copies(const std::vector<Letters>& bundles, double rate, unsigned seed,
                       const Reconciler& reconciler) {
    Filed filed(rate, seed, reconciler);
    CopyScore score;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        std::vector<std::string> names;
        for (std::size_t k = 0; k < bundles[i].size(); ++k)
            names.push_back(std::to_string(i) + '-' + std::to_string(k));
        filed.file(bundles[i], names, "a");
        filed.file({bundles[i].begin() + 1, bundles[i].end()}, {names.begin() + 1, names.end()}, "b");
        score.copies += static_cast<int>(bundles[i].size()) - 1;
        for (std::size_t k = 0; k < bundles[i].size(); ++k)
            for (const int by : {1, std::uniform_int_distribution<>(2, 9)(filed.random())}) {
                auto neighbour = further_on(bundles[i][k], by);
                const Record& other = bundles[(i + (by == 1 ? 1U : 2U)) % bundles.size()].front();
                // One of the two in each way, or they may be one letter beside the other.
                if (!neighbour || !tell_apart(*neighbour, other, (i % 2 == 0) == (by == 1))) continue;
                filed.file({*neighbour}, {names[k] + '+' + std::to_string(by)}, "c");
                ++score.neighbours;
            }
    }
    for (const auto& names : filed.groups())
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t k = i + 1; k < names.size(); ++k) {
                ++(names[i] == names[k] ? score.linked : score.confused);
                if (names[i] != names[k]) score.wrong.push_back(names[i] + " = " + names[k]);
            }
    return score;
}

}  // namespace saraban
