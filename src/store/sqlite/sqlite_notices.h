// Notices beside the record of a data directory: written in the writer's open batch, each batch of
// notices in one savepoint with its cursor. Schema V005; docs/decisions/0013.
#pragma once

#include "office/notice_book.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

class SqliteNotices : public office::NoticeBook {
 public:
  explicit SqliteNotices(SqliteStore& store) : store_(store) {}

  Result<office::NoticeCursor, office::Fault> notice_cursor() override;
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
  Result<void, office::Fault> ready();
  Result<bool, office::Fault> keep(const office::NewNotice& given, domain::Instant made);
  Result<std::optional<office::NoticeChoice>, office::Fault> choice(std::string_view name,
                                                                    const std::string& key);
  Result<std::vector<office::Delivery>, office::Fault> deliveries(Statement rows);

  SqliteStore& store_;
};

}  // namespace qidi::store
