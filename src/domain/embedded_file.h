// Files that the build places inside the binary: law data and SQL text (tools/embed.py).
#pragma once

#include <span>
#include <string_view>

namespace qidi {

/// A file carried inside the binary. `name` is the path below its root, such as
/// "calendars/2022.json".
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

namespace embedded {

/// Everything below law/ that ends in .json, sorted by name.
std::span<const EmbeddedFile> law_files();
/// Everything below law/ that ends in .csv, sorted by name.
std::span<const EmbeddedFile> law_tables();
/// Everything below src/store/sql/, sorted by name.
std::span<const EmbeddedFile> sql_files();
/// openapi.json.
std::span<const EmbeddedFile> api_files();
/// The built pages, sorted by name; "x.gz" and "x.br" beside "x" are x compressed.
std::span<const EmbeddedFile> page_files();

}  // namespace embedded
}  // namespace qidi
