// What waits to leave the house, as messages ready to be carried, and how they fared. Used by one
// thread, the carrier's. docs/decisions/0013.
#pragma once

#include <string>
#include <vector>

#include "api/service.h"
#include "office/notice_book.h"

namespace qidi::api {

/// One message: a mail to a person, or a call of a webhook.
struct Outgoing {
  std::vector<office::Delivery> parts;
  std::string id;  ///< the same at each try
  bool is_mail = true;
  std::string to;  ///< an address, or a URL
  std::string secret;
  std::string subject;
  std::string body;  ///< text of a mail, JSON of a call
};

class Outbox {
 public:
  explicit Outbox(Service& service) : service_(service) {}

  /// What is to go now, each planned for good before it is given out; empty when there is nothing
  /// or the store cannot keep the plan.
  std::vector<Outgoing> take();
  /// `error` empty: it went.
  void note(const Outgoing& outgoing, const std::string& error);

 private:
  Service& service_;
};

}  // namespace qidi::api
