// Any bytes as a command line of `act`: read, or told as malformed; never a crash. What is read can
// be written and read again.
#include <cstdint>
#include <cstdlib>

#include "record/canonical.h"
#include "record/command_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto normalised = qidi::record::canonicalise(text);
  const auto command = qidi::record::read_command(normalised ? *normalised : text);
  if (command) {
    const auto again = qidi::record::canonicalise(qidi::record::canonical_command(*command));
    if (!again) std::abort();
  }
  return 0;
}
