// Plain containers behind the port.
#include "store/memory/memory_notices.h"

#include <algorithm>
#include <tuple>

namespace qidi::store {

namespace {

bool is_to(const office::KeptNotice& notice, const std::vector<std::string>& audiences) {
  return std::any_of(
      notice.audiences.begin(), notice.audiences.end(), [&](const std::string& audience) {
        return std::find(audiences.begin(), audiences.end(), audience) != audiences.end();
      });
}

}  // namespace

Result<int, office::Fault> MemoryNotices::keep_notices(const office::NoticeBatch& batch) {
  int kept = 0;
  for (const auto& given : batch.notices) {
    if (!keys_.insert(given.notice.key).second) continue;
    ++kept;
    office::KeptNotice notice;
    static_cast<domain::Notice&>(notice) = given.notice;
    notice.number = static_cast<std::int64_t>(notices_.size()) + 1;
    notice.made = batch.made;
    notices_.push_back(notice);
    for (const auto& asked : given.deliveries) {
      office::Delivery delivery;
      delivery.number = static_cast<std::int64_t>(deliveries_.size()) + 1;
      delivery.channel = asked.channel;
      delivery.target = asked.target;
      delivery.from = asked.from;
      delivery.made = batch.made;
      delivery.notice = notice;
      deliveries_.push_back(std::move(delivery));
    }
  }
  cursor_.position = batch.cursor.position;
  if (batch.cursor.day) cursor_.day = batch.cursor.day;
  return kept;
}

Result<std::vector<office::KeptNotice>, office::Fault> MemoryNotices::notices(
    const office::NoticeQuery& query) {
  std::vector<office::KeptNotice> list;
  const auto& own = read_[query.account];
  for (auto at = notices_.rbegin(); at != notices_.rend(); ++at) {
    auto notice = *at;
    if (!is_to(notice, query.audiences)) continue;
    if (query.before && notice.number >= *query.before) continue;
    if (query.group && group_of(notice.kind) != *query.group) continue;
    notice.read = notice.number <= read_to_[query.account] || own.contains(notice.number);
    if (query.unread_only && notice.read) continue;
    notice.audiences.clear();
    list.push_back(std::move(notice));
    if (static_cast<int>(list.size()) >= query.limit) break;
  }
  return list;
}

Result<int, office::Fault> MemoryNotices::count_unread(const std::string& account,
                                                       const std::vector<std::string>& audiences,
                                                       int most) {
  office::NoticeQuery query;
  query.account = account;
  query.audiences = audiences;
  query.unread_only = true;
  query.limit = most;
  QIDI_TRY(unread, notices(query));
  return static_cast<int>(unread.size());
}

Result<void, office::Fault> MemoryNotices::mark_read(const std::string& account,
                                                     std::int64_t number) {
  read_[account].insert(number);
  return {};
}

Result<void, office::Fault> MemoryNotices::mark_all_read(const std::string& account,
                                                         std::int64_t up_to) {
  auto& kept = read_to_[account];
  kept = std::max(kept, up_to);
  return {};
}

Result<std::optional<office::NoticeChoice>, office::Fault> MemoryNotices::find_choice(
    const std::string& account) {
  const auto found = choices_.find(account);
  if (found == choices_.end()) return std::optional<office::NoticeChoice>{};
  return std::optional(found->second);
}

Result<std::optional<office::NoticeChoice>, office::Fault> MemoryNotices::find_feed(
    const std::string& sha256) {
  for (const auto& [account, choice] : choices_) {
    if (!sha256.empty() && choice.feed_sha256 == sha256) return std::optional(choice);
  }
  return std::optional<office::NoticeChoice>{};
}

Result<std::vector<office::NoticeChoice>, office::Fault> MemoryNotices::all_choices() {
  std::vector<office::NoticeChoice> list;
  for (const auto& [account, choice] : choices_) list.push_back(choice);
  return list;
}

Result<void, office::Fault> MemoryNotices::put_choice(const office::NoticeChoice& choice) {
  choices_[choice.account] = choice;
  return {};
}

Result<std::vector<office::Webhook>, office::Fault> MemoryNotices::all_webhooks() {
  std::vector<office::Webhook> list;
  for (const auto& [id, webhook] : webhooks_) list.push_back(webhook);
  return list;
}

Result<void, office::Fault> MemoryNotices::put_webhook(const office::Webhook& webhook) {
  webhooks_[webhook.id] = webhook;
  return {};
}

Result<void, office::Fault> MemoryNotices::remove_webhook(const std::string& id) {
  webhooks_.erase(id);
  removed_.insert(id);
  return {};
}

Result<std::vector<office::Delivery>, office::Fault> MemoryNotices::waiting(domain::Instant now,
                                                                            int limit) {
  std::vector<office::Delivery> list;
  for (const auto& one : deliveries_) {
    const bool is_gone = one.channel == office::Channel::webhook && removed_.contains(one.target);
    if (one.state == office::DeliveryState::waiting && one.from <= now && !is_gone) {
      list.push_back(one);
    }
  }
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return std::tie(a.from, a.number) < std::tie(b.from, b.number);
  });
  if (static_cast<int>(list.size()) > limit) list.resize(static_cast<std::size_t>(limit));
  return list;
}

Result<void, office::Fault> MemoryNotices::note_delivery(const office::Delivery& delivery) {
  auto& kept = deliveries_.at(static_cast<std::size_t>(delivery.number - 1));
  kept.batch = delivery.batch;
  kept.state = delivery.state;
  kept.from = delivery.from;
  kept.tries = delivery.tries;
  kept.error = delivery.error;
  return {};
}

Result<std::vector<office::Delivery>, office::Fault> MemoryNotices::failing(int limit) {
  std::vector<office::Delivery> list;
  for (auto at = deliveries_.rbegin(); at != deliveries_.rend(); ++at) {
    if (at->error.empty() || at->state == office::DeliveryState::sent) continue;
    list.push_back(*at);
    if (static_cast<int>(list.size()) >= limit) break;
  }
  return list;
}

Result<std::vector<office::DeliveryCount>, office::Fault> MemoryNotices::count_deliveries() {
  std::map<std::pair<office::Channel, office::DeliveryState>, long long> counts;
  for (const auto& one : deliveries_) ++counts[{one.channel, one.state}];
  std::vector<office::DeliveryCount> list;
  for (const auto& [kind, count] : counts) list.push_back({kind.first, kind.second, count});
  return list;
}

}  // namespace qidi::store
