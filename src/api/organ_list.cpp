// See organ_list.h. Paged by the server: a region's sheets bring hundreds of names.
#include "api/organ_list.h"

#include <algorithm>
#include <array>
#include <map>

#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

/// In the order of OrganList.
constexpr std::array<std::string_view, 3> lists{"registered", "unverified", "closed"};

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (auto& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return small;
}

std::string officers_json(const office::People& people, const domain::Organ& organ) {
  JsonList list;
  office::AccountFilter filter;
  filter.department = organ.department;
  filter.region_prefix = organ.region;
  filter.enabled = true;
  for (const auto* account : people.list(filter)) {
    if (account->region != organ.region) continue;
    list.add(JsonObject()
                 .text("login", account->login)
                 .text("name", account->name)
                 .text("role", account->has_role ? domain::name_of(account->role) : "")
                 .done());
  }
  return list.done();
}

std::string organ_json(const OrganFound& organ, const office::Regions& regions,
                       const office::People& people, domain::Day today) {
  const auto& entry = organ.entry;
  const auto* region = regions.find(entry.region);
  return JsonObject()
      .text("list", lists.at(static_cast<std::size_t>(organ.list)))
      .text("region", entry.region)
      .text("department", entry.department)
      .text("line", entry.line)
      .number("level", region == nullptr ? 0 : region->level)
      .text("superior", entry.superior)
      .text("source", entry.source)
      .day("from", entry.from)
      .day("closed", entry.closed)
      .text("merged_into", entry.merged_into)
      .flag("ranked", entry.ranked)
      .flag("in_force", organ.list != OrganList::unverified && entry.in_force(today))
      .number("cases", organ.ever)
      .number("open", organ.open)
      .raw("officers", officers_json(people, entry))
      .done();
}

/// A page ends with a department and the next begins after it, whatever was entered meanwhile.
std::string cursor_of(const domain::Organ& organ) {
  return organ.region + "/" + organ.department;
}

struct Page {
  OrganQuery query;
  std::size_t limit = 0;
  std::optional<domain::Organ> after;
};

Read<Page> page_of(const http::Request& request, const office::Regions& regions) {
  QIDI_CHECK(only(request, {"list", "region", "below", "q", "limit", "cursor"}));
  Page page;
  const auto list = request.parameter("list").value_or(lists.front());
  const auto found = std::find(lists.begin(), lists.end(), list);
  if (found == lists.end()) {
    return Unexpected{bad_parameter("list", "list 应为 registered、unverified 或 closed")};
  }
  page.query.list = static_cast<OrganList>(found - lists.begin());
  QIDI_TRY(prefix, region_parameter(request, regions));
  page.query.region_prefix = prefix;
  const auto below = request.parameter("below").value_or("true");
  if (below != "true" && below != "false") {
    return Unexpected{bad_parameter("below", "below 应为 true 或 false")};
  }
  if (below == "false") page.query.region = request.parameter("region").value_or("");
  page.query.words = request.parameter("q").value_or("");
  if (characters_in(page.query.words) > 100) {
    return Unexpected{bad_parameter("q", "q 最多 100 个字")};
  }
  QIDI_TRY(limit, number_parameter(request, "limit", 1, 500, 50));
  page.limit = static_cast<std::size_t>(limit);
  if (const auto cursor = request.parameter("cursor"); cursor && !cursor->empty()) {
    const auto slash = cursor->find('/');
    if (slash == std::string_view::npos) return Unexpected{bad_parameter("cursor", "cursor 不对")};
    page.after = domain::Organ{std::string(cursor->substr(0, slash)),
                               std::string(cursor->substr(slash + 1))};
  }
  return page;
}

Answered one_page(Service& service, const http::Request& request) {
  const auto& regions = service.doors().regions;
  QIDI_TRY(page, page_of(request, regions));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto all = all_organs(service, **lease);
  if (!all) return fault_answer(all.error());
  const auto people = service.identities().people().get();
  std::array<long long, lists.size()> counts{};
  JsonList rows;
  std::size_t taken = 0;
  long long total = 0;
  std::optional<std::string> next;
  const OrganFound* last = nullptr;
  for (const auto& organ : *all) {
    ++counts.at(static_cast<std::size_t>(organ.list));
    if (organ.list != page.query.list || !fits(organ, page.query, regions)) continue;
    ++total;
    if (page.after && !(*page.after < static_cast<const domain::Organ&>(organ.entry))) continue;
    if (taken == page.limit) {
      if (!next) next = cursor_of(last->entry);
      continue;
    }
    rows.add(organ_json(organ, regions, *people, service.today()));
    ++taken;
    last = &organ;
  }
  auto response = http::Response::json(JsonObject()
                                           .day("as_of", service.today())
                                           .raw("organs", rows.done())
                                           .raw("next", next ? answers::json_text(*next) : "null")
                                           .number("total", total)
                                           .number("registered", counts[0])
                                           .number("unverified", counts[1])
                                           .number("closed", counts[2])
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Result<std::vector<OrganFound>, office::Fault> all_organs(Service& service, office::Store& store) {
  QIDI_TRY(known, office::read_organ_register(store.reader()));
  const auto today = service.today();
  std::map<domain::Organ, OrganFound> all;
  for (const auto& [organ, entry] : known.organs) {
    const bool is_over = !entry.merged_into.empty() || (entry.closed && *entry.closed < today);
    all[organ] = {entry, is_over ? OrganList::closed : OrganList::registered};
  }
  const auto of = [&](const domain::Organ& organ) -> OrganFound& {
    const auto [found, is_new] = all.try_emplace(organ);
    if (is_new) {
      found->second.entry.region = organ.region;
      found->second.entry.department = organ.department;
      found->second.list = OrganList::unverified;
    }
    return found->second;
  };
  auto& view = store.view();
  QIDI_TRY(moved, view.count_movements(domain::Day{} - std::chrono::days{36'500}, today));
  for (const auto& count : moved) {
    if (!count.organ.department.empty()) of(count.organ).ever += count.before + count.within;
  }
  QIDI_TRY(open, view.count_day(today, ""));
  for (const auto& count : open) {
    if (!count.organ.department.empty()) of(count.organ).open += count.cases;
  }
  std::vector<OrganFound> list;
  list.reserve(all.size());
  for (auto& [organ, found] : all) list.push_back(std::move(found));
  return list;
}

bool fits(const OrganFound& organ, const OrganQuery& query, const office::Regions& regions) {
  const auto& entry = organ.entry;
  if (!entry.region.starts_with(query.region_prefix)) return false;
  if (!query.region.empty() && entry.region != query.region) return false;
  const auto text = small_letters(entry.department + "\n" + entry.line + "\n" +
                                  regions.name_of(entry.region) + "\n" + entry.region);
  const auto words = small_letters(query.words);
  for (std::size_t from = 0; from < words.size();) {
    const auto end = std::min(words.find(' ', from), words.size());
    if (text.find(words.substr(from, end - from)) == std::string::npos) return false;
    from = end + 1;
  }
  return true;
}

void add_organ_list(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/organ-register", http::Lane::read,
               [&service](const http::Request& request) { return one_page(service, request); });
}

}  // namespace qidi::api
