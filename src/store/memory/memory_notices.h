// Notices in memory, for tests and simulations; the same contract as SQLite's.
#pragma once

#include <map>
#include <set>

#include "office/notice_book.h"

namespace qidi::store {

class MemoryNotices : public office::NoticeBook {
 public:
  Result<office::NoticeCursor, office::Fault> notice_cursor() override { return cursor_; }
  Result<int, office::Fault> keep_notices(const office::NoticeBatch& batch) override;
  Result<std::vector<office::KeptNotice>, office::Fault> notices(
      const office::NoticeQuery& query) override;
  Result<int, office::Fault> count_unread(const std::string& account,
                                          const std::vector<std::string>& audiences,
                                          int most) override;
  Result<void, office::Fault> mark_read(const std::string& account, std::int64_t number) override;
  Result<void, office::Fault> mark_all_read(const std::string& account,
                                            std::int64_t up_to) override;
  Result<std::optional<office::NoticeChoice>, office::Fault> find_choice(
      const std::string& account) override;
  Result<std::optional<office::NoticeChoice>, office::Fault> find_feed(
      const std::string& sha256) override;
  Result<std::vector<office::NoticeChoice>, office::Fault> all_choices() override;
  Result<void, office::Fault> put_choice(const office::NoticeChoice& choice) override;
  Result<std::vector<office::Webhook>, office::Fault> all_webhooks() override;
  Result<void, office::Fault> put_webhook(const office::Webhook& webhook) override;
  Result<void, office::Fault> remove_webhook(const std::string& id) override;
  Result<std::vector<office::Delivery>, office::Fault> waiting(domain::Instant now,
                                                               int limit) override;
  Result<void, office::Fault> note_delivery(const office::Delivery& delivery) override;
  Result<std::vector<office::Delivery>, office::Fault> failing(int limit) override;
  Result<std::vector<office::DeliveryCount>, office::Fault> count_deliveries() override;

 private:
  office::NoticeCursor cursor_;
  std::vector<office::KeptNotice> notices_;  ///< number - 1
  std::set<std::string> keys_;
  std::map<std::string, std::set<std::int64_t>> read_;  ///< by account
  std::map<std::string, std::int64_t> read_to_;
  std::map<std::string, office::NoticeChoice> choices_;
  std::map<std::string, office::Webhook> webhooks_;
  std::vector<office::Delivery> deliveries_;  ///< number - 1
  std::set<std::string> removed_;             ///< webhooks; what waited for them waits no more
};

}  // namespace qidi::store
