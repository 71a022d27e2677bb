// An official document as data, in the terms of GB/T 9704-2012 (党政机关公文格式): what stands on
// the paper, never where; the measures and the drawing are render.cpp's. Plain values, no markup:
// every text is taken literally.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/time/day.h"

namespace qidi::papers {

/// A heading with its number in its text: level 1 "一、", 2 "（一）", 3 "1.".
struct Heading {
  int level = 1;
  std::string text;
};

/// A paragraph of the body, first line indented by two characters.
struct Paragraph {
  std::string text;
};

enum class Align { left, centre, right };

struct Column {
  std::string title;
  double width = 10;  ///< share of the table's width; shares need not add up to anything
  Align align = Align::left;
};

struct TableRow {
  std::vector<std::string> cells;  ///< as many as columns; missing ones stay empty
  bool strong = false;             ///< a total
};

/// A ruled table over the whole width; cells wrap, the head is repeated on every page.
struct Table {
  std::string caption;  ///< above the head, on the first page only; may be empty
  std::vector<Column> columns;
  std::vector<TableRow> rows;
  double size = 10.5;  ///< of the letters, in points
};

using Block = std::variant<Heading, Paragraph, Table>;

/// An annex starts a page of its own; a landscape one is turned, with the page number where the
/// upright pages have it.
struct Annex {
  std::string name;
  bool landscape = false;
  std::vector<Block> blocks;
};

/// 版记: at the foot of the last page.
struct Imprint {
  std::string copies;  ///< 抄送, without the word and the full stop; may be empty
  std::string office;  ///< 印发机关
  domain::Day printed{};
};

struct Document {
  std::vector<std::string> mark;   ///< 发文机关标志, red, one or two lines
  std::string serial;              ///< 发文字号 or 期号
  std::vector<std::string> title;  ///< its lines, as their sense asks
  std::string recipient;           ///< 主送机关, without the colon; may be empty
  std::vector<Block> body;
  std::vector<Annex> annexes;
  std::string signature;    ///< 发文机关署名
  domain::Day signed_on{};  ///< 成文日期
  std::string note;         ///< 附注, without brackets; may be empty
  Imprint imprint;
  std::string stamp;               ///< on every page, e.g. 演示数据; may be empty
  std::vector<std::string> basis;  ///< small lines at every foot: which record this rests on
  std::string author;              ///< of the file's properties
  domain::Instant made_at{};       ///< the file's dates; never the machine's clock (ruling 10)
};

}  // namespace qidi::papers
