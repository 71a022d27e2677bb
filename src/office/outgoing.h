// What goes out in one message, and when a message that could not be sent is tried again. Pure.
// At least once: a message has the same id at each try, so that who receives it twice can tell.
// docs/decisions/0013; interface.md, Integration.
#pragma once

#include <string>
#include <vector>

#include "office/notice_book.h"

namespace qidi::office {

/// More than so many mails that wait for one person go as one.
inline constexpr std::size_t single_mails = 3;
/// At most so many notices stand in one mail.
inline constexpr std::size_t notices_in_a_mail = 100;
/// With waits of 5 s, doubled up to an hour, that is a day.
inline constexpr int tries_before_giving_up = 34;

/// The waiting deliveries put together to messages. Those with a batch stay as they were planned;
/// the others get one, which the caller keeps before it sends.
std::vector<std::vector<Delivery>> messages_of(const std::vector<Delivery>& waiting);

/// A message's name in the world, the same at each try: of its batch.
std::string message_id_of(const std::vector<Delivery>& message);

/// How a delivery stands after a try: sent, or to be tried again, or given up. `chance` in [0, 1)
/// spreads the tries of many.
Delivery after_try(Delivery delivery, const std::string& error, domain::Instant now, double chance);

/// Subject and text of a mail. `site` for links; may be empty.
std::string subject_of(const std::vector<Delivery>& message);
std::string mail_text_of(const std::vector<Delivery>& message, const std::string& site);

}  // namespace qidi::office
