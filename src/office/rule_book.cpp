// Reading and extending the system stream.
#include "office/rule_book.h"

#include <map>

#include "record/form_schema.h"
#include "record/system_codec.h"

namespace qidi::office {

namespace {

const std::string stream{record::system_stream};

Fault unreadable(const std::string& what) {
  return {FaultKind::unreadable, "系统流水无法读取：" + what};
}

MatterPublication publication_of(const record::Envelope& envelope,
                                 record::MatterVersionPublished& published) {
  MatterPublication publication;
  publication.matter = published.version.matter;
  publication.version = published.version.version;
  publication.prepared_by = std::move(published.prepared_by);
  publication.approved_by.id = envelope.actor;
  publication.approved_by.name = envelope.actor_name;
  publication.approved_by.role = domain::role_from(envelope.role).value_or(domain::Role::job);
  publication.approved_by.department = envelope.department;
  publication.approved_by.region = envelope.region;
  publication.recorded = envelope.recorded;
  publication.reason = std::move(published.reason);
  publication.backdated_reason = std::move(published.backdated_reason);
  return publication;
}

/// Makes the forms readable. One that cannot be read (written by a newer version) takes no filing,
/// and hinders nothing else.
void compile_forms(domain::MatterCatalogue& matters) {
  for (const auto* version : matters.every_version()) {
    if (version->form.empty()) continue;
    if (auto form = record::compile_form(version->form)) {
      matters.set_form(version->matter, version->version, std::move(*form));
    }
  }
}

record::SealedEvent system_event(std::string_view kind, std::string body, std::uint64_t sequence,
                                 const record::Digest& previous, domain::Instant now,
                                 int calendar_revision) {
  record::Envelope envelope;
  envelope.stream = stream;
  envelope.sequence = sequence;
  envelope.kind = kind;
  envelope.body = std::move(body);
  envelope.actor = "system";
  envelope.role = "job";
  envelope.command_id = std::string(kind) + "-" + std::to_string(sequence);
  envelope.recorded = now;
  envelope.legal_day = domain::day_of(now);
  envelope.calendar_revision = calendar_revision;
  envelope.previous_hash = previous;
  return record::seal(std::move(envelope));
}

}  // namespace

Result<RuleBook, Fault> read_rule_book(const std::vector<record::SealedEvent>& system_events) {
  std::map<int, domain::CalendarYear> years;
  std::map<std::pair<std::string, int>, domain::CalendarYear> local;
  int revision = 0;
  domain::MatterCatalogue matters;
  std::vector<MatterPublication> publications;
  for (const auto& event : system_events) {
    const auto& envelope = event.envelope;
    if (envelope.kind == record::calendar_revised) {
      auto revised = record::read_calendar_revised(envelope.body);
      if (!revised) return Unexpected{unreadable(revised.error())};
      revision = revised->revision;
      for (auto& year : revised->years) {
        auto& kept =
            revised->region.empty() ? years[year.year] : local[{revised->region, year.year}];
        kept = std::move(year);
      }
    } else if (envelope.kind == record::matters_published) {
      auto published = record::read_matters_published(envelope.body);
      if (!published) return Unexpected{unreadable(published.error())};
      for (auto& version : published->versions) matters.add(std::move(version));
      for (auto& alias : published->aliases) {
        matters.add_alias(std::move(alias.alias), std::move(alias.matter));
      }
    } else if (envelope.kind == record::matter_version_published) {
      auto published = record::read_matter_version_published(envelope.body);
      if (!published) return Unexpected{unreadable(published.error())};
      publications.push_back(publication_of(envelope, *published));
      for (auto& alias : published->aliases) {
        matters.add_alias(std::move(alias), published->version.matter);
      }
      matters.publish(std::move(published->version));
    }
  }
  compile_forms(matters);
  std::vector<domain::CalendarYear> list;
  for (auto& [number, year] : years) list.push_back(std::move(year));
  std::vector<domain::LocalYear> own;
  for (auto& [key, year] : local) {
    if (!year.days.empty()) own.push_back({key.first, std::move(year)});
  }
  return RuleBook{domain::WorkCalendar(std::move(list), revision, std::move(own)),
                  std::move(matters), std::move(publications)};
}

RulesOfNow::RulesOfNow(RuleBook first) : shared_(std::make_shared<Shared>()) {
  replace(std::move(first));
}

void RulesOfNow::replace(RuleBook next) {
  const std::lock_guard guard(shared_->mutex);
  // A publication changes matters; which departments there are is another's business.
  const auto* former = shared_->now.load();
  if (former != nullptr && !next.organs) next.organs = former->organs;
  shared_->books.push_back(std::make_unique<const RuleBook>(std::move(next)));
  shared_->now.store(shared_->books.back().get());
}

Result<RuleBook, Fault> open_rule_book(EventLog& log, const LawData& law, domain::Instant now) {
  QIDI_TRY(events, log.load(stream));
  if (events.empty()) {
    record::CalendarRevised calendar{1, {}, law.years};
    record::MattersPublished matters;
    for (const auto* version : law.matters.every_version()) {
      matters.versions.push_back(*version);
    }
    for (const auto& [alias, matter] : law.matters.aliases()) {
      matters.aliases.push_back({alias, matter});
    }
    StreamAppend append;
    append.stream = stream;
    append.events.push_back(
        system_event(record::calendar_revised, record::encode(calendar), 1, {}, now, 1));
    append.events.push_back(system_event(record::matters_published, record::encode(matters), 2,
                                         append.events.front().hash, now, 1));
    QIDI_TRY(position, log.commit({&append, 1}, std::nullopt));
    (void)position;
    QIDI_CHECK(log.sync());
    events = std::move(append.events);
  }
  return read_rule_book(events);
}

Result<int, Fault> revise_calendar(EventLog& log, const RuleBook& current,
                                   std::vector<domain::CalendarYear> years, std::string region,
                                   domain::Instant now) {
  QIDI_TRY(events, log.load(stream));
  const int revision = current.calendar.revision() + 1;
  StreamAppend append;
  append.stream = stream;
  append.expected_version = events.size();
  const record::CalendarRevised revised{revision, std::move(region), std::move(years)};
  append.events.push_back(
      system_event(record::calendar_revised, record::encode(revised), events.size() + 1,
                   events.empty() ? record::Digest{} : events.back().hash, now, revision));
  QIDI_TRY(position, log.commit({&append, 1}, std::nullopt));
  (void)position;
  QIDI_CHECK(log.sync());
  return revision;
}

}  // namespace qidi::office
