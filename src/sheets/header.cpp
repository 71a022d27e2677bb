// The search: every row, and every two rows together, is tried as the header, and the one whose
// headings are understood best wins; of equals the single row, then the upper one.
#include "sheets/header.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "sheets/cell_text.h"

namespace qidi::sheets {

namespace {

/// The heading of one column: as printed, and the forms in which it may be known.
struct Heading {
  std::string shown;
  std::vector<std::string> forms;
};

struct Candidate {
  int first_row = 0, last_row = 0;
  std::vector<Heading> headings;
  std::vector<std::vector<std::string>> printed;
};

std::string text_at(const RawRow& row, std::size_t column) {
  const auto* cell = row.find(column);
  return cell == nullptr ? std::string() : normalised(cell->text);
}

std::vector<std::string> printed_row(const RawRow& row) {
  std::vector<std::string> texts(row.width);
  for (std::size_t i = 0; i < row.width; ++i) texts[i] = comparable(text_at(row, i));
  return texts;
}

Candidate single(const RawRow& row) {
  Candidate candidate{row.number, row.number, {}, {printed_row(row)}};
  for (std::size_t i = 0; i < row.width; ++i) {
    const auto shown = text_at(row, i);
    candidate.headings.push_back({shown, {comparable(shown)}});
  }
  return candidate;
}

/// Two rows as one header. A heading merged over several columns stands in the first of them
/// only, so it is carried to the right over the lower headings that have none above.
Candidate pair(const RawRow& upper, const RawRow& lower) {
  Candidate candidate{upper.number, lower.number, {}, {printed_row(upper), printed_row(lower)}};
  std::string carried;
  for (std::size_t i = 0; i < std::max(upper.width, lower.width); ++i) {
    const auto above = text_at(upper, i);
    const auto below = text_at(lower, i);
    if (!above.empty()) carried = above;
    Heading heading;
    if (below.empty()) {
      heading = {above, {comparable(above)}};
    } else if (carried.empty() || carried == below) {
      heading = {below, {comparable(below)}};
    } else {
      heading = {
          carried + "/" + below,
          {comparable(carried + below), comparable(carried + "/" + below), comparable(below)}};
    }
    candidate.headings.push_back(std::move(heading));
  }
  return candidate;
}

bool knows(const Heading& heading, const std::string& form) {
  return !form.empty() &&
         std::find(heading.forms.begin(), heading.forms.end(), form) != heading.forms.end();
}

std::optional<std::size_t> letter_column(const std::string& text) {
  const bool letters =
      !text.empty() && text.size() <= 3 &&
      std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
  return letters ? column_of(text.c_str()) : std::nullopt;
}

/// Gives columns to fields for one candidate.
class Assignment {
 public:
  Assignment(const Candidate& candidate, const LedgerMap* map) : candidate_(candidate) {
    if (map != nullptr) take_mapped(*map);
    take_known();
    if (!has(Field::case_id) && !has(Field::project_code) && !has(Field::project_name)) {
      missing.push_back("能认出一行的列（办件编号、项目代码或项目名称）");
    }
    if (has(Field::received)) return;
    missing.push_back(
        has(Field::accepted)
            ? "收件日期（如受理日期就是收件日期，在映射文件中写 received = \"受理日期\"）"
            : "收件日期");
  }

  std::vector<ColumnUse> uses;
  std::vector<std::string> missing;
  int score = 0;

  std::vector<std::string> unused() const {
    std::vector<std::string> left;
    for (std::size_t i = 0; i < candidate_.headings.size(); ++i) {
      const auto& shown = candidate_.headings[i].shown;
      if (!shown.empty() && taken_.count(i) == 0) left.push_back(shown);
    }
    return left;
  }

 private:
  bool has(Field field) const { return fields_.count(field) > 0; }

  void take(Field field, std::size_t column, int rank) {
    std::string shown;
    if (column < candidate_.headings.size()) shown = candidate_.headings[column].shown;
    if (shown.empty()) shown = column_letters(column);
    uses.push_back({field, column, shown, rank});
    taken_.insert(column);
    fields_.insert(field);
  }

  void take_mapped(const LedgerMap& map) {
    for (const auto& [name, value] : map.constants) {
      if (const auto field = field_from(name)) fields_.insert(*field);
    }
    for (const auto& [name, heading] : map.columns) {
      const auto field = field_from(name);
      if (!field) continue;
      if (heading.empty()) {
        not_read_.insert(*field);
        continue;
      }
      std::vector<std::size_t> found;
      for (std::size_t i = 0; i < candidate_.headings.size(); ++i) {
        if (knows(candidate_.headings[i], comparable(heading))) found.push_back(i);
      }
      if (found.size() == 1) {
        take(*field, found.front(), 0);
        ++score;
      } else if (found.size() > 1) {
        missing.push_back("唯一的“" + heading + "”列（有 " + std::to_string(found.size()) +
                          " 列同名，请改用列字母）");
      } else if (const auto letter = letter_column(heading)) {
        take(*field, *letter, 0);
      } else {
        missing.push_back("映射文件所写的“" + heading + "”列");
      }
    }
  }

  void take_known() {
    auto fixed = fields_;
    fixed.insert(not_read_.begin(), not_read_.end());
    std::vector<ColumnUse> found;
    for (std::size_t i = 0; i < candidate_.headings.size(); ++i) {
      if (taken_.count(i) > 0) continue;
      for (const auto& form : candidate_.headings[i].forms) {
        const auto meaning = meaning_of(form);
        if (!meaning || fixed.count(meaning->field) > 0) continue;
        found.push_back({meaning->field, i, {}, meaning->rank});
        break;
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.rank < b.rank; });
    for (const auto& use : found) {
      // A league's and a banner's column together make one region; other fields take one column.
      if (has(use.field) && use.field != Field::region) continue;
      take(use.field, use.column, use.rank);
      ++score;
    }
  }

  const Candidate& candidate_;
  std::set<std::size_t> taken_;
  std::set<Field> fields_;
  std::set<Field> not_read_;  ///< the map wants them from no column
};

std::string listed(const Candidate& candidate) {
  std::string text;
  int count = 0;
  for (const auto& heading : candidate.headings) {
    if (heading.shown.empty()) continue;
    if (++count > 12) return text + "…";
    text += (text.empty() ? "" : "、") + heading.shown.substr(0, 60);
  }
  return text;
}

Header header_of(const Candidate& candidate, const Assignment& assigned) {
  Header header{candidate.first_row, candidate.last_row, assigned.uses, assigned.unused(), {},
                candidate.printed,   assigned.score};
  for (const auto& heading : candidate.headings) header.headings.push_back(heading.shown);
  return header;
}

void consider(const Candidate& candidate, const LedgerMap* map, HeaderSearch& search) {
  Assignment assigned(candidate, map);
  // Letters and fixed values alone fit every row; only a row named in the map may rest on them.
  const bool named = map != nullptr && map->header_row.has_value();
  if (assigned.score == 0 && !named) assigned.missing.push_back("认得出的列名");
  if (assigned.missing.empty()) {
    if (search.header && search.header->score >= assigned.score) return;
    search.header = header_of(candidate, assigned);
  } else if (assigned.score > search.nearest_score && !listed(candidate).empty()) {
    search.nearest_score = assigned.score;
    search.nearest_row = candidate.first_row;
    search.nearest = header_of(candidate, assigned);
    search.seen = listed(candidate);
    search.missing = assigned.missing;
  }
}

}  // namespace

HeaderSearch find_header(const std::vector<RawRow>& rows, const LedgerMap* map) {
  HeaderSearch search;
  const int wanted = map == nullptr ? 0 : map->header_row.value_or(0);  // 0: any
  for (const auto& row : rows) {
    if (wanted == 0 || row.number == wanted) consider(single(row), map, search);
  }
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    const auto &upper = rows[i], &lower = rows[i + 1];
    const bool allowed = wanted == 0 || upper.number == wanted || lower.number == wanted;
    if (lower.number == upper.number + 1 && allowed) {
      consider(pair(upper, lower), map, search);
    }
  }
  return search;
}

}  // namespace qidi::sheets
