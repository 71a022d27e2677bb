// Asking the sign-on service over HTTPS: libcurl in process, no shell, certificates always looked
// at, no redirects, few seconds, small answers. Plain http only to this machine itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/result.h"

namespace qidi::openid {

struct WebQuestion {
  std::string url;
  std::optional<std::string> form;  ///< sent by POST, already encoded; absent: GET
  std::string authorization;        ///< the whole header's value; empty: none
};

struct WebAnswer {
  long status = 0;
  std::string body;
};

/// The error is for the log, in English, and holds no secret.
using WebFetch = std::function<Result<WebAnswer, std::string>(const WebQuestion&)>;

/// Whether an address may be asked at all: https, or http to a loopback name.
bool is_safe_address(std::string_view url);

/// `certificates`: a file of further authorities; empty: the system's alone.
WebFetch web_fetch(std::string certificates);

/// A text as part of a query or a form: everything but unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace qidi::openid
