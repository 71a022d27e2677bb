// Sending again what did not go out: an administrator's act, recorded, after he has mended what was
// wrong (a mail server's address, another system's certificate). Each message keeps its id, so that
// who got it after all can tell. docs/decisions/0013.
#pragma once

#include <string>
#include <vector>

#include "domain/people/actor.h"
#include "office/notice_book.h"
#include "office/ports.h"

namespace qidi::office {

struct SendAgainOrder {
  std::string command_id;
  domain::Actor actor;
  std::vector<std::int64_t> deliveries;  ///< empty: all that failed
};

/// Out of what failed, those that are asked for and what goes in one message with them, as they
/// stand once they are to be tried from the beginning, at once. Pure.
std::vector<Delivery> to_send_again(const std::vector<Delivery>& failing,
                                    const std::vector<std::int64_t>& asked, domain::Instant now);

/// How many deliveries wait again; none: nothing of that failed, and nothing is recorded. The same
/// command again does nothing more and gives the same number. Durable after the caller's sync.
Result<long long, Fault> send_again(EventLog& log, NoticeBook& book, Clock& clock,
                                    const SendAgainOrder& order);

}  // namespace qidi::office
