// One visitor for every event that has both fields; events from before have values and no seals.
#include "office/contact_seals.h"

#include <algorithm>
#include <cassert>

#include "record/account_codec.h"

namespace qidi::office {

namespace {

/// Value and seal of each sealed field, by name, of the events that have them.
template <class Each>
void each_contact_field(domain::AccountEventBody& body, const Each& each) {
  std::visit(
      [&](auto& event) {
        if constexpr (requires { event.phone_seal; }) {
          each("phone", event.phone, event.phone_seal);
          each("email", event.email, event.email_seal);
        }
      },
      body);
}

}  // namespace

std::vector<SealedValue> seal_contacts(std::vector<domain::AccountEventBody>& bodies,
                                       std::uint64_t first, const std::string& salt) {
  std::vector<SealedValue> kept;
  for (auto& body : bodies) {
    each_contact_field(body, [&](const char* field, std::string& value, std::string& seal) {
      if (value.empty()) return;
      assert(!salt.empty());  // without chance a number could be tried out against its seal
      SealedValue one{first, field, salt_of(field, salt), std::move(value)};
      value.clear();
      seal = seal_of(field, one.salt, one.value);
      kept.push_back(std::move(one));
    });
    ++first;
  }
  return kept;
}

Result<domain::AccountEvent, Fault> AccountEvents::open(const record::Envelope& envelope) {
  auto event = record::open_account_event(envelope);
  if (!event) {
    return Unexpected{Fault{FaultKind::unreadable, envelope.stream + "：" + event.error()}};
  }
  bool fits = true;
  std::optional<Fault> fault;
  each_contact_field(event->body, [&](const char* field, std::string& value, std::string& seal) {
    if (seal.empty() || fault) return;
    if (stream_ != envelope.stream) {
      auto sealed = sealed_of_(envelope.stream);
      if (!sealed) {
        fault = sealed.error();
        return;
      }
      stream_ = envelope.stream;
      sealed_ = std::move(*sealed);
    }
    const auto found = std::find_if(sealed_.begin(), sealed_.end(), [&](const SealedValue& one) {
      return one.sequence == envelope.sequence && one.field == field;
    });
    if (found != sealed_.end()) {
      fits = fits && seal_of(field, found->salt, found->value) == seal;
      value = found->value;
    }
    seal.clear();
  });
  if (fault) return Unexpected{*fault};
  if (!fits) {
    return Unexpected{
        Fault{FaultKind::unreadable, envelope.stream + "：封存的联系方式与记录中的印记不符"}};
  }
  return std::move(*event);
}

}  // namespace qidi::office
