// Addresses are looked up at the moment of sending: who has left gets no mail.
#include "api/outbox.h"

#include <random>

#include "answers/json_out.h"
#include "api/writing_done.h"
#include "office/outgoing.h"

namespace qidi::api {

namespace {

constexpr int taken_at_once = 200;
constexpr std::size_t messages_at_once = 20;

std::string call_body(const office::Delivery& delivery, const std::string& id) {
  const auto& notice = delivery.notice;
  return answers::JsonObject()
      .text("id", id)
      .text("kind", name_of(notice.kind))
      .text("group", name_of(group_of(notice.kind)))
      .text("case_id", notice.case_id)
      .text("region", notice.region)
      .text("countdown", notice.countdown ? name_of(*notice.countdown) : "")
      .day("due", notice.due)
      .number("days_over", notice.days_over)
      .text("made", domain::to_text(notice.made))
      .done();
}

Result<void, office::Fault> keep(office::NoticeBook& book,
                                 const std::vector<office::Delivery>& parts) {
  for (const auto& part : parts) QIDI_CHECK(book.note_delivery(part));
  return {};
}

}  // namespace

std::vector<Outgoing> Outbox::take() {
  std::vector<office::Delivery> waiting;
  std::map<std::string, office::Webhook> webhooks;
  {
    auto lease = service_.reader();
    if (!lease) return {};
    auto found = (*lease)->notices().waiting(service_.now(), taken_at_once);
    if (!found || found->empty()) return {};
    waiting = std::move(*found);
    auto known = (*lease)->notices().all_webhooks();
    if (!known) return {};
    for (auto& webhook : *known) webhooks[webhook.id] = std::move(webhook);
  }
  const auto people = service_.identities().people().get();
  std::vector<Outgoing> ready;
  std::vector<office::Delivery> planned;
  for (auto& message : office::messages_of(waiting)) {
    if (ready.size() >= messages_at_once) break;
    Outgoing outgoing;
    outgoing.id = office::message_id_of(message);
    outgoing.is_mail = message.front().channel == office::Channel::mail;
    const auto& target = message.front().target;
    if (outgoing.is_mail) {
      const auto* account = people->find(target);
      if (account != nullptr && account->enabled) outgoing.to = account->email;
      outgoing.subject = office::subject_of(message);
      outgoing.body = office::mail_text_of(message, service_.doors().site_address);
    } else if (const auto found = webhooks.find(target); found != webhooks.end()) {
      outgoing.to = found->second.url;
      outgoing.secret = found->second.secret;
      outgoing.body = call_body(message.front(), outgoing.id);
    }
    outgoing.parts = std::move(message);
    if (outgoing.to.empty()) {
      for (auto& part : outgoing.parts) {
        part.state = office::DeliveryState::given_up;
        part.error = outgoing.is_mail ? "收件人已无邮箱" : "接收方已删除";
        planned.push_back(part);
      }
      continue;
    }
    planned.insert(planned.end(), outgoing.parts.begin(), outgoing.parts.end());
    ready.push_back(std::move(outgoing));
  }
  if (!write_and_wait(service_, [&](office::NoticeBook& book) { return keep(book, planned); })) {
    return {};
  }
  return ready;
}

void Outbox::note(const Outgoing& outgoing, const std::string& error) {
  static thread_local std::mt19937 chance{std::random_device{}()};
  const double spread = std::uniform_real_distribution<double>(0, 1)(chance);
  auto parts = outgoing.parts;
  for (auto& part : parts) part = office::after_try(part, error, service_.now(), spread);
  // What cannot be noted is sent again: at least once, under the same id.
  (void)write_and_wait(service_, [&](office::NoticeBook& book) { return keep(book, parts); });
}

}  // namespace qidi::api
