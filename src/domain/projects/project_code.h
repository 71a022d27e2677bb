// The national project code (项目代码): two shapes live side by side in the stock since 2016. Qidi
// stores and checks codes, it never mints them; the check digit's rule is not published, so it
// never rejects. Clause N8; GB/T 40058-2021; domain.md 6, domain-facts 2.
#pragma once

#include <string>
#include <string_view>

namespace qidi::domain {

enum class ProjectCodeShape { none, of_2015, of_2020 };

/// Which of the two shapes a code has:
/// of_2020  YYMM-RRRRRR-DD-TT-NNNNNN      (2010-2012 as first segment are October to December 2020)
/// of_2015  YYYY-RRRRRR-HH-LL-NNNNN[N]    (2013-2021 as first segment)
ProjectCodeShape shape_of(std::string_view code);

/// Whether the text has one of the two shapes.
bool is_project_code(std::string_view code);

/// The six digits of the region that the code names; empty when it has no shape.
std::string_view region_in(std::string_view code);

/// The 18 characters of a unified social credit code (统一社会信用代码) with both check characters
/// right (GB 32100-2015, GB 11714).
bool is_credit_code(std::string_view code);

}  // namespace qidi::domain
