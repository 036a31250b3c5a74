#include "tools/archive_says.h"

#include <algorithm>
#include <iterator>

namespace saraban {
namespace {

/// The letters that `letter` is linked with, in other files. A circular may be linked with hundreds.
std::vector<Record> linked_elsewhere(Archive& archive, const Record& letter) {
    constexpr std::size_t kEnough = 20;
    std::vector<Record> out;
    for (const Link& link : archive.links(letter.id)) {
        if (out.size() == kEnough) break;
        const auto other = archive.find(link.id);
        if (other && !other->secret && other->record.source.sha256 != letter.source.sha256)
            out.push_back(other->record);
    }
    return out;
}

bool is_among(const Reconciled& said, const std::vector<Reconciled>& known) {
    return std::ranges::any_of(
        known, [&](const Reconciled& k) { return k.field == said.field && k.value == said.value; });
}

/// Another letter reads the same number or date, or cites it.
bool is_of_two_letters(const Reconciled& said) {
    return std::ranges::any_of(said.checks, [](const std::string& check) {
        return check.starts_with("citation_") || check.starts_with("copy_");
    });
}

/// What is said of the letter at `own` in this bundle.
std::vector<Reconciled> said_in(std::vector<Record> bundle, std::size_t own, const Reconciler& reconciler) {
    for (Record& record : bundle)
        record.reconciled.clear();
    reconcile(bundle, reconciler, std::nullopt);
    return bundle[own].reconciled;
}

}  // namespace

std::vector<Reconciled> archive_says(Archive& archive, const Record& letter, const Reconciler& reconciler) {
    std::vector<Record> bundle = linked_elsewhere(archive, letter);
    if (bundle.empty()) return {};
    std::vector<Record> file;
    std::size_t own = 0;
    for (StoredLetter& each : archive.letters_of(letter.source.sha256)) {
        if (each.record.id == letter.id) own = file.size();
        file.push_back(std::move(each.record));
    }
    const std::vector<Reconciled> alone = said_in(file, own, reconciler);
    own += bundle.size();
    bundle.insert(bundle.end(), file.begin(), file.end());  // last: what lies in the file is meant first
    std::vector<Reconciled> out;
    std::ranges::copy_if(
        said_in(bundle, own, reconciler), std::back_inserter(out), [&](const Reconciled& said) {
            return is_of_two_letters(said) && !is_among(said, alone) && !is_among(said, letter.reconciled);
        });
    return out;
}

}  // namespace saraban
