// Any bytes as a ledger file, csv or xlsx by what they look like: rows, or an error in words; never
// a crash, never more than a second or two of anybody's memory.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

#include "sheets/ledger_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path = "/tmp/qidi-sheet-fuzz-" + std::to_string(getpid());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  const auto read = qidi::sheets::read_ledger(path, nullptr, std::nullopt,
                                              [](qidi::office::LedgerEntry&&) { return true; });
  (void)read;
  std::remove(path.c_str());
  return 0;
}
