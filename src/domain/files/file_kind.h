// The closed list of kinds of files that may be handed in, and what speaks against a file from its
// bytes alone: the name's ending and the content must say the same, and nothing may be two things
// at once. Pure: bytes are handed in. docs/decisions/0011; reliability.md R21, R23.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qidi::domain {

enum class FileKind : std::uint8_t { pdf, jpg, png, tif, docx, xlsx, ofd, dwg };

struct FileKindFacts {
  FileKind kind{};
  std::string_view name;          ///< "pdf", as in the record
  std::string_view chinese;       ///< as a refusal lists it
  std::string_view other_ending;  ///< "jpeg" beside "jpg"; empty: none
  std::string_view content_type;
  bool is_archive = false;  ///< a zip of documents
};

/// Every kind, in the order in which people are told of them.
std::span<const FileKindFacts> file_kinds();
const FileKindFacts& facts_of(FileKind kind);
std::optional<FileKind> file_kind_from(std::string_view name);
/// By the last ending of a file's name, in any case of letters.
std::optional<FileKind> file_kind_of_name(std::string_view file_name);

/// What speaks against a file: a code, and in Chinese what is wrong and how to mend it.
struct FileObjection {
  std::string_view code;
  std::string detail;
};

/// How many of the first bytes `objection_to_head` wants to see; fewer only of a smaller file.
inline constexpr long long head_bytes = 1024;

/// Against the kind of a name: none of the list.
FileObjection objection_to_name(std::string_view file_name);
/// Against the first bytes of a file whose name says `kind`.
std::optional<FileObjection> objection_to_head(FileKind kind, std::string_view head);

/// Gives `length` bytes from `offset` on, fewer only at the end.
using FileBytes = std::function<std::string(long long offset, long long length)>;

/// Against a whole file of that kind: its end, a second nature, what an archive holds.
std::optional<FileObjection> objection_to_file(FileKind kind, long long size,
                                               const FileBytes& bytes);

}  // namespace qidi::domain
