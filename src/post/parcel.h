// What is to be carried out of the house, ready to go: a mail, or a call of a webhook.
#pragma once

#include <string>
#include <variant>

#include "domain/time/day.h"

namespace qidi::post {

struct Letter {
  std::string to;          ///< one address
  std::string subject;     ///< UTF-8, any text
  std::string text;        ///< UTF-8, lines ended by \n
  std::string message_id;  ///< letters and digits; the same at each try
  domain::Instant date{};
};

struct Call {
  std::string url;
  std::string secret;
  std::string id;    ///< the same at each try
  std::string body;  ///< JSON
  domain::Instant date{};
};

struct Parcel {
  std::size_t tag = 0;  ///< the sender's own, to know it again
  std::variant<Letter, Call> what;
};

}  // namespace qidi::post
