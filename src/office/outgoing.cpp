// Grouping by person; doubling waits.
#include "office/outgoing.h"

#include <algorithm>
#include <map>

#include "record/envelope.h"

namespace qidi::office {

namespace {

using Message = std::vector<Delivery>;

constexpr std::chrono::seconds first_wait{5};
constexpr std::chrono::seconds longest_wait{3600};

void plan(std::vector<Message>& messages, Message&& fresh) {
  const auto name = [](Message& message) {
    const auto batch = (message.front().channel == Channel::mail ? "mail-" : "hook-") +
                       std::to_string(message.front().number);
    for (auto& delivery : message) delivery.batch = batch;
  };
  const bool together = fresh.front().channel == Channel::mail && fresh.size() > single_mails;
  const std::size_t most = together ? notices_in_a_mail : 1;
  for (std::size_t at = 0; at < fresh.size(); at += most) {
    const auto end = std::min(fresh.size(), at + most);
    Message message(fresh.begin() + static_cast<std::ptrdiff_t>(at),
                    fresh.begin() + static_cast<std::ptrdiff_t>(end));
    name(message);
    messages.push_back(std::move(message));
  }
}

std::string link_of(const domain::Notice& notice, const std::string& site) {
  return site.empty() ? "" : site + page_of(notice) + "\n";
}

}  // namespace

std::vector<Message> messages_of(const std::vector<Delivery>& waiting) {
  std::map<std::string, Message> planned;
  std::map<std::pair<Channel, std::string>, Message> fresh;
  for (const auto& delivery : waiting) {
    if (delivery.batch.empty()) {
      fresh[{delivery.channel, delivery.target}].push_back(delivery);
    } else {
      planned[delivery.batch].push_back(delivery);
    }
  }
  std::vector<Message> messages;
  for (auto& [batch, message] : planned) messages.push_back(std::move(message));
  for (auto& [target, deliveries] : fresh) plan(messages, std::move(deliveries));
  return messages;
}

std::string message_id_of(const Message& message) {
  // Of the notice's key, not of a number: a database made anew must not use an id again.
  const auto& first = message.front();
  return record::to_hex(record::sm3(first.notice.key + "\n" + first.target + "\n" + first.batch))
      .substr(0, 32);
}

Delivery after_try(Delivery delivery, const std::string& error, domain::Instant now,
                   double chance) {
  ++delivery.tries;
  delivery.error = error;
  if (error.empty()) {
    delivery.state = DeliveryState::sent;
    return delivery;
  }
  if (delivery.tries >= tries_before_giving_up) {
    delivery.state = DeliveryState::given_up;
    return delivery;
  }
  auto wait = first_wait;
  for (int i = 1; i < delivery.tries && wait < longest_wait; ++i) wait *= 2;
  wait = std::min(wait, longest_wait);
  const auto spread = static_cast<double>(wait.count()) * (0.8 + 0.4 * chance);
  delivery.from = now + std::chrono::seconds{static_cast<long long>(spread)};
  return delivery;
}

std::string subject_of(const Message& message) {
  if (message.size() == 1) return "【起底】" + title_of(message.front().notice);
  return "【起底】" + std::to_string(message.size()) + " 条消息";
}

std::string mail_text_of(const Message& message, const std::string& site) {
  std::string text;
  if (message.size() == 1) {
    text = text_of(message.front().notice) + link_of(message.front().notice, site);
  } else {
    text = "您有 " + std::to_string(message.size()) + " 条新消息：\n\n";
    for (const auto& delivery : message) {
      text += "· " + title_of(delivery.notice) + "（" + delivery.notice.case_id + "）\n";
      text += link_of(delivery.notice, site);
    }
  }
  text += "\n此邮件由起底平台自动发出，请勿回复。是否接收邮件可在“我的”页面设置。\n";
  if (!site.empty()) text += site + "/notices\n";
  return text;
}

}  // namespace qidi::office
