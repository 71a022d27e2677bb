// What a row beneath the header is: a case, or one of the things people put between cases.
// Clause N1: nothing vanishes unseen, so what is skipped is counted, and in doubt a row is a case.
#pragma once

#include "sheets/header.h"
#include "sheets/raw_row.h"

namespace qidi::sheets {

enum class RowKind {
  ledger_row,
  blank,            ///< nothing in it
  repeated_header,  ///< the header printed again, as on each page
  numbering,        ///< 1 2 3 … or 甲 乙 1 2 … under the header
  subtotal,         ///< 小计, 合计, 总计
  heading,          ///< a group's title, a note, a line of signatures
};

RowKind kind_of(const RawRow& row, const Header& header);

}  // namespace qidi::sheets
