// What an archive holds, from its directory alone; nothing is ever unpacked here. Bombs, members
// that overlap or lead outside, programs and archives within are refused. reliability.md R21, R23.
#pragma once

#include "domain/files/file_kind.h"

namespace qidi::domain {

/// An archive's end record and the longest comment after it.
inline constexpr long long archive_tail_bytes = 22 + 65'535;

/// Whether a file that ends in these bytes would open as an archive.
bool ends_as_archive(std::string_view tail);

/// Against an archive whose name says that it is a document of that kind.
std::optional<FileObjection> objection_to_archive(FileKind kind, long long size,
                                                  const FileBytes& bytes);

}  // namespace qidi::domain
