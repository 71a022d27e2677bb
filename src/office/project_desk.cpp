// See project_desk.h.
#include "office/project_desk.h"

#include <algorithm>

#include "record/account_codec.h"
#include "record/project_codec.h"

namespace qidi::office {

namespace {

using Stored = std::vector<record::SealedEvent>;

std::string stream_of_project(const std::string& code) {
  return "project/" + code;
}
/// Which codes a unit has registered, so that its list needs no look at everybody's.
std::string stream_of_list(const std::string& unit_code) {
  return "unit-projects/" + unit_code;
}

Unexpected<Fault> unreadable(const std::string& stream, const std::string& why) {
  return Unexpected{Fault{FaultKind::unreadable, stream + "：" + why}};
}

Result<domain::UnitProject, Fault> folded(const std::string& code, const Stored& stored) {
  domain::UnitProject project;
  project.code = code;
  for (const auto& sealed : stored) {
    const auto event = record::open_project_event(sealed.envelope);
    if (!event) return unreadable(sealed.envelope.stream, event.error());
    evolve(project, *event);
  }
  return project;
}

struct Body {
  std::string kind;
  std::string json;
};

StreamAppend append_of(std::string stream, const std::vector<Body>& bodies, const Stored& stored,
                       const domain::ProjectCommand& command, domain::Instant now) {
  StreamAppend append;
  append.stream = std::move(stream);
  append.expected_version = stored.size();
  auto previous = stored.empty() ? record::Digest{} : stored.back().hash;
  for (const auto& body : bodies) {
    record::Envelope envelope;
    envelope.stream = append.stream;
    envelope.sequence = stored.size() + append.events.size() + 1;
    envelope.kind = body.kind;
    envelope.body = body.json;
    envelope.actor = command.actor.id;
    envelope.actor_name = command.actor.name;
    envelope.role = domain::name_of(command.actor.role);
    envelope.department = command.actor.department;
    envelope.region = command.actor.region;
    envelope.command_id = command.command_id;
    envelope.recorded = now;
    envelope.legal_day = domain::day_of(now);
    envelope.previous_hash = previous;
    append.events.push_back(record::seal(std::move(envelope)));
    previous = append.events.back().hash;
  }
  return append;
}

std::vector<Body> encoded(const std::vector<domain::ProjectEventBody>& events) {
  std::vector<Body> bodies;
  for (const auto& event : events) {
    bodies.push_back({std::string(domain::kind_of(event)), record::encode_body(event)});
  }
  return bodies;
}

Result<std::optional<ProjectAnswer>, Fault> answered_before(EventLog& log,
                                                            const std::string& command_id,
                                                            const record::Digest& content) {
  QIDI_TRY(answered, log.find_command(command_id));
  if (!answered) return std::optional<ProjectAnswer>{};
  if (answered->content != content) {
    return std::optional<ProjectAnswer>{
        refuse(domain::RefusalCode::command_id_reused, "command_id")};
  }
  const auto fields = record::read_account_receipt(answered->receipt);
  if (!fields) return unreadable("command", fields.error());
  return std::optional<ProjectAnswer>{
      AccountReceipt{fields->command_id, fields->id, fields->version, fields->events, true}};
}

/// What the act is held against, and the streams as they were read.
struct Loaded {
  Stored current;
  Stored target;
  domain::ProjectFacts facts;
};

Result<Loaded, Fault> load(EventLog& log, const domain::ProjectCommand& command,
                           const std::string& code, const ProjectWorldFor& world_for) {
  Loaded loaded;
  QIDI_TRY(current, log.load(stream_of_project(code)));
  QIDI_TRY(project, folded(code, current));
  loaded.current = std::move(current);
  loaded.facts.current = std::move(project);
  const auto* change = std::get_if<domain::ChangeProject>(&command.body);
  if (change != nullptr && change->code != code) {
    QIDI_TRY(target, log.load(stream_of_project(change->code)));
    QIDI_TRY(there, folded(change->code, target));
    loaded.target = std::move(target);
    loaded.facts.target = std::move(there);
  }
  const auto& region =
      std::visit([](const auto& body) -> const std::string& { return body.region; }, command.body);
  QIDI_TRY(world, world_for(change == nullptr ? code : change->code, region));
  loaded.facts.region_known = world.region_known;
  loaded.facts.others_have_cases = world.others_have_cases;
  return loaded;
}

}  // namespace

Result<domain::UnitProject, Fault> read_project(EventReader& reader, const std::string& code) {
  QIDI_TRY(stored, reader.load(stream_of_project(code)));
  return folded(code, stored);
}

Result<std::vector<domain::UnitProject>, Fault> projects_of_unit(EventReader& reader,
                                                                 const std::string& unit_code) {
  QIDI_TRY(listed, reader.load(stream_of_list(unit_code)));
  std::vector<domain::UnitProject> projects;
  std::vector<std::string> seen;
  for (auto sealed = listed.rbegin(); sealed != listed.rend(); ++sealed) {
    const auto event = record::open_project_listed(sealed->envelope);
    if (!event) return unreadable(sealed->envelope.stream, event.error());
    if (std::find(seen.begin(), seen.end(), event->code) != seen.end()) continue;
    seen.push_back(event->code);
    QIDI_TRY(project, read_project(reader, event->code));
    // It may have moved on, and another unit's may stand there now.
    if (project.unit_code == unit_code) projects.push_back(std::move(project));
  }
  return projects;
}

Result<ProjectAnswer, Fault> perform_project_act(EventLog& log, Clock& clock,
                                                 const domain::ProjectCommand& command,
                                                 const std::string& code,
                                                 std::optional<std::uint64_t> expected_version,
                                                 const ProjectWorldFor& world_for) {
  QIDI_TRY(last, log.last_recorded());
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  const auto content = record::sm3(code + "\n" + record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command.command_id, content));
  if (before) return std::move(*before);

  QIDI_TRY(loaded, load(log, command, code, world_for));
  const auto& current = loaded.facts.current;
  const bool registers = std::holds_alternative<domain::RegisterProject>(command.body);
  if (!registers && current.unit_code != command.unit_code) return ProjectAnswer{NoSuchProject{}};
  if (expected_version && *expected_version != current.version) {
    return ProjectAnswer{refuse(domain::RefusalCode::version_stale, "If-Match")};
  }
  const auto held = domain::code_held(command, loaded.facts);
  if (held != domain::CodeHeld::no) return ProjectAnswer{held};
  auto decided = domain::decide_project(command, loaded.facts);
  if (!decided) return ProjectAnswer{decided.error()};

  const bool moves = !decided->target.empty();
  const auto& now_code = moves ? loaded.facts.target.code : code;
  std::vector<StreamAppend> appends;
  AccountReceipt receipt{command.command_id, now_code, 0, {}, false};
  appends.push_back(
      append_of(stream_of_project(code), encoded(decided->current), loaded.current, command, now));
  receipt.version = loaded.current.size() + decided->current.size();
  if (moves) {
    appends.push_back(append_of(stream_of_project(now_code), encoded(decided->target),
                                loaded.target, command, now));
    receipt.version = loaded.target.size() + decided->target.size();
  }
  if (registers || moves) {
    const auto list = stream_of_list(command.unit_code);
    QIDI_TRY(listed, log.load(list));
    const Body body{std::string(record::project_listed),
                    record::encode(record::ProjectListed{now_code})};
    appends.push_back(append_of(list, {body}, listed, command, now));
  }
  for (const auto& append : appends) {
    for (const auto& event : append.events) receipt.events.push_back(event.envelope.kind);
  }
  const auto kept = record::encode(record::AccountReceiptFields{receipt.command_id, receipt.id,
                                                                receipt.version, receipt.events});
  QIDI_TRY(position, log.commit(appends, CommandRecord{command.command_id, content, kept}));
  (void)position;
  return ProjectAnswer{std::move(receipt)};
}

}  // namespace qidi::office
