// The virus scanner: clamd, asked over its socket with INSTREAM, so that it needs no right to read
// our directory. Deadlines throughout: a scanner that hangs is one that cannot be reached.
// reliability.md R23; clamd(8).
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace qidi::files {

struct Scanned {
  enum class Verdict {
    clean,
    infected,
    over_limit,   ///< longer than it takes at all (clamd's StreamMaxLength)
    unreachable,  ///< no socket, no answer in time, or an answer that says none of these
  };
  Verdict verdict = Verdict::unreachable;
  std::string found;  ///< the scanner's own name for what it found
};

/// Gives the file's bytes piece by piece to what it is handed; false when they could not be read.
using PieceSource = std::function<bool(const std::function<bool(std::string_view)>& take)>;

/// Asks the clamd that listens on the socket; each step may take `patience`.
Scanned scan(const std::string& socket, const PieceSource& pieces,
             std::chrono::seconds patience = std::chrono::seconds{60});

}  // namespace qidi::files
