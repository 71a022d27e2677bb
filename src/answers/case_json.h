// One case as JSON: stretches of its countdowns, where it stood and will stand, its events, and why
// a running countdown is due when it is. Clauses N6, N8; domain.md 4; features F61.
#pragma once

#include <string>
#include <vector>

#include "answers/ledger_json.h"
#include "domain/casework/time_split.h"
#include "domain/time/countdown.h"
#include "record/envelope.h"

namespace qidi::answers {

std::string segments_json(const std::vector<domain::Segment>& segments);
std::string standings_json(const std::vector<domain::Standing>& standings, domain::Day as_of);
/// An event as a case's page and HTTP tell it.
std::string event_json(const record::SealedEvent& event);
/// An event as `record export` writes it: its bytes are a promise (rulings 10), so the members and
/// their order stay.
std::string exported_event_json(const record::SealedEvent& event);
std::string explained_json(const domain::Countdown& countdown,
                           const domain::WorkCalendar& calendar);
/// A running countdown with all that its due day rests on. `governing`: the ledger shows it.
std::string countdown_json(const domain::Countdown& countdown, bool governing,
                           const domain::WorkCalendar& calendar);
/// Who had the time: the whole, its parts, and each organ's holding; `names` tells regions.
std::string time_json(const domain::TimeSplit& split, const Names& names);
/// The columns that a ledger's file has beside `ledger_columns`: elapsed, and each party's part.
std::vector<office::Cell> time_headings(CellsFor reader);
std::vector<office::Cell> time_cells(const domain::TimeSplit& split);
std::string limit_json(const domain::Limit& limit);

}  // namespace qidi::answers
