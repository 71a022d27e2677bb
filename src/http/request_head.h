// The head of a request, read strictly (reliability.md R17-R19). It is our own reader rather than
// the network library's, because that one joins folded lines, passes a Transfer-Encoding that it
// does not know as "no body" and keeps no count of fields: the check that was needed beside it is
// already a whole reader, and two that may disagree are how requests get smuggled. What is not
// plainly right is refused, and the connection closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/message.h"

namespace qidi::http {

struct HeadLimits {
  std::size_t total = 16 * 1024;
  std::size_t fields = 100;
  std::size_t target = 8 * 1024;
};

/// How the body is framed and what becomes of the connection.
struct Framing {
  unsigned minor = 1;  ///< HTTP/1.minor
  bool keep_alive = true;
  bool chunked = false;
  bool expects_continue = false;
  std::uint64_t content_length = 0;

  bool has_body() const { return chunked || content_length > 0; }
};

/// Why a head was refused; the texts are ours, never the client's.
struct HeadFault {
  int status = 400;
  std::string_view refusal;
  std::string_view detail;
};

/// Length of the head with its empty line once it is whole; nothing yet, or a fault that no later
/// byte can mend. `seen` bytes were looked at by an earlier call.
struct HeadEnd {
  std::size_t length = 0;  ///< 0: not whole yet
  std::optional<HeadFault> fault;
};
HeadEnd find_head_end(std::string_view input, std::size_t seen, const HeadLimits& limits);

/// Reads a whole head (up to and with its empty line) into method, target, path, query, headers.
std::optional<HeadFault> read_head(std::string_view head, const HeadLimits& limits,
                                   Request& request, Framing& framing);

}  // namespace qidi::http
