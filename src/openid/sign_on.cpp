// See sign_on.h.
#include "openid/sign_on.h"

#include "identity/secret_token.h"
#include "openid/base64url.h"

namespace qidi::openid {

namespace {

constexpr std::chrono::minutes pending_lasts{10};
constexpr std::size_t most_pending = 10'000;
constexpr std::size_t longest_path = 1000;

bool may_stand_in_an_address(unsigned char letter) {
  constexpr std::string_view never = "\"<>\\^`{|}";
  return letter > ' ' && letter < 0x7f &&
         never.find(static_cast<char>(letter)) == std::string_view::npos;
}

}  // namespace

std::string local_path(std::string_view wanted) {
  constexpr const char* home = "/";
  if (wanted.size() > longest_path || !wanted.starts_with('/')) return home;
  // A browser reads `//host` and `/\host` as another site, and drops tabs and line ends before.
  for (const char letter : wanted) {
    if (static_cast<unsigned char>(letter) < ' ' || letter == '\\' || letter == '\x7f') return home;
  }
  if (wanted.starts_with("//") || wanted.starts_with("/api/") || wanted.starts_with("/signin")) {
    return home;
  }
  std::string path;
  for (const char letter : wanted) {
    if (may_stand_in_an_address(static_cast<unsigned char>(letter))) {
      path += letter;
    } else {
      path += percent_encoded(std::string_view(&letter, 1));
    }
  }
  return path;
}

SignOn::SignOn(std::shared_ptr<Provider> provider, std::function<Provider::Time()> clock)
    : provider_(std::move(provider)), clock_(std::move(clock)) {}

Result<Begun, Failed> SignOn::begin(std::string_view to, const std::string& own_address) {
  const auto& address = settings().address.empty() ? own_address : settings().address;
  if (address.empty()) {
    return Unexpected{Failed{Failure::misconfigured, "no `address` in the settings"}};
  }
  Pending pending;
  pending.nonce = identity::random_token();
  pending.verifier = identity::random_token();
  pending.redirect = address + std::string(callback_path);
  pending.to = local_path(to);
  pending.begun = clock_();
  Begun begun;
  begun.binding = identity::random_token();
  pending.binding_hash = identity::token_hash(begun.binding);
  const auto state = identity::random_token();
  QIDI_TRY(leads_to, provider_->address_for({pending.redirect, state, pending.nonce,
                                             to_base64url(sha256(pending.verifier))}));
  begun.address = std::move(leads_to);
  const std::lock_guard guard(mutex_);
  std::erase_if(pending_, [&](const auto& entry) {
    return pending.begun - entry.second.begun >= pending_lasts;
  });
  // A flood of beginnings must not take the memory; who is crowded out begins again.
  if (pending_.size() >= most_pending) pending_.erase(pending_.begin());
  pending_.emplace(state, std::move(pending));
  return begun;
}

std::optional<SignOn::Pending> SignOn::take(const std::string& state, const std::string& binding) {
  const std::lock_guard guard(mutex_);
  const auto found = pending_.find(state);
  if (found == pending_.end()) return std::nullopt;
  // Another browser's answer uses nothing up: else whoever saw a state could spoil a sign-on.
  if (binding.empty() ||
      !identity::same_secret(found->second.binding_hash, identity::token_hash(binding))) {
    return std::nullopt;
  }
  auto pending = std::move(found->second);
  pending_.erase(found);
  if (clock_() - pending.begun >= pending_lasts) return std::nullopt;
  return pending;
}

Result<Arrived, Failed> SignOn::end(const Brought& brought, domain::Instant now) {
  auto pending = take(brought.state, brought.binding);
  if (!pending) {
    return Unexpected{Failed{Failure::state_unknown, "a state not begun here, or used"}};
  }
  QIDI_TRY(is_own, provider_->is_own_answer(brought.issuer));
  if (!is_own) return Unexpected{Failed{Failure::token_refused, "another issuer's answer"}};
  if (!brought.error.empty() || brought.code.empty()) {
    return Unexpected{Failed{Failure::denied, "the service gave no code"}};
  }
  QIDI_TRY(claims, provider_->redeem(
                       {brought.code, pending->redirect, pending->verifier, pending->nonce}, now));
  return Arrived{std::move(claims), std::move(pending->to), brought.state};
}

}  // namespace qidi::openid
