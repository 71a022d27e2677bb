// SM3 over bytes that come piece by piece: for files that no memory should hold whole.
// GB/T 32905-2016; domain.md 2 (each attachment's hash equals the stored file).
#pragma once

#include <memory>
#include <string_view>

#include "record/envelope.h"

namespace qidi::record {

class RunningHash {
 public:
  RunningHash();
  ~RunningHash();
  RunningHash(RunningHash&&) noexcept;
  RunningHash& operator=(RunningHash&&) noexcept;

  void add(std::string_view bytes);
  /// Ends it: nothing may be added any more.
  Digest digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace qidi::record
