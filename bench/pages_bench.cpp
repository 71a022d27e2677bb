// Made-up derived rows, then the questions a server asks of them, with CPU milliseconds for each.
//
//   pages_bench DIR CASES        fills DIR when it is empty; the rows bear no events and are marked
//
// The rows have the shape of a region's work over four years: twelve leagues of nine counties, ten
// departments each, twenty-five matters; most cases ended, one in ten pending.
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "office/overview.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::bench {
namespace {

using namespace std::chrono;
using domain::CaseState;
using office::LedgerField;
using office::LedgerPageQuery;
using office::LedgerSort;
using List = LedgerPageQuery::List;
using LightIs = LedgerPageQuery::LightIs;

const auto today = domain::make_day(2026, 11, 26);

double cpu_ms() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

long peak_mib() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

std::mt19937_64 chance{20261126};
int draw(int count) {
  return static_cast<int>(chance() % static_cast<unsigned>(count));
}

constexpr std::array<const char*, 10> departments{
    "发展和改革委员会", "自然资源局", "住房和城乡建设局", "水利局", "生态环境局",
    "林业和草原局",     "交通运输局", "应急管理局",       "农牧局", "行政审批局"};
constexpr std::array<const char*, 8> trades{"光伏发电", "风力发电", "污水处理", "道路改造",
                                            "产业园区", "热力管网", "乳制品",   "数据中心"};
constexpr std::array<const char*, 10> syllables{"蒙源", "草原", "鸿雁", "云川", "晟达",
                                                "天骏", "金牧", "北疆", "瑞丰", "河套"};

std::string county() {
  return "15" + std::to_string(10 + draw(12)) + std::to_string(20 + draw(9));
}

domain::CaseFacts made_facts(long long number) {
  static constexpr const char* hex = "0123456789abcdef";
  domain::CaseFacts facts;
  for (int i = 0; i < 32; ++i) facts.case_id += hex[draw(16)];
  const auto tail = std::to_string(100000 + draw(900000));
  facts.project_region = county();
  facts.project_code = std::to_string(2201 + draw(4) * 100 + draw(12)) + "-" +
                       facts.project_region + "-04-01-" + tail;
  facts.project_name = std::string(syllables[static_cast<std::size_t>(draw(10))]) +
                       trades[static_cast<std::size_t>(draw(8))] + std::to_string(draw(40)) +
                       "期项目";
  // One name in five thousand bears a rare word.
  if (number % 5000 == 7) facts.project_name += "罕台川";
  facts.unit_name = std::string(syllables[static_cast<std::size_t>(draw(10))]) +
                    std::to_string(draw(3000)) + "号有限公司";
  facts.matter = "matter_" + std::to_string(draw(25));
  facts.matter_version = 1;
  facts.list = "pending";
  facts.remark = "测速用的编造数据";
  return facts;
}

domain::CaseRows made_rows(long long number) {
  domain::CaseRows rows;
  rows.facts = made_facts(number);
  auto& facts = rows.facts;
  const bool is_open = draw(10) == 0;
  facts.received = is_open ? today - days{draw(60)} : today - days{30 + draw(1400)};
  domain::Standing s;
  s.holder = {facts.project_region, departments[static_cast<std::size_t>(draw(10))]};
  s.officer =
      std::string(syllables[static_cast<std::size_t>(draw(10))]) + std::to_string(draw(900));
  s.from = facts.received;
  s.state = CaseState::in_review;
  s.due = facts.received + days{7};
  s.due_kind = domain::CountdownKind::initial_review;
  s.yellow_from = facts.received + days{6};
  s.red_from = facts.received + days{8};
  s.to = facts.received + days{1 + draw(8)};
  rows.standings.push_back(s);
  rows.movements.push_back({facts.received, domain::MovementKind::accepted,
                            domain::MovementMemo::filed, s.holder, false, false});
  s.from = s.to;
  s.to = domain::end_of_days;
  s.accepted = s.from;
  s.state = is_open && draw(8) == 0 ? CaseState::paused : CaseState::deciding;
  s.due = s.from + days{14 + draw(20)};
  s.due_kind = domain::CountdownKind::promised;
  s.yellow_from = *s.due - days{4};
  s.red_from = *s.due + days{1};
  s.law_red_from = *s.due + days{15};
  if (!is_open) {
    s.to = s.from + days{2 + draw(25)};
    rows.standings.push_back(s);
    const bool late = *s.due < s.to;
    s.ended = s.from = s.to;
    s.to = domain::end_of_days;
    s.state = CaseState::issued;
    s.due_kind.reset();
    s.yellow_from = s.red_from = s.law_red_from = domain::end_of_days;
    rows.movements.push_back({s.from, domain::MovementKind::finished, domain::MovementMemo::granted,
                              s.holder, late, false});
  }
  rows.standings.push_back(s);
  rows.segments.push_back({domain::CountdownKind::promised, facts.received, facts.received, *s.due,
                           *s.due, domain::end_of_days, "", s.holder, false, false});
  return rows;
}

[[noreturn]] void fail(const office::Fault& fault) {
  std::fprintf(stderr, "%s\n", fault.message.c_str());
  std::exit(1);
}

void fill(const std::string& directory, long long cases) {
  auto opened = store::SqliteStore::open_for_writing(directory, "");
  if (!opened) fail(opened.error());
  office::Store& store = **opened;
  if (auto marked = store.set_kind(office::DirectoryKind::demonstration); !marked) {
    fail(marked.error());
  }
  const auto start = cpu_ms();
  for (long long number = 0; number < cases; ++number) {
    if (auto put = store.rows().put(made_rows(number)); !put) fail(put.error());
    if (number % 512 == 511) {
      if (auto done = store.log().sync(); !done) fail(done.error());
    }
  }
  if (auto done = store.log().sync(); !done) fail(done.error());
  std::printf("filled %lld cases: %.1f s CPU\n", cases, (cpu_ms() - start) / 1e3);
}

struct Bench {
  office::LedgerView& view;

  template <class Ask>
  void time(const char* name, int runs, const Ask& ask) const {
    const auto found = ask();
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
      const auto start = cpu_ms();
      ask();
      times.push_back(cpu_ms() - start);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-64s %9lld %9.2f %9.2f\n", name, static_cast<long long>(found),
                times[times.size() / 2], times.back());
  }
  void page(const char* name, const LedgerPageQuery& query, int runs = 21) const {
    time(name, runs, [&] {
      const auto page = view.page(query);
      if (!page) fail(page.error());
      return page->lines.size();
    });
  }
  void count(const char* name, const LedgerPageQuery& query, int runs = 21) const {
    time(name, runs, [&] {
      const auto count = view.count(query);
      if (!count) fail(count.error());
      return *count;
    });
  }
};

LedgerPageQuery listing(List list, LedgerSort sort = LedgerSort::due, bool descending = false) {
  LedgerPageQuery query;
  query.as_of = today;
  query.list = list;
  query.sort = sort;
  query.descending = descending;
  return query;
}

void pages(const Bench& bench) {
  auto query = listing(List::pending);
  bench.page("pending by due (the first page one sees)", query);
  query = listing(List::overdue);
  bench.page("overdue by due", query);
  query = listing(List::all, LedgerSort::received, true);
  bench.page("all by received, newest first", query);
  query = listing(List::all, LedgerSort::ended, true);
  bench.page("all by ended, newest first", query);
  for (int i = 0; i < 100; ++i) {
    const auto page = bench.view.page(query);
    query.after = page->next;
  }
  bench.page("the same, page 101", query);
  query = listing(List::all, LedgerSort::region);
  bench.page("all by region", query);
  query = listing(List::pending);
  query.region_prefix = "1512";
  query.department = departments[2];
  query.states = {CaseState::deciding};
  query.light = LightIs::yellow;
  bench.page("pending, league, department, state, light", query);
  query = listing(List::all, LedgerSort::matter, true);
  query.region_prefix = "1512";
  query.light = LightIs::red;
  bench.page("all, league, red, by matter descending", query);
  query = listing(List::pending);
  query.officer = "蒙源17";
  bench.page("pending of one officer", query);
  query = listing(List::all, LedgerSort::accepted);
  query.matter = "matter_7";
  query.received_from = today - days{400};
  query.received_to = today - days{370};
  bench.page("all of one matter received in one month", query);
  query = listing(List::pending);
  query.officer = "nobody";
  bench.page("a filter that nothing meets", query);
}

void searches(const Bench& bench) {
  auto query = listing(List::all, LedgerSort::received, true);
  for (const auto* words : {"罕台", "罕台川", "光伏", "项目", "蒙源光伏", "光伏 1234号",
                            "号有限公司", "04011234", "12", "罕"}) {
    query.words = words;
    bench.page((std::string("all by received, words ") + words).c_str(), query, 9);
  }
  query = listing(List::overdue);
  query.words = "光伏";
  query.region_prefix = "151224";
  bench.page("overdue, county, words 光伏", query, 9);
  query = listing(List::all);
  for (const auto* words : {"罕台川", "光伏", "项目"}) {
    query.words = words;
    bench.count((std::string("count of all, words ") + words).c_str(), query, 5);
  }
}

void counts(const Bench& bench) {
  bench.count("count of pending", listing(List::pending));
  bench.count("count of all", listing(List::all));
  bench.time("departments of the pending", 21, [&] {
    return bench.view.values(listing(List::pending), LedgerField::department)->size();
  });
  bench.time("officers of the pending", 21, [&] {
    return bench.view.values(listing(List::pending), LedgerField::officer)->size();
  });
  bench.time("open cases of the day by organ, matter, state, light", 9,
             [&] { return bench.view.count_day(today, "")->size(); });
  bench.time("flows of all days", 9, [&] { return bench.view.day_flows(today, "")->size(); });
  const office::Regions regions({});
  bench.time("overview with trend", 9,
             [&] { return office::overview_of(bench.view, regions, today, "")->total.pending; });
  bench.time("overview with trend, one league", 9, [&] {
    return office::overview_of(bench.view, regions, today, "1512")->total.pending;
  });
}

void past(const Bench& bench) {
  auto query = listing(List::pending);
  query.as_of = domain::make_day(2024, 6, 30);
  const auto start = cpu_ms();
  const auto page = bench.view.page(query);
  std::printf("%-64s %9zu %9.2f\n", "pending on a day two years ago, asked for the first time",
              page->lines.size(), cpu_ms() - start);
  bench.page("the same day again", query);
}

int run(const std::string& directory, long long cases) {
  if (!store::SqliteStore::open_for_reading(directory)) fill(directory, cases);
  auto opened = store::SqliteStore::open_for_reading(directory);
  if (!opened) fail(opened.error());
  office::Store& store = **opened;
  const Bench bench{store.view()};
  const auto start = cpu_ms();
  const auto first = bench.view.count(listing(List::all));
  if (!first) fail(first.error());
  std::printf("first question (columns loaded): %.0f ms CPU, %ld MiB peak\n", cpu_ms() - start,
              peak_mib());
  std::printf("%-64s %9s %9s %9s\n", "CPU ms", "found", "median", "worst");
  pages(bench);
  searches(bench);
  counts(bench);
  past(bench);
  std::printf("peak memory %ld MiB\n", peak_mib());
  return 0;
}

}  // namespace
}  // namespace qidi::bench

int main(int count, char** words) {
  if (count != 3) {
    std::fprintf(stderr, "pages_bench DIR CASES\n");
    return 2;
  }
  return qidi::bench::run(words[1], std::atoll(words[2]));
}
