// A file opened to be read as a sheet: fingerprinted, and told apart by its bytes, not by its
// name. Promises a clear error for everything that is no sheet. Clauses N1, reliability R21.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "domain/result.h"
#include "sheets/sheet_error.h"

namespace qidi::sheets {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePointer = std::unique_ptr<std::FILE, CloseFile>;

/// An open sheet file, positioned at its first byte. Read through this handle only, so that the
/// fingerprint is of the very bytes that were read.
struct SheetFile {
  enum class Kind { xlsx, csv } kind = Kind::csv;
  FilePointer file;
  std::string sha256;  ///< hex
  long long size = 0;  ///< bytes
};

/// Opens a file, computes its fingerprint and finds out what it is.
Result<SheetFile, SheetError> open_sheet_file(const std::string& path);

}  // namespace qidi::sheets
