// Rows drawn by a seed: every field that a filter can ask for takes every kind of value.
#include "contract/drawn_rows.h"

#include <array>
#include <sstream>

#include "office/ledger_page.h"

namespace qidi::tests {

namespace {

using namespace domain;
using std::chrono::days;

int draw(std::mt19937& random, int count) {
  return static_cast<int>(random() % static_cast<unsigned>(count));
}

template <std::size_t n>
std::string one_of(std::mt19937& random, const std::array<const char*, n>& texts) {
  return texts[static_cast<std::size_t>(draw(random, static_cast<int>(n)))];
}

constexpr std::array regions{"150100", "150102", "150202", "152921", "", "150000"};
constexpr std::array departments{"住建局", "水利局", "行政审批局", ""};
constexpr std::array matters{"m1", "m2", "energy_review"};
constexpr std::array officers{"", "某甲", "某乙", "值班人员"};
constexpr std::array unit_codes{"", "91150100MA0000001X", "91150100MA0000002X"};
constexpr std::array codes{"", "2207-150100-04-01-123456", "2207-150100-04-01-654321",
                           "2017-150724-45-02-907525"};

Day day_near(std::mt19937& random) {
  return make_day(2022, 8, 1) + days{draw(random, 120)};
}

Standing drawn_standing(std::mt19937& random) {
  Standing s;
  s.state = static_cast<CaseState>(draw(random, case_state_count));
  s.holder = {one_of(random, regions), one_of(random, departments)};
  s.officer = one_of(random, officers);
  if (draw(random, 3) != 0) s.due = day_near(random);
  if (draw(random, 2) == 0) s.accepted = day_near(random);
  if (draw(random, 2) == 0) s.ended = day_near(random);
  if (draw(random, 2) == 0) s.yellow_from = day_near(random);
  if (draw(random, 2) == 0) s.red_from = day_near(random);
  if (draw(random, 4) == 0) s.law_red_from = day_near(random);
  return s;
}

}  // namespace

CaseRows drawn_case(const std::string& id, std::mt19937& random) {
  static constexpr std::array names{
      "蒙源光伏发电项目", "草原１号风电", "ABC 污水处理（二期）", "光伏", "",
      "乳制品加工A区",    "光伏A"};
  static constexpr std::array units{"演示蒙源546号有限公司", "某单位", "Grassland Power"};
  CaseRows rows;
  auto& facts = rows.facts;
  facts.case_id = id;
  facts.external_id = draw(random, 3) == 0 ? "" : "外-" + std::to_string(draw(random, 150));
  facts.project_code = one_of(random, codes);
  facts.project_name = one_of(random, names);
  facts.unit_name = one_of(random, units);
  facts.unit_code = one_of(random, unit_codes);
  facts.matter = one_of(random, matters);
  facts.list = one_of(random, std::array{"pending", "not_started", "made_up"});
  facts.received = day_near(random);
  if (draw(random, 2) == 0) facts.next_settle_day = day_near(random);
  auto from = facts.received;
  const int stretches = 1 + draw(random, 4);
  for (int i = 0; i < stretches; ++i) {
    auto s = drawn_standing(random);
    s.from = from;
    s.to = i + 1 == stretches && draw(random, 8) != 0 ? end_of_days
                                                      : from + days{1 + draw(random, 30)};
    from = s.to;
    rows.standings.push_back(s);
    if (from == end_of_days) break;
    rows.movements.push_back({s.from, static_cast<MovementKind>(draw(random, 8)),
                              static_cast<MovementMemo>(draw(random, 10)), s.holder,
                              draw(random, 2) == 0, draw(random, 2) == 0});
  }
  return rows;
}

office::LedgerPageQuery drawn_query(Day as_of, std::mt19937& random) {
  office::LedgerPageQuery query;
  const auto now_and_then = [&] { return draw(random, 4) == 0; };
  query.as_of = as_of;
  query.list = static_cast<office::LedgerQuery::List>(draw(random, 5));
  if (now_and_then()) query.region_prefix = one_of(random, std::array{"15", "1501", "150202", "9"});
  if (now_and_then()) query.department = one_of(random, departments);
  if (now_and_then()) query.matter = one_of(random, matters);
  if (now_and_then()) {
    query.light = static_cast<office::LedgerQuery::LightIs>(draw(random, 6));
  }
  if (draw(random, 6) == 0) query.unit_code = one_of(random, unit_codes);
  if (draw(random, 40) == 0) query.unit_code = "91150100MA0000009X";
  query.nothing = draw(random, 40) == 0;
  if (now_and_then()) query.officer = draw(random, 9) == 0 ? "无此人" : one_of(random, officers);
  if (now_and_then()) {
    for (int i = 0; i <= draw(random, 3); ++i) {
      query.states.push_back(static_cast<CaseState>(draw(random, case_state_count)));
    }
  }
  if (draw(random, 8) == 0) query.project_code = one_of(random, codes);
  if (now_and_then()) {
    query.words = one_of(random, std::array{"光伏", "光", "蒙源 光伏", "1号", "abc", "a", "二期",
                                            "外15", "外-1", "150100-04", "907525", "无此词",
                                            "546号有限", "power", "  ", "（", "c1"});
  }
  if (draw(random, 6) == 0) query.received_from = day_near(random);
  if (draw(random, 6) == 0) query.received_to = day_near(random);
  if (draw(random, 6) == 0) query.due_from = day_near(random);
  if (draw(random, 6) == 0) query.due_to = day_near(random);
  query.sort = static_cast<office::LedgerSort>(draw(random, 6));
  query.descending = draw(random, 2) == 0;
  query.limit = std::array{1, 3, 17, 50, 200, -5, 1000}[static_cast<std::size_t>(draw(random, 7))];
  return query;
}

std::string described(const office::LedgerPageQuery& query) {
  std::ostringstream out;
  const auto day = [](const auto& value) { return value ? to_text(*value) : std::string("-"); };
  out << "as of " << to_text(query.as_of) << " list " << static_cast<int>(query.list) << " region "
      << query.region_prefix << " department " << query.department << " matter " << query.matter
      << " light " << (query.light ? static_cast<int>(*query.light) : -1) << " officer "
      << query.officer << " unit " << query.unit_code << (query.nothing ? " nothing" : "")
      << " states";
  for (const auto state : query.states) out << ' ' << name_of(state);
  out << " code " << query.project_code << " words " << query.words << " received "
      << day(query.received_from) << ".." << day(query.received_to) << " due "
      << day(query.due_from) << ".." << day(query.due_to) << " sort " << office::name_of(query.sort)
      << (query.descending ? " descending" : "") << " limit " << query.limit;
  return out.str();
}

}  // namespace qidi::tests
