// See account_told.h.
#include "api/account_told.h"

#include "answers/json_out.h"

namespace qidi::api {

namespace {

using answers::JsonObject;

std::string lockout_json(Service& service, const domain::Account& account) {
  const auto found =
      service.identities().throttle().lockout_of(account.login, std::chrono::steady_clock::now());
  if (!found) return "null";
  const auto now = service.now();
  const bool unlocked = found->unlocked_for.count() > 0;
  return JsonObject()
      .text("until", domain::to_text(now + found->retry_after))
      .flag("new_devices", found->new_devices)
      .number("known_devices", static_cast<long long>(found->known_devices))
      .number("wrong_in_quarter_hour", found->wrong_in_quarter_hour)
      .number("wrong_in_day", found->wrong_in_day)
      .number("places", static_cast<long long>(found->places))
      .flag("more_places", found->more_places)
      .raw("unlocked_until",
           unlocked ? answers::json_text(domain::to_text(now + found->unlocked_for)) : "null")
      .done();
}

std::string clearing_json(Service& service, const domain::Account& account) {
  if (!domain::clearing_waits(account, service.now())) return "null";
  const auto people = service.identities().people().get();
  const auto* asker = people->find(account.clearing->by);
  return JsonObject()
      .text("by", account.clearing->by)
      .text("by_name", asker == nullptr ? "" : asker->name)
      .text("reason", account.clearing->reason)
      .text("asked", domain::to_text(account.clearing->at))
      .text("until", domain::to_text(account.clearing->at + domain::clearing_lasts))
      .done();
}

}  // namespace

std::string account_json(Service& service, const domain::Account& account) {
  return JsonObject()
      .text("id", account.id)
      .text("login", account.login)
      .text("name", account.name)
      .text("role", account.has_role ? domain::name_of(account.role) : "")
      .text("department", account.department)
      .text("region", account.region)
      .text("unit_code", account.unit_code)
      .text("unit_name", account.unit_name)
      .text("email", account.email)
      .flag("enabled", account.enabled)
      .flag("second_factor", account.second_factor)
      .text("identity", account.subject)
      .raw("locked", lockout_json(service, account))
      .raw("clearing", clearing_json(service, account))
      .done();
}

}  // namespace qidi::api
