// The number of an organ's own document (批复文号), as its last ones show how it counts. The organ
// keeps that series itself, outside: a proposal only, never taken by itself. N6; 国办《党政机关公文
// 处理工作条例》9: 发文字号由发文机关代字、年份、发文顺序号组成; docs/decisions/0012.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qidi::domain {

/// 呼住建审〔2022〕12号 apart.
struct DocumentNumber {
  std::string mark;  ///< 呼住建审, with all that stands before the year's bracket
  int year = 0;
  long long count = 0;
  std::size_t digits = 0;  ///< written with at least so many: 0012 has four
};
/// Nothing when the text is not 代字〔年份〕序号号.
std::optional<DocumentNumber> document_number_from(std::string_view text);
std::string to_text(const DocumentNumber& number);

/// How an organ counts, as its numbers show it.
struct NumbersShown {
  std::string last;  ///< of the newest one's series; empty: there is none
  std::string next;  ///< proposed; empty: nothing shows how the organ counts
};
/// `given` are numbers of the organ, the newest first, those of one day in any order; a new year
/// begins at 1.
NumbersShown numbers_shown(const std::vector<std::string>& given, int year);

}  // namespace qidi::domain
