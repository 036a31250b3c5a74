#include "pipeline/model/sha256.h"
#include "tools/batch.h"

#include <chrono>
#include <filesystem>
#include <map>

namespace saraban {
namespace {

/// Today in Thailand.
std::chrono::year_month_day today() {
    const auto now = std::chrono::system_clock::now() + std::chrono::hours(7);
    return std::chrono::floor<std::chrono::days>(now);
}

}  // namespace

std::string rules_version(const std::filesystem::path& schemas) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(schemas))
        if (entry.is_regular_file() && entry.path().extension() == ".yaml")
            files[entry.path().lexically_relative(schemas).string()] = sha256_of_file(entry.path());
    std::string all;
    for (const auto& [name, hash] : files)
        all += name + " " + hash + "\n";
    return sha256(all).substr(0, 16);
}

std::unique_ptr<Workshop> open_workshop(const Session& session) {
    auto shop = std::make_unique<Workshop>();
    shop->rules = load_rule_book(session.schemas());
    shop->reconciler = load_reconciler(session.schemas());
    shop->settings.context.today = today();
    shop->settings.reconciler = &shop->reconciler;
    shop->rules_version = rules_version(session.schemas());
    return shop;
}

}  // namespace saraban
