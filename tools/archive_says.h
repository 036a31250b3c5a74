#pragma once

#include "pipeline/reconcile/reconcile.h"
#include "pipeline/sinks/archive.h"

#include <vector>

namespace saraban {

/// What the cross-checks say of the numbers and dates of a letter when they also see the letters of other
/// files that it is linked with, its other copies first of all; without what they say of its own file alone.
/// Nothing that is kept changes: what comes later would change it silently. Secret letters do not count.
[[nodiscard]] std::vector<Reconciled> archive_says(Archive& archive, const Record& letter,
                                                   const Reconciler& reconciler);

}  // namespace saraban
