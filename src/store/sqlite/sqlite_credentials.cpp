// Secrets and sessions beside the record: written in the writer's open batch, each in a savepoint
// of its own, so that a failure takes back this one writing and no act before it. R65-R67.
#include "record/account_codec.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

namespace {

std::int64_t seconds(domain::Instant instant) {
  return instant.time_since_epoch().count();
}

domain::Instant instant(std::int64_t seconds_since) {
  return domain::Instant{std::chrono::seconds{seconds_since}};
}

}  // namespace

Result<void, office::Fault> SqliteStore::ready_for_people() {
  QIDI_TRY(text, meta("schema"));
  if (std::atoi(text.c_str()) >= people_since) return {};
  return Unexpected{office::Fault{office::FaultKind::unreadable,
                                  directory_ + " 还是旧版结构；请先运行一次 qidi rebuild 升级"}};
}

Result<void, office::Fault> SqliteStore::in_savepoint(
    const std::function<Result<void, office::Fault>()>& write) {
  QIDI_CHECK(begin());
  {
    QIDI_TRY(savepoint, db_->prepare("act_savepoint"));
    QIDI_CHECK(savepoint.run());
  }
  auto written = write();
  if (written) {
    QIDI_TRY(release, db_->prepare("act_release"));
    written = release.run();
  }
  if (!written) return Unexpected{undo_act(std::move(written.error()))};
  ++acts_in_batch_;
  return {};
}

Result<void, office::Fault> SqliteStore::write_beside(std::string_view name,
                                                      const std::function<void(Statement&)>& bind) {
  return in_savepoint([&]() -> Result<void, office::Fault> {
    QIDI_TRY(statement, db_->prepare(name));
    bind(statement);
    return statement.run();
  });
}

Result<std::optional<office::Credential>, office::Fault> SqliteStore::find_credential(
    const std::string& account) {
  QIDI_CHECK(ready_for_people());
  QIDI_TRY(find, db_->prepare("credential_find"));
  find.bind(1, account);
  QIDI_TRY(found, find.step());
  if (!found) return std::optional<office::Credential>{};
  office::Credential credential;
  credential.account = find.text(0);
  credential.password_hash = find.text(1);
  credential.earlier_hashes = record::read_text_list(find.text(2));
  credential.totp_secret = find.text(3);
  credential.totp_step = find.number(4);
  credential.password_set = instant(find.number(5));
  credential.must_change = find.number(6) != 0;
  return std::optional(std::move(credential));
}

Result<void, office::Fault> SqliteStore::put_credential(const office::Credential& credential) {
  const auto earlier = record::write_text_list(credential.earlier_hashes);
  return write_beside("credential_put", [&](Statement& put) {
    put.bind(1, credential.account)
        .bind(2, credential.password_hash)
        .bind(3, earlier)
        .bind(4, credential.totp_secret)
        .bind(5, credential.totp_step)
        .bind(6, seconds(credential.password_set))
        .bind(7, static_cast<std::int64_t>(credential.must_change));
  });
}

Result<void, office::Fault> SqliteStore::forget_credential(const std::string& account) {
  return write_beside("credential_forget", [&](Statement& forget) { forget.bind(1, account); });
}

Result<void, office::Fault> SqliteStore::put_session(const office::KeptSession& session) {
  return write_beside("session_put", [&](Statement& put) {
    put.bind(1, session.token_hash)
        .bind(2, session.account)
        .bind(3, session.csrf)
        .bind(4, seconds(session.begun))
        .bind(5, seconds(session.seen))
        .bind(6, session.client)
        .bind(7, static_cast<std::int64_t>(session.second_factor));
  });
}

Result<void, office::Fault> SqliteStore::forget_session(const std::string& token_hash) {
  return write_beside("session_forget", [&](Statement& forget) { forget.bind(1, token_hash); });
}

Result<void, office::Fault> SqliteStore::forget_sessions_of(const std::string& account) {
  return write_beside("sessions_forget_of", [&](Statement& forget) { forget.bind(1, account); });
}

Result<std::vector<office::KeptSession>, office::Fault> SqliteStore::all_sessions() {
  QIDI_CHECK(ready_for_people());
  QIDI_TRY(rows, db_->prepare("sessions_all"));
  std::vector<office::KeptSession> sessions;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return sessions;
    sessions.push_back({rows.text(0), rows.text(1), rows.text(2), instant(rows.number(3)),
                        instant(rows.number(4)), rows.text(5), rows.number(6) != 0});
  }
}

Result<std::string, office::Fault> SqliteStore::find_site_secret(const std::string& name) {
  return meta("secret/" + name);
}

Result<void, office::Fault> SqliteStore::put_site_secret(const std::string& name,
                                                         const std::string& secret) {
  const auto key = "secret/" + name;  // bound, not copied: it has to outlive the statement's run
  return write_beside("meta_set", [&](Statement& set) { set.bind(1, key).bind(2, secret); });
}

}  // namespace qidi::store
