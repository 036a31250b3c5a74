#pragma once

#include "extractors/due_words.h"

/// Recurring limits. For due.cpp.
namespace saraban::due_words {

/// The word in front of the day: ภายใน and its kin, ก่อน (the day before), none.
enum class Bound { None, By, Before };

/// `วันที่ ๕ ของทุกเดือน`, `ทุกวันที่ ๑ และ ๑๖ ของเดือน`, `ทุกวันจันทร์`, `สิ้นเดือนของทุกเดือน`, `๕ มีนาคม ของทุกปี`,
/// `ทุกไตรมาส ภายในวันที่ ๕ ของเดือนถัดไป`, `ปีละ ๒ ครั้ง`. Fills kind, rrule, time and flags: `phase_unknown` where
/// the words name a rhythm but no day. The reader stands behind the bound.
[[nodiscard]] std::optional<Deadline> read_recurring(Reader& reader, Bound bound,
                                                     const DeadlineContext& context);

/// The word of a bound, if one stands here: `ภายใน`, `อย่างช้าไม่เกิน`, `ก่อน`.
[[nodiscard]] Bound read_bound(Reader& reader);

/// What may follow a limit: time of day, exceptions, first date, end. Anything else stays unread.
void read_tail(Reader& reader, Deadline& deadline, const DeadlineContext& context);

}  // namespace saraban::due_words
