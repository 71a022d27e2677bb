// See session_json.h.
#include "api/session_json.h"

#include "answers/json_out.h"
#include "api/access.h"
#include "domain/people/rights.h"

namespace qidi::api {

namespace {

std::string list_of(const std::vector<std::string>& words) {
  answers::JsonList list;
  for (const auto& word : words) list.add_text(word);
  return list.done();
}

/// What stands in place of the account of an integration client.
domain::Account account_of(Service& service, const Subject& subject) {
  const auto people = service.identities().people().get();
  if (subject.kind == Subject::Kind::client) {
    const auto* token = people->find_token_by_id(subject.account);
    domain::Account client;
    client.id = subject.account;
    client.name = token == nullptr ? "" : token->name;
    client.login = client.name;
    return client;
  }
  const auto* account = people->find(subject.account);
  return account == nullptr ? domain::Account{} : *account;
}

}  // namespace

std::string session_json(Service& service, const Subject& subject) {
  const auto account = account_of(service, subject);
  std::vector<std::string> acts;
  std::vector<std::string> pages;
  if (subject.has_role) {
    acts = domain::acts_of(subject.actor.role);
    pages = pages_of(subject.actor.role);
  }
  const auto& passwords = service.doors().passwords;
  return answers::JsonObject()
      .text("account", account.id)
      .text("login", account.login)
      .text("name", account.name)
      .text("role", subject.has_role ? domain::name_of(subject.actor.role) : "")
      .text("department", account.department)
      .text("region", account.region)
      .text("unit_code", account.unit_code)
      .text("unit_name", account.unit_name)
      .text("csrf", subject.csrf)
      .flag("client", subject.kind == Subject::Kind::client)
      .flag("must_change_password", subject.owed.password)
      .flag("must_set_second_factor", subject.owed.second_factor)
      .flag("second_factor", account.second_factor)
      .raw("password_rule", answers::JsonObject()
                                .number("minimum", passwords.minimum)
                                .flag("classes", passwords.classes)
                                .number("remember", passwords.remember)
                                .number("days", passwords.days)
                                .done())
      .raw("acts", list_of(acts))
      .raw("sees", list_of(pages))
      .done();
}

}  // namespace qidi::api
