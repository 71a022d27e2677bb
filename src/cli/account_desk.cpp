// Opening, acting, finishing.
#include "cli/account_desk.h"

#include <algorithm>
#include <ostream>

namespace qidi::cli {

Result<AccountDesk, Exit> AccountDesk::open(Doors& doors, const DataOptions& options) {
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return Unexpected{wrong_use(doors, clock.error())};
  AccountDesk desk(doors, *clock);
  auto store = open_writing(doors, options);
  if (!store) return Unexpected{report(doors, store.error())};
  desk.store_ = std::move(*store);
  auto rules = office::open_rule_book(desk.store_->log(), doors.law(), desk.clock_.now());
  if (!rules) return Unexpected{report(doors, rules.error())};
  auto people = office::People::read(desk.store_->reader());
  if (!people) return Unexpected{report(doors, people.error())};
  desk.people_ = std::move(*people);
  return desk;
}

domain::Instant AccountDesk::now() {
  return clock_.now();
}

Result<office::AccountReceipt, Exit> AccountDesk::told(
    const Result<office::AccountAnswer, office::Fault>& of) {
  if (!of) return Unexpected{report(*doors_, of.error())};
  if (const auto* refusal = std::get_if<domain::Refusal>(&*of)) {
    doors_->err << "qidi: " << refusal->detail;
    if (!refusal->field.empty()) doors_->err << "（" << refusal->field << "）";
    doors_->err << "\n";
    return Unexpected{Exit::no};
  }
  return std::get<office::AccountReceipt>(*of);
}

Result<office::AccountReceipt, Exit> AccountDesk::perform(const std::string& account_id,
                                                          domain::AccountCommandBody body) {
  domain::AccountCommand command;
  command.command_id = "console-" + doors_->random_label(24);
  command.account_id = account_id;
  command.actor = domain::console_actor();
  command.body = std::move(body);
  command.salt = doors_->random_label(52);  // five bits a character: as much as a seal's hash
  return told(office::perform_account_act(store_->log(), clock_, command));
}

Result<office::AccountReceipt, Exit> AccountDesk::perform_on_token(const std::string& token_id,
                                                                   domain::TokenCommandBody body) {
  domain::TokenCommand command;
  command.command_id = "console-" + doors_->random_label(24);
  command.token_id = token_id;
  command.actor = domain::console_actor();
  command.body = std::move(body);
  return told(office::perform_token_act(store_->log(), clock_, command));
}

Result<void, Exit> AccountDesk::check(const Result<void, office::Fault>& done) {
  if (!done) return Unexpected{report(*doors_, done.error())};
  return {};
}

Result<void, Exit> AccountDesk::finish() {
  if (auto synced = store_->log().sync(); !synced) {
    return Unexpected{report(*doors_, synced.error())};
  }
  if (auto head = store_->sign_head(clock_.now()); !head) {
    return Unexpected{report(*doors_, head.error())};
  }
  return {};
}

}  // namespace qidi::cli
