// Names follow docs/api/openapi.yaml.
#include "answers/case_json.h"

#include "answers/json_out.h"
#include "domain/casework/events.h"

namespace qidi::answers {

namespace {

std::string_view name_of(domain::ExplainedDay::Why why) {
  using Why = domain::ExplainedDay::Why;
  switch (why) {
    case Why::day_zero:
      return "day_zero";
    case Why::counted:
      return "counted";
    case Why::day_off:
      return "day_off";
    case Why::weekend:
      return "weekend";
    case Why::paused:
      return "paused";
    case Why::due:
      return "due";
  }
  return "";
}

/// What every telling of an event has in common.
void add_event(JsonObject& object, const record::SealedEvent& event) {
  const auto& e = event.envelope;
  object.number("index", static_cast<long long>(event.global_index))
      .text("kind", e.kind)
      .number("kind_version", e.kind_version)
      .day("legal_day", e.legal_day)
      .text("recorded", domain::to_text(e.recorded))
      .text("actor", e.actor)
      .text("actor_name", e.actor_name)
      .text("role", e.role)
      .text("department", e.department)
      .text("region", e.region)
      .text("command_id", e.command_id)
      .number("calendar_revision", e.calendar_revision)
      .raw("body", e.body)
      .text("previous_hash", record::to_hex(e.previous_hash))
      .text("hash", record::to_hex(event.hash));
}

}  // namespace

std::string limit_json(const domain::Limit& limit) {
  return JsonObject().text("unit", domain::name_of(limit.unit)).number("count", limit.count).done();
}

std::string segments_json(const std::vector<domain::Segment>& segments) {
  JsonList list;
  for (const auto& segment : segments) {
    list.add(JsonObject()
                 .text("kind", domain::name_of(segment.kind))
                 .text("kind_name", domain::chinese_of(segment.kind))
                 .day("opened", segment.opened)
                 .day("day_zero", segment.day_zero)
                 .day("due", segment.due)
                 .day("warn", segment.warn)
                 .day_or_never("closed", segment.closed)
                 .text("how", segment.how)
                 .text("how_name", domain::chinese_kind_of(segment.how))
                 .text("region", segment.answers.region)
                 .text("department", segment.answers.department)
                 .flag("stopped", segment.stopped)
                 .flag("provisional", segment.provisional)
                 .done());
  }
  return list.done();
}

std::string standings_json(const std::vector<domain::Standing>& standings, domain::Day as_of) {
  JsonList list;
  for (const auto& standing : standings) {
    list.add(JsonObject()
                 .day("from", standing.from)
                 .day_or_never("to", standing.to)
                 .text("state", domain::name_of(standing.state))
                 .text("region", standing.holder.region)
                 .text("department", standing.holder.department)
                 .text("officer", standing.officer)
                 .day("due", standing.due)
                 .flag("projected", standing.from > as_of)
                 .done());
  }
  return list.done();
}

namespace {

void add_share(JsonObject& object, const domain::TimeShare& share) {
  object.number("working_days", share.working_days).number("calendar_days", share.calendar_days);
}

std::string shares_json(const domain::TimeShares& shares) {
  JsonList list;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto party = static_cast<domain::TimeParty>(i);
    JsonObject object;
    object.text("party", domain::name_of(party)).text("party_name", domain::chinese_of(party));
    add_share(object, shares[i]);
    list.add(object.done());
  }
  return list.done();
}

}  // namespace

std::string time_json(const domain::TimeSplit& split, const Names& names) {
  JsonList hops;
  for (const auto& hop : split.hops) {
    hops.add(JsonObject()
                 .text("region", hop.organ.region)
                 .text("region_name", names.regions.name_of(hop.organ.region))
                 .text("department", hop.organ.department)
                 .flag("upper_level", hop.upper_level)
                 .day("from", hop.from)
                 .day("to", hop.to)
                 .raw("shares", shares_json(hop.shares))
                 .done());
  }
  JsonObject object;
  object.day("from", split.from).day("to", split.to);
  add_share(object, split.elapsed);
  return object.raw("shares", shares_json(split.shares)).raw("hops", hops.done()).done();
}

std::vector<office::Cell> time_headings(CellsFor reader) {
  const bool chinese = reader == CellsFor::people;
  std::vector<office::Cell> cells;
  const auto add = [&](std::string_view name, std::string_view words) {
    const std::string text(chinese ? words : name);
    cells.emplace_back(text + (chinese ? "用时（工作日）" : "_working_days"));
    cells.emplace_back(text + (chinese ? "用时（自然日）" : "_calendar_days"));
  };
  add("elapsed", "全程");
  for (int i = 0; i < domain::time_party_count; ++i) {
    const auto party = static_cast<domain::TimeParty>(i);
    add(domain::name_of(party), domain::chinese_of(party));
  }
  return cells;
}

std::vector<office::Cell> time_cells(const domain::TimeSplit& split) {
  std::vector<office::Cell> cells;
  const auto add = [&](const domain::TimeShare& share) {
    cells.emplace_back(static_cast<long long>(share.working_days));
    cells.emplace_back(static_cast<long long>(share.calendar_days));
  };
  add(split.elapsed);
  for (const auto& share : split.shares) add(share);
  return cells;
}

std::string event_json(const record::SealedEvent& event) {
  const auto& e = event.envelope;
  JsonObject object;
  object.number("sequence", static_cast<long long>(e.sequence));
  add_event(object, event);
  return object.text("kind_name", domain::chinese_kind_of(e.kind))
      .flag("late", domain::day_of(e.recorded) > e.legal_day)
      .done();
}

std::string exported_event_json(const record::SealedEvent& event) {
  JsonObject object;
  object.text("stream", event.envelope.stream)
      .number("seq", static_cast<long long>(event.envelope.sequence));
  add_event(object, event);
  return object.done();
}

std::string explained_json(const domain::Countdown& countdown,
                           const domain::WorkCalendar& calendar) {
  JsonList list;
  for (const auto& line : domain::explain(countdown, calendar)) {
    list.add(JsonObject()
                 .day("day", line.day)
                 .text("why", name_of(line.why))
                 .number("number", line.number)
                 .text("name", line.name)
                 .flag("make_up", line.make_up)
                 .done());
  }
  return list.done();
}

std::string countdown_json(const domain::Countdown& countdown, bool governing,
                           const domain::WorkCalendar& calendar) {
  JsonList pauses;
  for (const auto& taken : countdown.taken_out) {
    pauses.add(JsonObject().day("from", taken.from).day("to", taken.to).done());
  }
  return JsonObject()
      .text("kind", domain::name_of(countdown.kind))
      .text("kind_name", domain::chinese_of(countdown.kind))
      .flag("governing", governing)
      .day("day_zero", countdown.day_zero)
      .raw("limit", limit_json(countdown.limit))
      .number("extended", countdown.extended)
      .day("stated", countdown.stated)
      .flag("stopped", countdown.stopped)
      .text("region", countdown.answers.region)
      .text("department", countdown.answers.department)
      .text("calendar_region", calendar.in(countdown.answers.region).region())
      .day("due", countdown.due)
      .day("warn", countdown.warn)
      .flag("provisional", countdown.provisional)
      .raw("pauses", pauses.done())
      .raw("days", explained_json(countdown, calendar))
      .done();
}

}  // namespace qidi::answers
