// Statements and their columns; nothing is decided here.
#include "store/sqlite/sqlite_notices.h"

#include <cstdlib>

namespace qidi::store {

namespace {

constexpr std::string_view position_key = "notices_position";
constexpr std::string_view day_key = "notices_day";
constexpr int audiences_bound = 6;

std::int64_t seconds(domain::Instant instant) {
  return instant.time_since_epoch().count();
}

domain::Instant instant(std::int64_t seconds_since) {
  return domain::Instant{std::chrono::seconds{seconds_since}};
}

/// The columns number, key, kind, … made, from `at` on.
office::KeptNotice notice_from(const Statement& row, int at) {
  office::KeptNotice notice;
  notice.number = row.number(at);
  notice.key = row.text(at + 1);
  notice.kind = domain::notice_kind_from(row.text(at + 2)).value_or(domain::NoticeKind{});
  notice.case_id = row.text(at + 3);
  notice.project_name = row.text(at + 4);
  notice.region = row.text(at + 5);
  notice.due = row.maybe_day(at + 6);
  notice.countdown = domain::countdown_kind_from(row.text(at + 7));
  notice.days_over = static_cast<int>(row.number(at + 8));
  notice.detail = row.text(at + 9);
  notice.made = instant(row.number(at + 10));
  return notice;
}

void bind_audiences(Statement& statement, const std::vector<std::string>& audiences) {
  for (int i = 0; i < audiences_bound; ++i) {
    const auto at = static_cast<std::size_t>(i);
    statement.bind(i + 1, at < audiences.size() ? std::string_view(audiences[at]) : "");
  }
}

office::NoticeChoice choice_from(const Statement& row) {
  return {row.text(0), static_cast<std::uint32_t>(row.number(1)), row.text(2)};
}

}  // namespace

Result<void, office::Fault> SqliteNotices::ready() {
  QIDI_TRY(text, store_.meta("schema"));
  if (std::atoi(text.c_str()) >= notices_since) return {};
  return Unexpected{
      office::Fault{office::FaultKind::unreadable,
                    store_.directory_ + " 还是旧版结构；请先运行一次 qidi rebuild 升级"}};
}

Result<office::NoticeCursor, office::Fault> SqliteNotices::notice_cursor() {
  QIDI_TRY(position, store_.meta(position_key));
  QIDI_TRY(day, store_.meta(day_key));
  return office::NoticeCursor{std::strtoull(position.c_str(), nullptr, 10), domain::parse_day(day)};
}

Result<bool, office::Fault> SqliteNotices::keep(const office::NewNotice& given,
                                                domain::Instant made) {
  auto& db = *store_.db_;
  const auto& notice = given.notice;
  std::int64_t number = 0;
  {
    const auto countdown = notice.countdown ? name_of(*notice.countdown) : "";
    QIDI_TRY(put, db.prepare("notice_put"));
    put.bind(1, notice.key)
        .bind(2, name_of(notice.kind))
        .bind(3, static_cast<std::int64_t>(group_of(notice.kind)))
        .bind(4, notice.case_id)
        .bind(5, notice.project_name)
        .bind(6, notice.region)
        .bind(7, notice.due)
        .bind(8, countdown)
        .bind(9, static_cast<std::int64_t>(notice.days_over))
        .bind(10, notice.detail)
        .bind(11, seconds(made));
    QIDI_TRY(is_new, put.step());
    if (!is_new) return false;
    number = put.number(0);
  }
  for (const auto& audience : notice.audiences) {
    QIDI_TRY(to, db.prepare("notice_to_put"));
    QIDI_CHECK(to.bind(1, audience).bind(2, number).run());
  }
  for (const auto& delivery : given.deliveries) {
    QIDI_TRY(put, db.prepare("delivery_put"));
    put.bind(1, number)
        .bind(2, static_cast<std::int64_t>(delivery.channel))
        .bind(3, delivery.target)
        .bind(4, seconds(delivery.from))
        .bind(5, seconds(made));
    QIDI_CHECK(put.run());
  }
  return true;
}

Result<int, office::Fault> SqliteNotices::keep_notices(const office::NoticeBatch& batch) {
  QIDI_CHECK(ready());
  int kept = 0;
  QIDI_CHECK(store_.in_savepoint([&]() -> Result<void, office::Fault> {
    for (const auto& given : batch.notices) {
      QIDI_TRY(is_new, keep(given, batch.made));
      if (is_new) ++kept;
    }
    QIDI_CHECK(store_.set_meta(position_key, std::to_string(batch.cursor.position)));
    if (!batch.cursor.day) return {};
    return store_.set_meta(day_key, domain::to_text(*batch.cursor.day));
  }));
  return kept;
}

Result<std::vector<office::KeptNotice>, office::Fault> SqliteNotices::notices(
    const office::NoticeQuery& query) {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("notice_page"));
  bind_audiences(rows, query.audiences);
  rows.bind(7, query.account)
      .bind(8, query.before.value_or(INT64_MAX))
      .bind(9, query.group ? static_cast<std::int64_t>(*query.group) : std::int64_t{-1})
      .bind(10, static_cast<std::int64_t>(query.unread_only))
      .bind(11, static_cast<std::int64_t>(query.limit));
  std::vector<office::KeptNotice> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    list.push_back(notice_from(rows, 0));
    list.back().read = rows.number(11) != 0;
  }
}

Result<int, office::Fault> SqliteNotices::count_unread(const std::string& account,
                                                       const std::vector<std::string>& audiences,
                                                       int most) {
  QIDI_CHECK(ready());
  QIDI_TRY(count, store_.db_->prepare("notice_unread"));
  bind_audiences(count, audiences);
  count.bind(7, account).bind(8, static_cast<std::int64_t>(most));
  QIDI_TRY(found, count.step());
  return found ? static_cast<int>(count.number(0)) : 0;
}

Result<void, office::Fault> SqliteNotices::mark_read(const std::string& account,
                                                     std::int64_t number) {
  return store_.write_beside("notice_read_put",
                             [&](Statement& put) { put.bind(1, account).bind(2, number); });
}

Result<void, office::Fault> SqliteNotices::mark_all_read(const std::string& account,
                                                         std::int64_t up_to) {
  QIDI_CHECK(store_.write_beside("notice_read_to",
                                 [&](Statement& put) { put.bind(1, account).bind(2, up_to); }));
  return store_.write_beside("notice_read_clear",
                             [&](Statement& put) { put.bind(1, account).bind(2, up_to); });
}

Result<std::optional<office::NoticeChoice>, office::Fault> SqliteNotices::choice(
    std::string_view name, const std::string& key) {
  QIDI_CHECK(ready());
  QIDI_TRY(find, store_.db_->prepare(name));
  find.bind(1, key);
  QIDI_TRY(found, find.step());
  if (!found) return std::optional<office::NoticeChoice>{};
  return std::optional(choice_from(find));
}

Result<std::optional<office::NoticeChoice>, office::Fault> SqliteNotices::find_choice(
    const std::string& account) {
  return choice("notice_choice_find", account);
}

Result<std::optional<office::NoticeChoice>, office::Fault> SqliteNotices::find_feed(
    const std::string& sha256) {
  return choice("notice_feed_find", sha256);
}

Result<std::vector<office::NoticeChoice>, office::Fault> SqliteNotices::all_choices() {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("notice_choices"));
  std::vector<office::NoticeChoice> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    list.push_back(choice_from(rows));
  }
}

Result<void, office::Fault> SqliteNotices::put_choice(const office::NoticeChoice& choice) {
  return store_.write_beside("notice_choice_put", [&](Statement& put) {
    put.bind(1, choice.account)
        .bind(2, static_cast<std::int64_t>(choice.groups_without_mail))
        .bind(3, choice.feed_sha256);
  });
}

Result<std::vector<office::Webhook>, office::Fault> SqliteNotices::all_webhooks() {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("webhooks_all"));
  std::vector<office::Webhook> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    list.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                    instant(rows.number(5))});
  }
}

Result<void, office::Fault> SqliteNotices::put_webhook(const office::Webhook& webhook) {
  return store_.write_beside("webhook_put", [&](Statement& put) {
    put.bind(1, webhook.id)
        .bind(2, webhook.name)
        .bind(3, webhook.url)
        .bind(4, webhook.secret)
        .bind(5, webhook.region_prefix)
        .bind(6, seconds(webhook.added));
  });
}

Result<void, office::Fault> SqliteNotices::remove_webhook(const std::string& id) {
  QIDI_CHECK(
      store_.write_beside("webhook_forget_waiting", [&](Statement& put) { put.bind(1, id); }));
  return store_.write_beside("webhook_remove", [&](Statement& put) { put.bind(1, id); });
}

Result<std::vector<office::Delivery>, office::Fault> SqliteNotices::deliveries(Statement rows) {
  std::vector<office::Delivery> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    office::Delivery one;
    one.number = rows.number(0);
    one.channel = static_cast<office::Channel>(rows.number(1));
    one.target = rows.text(2);
    one.batch = rows.text(3);
    one.state = static_cast<office::DeliveryState>(rows.number(4));
    one.from = instant(rows.number(5));
    one.made = instant(rows.number(6));
    one.tries = static_cast<int>(rows.number(7));
    one.error = rows.text(8);
    one.notice = notice_from(rows, 9);
    list.push_back(std::move(one));
  }
}

Result<std::vector<office::Delivery>, office::Fault> SqliteNotices::waiting(domain::Instant now,
                                                                            int limit) {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("delivery_waiting"));
  rows.bind(1, seconds(now)).bind(2, static_cast<std::int64_t>(limit));
  return deliveries(std::move(rows));
}

Result<void, office::Fault> SqliteNotices::note_delivery(const office::Delivery& delivery) {
  return store_.write_beside("delivery_note", [&](Statement& put) {
    put.bind(1, delivery.number)
        .bind(2, delivery.batch)
        .bind(3, static_cast<std::int64_t>(delivery.state))
        .bind(4, seconds(delivery.from))
        .bind(5, static_cast<std::int64_t>(delivery.tries))
        .bind(6, delivery.error);
  });
}

Result<std::vector<office::Delivery>, office::Fault> SqliteNotices::failing(int limit) {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("delivery_failing"));
  rows.bind(1, static_cast<std::int64_t>(limit));
  return deliveries(std::move(rows));
}

Result<std::vector<office::DeliveryCount>, office::Fault> SqliteNotices::count_deliveries() {
  QIDI_CHECK(ready());
  QIDI_TRY(rows, store_.db_->prepare("delivery_counts"));
  std::vector<office::DeliveryCount> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    list.push_back({static_cast<office::Channel>(rows.number(0)),
                    static_cast<office::DeliveryState>(rows.number(1)), rows.number(2)});
  }
}

}  // namespace qidi::store
