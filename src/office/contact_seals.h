// Telephone number and e-mail address of an account's person, kept beside the record: the event
// bears a seal of each, so that what is chained, exported and handed over holds neither.
// 个人信息保护法 6, 47; docs/decisions/0014.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/people/account.h"
#include "office/ports.h"

namespace qidi::office {

/// Takes both values out of the events that bear them and puts seals in their place; gives what is
/// to be kept. `first` is the sequence of the first event. Without `salt` it is a bug.
std::vector<SealedValue> seal_contacts(std::vector<domain::AccountEventBody>& bodies,
                                       std::uint64_t first, const std::string& salt);

/// Accounts' events as the domain folds them: sealed values in their places again, each held
/// against its seal. One that has been taken away is empty.
class AccountEvents {
 public:
  explicit AccountEvents(EventReader& reader)
      : sealed_of_([&reader](const std::string& stream) { return reader.sealed_of(stream); }) {}
  explicit AccountEvents(EventLog& log)
      : sealed_of_([&log](const std::string& stream) { return log.sealed_of(stream); }) {}
  Result<domain::AccountEvent, Fault> open(const record::Envelope& envelope);

 private:
  std::function<Result<std::vector<SealedValue>, Fault>(const std::string&)> sealed_of_;
  std::string stream_;  ///< whose values are at hand
  std::vector<SealedValue> sealed_;
};

}  // namespace qidi::office
