#include "tools/batch.h"
#include "tools/copy_score.h"
#include "tools/damage.h"
#include "tools/engine.h"
#include "tools/files.h"
#include "tools/session.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Letters = std::vector<Record>;

constexpr std::array kRates{0.0, 0.005, 0.01, 0.02, 0.05};
constexpr std::array kConfidences{0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

struct Asked {
    std::vector<fs::path> paths;
    fs::path svg, doubts;
    unsigned seed = 1;
    double least_repaired = 0, least_told = 0, most_wrong = 1;
    double least_linked = 0;
    std::vector<double> rates{kRates.begin(), kRates.end()};
    bool verbose = false, copies = false, sweep = false;
};

/// What became of damaged and of untouched values at one rate of damage.
struct Outcome {
    int damaged = 0, repaired = 0;    ///< numbers and dates of heads
    int told = 0, repaired_told = 0;  ///< of those, what another place of the bundle could tell (the oracle)
    int repairs = 0, wrong = 0;       ///< values of all kinds that were given another value
    int untouched = 0, changed = 0, opened = 0;  ///< untouched values given another value, or none
    double milliseconds = 0;                     ///< of CPU, a bundle
};

/// Right values among those of at least this confidence.
struct Calibrated {
    int all = 0, right = 0;
};
using Calibration = std::array<Calibrated, kConfidences.size()>;

const Reconciled* find(const Record& record, const std::string& field) {
    const auto found = std::ranges::find(record.reconciled, field, &Reconciled::field);
    return found == record.reconciled.end() ? nullptr : &*found;
}

void count(const Reconciled& said, const std::string& printed, Calibration& calibration) {
    for (std::size_t i = 0; i < kConfidences.size(); ++i) {
        if (!said.value || said.confidence < kConfidences[i]) continue;
        ++calibration[i].all;
        calibration[i].right += *said.value == printed;
    }
}

/// One line a value that is not as printed: what was printed, read and said, how sure, and what else it may
/// be; then one line of evidence a check.
void list(const Record& record, const std::string& field, const std::string& printed, const std::string& read,
          const Reconciled* said) {
    std::cout << record.source.path << ' ' << record.order << ' ' << field << ": printed " << printed
              << ", read " << read << ", said ";
    if (said == nullptr) {
        std::cout << "nothing\n";
        return;
    }
    std::cout << said->value.value_or("undecided") << " (" << std::setprecision(3) << said->confidence << ';';
    for (const std::string& candidate : said->candidates)
        std::cout << ' ' << candidate << ',';
    std::cout << ")\n";
    for (std::size_t i = 0; i < said->checks.size(); ++i)
        std::cout << "    " << said->checks[i] << ": " << said->evidence[i] << '\n';
}

/// What an oracle could repair: what is printed stands at another place of the bundle too and was read there,
/// or only the year of a date is damaged and another date of the bundle has it.
bool is_told(const ValuePath& path, const std::string& truth, const std::string& was_read,
             const std::map<ValuePath, std::string>& printed, const std::map<ValuePath, std::string>& read) {
    constexpr std::size_t kYear = 4;
    const bool date = path.second == "date";
    const bool only_year =
        date && was_read.size() == truth.size() && was_read.substr(kYear) == truth.substr(kYear);
    return std::ranges::any_of(read, [&](const auto& other) {
        const auto& [where, value] = other;
        if (where == path) return false;
        const auto there = printed.find(where);
        const bool sound = there != printed.end() && there->second == value;
        const bool of_kind = date == (where.second.find("date") != std::string::npos);
        return sound && of_kind &&
               (value == truth || (only_year && value.starts_with(truth.substr(0, kYear))));
    });
}

/// One bundle: `printed` is what stands on paper, `read` what OCR made of it, `checked` what the cross-checks
/// say.
void score(const Letters& clean, const Letters& checked, Outcome& o, Calibration& calibration, bool verbose) {
    const auto printed = values_of(clean), read = values_of(checked);
    for (const auto& [path, truth] : printed) {
        const auto& [letter, field] = path;
        const auto was_read = read.find(path);
        const bool hit = was_read == read.end() || was_read->second != truth;
        const Reconciled* said = find(checked[letter], field);
        const bool right = said != nullptr && said->value == truth;
        const bool head = field == "date" || field == "doc_number";
        if (verbose && !right && (said != nullptr || (hit && head)))
            list(checked[letter], field, truth, was_read == read.end() ? "-" : was_read->second, said);
        if (said != nullptr) count(*said, truth, calibration);
        if (said != nullptr && said->value && (was_read == read.end() || *said->value != was_read->second)) {
            ++o.repairs;
            o.wrong += !right;
        }
        if (!hit) {
            ++o.untouched;
            o.changed += said != nullptr && said->value && !right;
            o.opened += said != nullptr && !said->value;
        } else if (head) {
            ++o.damaged, o.repaired += right;
            const std::string& got = was_read == read.end() ? std::string() : was_read->second;
            if (is_told(path, truth, got, printed, read)) ++o.told, o.repaired_told += right;
        }
    }
}

Outcome trial(const std::vector<Letters>& bundles, const Damage& damage, unsigned seed,
              const Reconciler& reconciler, const Workshop& shop, Calibration& calibration, bool verbose) {
    std::mt19937 random(seed);
    Outcome o;
    for (const Letters& clean : bundles) {
        Letters read = damage_bundle(clean, damage, random);
        const std::clock_t start = std::clock();
        reconcile(read, reconciler, shop.settings.context.today);
        o.milliseconds += 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        score(clean, read, o, calibration, verbose);
    }
    o.milliseconds /= static_cast<double>(std::max<std::size_t>(1, bundles.size()));
    return o;
}

double percent(int part, int all) {
    return all == 0 ? 0 : 100.0 * part / all;
}

void print(double rate, const Outcome& o) {
    const auto share = [](int part, int all) { std::cout << std::setw(8) << percent(part, all) << " %"; };
    std::cout << std::fixed << std::setprecision(1) << std::setw(5) << 100 * rate << " %" << std::setw(7)
              << o.damaged;
    share(o.told, o.damaged);
    share(o.repaired, o.damaged);
    share(o.repaired_told, o.told);
    std::cout << std::setw(9) << o.repairs << std::setw(7) << o.wrong;
    share(o.wrong, o.repairs);
    std::cout << std::setw(11) << o.untouched << std::setw(9) << o.changed << std::setw(8) << o.opened
              << std::setw(8) << o.milliseconds << '\n';
}

void print(const Calibration& calibration) {
    std::cout << "\nconfidence at least   values   right\n";
    for (std::size_t i = 0; i < kConfidences.size(); ++i)
        std::cout << std::setprecision(2) << std::setw(19) << kConfidences[i] << std::setw(9)
                  << calibration[i].all << std::setprecision(1) << std::setw(8)
                  << percent(calibration[i].right, calibration[i].all) << " %\n";
}

/// Reliability: confidence asked for (x) against the share that is right (y), both from 0.5 to 1.
void write_svg(const fs::path& path, const Calibration& calibration) {
    constexpr double kSide = 400, kMargin = 50;
    const auto place = [](double value) { return (std::clamp(value, 0.5, 1.0) - 0.5) * 2 * kSide; };
    std::ofstream out(path);
    out << R"(<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" font-family="sans-serif" font-size="12">)"
        << "\n<g transform=\"translate(" << kMargin << ',' << kMargin << ")\" fill=\"none\" stroke=\"black\">"
        << "\n<rect width=\"400\" height=\"400\"/><line x1=\"0\" y1=\"400\" x2=\"400\" y2=\"0\" "
           "stroke=\"gray\"/>\n";
    for (std::size_t i = 0; i < kConfidences.size(); ++i) {
        if (calibration[i].all == 0) continue;
        out << "<circle cx=\"" << place(kConfidences[i]) << "\" cy=\""
            << kSide - place(percent(calibration[i].right, calibration[i].all) / 100)
            << "\" r=\"4\" fill=\"black\"/>\n";
    }
    out << "<text x=\"120\" y=\"435\" stroke=\"none\" fill=\"black\">confidence at least (0.5 to 1)</text>\n"
        << "<text transform=\"translate(-15,290) rotate(-90)\" stroke=\"none\" fill=\"black\">share right "
           "(0.5 to 1)</text>\n"
        << "</g>\n</svg>\n";
    if (!out) throw Error(ExitCode::Unusable, path.string() + ": the plot cannot be written");
}

/// Bundles of two letters and more, as read from clean text.
std::vector<Letters> read_bundles(const Asked& asked, const Workshop& shop, const Session& session) {
    LazyEngine engines(session);
    Settings clean = shop.settings;
    clean.reconciler = nullptr;
    std::vector<Letters> out;
    for (const fs::path& file : find_files(asked.paths, std::cin)) {
        Ingested read = ingest(file, engines, shop.rules, clean);
        if (read.records.size() >= 2) out.push_back(std::move(read.records));
    }
    if (out.empty()) throw Error(ExitCode::NothingRead, "no file with two letters or more: nothing to check");
    return out;
}

/// One row a rate of damage; returns that of 1 %.
Outcome print_table(const std::vector<Letters>& bundles, const Asked& asked, const DoubtSamples* doubts,
                    const Workshop& shop, Calibration& calibration) {
    std::cout << (doubts != nullptr ? "\nwith the engine's doubts about digits\n" : "\ntext alone\n")
              << " damage  heads      told  repaired   of told  repairs  wrong             untouched  changed"
                 "  opened      ms\n";
    Outcome at_one_percent;
    for (const double rate : asked.rates) {
        const Damage damage{.rate = rate, .table = shop.reconciler.confusions, .doubts = doubts};
        const Outcome o = trial(bundles, damage, asked.seed, shop.reconciler, shop, calibration,
                                asked.verbose && rate <= 0.02);
        print(rate, o);
        if (rate == 0.01) at_one_percent = o;
    }
    return at_one_percent;
}

/// What other thresholds would do, at 1 % damage and with the doubts if there are any.
void print_sweep(const std::vector<Letters>& bundles, const Asked& asked, const DoubtSamples* doubts,
                 const Workshop& shop) {
    constexpr std::array kRepair{0.965, 0.975, 0.985, 0.99}, kReplace{0.79, 0.9, 0.95, 0.975};
    const auto row = [&](const char* name, double threshold, const Reconciler& reconciler) {
        Calibration unused{};
        const Damage damage{.rate = 0.01, .table = shop.reconciler.confusions, .doubts = doubts};
        const Outcome o = trial(bundles, damage, asked.seed, reconciler, shop, unused, false);
        std::cout << std::setw(8) << name << std::setprecision(3) << std::setw(7) << threshold
                  << std::setprecision(1) << std::setw(9) << percent(o.repaired, o.damaged) << " %"
                  << std::setw(9) << o.repairs << std::setw(7) << o.wrong << std::setw(9) << o.changed
                  << std::setw(8) << o.opened << '\n';
    };
    std::cout << (doubts != nullptr ? "\nwith the engine's doubts about digits\n" : "\ntext alone\n")
              << "     threshold   repaired  repairs  wrong  changed  opened\n"
              << std::fixed;
    Reconciler reconciler = shop.reconciler;
    for (const double threshold : kRepair) {
        reconciler.thresholds.repair = threshold;
        row("repair", threshold, reconciler);
    }
    reconciler.thresholds = {};
    for (const double threshold : kReplace) {
        reconciler.thresholds.replace = threshold;
        row("replace", threshold, reconciler);
    }
}

/// Letters that came twice, one row a rate of damage.
ExitCode measure_copies(const std::vector<Letters>& bundles, const Asked& asked, const Workshop& shop,
                        Session& session) {
    std::cout << " damage   copies    linked  neighbours  linked wrongly\n" << std::fixed;
    bool enough = true;
    for (const double rate : asked.rates) {
        const CopyScore s = score_copies(bundles, rate, asked.seed, shop.reconciler);
        std::cout << std::setprecision(1) << std::setw(5) << 100 * rate << " %" << std::setw(9) << s.copies
                  << std::setw(8) << percent(s.linked, s.copies) << " %" << std::setw(12) << s.neighbours
                  << std::setw(16) << s.confused << std::endl;
        for (std::size_t i = 0; asked.verbose && i < s.wrong.size(); ++i)
            std::cout << "        " << s.wrong[i] << '\n';
        if (rate == 0.01)
            enough = percent(s.linked, s.copies) >= 100 * asked.least_linked &&
                     percent(s.confused, s.neighbours) <= 100 * asked.most_wrong;
    }
    if (enough) return ExitCode::Done;
    session.say("at 1 % damage too few copies are linked, or letters that are none: see the table");
    return ExitCode::SomeNeedReview;
}

ExitCode calibrate(const Asked& asked, Session& session) {
    const auto shop = open_workshop(session);
    const auto bundles = read_bundles(asked, *shop, session);
    std::cout << bundles.size() << " bundles\n";
    if (asked.copies) return measure_copies(bundles, asked, *shop, session);
    if (asked.sweep) {
        print_sweep(bundles, asked, nullptr, *shop);
        if (asked.doubts.empty()) return ExitCode::Done;
        const DoubtSamples doubts = read_doubts(asked.doubts);
        print_sweep(bundles, asked, &doubts, *shop);
        return ExitCode::Done;
    }
    Calibration calibration{};
    Outcome o = print_table(bundles, asked, nullptr, *shop, calibration);
    int changed = o.changed;
    if (!asked.doubts.empty()) {
        const DoubtSamples doubts = read_doubts(asked.doubts);
        o = print_table(bundles, asked, &doubts, *shop, calibration);
        changed += o.changed;
    }
    print(calibration);
    if (!asked.svg.empty()) write_svg(asked.svg, calibration);
    const bool enough = percent(o.repaired, o.damaged) >= 100 * asked.least_repaired &&
                        percent(o.repaired_told, o.told) >= 100 * asked.least_told;
    if (enough && percent(o.wrong, o.repairs) <= 100 * asked.most_wrong && changed == 0)
        return ExitCode::Done;
    session.say("at 1 % damage the cross-checks are below the floor: see the table");
    return ExitCode::SomeNeedReview;
}

}  // namespace

void add_calibrate(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* sub = app.add_subcommand(
        "calibrate", "damage clean bundles as OCR does and measure what the cross-checks repair");
    sub->add_option("PATH", asked->paths, "text files of two letters or more, or folders of them")
        ->required();
    sub->add_option("--svg", asked->svg, "write the reliability plot to this file");
    sub->add_option("--doubts", asked->doubts,
                    "a second table: the engine says which digits it doubts, as measured in this file of "
                    "eval --ocr --doubts");
    sub->add_option("--seed", asked->seed, "of the damage")->capture_default_str();
    sub->add_option("--rate", asked->rates, "only these shares of damaged digits; the floors look at 0.01");
    sub->add_flag("--verbose", asked->verbose,
                  "also list every value that is not as printed, at 1 % and below");
    sub->add_option("--least-repaired", asked->least_repaired,
                    "floor: share of damaged heads repaired, at 1 % damage in the last table");
    sub->add_option("--least-told", asked->least_told,
                    "floor: the same of the heads that another place of their bundle tells");
    sub->add_flag("--sweep", asked->sweep, "instead: what other thresholds would do, at 1 % damage");
    sub->add_flag("--copies", asked->copies,
                  "instead: file each letter twice, among letters written beside it, and count the links");
    sub->add_option("--least-linked", asked->least_linked,
                    "floor of --copies: share of copies linked at 1 % damage");
    sub->add_option(
        "--most-wrong", asked->most_wrong,
        "ceiling: share of wrong repairs at 1 % damage; of --copies, of neighbours linked wrongly");
    sub->callback(
        [asked, &session] { session.run = [asked, &session] { return calibrate(*asked, session); }; });
}

}  // namespace saraban
