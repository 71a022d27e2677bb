// The monthly circular (通报) as an official document: text, tables and annexes made from the
// domain's figures alone, so that the paper and the JSON never differ.
// Clauses N10, N14, N18; domain.md 7; feature F48.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "office/answer_query.h"
#include "papers/document.h"

namespace qidi::papers {

/// How codes are shown; each must answer for any text, also an unknown one.
struct CircularNames {
  using Name = std::function<std::string(const std::string& code)>;
  Name region;
  Name department;
  Name matter;
  /// The league or city a region's figures are added to; a league's own code is its own answer.
  Name league;
};

/// What the paper says of itself; empty texts take their default.
struct CircularWords {
  std::string issuer;  ///< 发文机关; default: the leading group's office by the notice's part 5
  std::string serial;  ///< default: 2022年第10期, by the month
  std::string title;  ///< default: 关于2022年10月全区待批项目审批办理情况的通报;
                      ///< a line break in it breaks it on paper
  std::string stamp;  ///< 演示数据, 演练; empty for a live directory
};

/// Which record the figures rest on (rulings 2, 10).
struct CircularBasis {
  std::string root;
  unsigned long long log_size = 0;
  std::string known_by;       ///< as asked; empty: all that was recorded
  domain::Instant made_at{};  ///< of the last event of that record
  domain::Day today{};        ///< on or before the month's last day: the month is unfinished
};

/// The document; print it with to_pdf. Signed on the first day on which it could have been: the
/// day of the record's last event, or the day after the month if that is later and has come.
Document circular_paper(const office::Circular& circular, const CircularNames& names,
                        const CircularWords& words, const CircularBasis& basis);

inline constexpr std::string_view leading_group_office =
    "内蒙古自治区待批项目大起底工作领导小组办公室";

}  // namespace qidi::papers
