// Given, when, then: one case driven by hand through decide, settle, evolve, fold and rows_of, in
// the order in which the office does it: time first, then the act, then time again. Days are
// written as text, so that a test reads like the example it proves.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cites.h"
#include "domain/casework/rules.h"
#include "domain/time/light.h"
#include "law/law_data.h"

namespace qidi::given {

using namespace qidi::domain;

inline Day day(std::string_view text) {
  const auto parsed = parse_day(text);
  if (!parsed) throw std::invalid_argument("no such day: " + std::string(text));
  return *parsed;
}

inline const WorkCalendar& published() {
  static const WorkCalendar calendar = law::published_calendar();
  return calendar;
}

/// A banner's bureau and the league's bureau above it.
inline const Organ banner{"150122", "energy"};
inline const Organ league{"150100", "energy"};
inline constexpr std::string_view a_code = "2208-150122-04-01-123456";

/// A matter with limits in working days and one mandatory paper; examples change what they need.
inline MatterVersion matter(int promised, int statutory) {
  MatterVersion version;
  version.matter = "test-matter";
  version.name = "测试事项";
  version.line = "energy";
  version.promised = {LimitUnit::working_days, promised};
  version.statutory = {LimitUnit::working_days, statutory};
  version.papers = {{"report", "申请报告", true}, {"map", "红线图", false}};
  return version;
}

inline Actor person(Role role, const Organ& organ, std::string id = {}) {
  Actor actor;
  actor.role = role;
  actor.id = id.empty() ? std::string(name_of(role)) : std::move(id);
  actor.name = actor.id;
  actor.department = organ.department;
  actor.region = organ.region;
  return actor;
}

/// domain.md 3, column "who": the first one named for each act.
inline Role first_who(std::string_view act) {
  for (const auto* name : {"file", "refile", "withdraw", "fulfil_obligation", "confirm_receipt",
                           "rate", "supplement_rating", "answer_more"}) {
    if (act == name) return Role::project_unit;
  }
  for (const auto* name : {"extend", "decide", "assign", "hand_over", "transfer", "call_back",
                           "refuse_extension", "send_back_proposal", "agree"}) {
    if (act == name) return Role::head;
  }
  if (act == "reopen") return Role::superior;
  if (act == "remove" || act == "restore") return Role::region_government;
  if (act == "recount" || act == "settle") return Role::job;
  if (act == "adopt_from_ledger" || act == "undo_import") return Role::importer;
  return Role::clerk;
}

inline File filing(std::string power = {}) {
  File file;
  file.project_code = a_code;
  file.project_name = "风电项目";
  file.unit_name = "某能源公司";
  file.matter = "test-matter";
  file.region = banner.region;
  file.department = banner.department;
  file.officer = "张三";
  file.papers = {"report"};
  file.power = power;
  if (!power.empty() && power != "none") {
    file.upper_region = league.region;
    file.upper_department = league.department;
  }
  return file;
}

inline ReturnOnce a_return(std::string paper = "report") {
  return {{{std::move(paper), "缺章", "补盖公章"}}, "可先办理用地手续"};
}
inline Refile a_refiling(std::string paper = "report") {
  return {{{paper, "已补", true}}, {paper}};
}
inline Pause a_pause(int days, std::string ground = "expert_review") {
  return {std::move(ground), "告知〔2022〕1号", days};
}
inline Forward going_up() {
  return {"", "", "李四", "同意上报"};
}
inline Decide granting() {
  return {"grant", "", "", ""};
}
inline Decide refusing() {
  return {"refuse", "不符合规划", "可依法复议或者诉讼", ""};
}
inline Remove removing() {
  return {"产业政策", "reviewer", "approver", "可依法复议"};
}

/// A row of a department's ledger.
inline LedgerFacts ledger_row(std::string_view received) {
  LedgerFacts row;
  row.external_id = "1-7";
  row.project_code = a_code;
  row.project_name = "风电项目";
  row.holder = banner;
  row.matter = "test-matter";
  row.matter_version = 1;
  row.officer = "张三";
  row.received = day(received);
  return row;
}

/// The story of one case.
class Story {
 public:
  explicit Story(MatterVersion version = matter(10, 20), const WorkCalendar& calendar = published())
      : calendar_(&calendar) {
    matters_.add(std::move(version));
  }

  /// The act is done on this day by whom domain.md names first, and must be allowed.
  Story& on(std::string_view when, CommandBody body) {
    return done(day(when), day(when), std::move(body), std::nullopt);
  }
  Story& on(std::string_view when, CommandBody body, Actor actor) {
    return done(day(when), day(when), std::move(body), std::move(actor));
  }
  /// An act on paper, dated `when` and entered on `entered`.
  Story& late(std::string_view when, std::string_view entered, CommandBody body) {
    return done(day(when), day(entered), std::move(body), std::nullopt);
  }
  /// An event that another stream's act brought (a joint handling), on its own legal day.
  Story& took(Event event) {
    const Day legal = event.legal_day;
    auto events = settle(folded(events_, legal), facts(legal));
    events.push_back(std::move(event));
    number(events, legal);
    events_.insert(events_.end(), events.begin(), events.end());
    return *this;
  }
  /// The settling job runs and records what time did.
  Story& settled(std::string_view when) { return on(when, Settle{}); }
  /// The same, allowed or not: whether it was done.
  bool tried(Day when, Day entered, CommandBody body, std::optional<Actor> actor = std::nullopt) {
    const auto outcome = attempt(when, entered, std::move(body), std::move(actor));
    if (outcome) events_.insert(events_.end(), outcome->begin(), outcome->end());
    return outcome.has_value();
  }
  /// From now on another calendar is in force.
  Story& calendar_becomes(const WorkCalendar& calendar) {
    calendar_ = &calendar;
    return *this;
  }
  /// The name of the refusal that the act meets; "" when it would be allowed. Nothing is done.
  std::string refused(std::string_view when, CommandBody body,
                      std::optional<Actor> actor = std::nullopt) const {
    const auto outcome = attempt(day(when), day(when), std::move(body), std::move(actor));
    return outcome ? std::string() : std::string(name_of(outcome.error().code));
  }

  Facts facts(Day today) const { return {today, *calendar_, matters_}; }
  const std::vector<Event>& events() const { return events_; }
  /// The case at the end of this day's acts, time settled, whether recorded or not.
  ApprovalCase at(std::string_view when) const { return as_of(day(when), day(when)); }
  CaseRows rows() const { return rows_of(folded(events_), facts(last_entered())); }
  Day last_entered() const { return events_.empty() ? Day{} : day_of(events_.back().recorded); }
  std::string state(std::string_view when) const { return std::string(name_of(at(when).state)); }
  /// The kinds recorded so far, joined by spaces.
  std::string kinds() const {
    std::string text;
    for (const auto& event : events_) {
      if (!text.empty()) text += ' ';
      text += kind_of(event.body);
    }
    return text;
  }

  /// How the lists show the case on a day (as known now); it must stand on that day.
  Standing standing(std::string_view when) const {
    for (const auto& standing : rows().standings) {
      if (standing.from <= day(when) && day(when) < standing.to) return standing;
    }
    ADD_FAILURE() << "no standing on " << when;
    return {};
  }
  std::string light(std::string_view when) const {
    return std::string(name_of(light_on(standing(when), day(when))));
  }
  /// The governing due day on a day, or "none".
  std::string due(std::string_view when) const {
    const auto found = standing(when);
    return found.due ? to_text(*found.due) : "none";
  }
  /// The due day of one countdown that runs on a day (4.7: opened <= D < closed), or "none".
  std::string due(CountdownKind kind, std::string_view when) const {
    std::string found = "none";
    for (const auto& segment : rows().segments) {
      if (segment.kind != kind || segment.opened > day(when) || day(when) >= segment.closed) {
        continue;
      }
      EXPECT_EQ(found, "none") << "two of one kind on " << when;
      found = to_text(segment.due);
    }
    return found;
  }
  /// Working days over on a day, by a countdown's due day; 0 when not past or on rest days.
  int over(CountdownKind kind, std::string_view when) const {
    const auto text = due(kind, when);
    if (text == "none") return 0;
    return std::max(0, -days_left(day(text), day(when), *calendar_));
  }
  std::string day_zero(CountdownKind kind, std::string_view when) const {
    const auto current = at(when);
    const auto* found = running_of(current, kind);
    return found == nullptr ? "none" : to_text(found->day_zero);
  }
  /// "day kind memo organ-region[ late]" for each movement in a span of days.
  std::vector<std::string> movements() const {
    std::vector<std::string> lines;
    for (const auto& m : rows().movements) {
      std::string line = to_text(m.day);
      line.append(" ").append(name_of(m.kind)).append(" ").append(name_of(m.memo));
      line.append(m.organ == banner ? " banner" : m.organ == league ? " league" : " other");
      if (m.late) line += " late";
      lines.push_back(line);
    }
    return lines;
  }

  /// The case at the end of a legal day, with time settled to `settled_to`.
  ApprovalCase as_of(Day legal, Day settled_to) const {
    auto current = folded(events_, legal);
    for (const auto& event : settle(current, facts(settled_to))) evolve(current, event);
    return current;
  }
  static ApprovalCase folded(const std::vector<Event>& events, Day until = end_of_days) {
    auto current = fold(events, until);
    current.facts.case_id = "case-1";
    return current;
  }

 private:
  Decided attempt(Day legal, Day today, CommandBody body, std::optional<Actor> actor) const {
    auto current = as_of(legal, legal);
    Command command;
    command.case_id = "case-1";
    const auto role = first_who(act_name(body));
    command.actor = actor ? *actor : person(role, current.holder);
    command.body = std::move(body);
    command.on_paper = legal != today;
    command.legal_day = legal;
    // Time's own events first; they belong to nobody.
    auto events = settle(folded(events_, legal), facts(legal));
    current.version = events_.size();
    auto known = facts(legal);
    known.history = &events_;
    QIDI_TRY(acted, decide(current, command, known));
    events.insert(events.end(), acted.begin(), acted.end());
    number(events, today);
    if (legal == today) return events;
    auto all = events_;
    all.insert(all.end(), events.begin(), events.end());
    auto later = settle(folded(all), facts(today));
    events.insert(events.end(), later.begin(), later.end());
    number(events, today);
    return events;
  }

  void number(std::vector<Event>& events, Day today) const {
    auto sequence = static_cast<long long>(events_.size());
    for (auto& event : events) {
      event.sequence = ++sequence;
      event.recorded = start_of(today) + std::chrono::hours{10};
    }
  }

  Story& done(Day legal, Day today, CommandBody body, std::optional<Actor> actor) {
    const std::string act(act_name(body));
    auto outcome = attempt(legal, today, std::move(body), std::move(actor));
    if (!outcome) {
      ADD_FAILURE() << act << " on " << to_text(legal)
                    << " was refused: " << name_of(outcome.error().code) << " ("
                    << outcome.error().field << ")";
      return *this;
    }
    events_.insert(events_.end(), outcome->begin(), outcome->end());
    return *this;
  }

  const WorkCalendar* calendar_;
  MatterCatalogue matters_;
  std::vector<Event> events_;
};

}  // namespace qidi::given
