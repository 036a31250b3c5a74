#pragma once

#include "pipeline/process/child.h"

namespace saraban {

/// For a child, before its work: dies with its parent, reads nothing from the terminal, keeps within the
/// limits. Calls only what is safe between fork and exec.
void confine(const ChildLimits& limits, int parent);

/// No sockets for this process and what it starts. Where the kernel has no seccomp nothing is denied.
void deny_network();

/// How a child ended, from its wait status.
[[nodiscard]] ChildResult::End end_of(int status, int& code);
/// The sentence for ChildResult::reason.
[[nodiscard]] std::string reason_of(const ChildResult& result, const ChildLimits& limits);

}  // namespace saraban
