// Who is to be told what: new notices out of the record's events and of the day's lights, a batch
// at a time. Derived with a cursor, never by the acts themselves, so that nothing about telling can
// hold up or undo an act; exactly once because batch and cursor are one writing and a key is one
// notice for ever. domain.md 5; reliability.md R39; docs/decisions/0013.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/notice_book.h"
#include "office/people.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// What batches rest on, beside the store that is read.
struct TellingFacts {
  const RuleBook& rules;
  const People& people;
  domain::Instant now;
};

/// News older than this is history: whoever starts to tell over an old record does not tell it all.
inline constexpr std::chrono::hours news_lasts{7 * 24};
/// Events, or cases of a day's round, in one batch.
inline constexpr int told_at_once = 200;

/// What is next to be told after the cursor: of the next events; when there are no more, of the
/// lights of the day. Empty when all is told. Each batch's cursor stands after it; the day's is in
/// the last of them alone. Reading only: the same answer twice, until it is kept.
Result<std::vector<NoticeBatch>, Fault> next_notices(Store& store, const TellingFacts& facts,
                                                     const NoticeCursor& cursor);

/// The first moment in office hours (working days, 09:00 to 17:00 at +08:00) from `now` on.
domain::Instant in_office_hours(domain::Instant now, const domain::WorkCalendar& calendar);

}  // namespace qidi::office
