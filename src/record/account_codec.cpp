// The fields of accounts' and tokens' events, named once: their names here are their names in the
// record for ever.
#include "record/account_codec.h"

#include "record/event_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(Person, (),
                      (name, phone, department, region, unit_code, unit_name, email, phone_seal,
                       email_seal))
BOOST_DESCRIBE_STRUCT(AccountOpened, (Person), (login))
BOOST_DESCRIBE_STRUCT(RoleGranted, (), (role))
BOOST_DESCRIBE_STRUCT(AccountChanged, (Person), ())
BOOST_DESCRIBE_STRUCT(AccountDisabled, (), (reason))
BOOST_DESCRIBE_STRUCT(AccountEnabled, (), (reason))
BOOST_DESCRIBE_STRUCT(PasswordReset, (), ())
BOOST_DESCRIBE_STRUCT(PasswordChanged, (), ())
BOOST_DESCRIBE_STRUCT(SecondFactorSet, (), ())
BOOST_DESCRIBE_STRUCT(SecondFactorCleared, (), ())
BOOST_DESCRIBE_STRUCT(IdentityLinked, (), (issuer, subject))
BOOST_DESCRIBE_STRUCT(IdentityUnlinked, (), (reason))
BOOST_DESCRIBE_STRUCT(ContactChanged, (), (phone, email, phone_seal, email_seal))
BOOST_DESCRIBE_STRUCT(SecondFactorClearingAsked, (), (reason))
BOOST_DESCRIBE_STRUCT(SignInUnlocked, (), (reason))
BOOST_DESCRIBE_STRUCT(TokenAdded, (), (name, scopes, secret_sha256))
BOOST_DESCRIBE_STRUCT(TokenRevoked, (), (reason))

BOOST_DESCRIBE_STRUCT(OpenAccount, (Person), (login, role))
BOOST_DESCRIBE_STRUCT(GrantRole, (), (role))
BOOST_DESCRIBE_STRUCT(ChangeAccount, (Person), ())
BOOST_DESCRIBE_STRUCT(DisableAccount, (), (reason))
BOOST_DESCRIBE_STRUCT(EnableAccount, (), (reason))
BOOST_DESCRIBE_STRUCT(ResetPassword, (), ())
BOOST_DESCRIBE_STRUCT(ChangePassword, (), ())
BOOST_DESCRIBE_STRUCT(SetSecondFactor, (), ())
BOOST_DESCRIBE_STRUCT(ClearSecondFactor, (), ())
BOOST_DESCRIBE_STRUCT(LinkIdentity, (), (issuer, subject, by_login))
BOOST_DESCRIBE_STRUCT(UnlinkIdentity, (), (reason))
BOOST_DESCRIBE_STRUCT(ChangeContact, (), (phone, email))
BOOST_DESCRIBE_STRUCT(AskToClearSecondFactor, (), (reason))
BOOST_DESCRIBE_STRUCT(UnlockSignIn, (), (reason))
BOOST_DESCRIBE_STRUCT(AddToken, (), (name, scopes, secret_sha256))
BOOST_DESCRIBE_STRUCT(RevokeToken, (), (reason))

}  // namespace qidi::domain

namespace qidi::record {

namespace {

template <class Body>
std::string encoded(const Body& body) {
  std::string out;
  std::visit([&](const auto& one) { write_object(out, one); }, body);
  return out;
}

template <class Body, std::size_t Index = 0>
bool read_body(std::string_view kind, const boost::json::object& json, Body& body,
               Reading& reading) {
  if constexpr (Index == std::variant_size_v<Body>) {
    return false;
  } else {
    Body candidate{std::in_place_index<Index>};
    if (domain::kind_of(candidate) == kind) {
      read_object(json, std::get<Index>(candidate), reading);
      body = std::move(candidate);
      return true;
    }
    return read_body<Body, Index + 1>(kind, json, body, reading);
  }
}

template <class Event>
Result<Event, std::string> opened(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) {
    return Unexpected{std::string("事件内容不是 JSON 对象：") + envelope.kind};
  }
  Event event;
  event.recorded = envelope.recorded;
  event.sequence = envelope.sequence;
  event.actor.id = envelope.actor;
  event.actor.name = envelope.actor_name;
  event.actor.department = envelope.department;
  event.actor.region = envelope.region;
  event.actor.role = domain::role_from(envelope.role).value_or(domain::Role::job);
  Reading reading;
  if (envelope.kind_version != 1 ||
      !read_body(envelope.kind, json.get_object(), event.body, reading)) {
    return Unexpected{std::string("不认识的事件种类（可能由更新版本写入）：") + envelope.kind};
  }
  if (!reading.good()) {
    return Unexpected{envelope.kind + " " + reading.field() + "：" + reading.error()};
  }
  return event;
}

template <class Command>
std::string canonical(std::string_view what, const std::string& id, const Command& command) {
  std::string out = "{";
  write_text(out, what);
  out += ':';
  write_text(out, id);
  out += ",\"act\":";
  write_text(out, domain::act_name(command.body));
  out += ",\"actor\":";
  write(out, command.actor);
  out += ",\"body\":";
  out += encoded(command.body);
  out += '}';
  return out;
}

template <class T>
std::string object_of(const T& value) {
  std::string out;
  write_object(out, value);
  return out;
}

}  // namespace

std::string encode_body(const domain::AccountEventBody& body) {
  return encoded(body);
}
std::string encode_body(const domain::TokenEventBody& body) {
  return encoded(body);
}

Result<domain::AccountEvent, std::string> open_account_event(const Envelope& envelope) {
  return opened<domain::AccountEvent>(envelope);
}
Result<domain::TokenEvent, std::string> open_token_event(const Envelope& envelope) {
  return opened<domain::TokenEvent>(envelope);
}

std::string canonical_command(const domain::AccountCommand& command) {
  return canonical("account", command.account_id, command);
}
std::string canonical_command(const domain::TokenCommand& command) {
  return canonical("token", command.token_id, command);
}

BOOST_DESCRIBE_STRUCT(AccountReceiptFields, (), (command_id, id, version, events))
BOOST_DESCRIBE_STRUCT(LoginReserved, (), (account))
BOOST_DESCRIBE_STRUCT(IdentityTaken, (), (account))

std::string encode(const AccountReceiptFields& fields) {
  return object_of(fields);
}

Result<AccountReceiptFields, std::string> read_account_receipt(std::string_view json) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed);
  if (failed || !value.is_object()) return Unexpected{std::string("回执无法读取")};
  AccountReceiptFields fields;
  Reading reading;
  read_object(value.get_object(), fields, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return fields;
}

std::string encode(const LoginReserved& event) {
  return object_of(event);
}

std::string encode(const IdentityTaken& event) {
  return object_of(event);
}

std::string write_text_list(const std::vector<std::string>& texts) {
  std::string out;
  write(out, texts);
  return out;
}

std::vector<std::string> read_text_list(std::string_view json) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed);
  std::vector<std::string> texts;
  Reading reading;
  if (!failed) read(value, texts, reading);
  return !failed && reading.good() ? texts : std::vector<std::string>{};
}

}  // namespace qidi::record
