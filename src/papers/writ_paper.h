// A writ of casework (文书) on paper: organ, title, number, addressee, body, sign-off, a square
// code that leads to its verification, and at each foot which record it rests on. The words are
// office/writs'; nothing is decided here. Measures of GB/T 9704-2012.
// Clauses N5, N8; feature F63; docs/decisions/0012.
#pragma once

#include <string>
#include <vector>

#include "office/writs/writ_text.h"
#include "papers/fonts.h"

namespace qidi::papers {

/// What stands on the paper beside the writ's own words.
struct WritMarks {
  std::string stamp;               ///< 演示数据, 演练, 已更正; empty: none
  std::string verify_address;      ///< the whole address under the square code
  std::vector<std::string> basis;  ///< small lines at every foot: the record it rests on
  domain::Instant made_at{};       ///< of the event: the file's dates (rulings 10)
};

/// The bytes of a PDF: the same for the same writ, record and fonts.
Result<std::string, office::Fault> writ_pdf(const office::WritText& writ, const WritMarks& marks,
                                            const Fonts& fonts = {});

}  // namespace qidi::papers
