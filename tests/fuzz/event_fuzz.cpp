// Any bytes as a stored body of every kind: opened, or told as unreadable; never a crash. What
// opens folds, whatever it says.
#include <cstdint>

#include "domain/casework/rules.h"
#include "record/event_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr auto kinds = std::variant_size_v<qidi::domain::EventBodyKinds>;
  static const auto names = [] {
    std::vector<std::string> list;
    for (std::size_t place = 0; place < kinds; ++place) {
      list.emplace_back(qidi::domain::event_kind(place));
    }
    return list;
  }();
  qidi::record::Envelope envelope;
  envelope.kind = names[data[0] % kinds];
  envelope.sequence = 1;
  envelope.legal_day = qidi::domain::make_day(2022, 9, 27);
  envelope.body.assign(reinterpret_cast<const char*>(data + 1), size - 1);
  if (auto event = qidi::record::open_event(envelope)) {
    qidi::domain::fold({*event, *event});
  }
  return 0;
}
