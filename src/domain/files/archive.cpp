// A strict reader of a zip's directory: exactly one way to read it, or none. The layout is that of
// PKWARE's APPNOTE 4.3; the 64-bit forms are refused, for no file of 50 MiB needs them.
#include "domain/files/archive.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace qidi::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view end_mark = "PK\x05\x06"sv;
constexpr std::string_view entry_mark = "PK\x01\x02"sv;
constexpr std::string_view member_mark = "PK\x03\x04"sv;
constexpr std::size_t end_size = 22;
constexpr std::size_t entry_size = 46;
constexpr std::size_t member_size = 30;

// As sheets/zip_archive.cpp: the ratio tells a bomb from a large document.
constexpr std::size_t most_members = 5'000;
constexpr long long most_directory = 4LL << 20;
constexpr long long most_unpacked = 512LL << 20;
constexpr long long ratio_matters_above = 4LL << 20;
constexpr long long most_ratio = 100;

std::uint32_t number(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

struct Member {
  std::string name;
  long long packed = 0;
  long long unpacked = 0;
  long long offset = 0;
  bool encrypted = false;
};

FileObjection broken() {
  return {"file_broken", "文件损坏，打不开；请重新保存后再传"};
}

FileObjection unsafe(std::string_view what) {
  return {"archive_unsafe",
          "文件里" + std::string(what) + "，已拒绝；请用办公软件另存为新文件后再传"};
}

/// Where the end record begins: the one whose comment reaches exactly to the end.
std::optional<std::size_t> end_record(std::string_view tail) {
  if (tail.size() < end_size) return std::nullopt;
  for (auto at = tail.size() - end_size + 1; at-- > 0;) {
    if (tail.substr(at, end_mark.size()) != end_mark) continue;
    if (at + end_size + number(tail, at + 20, 2) == tail.size()) return at;
  }
  return std::nullopt;
}

bool leads_outside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\') return true;
  if (name.find(':') != std::string_view::npos || name.find('\0') != std::string_view::npos) {
    return true;
  }
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find_first_of("/\\", start), name.size());
    if (name.substr(start, end - start) == "..") return true;
    start = end + 1;
  }
  return false;
}

std::string lower(std::string_view text) {
  std::string made(text);
  for (auto& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

/// Programs, macros, and archives within archives.
bool is_active(const std::string& name) {
  constexpr std::array endings{
      ".exe"sv, ".dll"sv, ".com"sv, ".scr"sv, ".msi"sv,  ".bat"sv, ".cmd"sv, ".ps1"sv,
      ".vbs"sv, ".js"sv,  ".jse"sv, ".wsf"sv, ".hta"sv,  ".lnk"sv, ".jar"sv, ".sh"sv,
      ".zip"sv, ".rar"sv, ".7z"sv,  ".iso"sv, ".html"sv, ".htm"sv, ".svg"sv, "vbaproject.bin"sv};
  const auto small = lower(name);
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return small.ends_with(ending); });
}

/// The members as the directory lists them; nothing when it cannot be read in one way only.
std::optional<std::vector<Member>> members_in(std::string_view directory, std::size_t count) {
  std::vector<Member> members;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + entry_size > directory.size()) return std::nullopt;
    if (directory.substr(at, entry_mark.size()) != entry_mark) return std::nullopt;
    const std::size_t name = number(directory, at + 28, 2);
    const std::size_t more = number(directory, at + 30, 2) + number(directory, at + 32, 2);
    if (at + entry_size + name + more > directory.size()) return std::nullopt;
    members.push_back({std::string(directory.substr(at + entry_size, name)),
                       number(directory, at + 20, 4), number(directory, at + 24, 4),
                       number(directory, at + 42, 4), (number(directory, at + 8, 2) & 1U) != 0});
    at += entry_size + name + more;
  }
  if (at != directory.size()) return std::nullopt;
  return members;
}

std::optional<FileObjection> objection_to_members(const std::vector<Member>& members) {
  long long unpacked = 0;
  for (const auto& member : members) {
    if (leads_outside(member.name)) return unsafe("有不安全的路径名");
    if (member.encrypted) {
      return FileObjection{"archive_unsafe", "文件加了密码，无法审查；请去掉密码后再传"};
    }
    if (is_active(member.name)) return unsafe("带有宏、程序或另一个压缩包");
    unpacked += member.unpacked;
    const bool is_bomb = member.unpacked > ratio_matters_above &&
                         member.unpacked > most_ratio * std::max(1LL, member.packed);
    if (is_bomb || unpacked > most_unpacked) return unsafe("的内容解开后大得不合情理");
  }
  return std::nullopt;
}

/// Members lie one after the other from the first byte to the directory: none shares another's
/// bytes, and nothing else can stand in front or hide between.
std::optional<FileObjection> objection_to_places(std::vector<Member> members, long long directory,
                                                 const FileBytes& bytes) {
  std::sort(members.begin(), members.end(),
            [](const Member& a, const Member& b) { return a.offset < b.offset; });
  if (members.front().offset != 0) return unsafe("的开头夹带了别的内容");
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto& member = members[i];
    const auto next = i + 1 < members.size() ? members[i + 1].offset : directory;
    const auto head = bytes(member.offset, static_cast<long long>(member_size));
    if (head.size() < member_size || !head.starts_with(member_mark)) return broken();
    const auto data = member.offset + static_cast<long long>(member_size) + number(head, 26, 2) +
                      number(head, 28, 2);
    // A descriptor of up to 24 bytes may stand behind a member that was written as it came.
    const auto end = data + member.packed;
    if (end > next) return unsafe("的各部分互相重叠");
    if (next - end > 24) return unsafe("的各部分之间夹带了别的内容");
  }
  return std::nullopt;
}

bool holds(const std::vector<Member>& members, std::string_view name) {
  return std::any_of(members.begin(), members.end(),
                     [&](const Member& member) { return lower(member.name) == name; });
}

bool is_document(FileKind kind, const std::vector<Member>& members) {
  if (kind == FileKind::ofd) return holds(members, "ofd.xml");
  if (!holds(members, "[content_types].xml")) return false;
  return holds(members, kind == FileKind::docx ? "word/document.xml" : "xl/workbook.xml");
}

}  // namespace

bool ends_as_archive(std::string_view tail) {
  return end_record(tail).has_value();
}

std::optional<FileObjection> objection_to_archive(FileKind kind, long long size,
                                                  const FileBytes& bytes) {
  const auto tail_size = std::min(size, archive_tail_bytes);
  const auto tail = bytes(size - tail_size, tail_size);
  const auto end = end_record(tail);
  if (!end) return broken();
  const auto count = number(tail, *end + 10, 2);
  const long long directory_size = number(tail, *end + 12, 4);
  const long long directory = number(tail, *end + 16, 4);
  const bool one_part = number(tail, *end + 4, 4) == 0 && number(tail, *end + 8, 2) == count;
  if (!one_part || directory + directory_size != size - tail_size + static_cast<long long>(*end)) {
    return broken();
  }
  if (count == 0 || count > most_members || directory_size > most_directory) {
    return unsafe("的部件多得不合情理");
  }
  const auto members = members_in(bytes(directory, directory_size), count);
  if (!members) return broken();
  if (auto objection = objection_to_members(*members)) return objection;
  if (auto objection = objection_to_places(*members, directory, bytes)) return objection;
  if (!is_document(kind, *members)) {
    return FileObjection{"file_kind_differs", "文件名说是 " + std::string(facts_of(kind).chinese) +
                                                  "，内容却不是；请用原来的软件另存后再传"};
  }
  return std::nullopt;
}

}  // namespace qidi::domain
