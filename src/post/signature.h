// How a webhook's receiver knows that a call is ours and fresh: HMAC over "timestamp.body", once
// with SHA-256 and once with SM3, both with the secret that was shown once. interface.md,
// Integration.
#pragma once

#include <string>
#include <string_view>

namespace qidi::post {

struct Signatures {
  std::string sha256;  ///< lower-case hex
  std::string sm3;
};

/// `timestamp`: seconds since 1970 as they stand in the header.
Signatures signatures_of(std::string_view secret, std::string_view timestamp,
                         std::string_view body);

}  // namespace qidi::post
