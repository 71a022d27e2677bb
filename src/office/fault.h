// How the world failed, for every door of the office.
#pragma once

#include <string>

namespace qidi::office {

/// How the world failed. Never a rule's "no" (that is a Refusal), never a bug (that is an assert).
enum class FaultKind {
  store_failed,  ///< I/O error; nothing after the last sync is promised
  store_full,    ///< no space left
  locked,        ///< another writer holds the directory
  newer_schema,  ///< written by a newer Qidi
  unreadable,    ///< not a database, or bytes that cannot be read
  conflict,      ///< the stream is not at the expected version
  not_found,
};

struct Fault {
  FaultKind kind{};
  std::string message;  ///< Chinese, for the person at the keyboard: what, where, how to mend
};

}  // namespace qidi::office
