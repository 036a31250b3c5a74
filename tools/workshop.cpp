#include "tools/batch.h"

#include <chrono>

namespace saraban {
namespace {

/// Today in Thailand.
std::chrono::year_month_day today() {
    const auto now = std::chrono::system_clock::now() + std::chrono::hours(7);
    return std::chrono::floor<std::chrono::days>(now);
}

}  // namespace

std::unique_ptr<Workshop> open_workshop(const Session& session) {
    auto shop = std::make_unique<Workshop>();
    shop->rules = load_rule_book(session.schemas());
    shop->reconciler = load_reconciler(session.schemas());
    shop->settings.context.today = today();
    shop->settings.reconciler = &shop->reconciler;
    return shop;
}

}  // namespace saraban
