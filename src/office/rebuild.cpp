// Stream by stream, fold and derive.
#include "office/rebuild.h"

#include "office/handle_command.h"
#include "record/system_codec.h"

namespace qidi::office {

Result<RuleBook, Fault> known_rule_book(std::vector<record::SealedEvent> system_events,
                                        const KnownBy& known_by) {
  std::erase_if(system_events, [&](const record::SealedEvent& event) {
    return event.envelope.sequence > 2 && !known_by.holds(event);
  });
  return read_rule_book(system_events);
}

Result<long long, Fault> derive_rows(
    EventReader& reader, const KnownBy& known_by,
    const std::function<Result<void, Fault>(const domain::CaseRows&)>& put) {
  QIDI_TRY(system_events, reader.load(std::string(record::system_stream)));
  QIDI_TRY(rules, known_rule_book(std::move(system_events), known_by));
  std::vector<record::SealedEvent> stream;
  long long cases = 0;
  const auto flush = [&]() -> Result<void, Fault> {
    if (stream.empty()) return {};
    const auto name = stream.front().envelope.stream;
    const auto last = domain::day_of(stream.back().envelope.recorded);
    const auto prefix = stream_of_case("");
    if (name.starts_with(prefix)) {
      QIDI_TRY(current, open_case(name.substr(prefix.size()), stream));
      if (current.exists || current.undone) {
        QIDI_CHECK(put(rows_of(current, rules.facts(last))));
        ++cases;
      }
    }
    stream.clear();
    return {};
  };
  QIDI_CHECK(reader.each_by_stream([&](const record::SealedEvent& event) -> Result<void, Fault> {
    if (!stream.empty() && stream.front().envelope.stream != event.envelope.stream) {
      QIDI_CHECK(flush());
    }
    if (known_by.holds(event)) stream.push_back(event);
    return {};
  }));
  QIDI_CHECK(flush());
  return cases;
}

}  // namespace qidi::office
