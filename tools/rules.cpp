#include "extractors/rule_book.h"
#include "pipeline/reconcile/reconcile.h"
#include "tools/session.h"

#include <iostream>

namespace saraban {
namespace {

ExitCode check(const Session& session) {
    const auto schemas = session.schemas();
    const RuleBook rules = load_rule_book(schemas);
    (void)load_reconciler(schemas);  // and the vocabularies
    for (const KindRule& kind : rules.kinds)
        std::cout << kind.id << "  " << kind.thai << "  " << kind.fields.size() << " field rules\n";
    std::cout << schemas.string() << ": " << rules.kinds.size()
              << " kinds of letter, all rules and vocabularies load\n";
    return ExitCode::Done;
}

}  // namespace

void add_rules(CLI::App& app, Session& session) {
    CLI::App* rules = app.add_subcommand("rules", "the rules that say where the fields are");
    rules->require_subcommand(1);
    rules
        ->add_subcommand("check",
                         "load every schema and vocabulary; names file, line and column of the first fault")
        ->callback([&session] { session.run = [&session] { return check(session); }; });
}

}  // namespace saraban
