// Seals are checked wherever a value is opened.
#include "office/personal_data.h"

#include <algorithm>

#include "office/handle_command.h"
#include "record/reading_codec.h"

namespace qidi::office {

namespace {

const std::vector<std::string> contact_fields{"contact_name", "contact_phone", "rating_phone"};
const std::vector<std::string> file_fields{"file"};

/// A case's sealed values, opened one by one.
class Opened {
 public:
  explicit Opened(std::vector<SealedValue> sealed) : sealed_(std::move(sealed)) {}

  /// The value behind a seal; empty when it has been taken away.
  Result<std::string, Fault> value(long long sequence, std::string_view field,
                                   const std::string& seal) const {
    const auto found = std::find_if(sealed_.begin(), sealed_.end(), [&](const SealedValue& one) {
      return one.sequence == static_cast<std::uint64_t>(sequence) && one.field == field;
    });
    if (seal.empty() || found == sealed_.end()) return std::string();
    if (seal_of(field, found->salt, found->value) != seal) {
      return Unexpected{
          Fault{FaultKind::unreadable, "封存的内容与记录中的印记不符：" + std::string(field)}};
    }
    return found->value;
  }

 private:
  std::vector<SealedValue> sealed_;
};

Result<void, Fault> add_rating(PersonalData& data, const domain::Event& event,
                               const domain::Rated& rated, const Opened& opened) {
  const auto step = domain::rating_step_from(rated.step);
  const auto grade = domain::rating_grade_from(rated.grade);
  if (!step || !grade) return {};
  SaidWithRating said;
  said.step = *step;
  said.grade = *grade;
  said.day = event.legal_day;
  said.tags = rated.tags;
  QIDI_TRY(text, opened.value(event.sequence, "text", rated.text_seal));
  QIDI_TRY(phone, opened.value(event.sequence, "phone", rated.phone_seal));
  said.text = std::move(text);
  said.phone = std::move(phone);
  data.ratings.push_back(std::move(said));
  return {};
}

void add_call(PersonalData& data, const domain::CalledBack& call) {
  for (auto& rating : data.ratings) {
    if (rating.called_back || !domain::is_bad(rating.grade)) continue;
    rating.called_back = true;
    rating.finding = call.finding;
    rating.mended = call.mended;
    rating.unit_word = call.unit_word;
  }
}

Result<void, Fault> add(PersonalData& data, const domain::Event& event, const Opened& opened) {
  if (const auto* filed = std::get_if<domain::Filed>(&event.body)) {
    QIDI_TRY(name, opened.value(event.sequence, "contact_name", filed->contact_name_seal));
    QIDI_TRY(phone, opened.value(event.sequence, "contact_phone", filed->contact_phone_seal));
    data.contact_name = std::move(name);
    data.contact_phone = std::move(phone);
  } else if (const auto* rated = std::get_if<domain::Rated>(&event.body)) {
    return add_rating(data, event, *rated, opened);
  } else if (const auto* more = std::get_if<domain::RatingSupplemented>(&event.body)) {
    QIDI_TRY(text, opened.value(event.sequence, "text", more->text_seal));
    for (auto& rating : data.ratings) {
      if (domain::name_of(rating.step) == more->step) rating.supplement = text;
    }
  } else if (const auto* call = std::get_if<domain::CalledBack>(&event.body)) {
    add_call(data, *call);
  }
  return {};
}

Result<RecordedReading, Fault> opened(const record::SealedEvent& sealed) {
  auto body = record::read_personal_data_read(sealed.envelope.body);
  if (!body) return Unexpected{Fault{FaultKind::unreadable, body.error()}};
  RecordedReading reading;
  reading.case_id = std::move(body->case_id);
  reading.fields = std::move(body->fields);
  reading.reason = std::move(body->reason);
  reading.actor.id = sealed.envelope.actor;
  reading.actor.name = sealed.envelope.actor_name;
  reading.actor.role = domain::role_from(sealed.envelope.role).value_or(domain::Role::audit_admin);
  reading.actor.department = sealed.envelope.department;
  reading.actor.region = sealed.envelope.region;
  reading.recorded = sealed.envelope.recorded;
  reading.index = sealed.global_index;
  return reading;
}

record::SealedEvent sealed_event(const FileReading& reading, const std::vector<std::string>& fields,
                                 const record::SealedEvent* previous, std::uint64_t sequence,
                                 domain::Instant now) {
  record::Envelope envelope;
  envelope.stream = stream_of_readings(reading.case_id);
  envelope.sequence = sequence;
  envelope.kind = record::personal_data_read;
  envelope.body = record::encode(record::PersonalDataRead{reading.case_id, fields, reading.reason});
  envelope.actor = reading.actor.id;
  envelope.actor_name = reading.actor.name;
  envelope.role = domain::name_of(reading.actor.role);
  envelope.department = reading.actor.department;
  envelope.region = reading.actor.region;
  envelope.command_id = reading.command_id;
  envelope.recorded = now;
  envelope.legal_day = domain::day_of(now);
  if (previous != nullptr) envelope.previous_hash = previous->hash;
  return record::seal(std::move(envelope));
}

using KeptReading = std::variant<RecordedReading, domain::Refusal>;

Result<KeptReading, Fault> keep_reading(EventLog& log, Clock& clock, const FileReading& order,
                                        const std::vector<std::string>& fields) {
  QIDI_TRY(last, log.last_recorded());
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  QIDI_TRY(stored, log.load(stream_of_readings(order.case_id)));
  const auto content = record::sm3("reading\n" + order.case_id + "\n" + order.reason);
  QIDI_TRY(answered, log.find_command(order.command_id));
  if (answered) {
    if (answered->content != content) {
      return KeptReading{
          refuse(domain::RefusalCode::command_id_reused, "command_id", order.command_id)};
    }
    const auto found = std::find_if(stored.begin(), stored.end(), [&](const auto& event) {
      return event.envelope.command_id == order.command_id;
    });
    if (found != stored.end()) {
      QIDI_TRY(reading, opened(*found));
      return KeptReading{std::move(reading)};
    }
  }
  StreamAppend append;
  append.stream = stream_of_readings(order.case_id);
  append.expected_version = stored.size();
  append.events.push_back(sealed_event(order, fields, stored.empty() ? nullptr : &stored.back(),
                                       stored.size() + 1, now));
  QIDI_TRY(position, log.commit({&append, 1}, CommandRecord{order.command_id, content, "{}"}));
  append.events.back().global_index = position;
  QIDI_TRY(reading, opened(append.events.back()));
  return KeptReading{std::move(reading)};
}

}  // namespace

Result<PersonalData, Fault> personal_data(EventReader& reader, const std::string& case_id) {
  const auto stream = stream_of_case(case_id);
  QIDI_TRY(stored, reader.load(stream));
  QIDI_TRY(events, open_events(stored));
  QIDI_TRY(sealed, reader.sealed_of(stream));
  const Opened kept(std::move(sealed));
  PersonalData data;
  for (const auto& event : events) QIDI_CHECK(add(data, event, kept));
  return data;
}

std::string stream_of_readings(const std::string& case_id) {
  return "reading/" + case_id;
}

Result<std::variant<RecordedReading, domain::Refusal>, Fault> record_reading(
    EventLog& log, Clock& clock, const ReadingOrder& order) {
  if (auto refusal = domain::against_reading(order.asked, order.reached))
    return KeptReading{*refusal};
  return keep_reading(log, clock,
                      {order.command_id, order.case_id, order.asked.actor, order.asked.reason},
                      contact_fields);
}

Result<RecordedReading, Fault> record_file_reading(EventLog& log, Clock& clock,
                                                   const FileReading& reading) {
  QIDI_TRY(outcome, keep_reading(log, clock, reading, file_fields));
  if (auto* kept = std::get_if<RecordedReading>(&outcome)) return std::move(*kept);
  return Unexpected{Fault{FaultKind::conflict, std::get<domain::Refusal>(outcome).detail}};
}

Result<std::vector<RecordedReading>, Fault> readings(EventReader& reader,
                                                     const std::string& case_id) {
  std::vector<RecordedReading> list;
  const auto add_one = [&](const record::SealedEvent& sealed) -> Result<void, Fault> {
    QIDI_TRY(reading, opened(sealed));
    list.push_back(std::move(reading));
    return {};
  };
  if (case_id.empty()) {
    QIDI_CHECK(reader.each_of_streams(stream_of_readings(""), add_one));
  } else {
    QIDI_TRY(stored, reader.load(stream_of_readings(case_id)));
    for (const auto& sealed : stored) QIDI_CHECK(add_one(sealed));
  }
  std::sort(list.begin(), list.end(),
            [](const auto& one, const auto& other) { return one.index > other.index; });
  return list;
}

}  // namespace qidi::office
