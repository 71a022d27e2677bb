// One reader for each shape of value.
#include "api/parameters.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "api/problems.h"
#include "api/subject.h"

namespace qidi::api {

namespace {

using office::LedgerQuery;

std::optional<LedgerQuery::List> list_from(std::string_view text) {
  using List = LedgerQuery::List;
  static const std::map<std::string_view, List> lists{{"pending", List::pending},
                                                      {"overdue", List::overdue},
                                                      {"not-started", List::not_started},
                                                      {"made-up", List::made_up},
                                                      {"all", List::all}};
  const auto found = lists.find(text);
  return found == lists.end() ? std::nullopt : std::optional(found->second);
}

std::optional<LedgerQuery::LightIs> light_from(std::string_view text) {
  using LightIs = LedgerQuery::LightIs;
  static const std::map<std::string_view, LightIs> lights{
      {"none", LightIs::none},   {"paused", LightIs::paused},
      {"green", LightIs::green}, {"yellow", LightIs::yellow},
      {"red", LightIs::red},     {"red_by_law", LightIs::red_by_law}};
  const auto found = lights.find(text);
  return found == lights.end() ? std::nullopt : std::optional(found->second);
}

/// A text parameter of at most `longest` characters.
Read<std::string> text_parameter(const http::Request& request, std::string_view name,
                                 std::size_t longest) {
  const auto text = request.parameter(name);
  if (!text) return std::string();
  if (characters_in(*text) > longest) {
    return Unexpected{bad_parameter(name, std::string(name) + " 太长")};
  }
  return std::string(*text);
}

Read<std::optional<domain::Day>> optional_day(const http::Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) return std::optional<domain::Day>();
  const auto day = domain::parse_day(*text);
  if (!day) {
    return Unexpected{
        bad_parameter(name, std::string(name) + " 应为 YYYY-MM-DD：" + quoted(*text))};
  }
  return std::optional(*day);
}

Read<void> read_sort(const http::Request& request, office::LedgerPageQuery& query) {
  auto sort = request.parameter("sort").value_or("due");
  query.descending = sort.starts_with('-');
  if (query.descending) sort.remove_prefix(1);
  const auto known = office::ledger_sort_from(sort);
  if (!known) return Unexpected{bad_parameter("sort", "不能按这一列排序")};
  query.sort = *known;
  const auto cursor = request.parameter("cursor");
  if (!cursor || cursor->empty()) return {};
  auto after = office::cursor_from(*cursor, query.sort, query.descending);
  if (!after) return Unexpected{bad_parameter("cursor", after.error().message)};
  query.after = std::move(*after);
  return {};
}

Read<void> read_filters(const http::Request& request, office::LedgerPageQuery& query) {
  QIDI_TRY(department, text_parameter(request, "department", 200));
  QIDI_TRY(matter, text_parameter(request, "matter", 100));
  QIDI_TRY(officer, text_parameter(request, "officer", 100));
  QIDI_TRY(words, text_parameter(request, "q", 100));
  query.department = std::move(department);
  query.matter = std::move(matter);
  query.officer = std::move(officer);
  query.words = std::move(words);
  if (const auto state = request.parameter("state"); state && !state->empty()) {
    const auto known = domain::case_state_from(*state);
    if (!known) return Unexpected{bad_parameter("state", "没有这种办理状态")};
    query.states = {*known};
  }
  if (const auto light = request.parameter("light"); light && !light->empty()) {
    query.light = light_from(*light);
    if (!query.light) {
      return Unexpected{
          bad_parameter("light", "灯应为 green、yellow、red、red_by_law、paused 或 none")};
    }
  }
  return {};
}

}  // namespace

Read<void> only(const http::Request& request, std::initializer_list<std::string_view> known) {
  return only(request, std::span(known.begin(), known.size()));
}

Read<void> only(const http::Request& request, std::span<const std::string_view> known) {
  for (std::size_t i = 0; i < request.query.size(); ++i) {
    const auto& name = request.query[i].first;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Unexpected{bad_parameter(name, "没有这个参数：" + quoted(name))};
    }
    if (name == "pause") continue;  // the one that is a list
    for (std::size_t j = 0; j < i; ++j) {
      if (request.query[j].first == name) {
        return Unexpected{bad_parameter(name, "参数重复：" + quoted(name))};
      }
    }
  }
  return {};
}

Read<domain::Day> day_parameter(const http::Request& request, std::string_view name,
                                domain::Day otherwise) {
  QIDI_TRY(day, optional_day(request, name));
  return day.value_or(otherwise);
}

Read<std::string> region_parameter(const http::Request& request, const office::Regions& regions) {
  const auto code = request.parameter("region");
  if (!code || code->empty()) return std::string();
  if (regions.find(*code) == nullptr) {
    return Unexpected{bad_parameter("region", "没有这个地区代码：" + quoted(*code, 20))};
  }
  return office::region_prefix(*code);
}

Read<long long> number_parameter(const http::Request& request, std::string_view name,
                                 long long least, long long most,
                                 std::optional<long long> otherwise) {
  const auto text = request.parameter(name);
  if ((!text || text->empty()) && otherwise) return *otherwise;
  long long value = 0;
  const auto given = text.value_or("");
  const auto [end, failed] = std::from_chars(given.data(), given.data() + given.size(), value);
  if (failed != std::errc{} || end != given.data() + given.size() || value < least ||
      value > most) {
    return Unexpected{bad_parameter(name, std::string(name) + " 应为 " + std::to_string(least) +
                                              " 至 " + std::to_string(most) + " 的整数")};
  }
  return value;
}

Read<bool> flag_parameter(const http::Request& request, std::string_view name) {
  const auto text = request.parameter(name).value_or("false");
  if (text == "true") return true;
  if (text == "false" || text.empty()) return false;
  return Unexpected{bad_parameter(name, std::string(name) + " 应为 true 或 false")};
}

Read<office::LedgerPageQuery> ledger_query(const http::Request& request,
                                           const office::Regions& regions, domain::Day today) {
  office::LedgerPageQuery query;
  const auto list = list_from(request.segment("list"));
  if (!list) return Unexpected{not_found("没有这种台账")};
  query.list = *list;
  QIDI_TRY(as_of, day_parameter(request, "as_of", today));
  query.as_of = as_of;
  QIDI_TRY(prefix, region_parameter(request, regions));
  query.region_prefix = std::move(prefix);
  QIDI_CHECK(read_filters(request, query));
  QIDI_TRY(received_from, optional_day(request, "received_from"));
  QIDI_TRY(received_to, optional_day(request, "received_to"));
  QIDI_TRY(due_from, optional_day(request, "due_from"));
  QIDI_TRY(due_to, optional_day(request, "due_to"));
  query.received_from = received_from;
  query.received_to = received_to;
  query.due_from = due_from;
  query.due_to = due_to;
  QIDI_CHECK(read_sort(request, query));
  QIDI_TRY(limit, number_parameter(request, "limit", 1, 200, 50));
  query.limit = static_cast<int>(limit);
  office::narrow(query, subject_of(request).reach);
  return query;
}

}  // namespace qidi::api
