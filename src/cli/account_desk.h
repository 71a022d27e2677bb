// The console's work on accounts and tokens: a directory opened for it, acts as the console, and
// nothing told before it is durable.
#pragma once

#include <memory>
#include <string>

#include "cli/verbs.h"
#include "office/people.h"

namespace qidi::cli {

class AccountDesk {
 public:
  /// Opens for writing; a new directory takes in the law first, as with every verb.
  static Result<AccountDesk, Exit> open(Doors& doors, const DataOptions& options);

  const office::People& people() const { return *people_; }
  office::CredentialBook& credentials() { return store_->credentials(); }
  domain::Instant now();
  std::string new_id() { return doors_->random_label(16); }

  /// Performs one act as the console. A refusal or fault is printed.
  Result<office::AccountReceipt, Exit> perform(const std::string& account_id,
                                               domain::AccountCommandBody body);
  Result<office::AccountReceipt, Exit> perform_on_token(const std::string& token_id,
                                                        domain::TokenCommandBody body);
  /// Prints a fault of the credentials.
  Result<void, Exit> check(const Result<void, office::Fault>& done);
  /// Makes it durable and signs the log; only then may anybody be told.
  Result<void, Exit> finish();

 private:
  AccountDesk(Doors& doors, ChosenClock clock) : doors_(&doors), clock_(clock) {}
  Result<office::AccountReceipt, Exit> told(const Result<office::AccountAnswer, office::Fault>& of);

  Doors* doors_;
  ChosenClock clock_;
  std::unique_ptr<office::Store> store_;
  office::People::Known people_;
};

/// `QIDI_TRY` for verbs: the failure is the process's exit.
#define QIDI_EXIT_ON(name, expression) \
  auto name##_or_exit = (expression);  \
  if (!name##_or_exit) {               \
    return name##_or_exit.error();     \
  }                                    \
  [[maybe_unused]] auto& name = name##_or_exit

}  // namespace qidi::cli
