// Signatures and endings. A file that opens as one thing and ends as another is refused, because
// whoever opens it later may take it for the other.
#include "domain/files/file_kind.h"

#include <algorithm>
#include <array>

#include "domain/files/archive.h"

namespace qidi::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array kinds{
    FileKindFacts{FileKind::pdf, "pdf", "PDF 文档", "", "application/pdf"},
    FileKindFacts{FileKind::jpg, "jpg", "JPG 图片", "jpeg", "image/jpeg"},
    FileKindFacts{FileKind::png, "png", "PNG 图片", "", "image/png"},
    FileKindFacts{FileKind::tif, "tif", "TIF 扫描图", "tiff", "image/tiff"},
    FileKindFacts{FileKind::docx, "docx", "Word 文档（docx）", "",
                  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
    FileKindFacts{FileKind::xlsx, "xlsx", "Excel 表格（xlsx）", "",
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true},
    FileKindFacts{FileKind::ofd, "ofd", "OFD 版式文件", "", "application/ofd", true},
    FileKindFacts{FileKind::dwg, "dwg", "DWG 图纸", "", "image/vnd.dwg"},
};

/// What a page begins with.
constexpr std::array markups{"<html"sv, "<script"sv, "<!doctype"sv, "<svg"sv, "<?php"sv};
constexpr std::string_view zip_start = "PK\x03\x04"sv;
constexpr std::string_view pdf_start = "%PDF-"sv;

/// What the first bytes are the beginning of; several kinds where they share one.
bool starts_as(FileKind kind, std::string_view head) {
  switch (kind) {
    case FileKind::pdf:
      return head.starts_with(pdf_start);
    case FileKind::jpg:
      return head.starts_with("\xff\xd8\xff"sv);
    case FileKind::png:
      return head.starts_with("\x89PNG\r\n\x1a\n"sv);
    case FileKind::tif:
      return head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv);
    case FileKind::docx:
    case FileKind::xlsx:
    case FileKind::ofd:
      return head.starts_with(zip_start);
    case FileKind::dwg:
      // AC1012 (R13) to AC1032 (2018): four letters and digits of a version.
      return head.size() > 6 && head.starts_with("AC10"sv) && head[4] >= '1' && head[4] <= '3' &&
             head[5] >= '0' && head[5] <= '9';
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

std::string all_kinds_in_chinese() {
  std::string list;
  for (const auto& facts : kinds) {
    if (!list.empty()) list += "、";
    list += facts.chinese;
  }
  return list;
}

FileObjection differs(FileKind kind, std::string_view head) {
  std::string detail = "文件名说是 " + std::string(facts_of(kind).chinese) + "，内容却不是";
  for (const auto& other : kinds) {
    if (other.is_archive || !starts_as(other.kind, head)) continue;
    detail += "（内容像是 " + std::string(other.chinese) + "）";
  }
  return {"file_kind_differs", detail + "；请用原来的软件另存为所需格式后再传，不要只改文件名"};
}

FileObjection two_natures() {
  return {"file_two_kinds", "文件同时又是另一种文件，可能被误认，已拒绝；请重新扫描或另存后再传"};
}

FileObjection broken(FileKind kind) {
  return {"file_broken", "文件不完整，" + std::string(facts_of(kind).chinese) +
                             "的结尾不对；请打开检查，重新保存后再传"};
}

/// Markup at the front of something that is no document of text: for whoever sniffs.
bool has_markup(std::string_view head) {
  const auto text = lower(head);
  return std::any_of(markups.begin(), markups.end(), [&](std::string_view markup) {
    return text.find(markup) != std::string::npos;
  });
}

bool ends_well(FileKind kind, std::string_view tail) {
  switch (kind) {
    case FileKind::pdf:
      return tail.substr(tail.size() - std::min<std::size_t>(tail.size(), 2048)).rfind("%%EOF") !=
             std::string_view::npos;
    case FileKind::jpg:
      // Cameras add a few bytes of their own after the end marker.
      return tail.find("\xff\xd9"sv) != std::string_view::npos;
    case FileKind::png:
      return tail.ends_with("\0\0\0\0IEND\xae\x42\x60\x82"sv);
    case FileKind::tif:
    case FileKind::dwg:
    case FileKind::docx:
    case FileKind::xlsx:
    case FileKind::ofd:
      return true;  // no end of their own; an archive's is looked at as an archive
  }
  return false;
}

}  // namespace

std::span<const FileKindFacts> file_kinds() {
  return kinds;
}

const FileKindFacts& facts_of(FileKind kind) {
  return kinds.at(static_cast<std::size_t>(kind));
}

std::optional<FileKind> file_kind_from(std::string_view name) {
  for (const auto& facts : kinds) {
    if (facts.name == name) return facts.kind;
  }
  return std::nullopt;
}

std::optional<FileKind> file_kind_of_name(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  const auto ending = lower(file_name.substr(dot + 1));
  for (const auto& facts : kinds) {
    if (ending == facts.name || (!facts.other_ending.empty() && ending == facts.other_ending)) {
      return facts.kind;
    }
  }
  return std::nullopt;
}

FileObjection objection_to_name(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto ending = dot == std::string_view::npos ? std::string("没有扩展名")
                                                    : "." + std::string(file_name.substr(dot + 1));
  return {"file_kind_not_allowed", "不收这种文件（" + ending + "）；可以交：" +
                                       all_kinds_in_chinese() + "。请另存为其中一种后再传"};
}

std::optional<FileObjection> objection_to_head(FileKind kind, std::string_view head) {
  head = head.substr(0, static_cast<std::size_t>(head_bytes));
  if (!starts_as(kind, head)) return differs(kind, head);
  const bool hides_pdf = kind != FileKind::pdf && head.find(pdf_start) != std::string_view::npos;
  if (hides_pdf || has_markup(head)) return two_natures();
  return std::nullopt;
}

std::optional<FileObjection> objection_to_file(FileKind kind, long long size,
                                               const FileBytes& bytes) {
  if (auto objection = objection_to_head(kind, bytes(0, head_bytes))) return objection;
  if (facts_of(kind).is_archive) return objection_to_archive(kind, size, bytes);
  const auto tail_size = std::min(size, archive_tail_bytes);
  const auto tail = bytes(size - tail_size, tail_size);
  if (ends_as_archive(tail)) return two_natures();
  if (!ends_well(kind, tail)) return broken(kind);
  return std::nullopt;
}

}  // namespace qidi::domain
