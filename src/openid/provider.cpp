// See provider.h.
#include "openid/provider.h"

#include <algorithm>
#include <boost/json.hpp>

#include "openid/base64url.h"

namespace qidi::openid {

namespace {

using boost::json::object;

constexpr std::chrono::minutes document_lasts{60};
constexpr std::chrono::seconds failure_lasts{5};
constexpr std::chrono::minutes anew_within{1};
constexpr std::size_t anew_at_most = 3;

Unexpected<Failed> failed(Failure failure, std::string why) {
  return Unexpected{Failed{failure, std::move(why)}};
}

std::optional<object> object_of(std::string_view json) {
  boost::json::error_code wrong;
  auto value = boost::json::parse(json, wrong);
  if (wrong || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::string text_in(const object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Whether a list of texts has this one; `otherwise` when there is no such list.
bool lists(const object& from, std::string_view name, std::string_view wanted, bool otherwise) {
  const auto* value = from.if_contains(name);
  const auto* list = value == nullptr ? nullptr : value->if_array();
  if (list == nullptr) return otherwise;
  return std::any_of(list->begin(), list->end(), [&](const auto& one) {
    return one.is_string() && one.get_string() == wanted;
  });
}

}  // namespace

std::string_view name_of(Failure failure) {
  switch (failure) {
    case Failure::unreachable:
      return "unreachable";
    case Failure::misconfigured:
      return "misconfigured";
    case Failure::denied:
      return "denied";
    case Failure::state_unknown:
      return "state_unknown";
    case Failure::token_refused:
      return "token_refused";
    case Failure::busy:
      return "busy";
  }
  return "";
}

Provider::Provider(Settings settings, WebFetch fetch, std::function<Time()> clock)
    : settings_(std::move(settings)), fetch_(std::move(fetch)), clock_(std::move(clock)) {}

Result<Provider::Document, Failed> Provider::read_document() {
  std::string base = settings_.issuer;
  while (base.ends_with('/')) base.pop_back();
  const auto answer = fetch_({base + "/.well-known/openid-configuration", std::nullopt, ""});
  if (!answer) return failed(Failure::unreachable, "discovery: " + answer.error());
  if (answer->status != 200) {
    return failed(Failure::unreachable, "discovery: status " + std::to_string(answer->status));
  }
  const auto json = object_of(answer->body);
  if (!json) return failed(Failure::misconfigured, "discovery: no JSON object");
  if (text_in(*json, "issuer") != settings_.issuer) {
    return failed(Failure::misconfigured, "discovery: it names another issuer");
  }
  Document document;
  document.authorization = text_in(*json, "authorization_endpoint");
  document.token = text_in(*json, "token_endpoint");
  document.keys = text_in(*json, "jwks_uri");
  for (const auto* address : {&document.authorization, &document.token, &document.keys}) {
    if (!is_safe_address(*address)) {
      return failed(Failure::misconfigured, "discovery: an address missing or not https");
    }
  }
  if (!lists(*json, "code_challenge_methods_supported", "S256", true)) {
    return failed(Failure::misconfigured, "discovery: no PKCE with S256");
  }
  if (!lists(*json, "id_token_signing_alg_values_supported", settings_.algorithm, true)) {
    return failed(Failure::misconfigured, "discovery: never signs by " + settings_.algorithm);
  }
  constexpr std::string_view ways = "token_endpoint_auth_methods_supported";
  document.secret_in_form = !lists(*json, ways, "client_secret_basic", true) &&
                            lists(*json, ways, "client_secret_post", false);
  const auto* names = json->if_contains("authorization_response_iss_parameter_supported");
  document.names_issuer = names != nullptr && names->is_bool() && names->get_bool();
  document.read = clock_();
  return document;
}

Result<Provider::Document, Failed> Provider::document() {
  const std::lock_guard guard(mutex_);
  const auto now = clock_();
  if (document_ && now - document_->read < document_lasts) return *document_;
  // A service that is down is not asked by everybody who presses the button.
  if (lately_failed_ && now - lately_failed_->second < failure_lasts) {
    return Unexpected{lately_failed_->first};
  }
  auto read = read_document();
  if (!read) {
    lately_failed_ = {read.error(), clock_()};
    return read;
  }
  lately_failed_.reset();
  document_ = *read;
  return read;
}

Result<std::vector<SigningKey>, Failed> Provider::keys(bool anew) {
  QIDI_TRY(told, document());
  const std::lock_guard guard(mutex_);
  const auto now = clock_();
  const bool fresh = keys_read_ && now - *keys_read_ < document_lasts;
  if (fresh && !anew) return keys_;
  if (anew) {
    // A flood of tokens with invented keys must not become a flood of questions.
    std::erase_if(asked_anew_, [&](Time asked) { return now - asked >= anew_within; });
    if (asked_anew_.size() >= anew_at_most) return keys_;
    asked_anew_.push_back(now);
  }
  const auto answer = fetch_({told.keys, std::nullopt, ""});
  if (!answer) return failed(Failure::unreachable, "keys: " + answer.error());
  if (answer->status != 200) {
    return failed(Failure::unreachable, "keys: status " + std::to_string(answer->status));
  }
  auto read = read_key_set(answer->body);
  if (!read) return failed(Failure::misconfigured, "keys: " + read.error());
  keys_ = std::move(*read);
  keys_read_ = now;
  return keys_;
}

Result<std::string, Failed> Provider::address_for(const Asking& asking) {
  QIDI_TRY(told, document());
  std::string address = told.authorization;
  address += address.find('?') == std::string::npos ? '?' : '&';
  address += "response_type=code&code_challenge_method=S256";
  for (const auto& [name, value] :
       {std::pair{"client_id", &settings_.client_id}, std::pair{"redirect_uri", &asking.redirect},
        std::pair{"scope", &settings_.scope}, std::pair{"state", &asking.state},
        std::pair{"nonce", &asking.nonce}, std::pair{"code_challenge", &asking.challenge}}) {
    address += "&" + std::string(name) + "=" + percent_encoded(*value);
  }
  return address;
}

Result<bool, Failed> Provider::is_own_answer(const std::optional<std::string>& issuer) {
  QIDI_TRY(told, document());
  if (issuer) return *issuer == settings_.issuer;
  return !told.names_issuer;
}

Result<std::string, Failed> Provider::token_for(const Document& document,
                                                const Redeeming& redeeming) {
  WebQuestion question;
  question.url = document.token;
  std::string form = "grant_type=authorization_code";
  const auto add = [&form](std::string_view name, const std::string& value) {
    form.append("&").append(name).append("=").append(percent_encoded(value));
  };
  add("code", redeeming.code);
  add("redirect_uri", redeeming.redirect);
  add("code_verifier", redeeming.verifier);
  if (document.secret_in_form) {
    add("client_id", settings_.client_id);
    add("client_secret", settings_.client_secret);
  } else {
    const auto both =
        percent_encoded(settings_.client_id) + ":" + percent_encoded(settings_.client_secret);
    question.authorization = "Basic " + to_base64(both);
  }
  question.form = std::move(form);
  const auto answer = fetch_(question);
  if (!answer) return failed(Failure::unreachable, "token: " + answer.error());
  const auto json = object_of(answer->body);
  if (answer->status != 200) {
    const auto error = json ? text_in(*json, "error") : std::string();
    if (answer->status >= 500) return failed(Failure::unreachable, "token: its own fault");
    return failed(error == "invalid_client" ? Failure::misconfigured : Failure::denied,
                  "token: status " + std::to_string(answer->status));
  }
  if (!json) return failed(Failure::token_refused, "token: no JSON object");
  auto token = text_in(*json, "id_token");
  if (token.empty()) return failed(Failure::token_refused, "token: no ID token");
  return token;
}

Result<Claims, Failed> Provider::redeem(const Redeeming& redeeming, domain::Instant now) {
  QIDI_TRY(told, document());
  QIDI_TRY(token, token_for(told, redeeming));
  const Expected expected{settings_.issuer, settings_.client_id, settings_.algorithm,
                          redeeming.nonce, now};
  QIDI_TRY(known, keys(false));
  auto claims = read_id_token(token, known, expected);
  if (!claims && claims.error() == TokenFlaw::unknown_key) {
    QIDI_TRY(renewed, keys(true));
    claims = read_id_token(token, renewed, expected);
  }
  if (!claims) {
    return failed(Failure::token_refused, "ID token: " + std::string(name_of(claims.error())));
  }
  return std::move(*claims);
}

}  // namespace qidi::openid
