// Where notices are kept: each once by its key, who has read what, what still has to go out by mail
// or webhook, and who wants what. Beside the record, like secrets: the record tells what happened,
// this tells who was told. Nothing here is verified, exported or rebuilt; it can be made anew.
// domain.md 5; reliability.md R39; docs/decisions/0013.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/result.h"
#include "domain/supervision/notice.h"
#include "office/fault.h"

namespace qidi::office {

/// How far notices have been made: all events before `position`, all steps of days up to `day`.
struct NoticeCursor {
  std::uint64_t position = 0;
  std::optional<domain::Day> day;
  bool operator==(const NoticeCursor&) const = default;
};

enum class Channel : std::uint8_t { mail, webhook };

/// Something that has to leave the house for a notice: to an account by mail, or to a webhook.
struct NewDelivery {
  Channel channel{};
  std::string target;      ///< the account's or the webhook's id
  domain::Instant from{};  ///< not before
};

struct NewNotice {
  domain::Notice notice;
  std::vector<NewDelivery> deliveries;
};

/// Written in one go, with the cursor: a notice whose key is known already is passed over, with
/// its deliveries.
struct NoticeBatch {
  domain::Instant made{};
  std::vector<NewNotice> notices;
  NoticeCursor cursor;
};

struct KeptNotice : domain::Notice {
  std::int64_t number = 0;
  domain::Instant made{};
  bool read = false;
};

struct NoticeQuery {
  std::string account;                 ///< whose reading state
  std::vector<std::string> audiences;  ///< six at most
  std::optional<domain::NoticeGroup> group;
  bool unread_only = false;
  std::optional<std::int64_t> before;  ///< numbers below this one
  int limit = 50;
};

/// What a person has chosen, and his secret calendar address.
struct NoticeChoice {
  std::string account;
  std::uint32_t groups_without_mail = 0;  ///< a bit a NoticeGroup
  std::string feed_sha256;                ///< hex; empty: there is none
  bool operator==(const NoticeChoice&) const = default;
};

/// Another system that is told.
struct Webhook {
  std::string id;
  std::string name;
  std::string url;
  std::string secret;  ///< both HMACs are made with it, so it is kept as it is
  std::string region_prefix;
  domain::Instant added{};
  bool operator==(const Webhook&) const = default;
};

enum class DeliveryState : std::uint8_t { waiting, sent, given_up };

struct Delivery {
  std::int64_t number = 0;
  Channel channel{};
  std::string target;
  std::string batch;  ///< goes out in one message with all of this name; empty: not yet planned
  DeliveryState state{};
  domain::Instant from{};  ///< not before
  domain::Instant made{};
  int tries = 0;
  std::string error;  ///< of the last try, in Chinese
  KeptNotice notice;
};

/// How many deliveries stand how, for the administrator.
struct DeliveryCount {
  Channel channel{};
  DeliveryState state{};
  long long count = 0;
};

/// Writing is the writer's: on its thread, in its batch, durable after the log's `sync`. Reading is
/// anybody's with a store of his own.
class NoticeBook {
 public:
  virtual ~NoticeBook() = default;

  virtual Result<NoticeCursor, Fault> notice_cursor() = 0;
  /// How many notices were new.
  virtual Result<int, Fault> keep_notices(const NoticeBatch& batch) = 0;
  /// Newest first.
  virtual Result<std::vector<KeptNotice>, Fault> notices(const NoticeQuery& query) = 0;
  /// At most `most` are counted.
  virtual Result<int, Fault> count_unread(const std::string& account,
                                          const std::vector<std::string>& audiences, int most) = 0;
  virtual Result<void, Fault> mark_read(const std::string& account, std::int64_t number) = 0;
  /// All up to the number, read or not.
  virtual Result<void, Fault> mark_all_read(const std::string& account, std::int64_t up_to) = 0;

  virtual Result<std::optional<NoticeChoice>, Fault> find_choice(const std::string& account) = 0;
  virtual Result<std::optional<NoticeChoice>, Fault> find_feed(const std::string& sha256) = 0;
  virtual Result<std::vector<NoticeChoice>, Fault> all_choices() = 0;
  virtual Result<void, Fault> put_choice(const NoticeChoice& choice) = 0;

  /// In order of their ids.
  virtual Result<std::vector<Webhook>, Fault> all_webhooks() = 0;
  virtual Result<void, Fault> put_webhook(const Webhook& webhook) = 0;
  /// With what waits for it.
  virtual Result<void, Fault> remove_webhook(const std::string& id) = 0;

  /// What waits and may go by `now`, oldest first.
  virtual Result<std::vector<Delivery>, Fault> waiting(domain::Instant now, int limit) = 0;
  /// How a delivery stands now: state, from, tries, error, batch.
  virtual Result<void, Fault> note_delivery(const Delivery& delivery) = 0;
  /// Given up or tried in vain, newest first.
  virtual Result<std::vector<Delivery>, Fault> failing(int limit) = 0;
  virtual Result<std::vector<DeliveryCount>, Fault> count_deliveries() = 0;
};

}  // namespace qidi::office
