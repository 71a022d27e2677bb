// Signing in by a sign-on service (统一身份认证, OpenID Connect): out to it, back from it, and then
// a session like every other. Whoever it vouches for must have an account here already; roles are
// granted here alone. F67; docs/decisions/0017.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "api/service.h"

namespace qidi::api {

inline constexpr std::string_view sign_on_cookie = "__Host-qidi-sign-on";

/// Somebody whom the service vouched for and no account knows: for who binds him to one.
struct Stranger {
  std::string subject;
  std::string name;
  std::string login;
  std::string department;
  domain::Instant seen{};
};

/// Somebody whom the service vouched for and who still owes a one-time code.
struct OwesCode {
  std::string account;
  std::chrono::steady_clock::time_point since;
  int tries = 0;
};

/// What is remembered of people between two requests, of bounded size. From any thread.
class SignOnMemory {
 public:
  void remember(Stranger stranger);
  std::vector<Stranger> strangers() const;

  /// `binding`: the browser's cookie.
  void owes_code(const std::string& binding, OwesCode who);
  /// Who it is, one try used up; nothing when nobody, too late or too often.
  std::optional<OwesCode> try_code(const std::string& binding);
  void code_given(const std::string& binding);

 private:
  mutable std::mutex mutex_;
  std::deque<Stranger> strangers_;
  std::map<std::string, OwesCode> owing_;
};

/// Two threads for what waits on the service, which may take seconds.
class SignOnDesk {
 public:
  SignOnDesk();
  ~SignOnDesk();
  SignOnDesk(const SignOnDesk&) = delete;
  SignOnDesk& operator=(const SignOnDesk&) = delete;

  /// False when too much is waiting. What still waits at the desk's end is dropped.
  bool push(std::function<void()> job);

 private:
  void work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any wakes_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::jthread> threads_;  ///< last: they start when everything else is there
};

/// What becomes of a person whom the service vouched for: a session, or a page that says why not.
void admit_arrived(Service& service, const std::shared_ptr<SignOnMemory>& memory,
                   openid::Arrived arrived, const std::shared_ptr<const http::Request>& request,
                   const http::Reply& reply);

/// The answer that leads the browser to the sign-in page with what went wrong.
http::Response led_to_sign_in(std::string_view word);

}  // namespace qidi::api
