// Carries letters by SMTP and calls by HTTP(S), one after another, by libcurl. Follows no redirect,
// obeys no proxy of the environment, and calls no address of a private network unless its host is
// named in the settings (SSRF). Errors are Chinese sentences for the administrator.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "domain/result.h"
#include "office/post_settings.h"
#include "post/parcel.h"

namespace qidi::post {

using Carried = Result<void, std::string>;

class Carrier {
 public:
  explicit Carrier(office::PostSettings settings);
  ~Carrier();
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  /// Blocks, at most about half a minute, and no longer than until it is to stop.
  Carried carry(const Parcel& parcel, const std::stop_token& stop);

 private:
  Carried send(const Letter& letter, const std::stop_token& stop);
  Carried call(const Call& call, const std::stop_token& stop);

  office::PostSettings settings_;
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

/// Whether an address (numeric, "10.0.0.1" or "::1") is nobody's business outside: loopback,
/// private, link-local, carrier-grade, multicast, unspecified, and the same inside IPv6.
bool is_private_address(std::string_view numeric);

/// Why an address may not be a webhook's, in Chinese; empty when it may. http only to a host that
/// the settings name.
std::string objection_to_url(const std::string& url, const office::PostSettings& settings);

}  // namespace qidi::post
