#pragma once

#include "pipeline/model/record.h"
#include "pipeline/reconcile/checks.h"
#include "pipeline/reconcile/confusions.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace saraban {

/// How sure the cross-checks must be to put a value in the place of a reading that may be right (`repair`),
/// of one that is discredited by itself or by three checks (`replace`), and of none or one that something
/// else rules out (`unread`): below 0.95 a quarter of the last were wrong on five seeds of saraban calibrate.
struct Thresholds {
    double repair = 0.975, replace = 0.79, unread = 0.95;
};

/// What the cross-checks know, loaded once.
struct Reconciler {
    ConfusionTable confusions;
    std::vector<CodeOffice> code_offices;
    std::vector<Department> departments;
    std::vector<std::pair<std::string, std::string>> words;  ///< printed, as OCR writes it
    Vocabulary vocabulary;
    std::vector<District> districts;
    Thresholds thresholds{};
};

/// cross_checks.yaml and vocabularies/ of the folder `schemas`. Throws Error(Unusable) with file:line:column.
[[nodiscard]] Reconciler load_reconciler(const std::filesystem::path& schemas);

/// Lets the letters of one file check each other. Adds Record::reconciled, issues and the links between
/// letters, and decides the status anew (questions.h); what was read is never touched. A repair needs one law
/// or two habits that the reading breaks and the repair keeps; what stays open is null with its candidates.
/// Personal names, subjects and free text are never repaired. `today`: the day of ingest; absent when it
/// shall not count.
void reconcile(std::vector<Record>& bundle, const Reconciler& reconciler,
               std::optional<std::chrono::year_month_day> today);

}  // namespace saraban
