// Runs the real binary as a user would: words, standard input, what it prints and how it exits.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace qidi::tests {

struct Ran {
  int exit = -1;
  std::string out;
  std::string err;
};

/// Runs `build/qidi` with these words; TZ as given (empty: unchanged).
Ran run_qidi(const std::vector<std::string>& words, const std::string& input = {},
             const std::string& time_zone = {});

/// A fresh directory that is removed with everything in it.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  /// A path below it.
  std::string path(const std::string& name = {}) const;
  /// Writes a file below it and gives its path.
  std::string write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

/// The folder of shared test data, or empty where it is absent (users do not have it).
std::string shared_data();

/// How often a text occurs in another.
long long occurrences(const std::string& text, const std::string& word);

/// The number after `"name":` in a JSON text, from position `from`; -1 when there is none.
long long number_in(const std::string& json, const std::string& name, std::size_t from = 0);

/// The text after `"name":` in a JSON text, from position `from`; empty when there is none.
std::string text_in(const std::string& json, const std::string& name, std::size_t from = 0);

}  // namespace qidi::tests
