// See organ_register.h.
#include "domain/people/organ_register.h"

#include <algorithm>
#include <array>

namespace qidi::domain {

namespace {

using OrganOutcome = Result<std::vector<OrganEventBody>, Refusal>;

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

/// In the order of OrganEventBody.
constexpr std::array<std::string_view, std::variant_size_v<OrganEventBody>> kinds{
    "organ_added",  "organ_verified", "organ_changed",
    "organ_closed", "organ_merged",   "region_added"};
constexpr std::array<std::string_view, std::variant_size_v<OrganCommandBody>> acts{
    "add", "verify", "change", "close", "merge", "add_region"};
constexpr std::size_t longest = 300;

Unexpected<Refusal> no(RefusalCode code, std::string field, std::string_view addition = {}) {
  return Unexpected{refuse(code, std::move(field), addition)};
}

std::optional<Refusal> against_texts(
    std::initializer_list<std::pair<const char*, const std::string*>> texts) {
  for (const auto& [field, text] : texts) {
    if (text->size() > longest) return refuse(RefusalCode::field_invalid, field, "过长");
  }
  return std::nullopt;
}

std::optional<Refusal> against_entry(const OrganEntry& entry) {
  if (entry.department.empty()) return refuse(RefusalCode::field_missing, "department");
  if (entry.source.empty()) return refuse(RefusalCode::field_missing, "source", "依据");
  return against_texts({{"department", &entry.department},
                        {"line", &entry.line},
                        {"superior", &entry.superior},
                        {"source", &entry.source}});
}

/// Six digits of GB/T 2260, or twelve of the statistical code below it.
bool is_region_code(std::string_view code) {
  return (code.size() == 6 || code.size() == 12) &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Deciding {
  const OrganRegister& known;
  const OrganFacts& facts;

  template <class Event>
  OrganOutcome enter(const Event& event) const {
    if (auto refusal = against_entry(event)) return Unexpected{*refusal};
    if (!facts.region_known) return no(RefusalCode::unknown_region, "region");
    if (const auto* there = known.find(event)) {
      if (static_cast<const OrganEntry&>(*there) == event && !there->closed) {
        return std::vector<OrganEventBody>{};
      }
      return no(RefusalCode::organ_exists, "department");
    }
    return std::vector<OrganEventBody>{event};
  }
  OrganOutcome operator()(const OrganAdded& event) const { return enter(event); }
  OrganOutcome operator()(const OrganVerified& event) const { return enter(event); }
  OrganOutcome operator()(const OrganChanged& event) const {
    if (auto refusal = against_entry(event)) return Unexpected{*refusal};
    const auto* there = known.find(event);
    if (there == nullptr) return no(RefusalCode::unknown_organ, "department");
    if (there->closed || !there->merged_into.empty()) {
      return no(RefusalCode::organ_closed, "department");
    }
    if (static_cast<const OrganEntry&>(*there) == event) return std::vector<OrganEventBody>{};
    return std::vector<OrganEventBody>{event};
  }
  OrganOutcome operator()(const OrganClosed& event) const {
    if (event.reason.empty()) return no(RefusalCode::field_missing, "reason");
    if (event.reason.size() > longest) return no(RefusalCode::field_invalid, "reason", "过长");
    const auto* there = known.find(event);
    if (there == nullptr) return no(RefusalCode::unknown_organ, "department");
    if (there->closed || !there->merged_into.empty()) {
      return no(RefusalCode::organ_closed, "department");
    }
    const auto last = event.last_day.value_or(facts.today);
    if (last > facts.today) return no(RefusalCode::day_in_future, "last_day");
    if (there->from && last < *there->from) return no(RefusalCode::field_invalid, "last_day");
    if (facts.open_cases > 0) {
      return no(RefusalCode::organ_holds_cases, "department",
                std::to_string(facts.open_cases) + " 件");
    }
    OrganClosed closed = event;
    closed.last_day = last;
    return std::vector<OrganEventBody>{closed};
  }
  OrganOutcome operator()(const OrganMerged& event) const {
    if (event.reason.empty()) return no(RefusalCode::field_missing, "reason");
    if (event.reason.size() > longest) return no(RefusalCode::field_invalid, "reason", "过长");
    if (known.find(event) != nullptr) return no(RefusalCode::organ_exists, "department");
    const auto* into = known.find({event.region, event.into});
    if (into == nullptr) return no(RefusalCode::unknown_organ, "into");
    if (into->closed || !into->merged_into.empty()) return no(RefusalCode::organ_closed, "into");
    return std::vector<OrganEventBody>{event};
  }
  OrganOutcome operator()(const RegionAdded& event) const {
    if (!is_region_code(event.code)) {
      return no(RefusalCode::field_invalid, "code", "应为行政区划代码");
    }
    if (event.name.empty()) return no(RefusalCode::field_missing, "name");
    if (event.source.empty()) return no(RefusalCode::field_missing, "source", "依据");
    if (auto refusal = against_texts({{"name", &event.name}, {"source", &event.source}})) {
      return Unexpected{*refusal};
    }
    if (!facts.region_known) return no(RefusalCode::unknown_region, "parent");
    if (!facts.region_is_new) return no(RefusalCode::region_exists, "code");
    return std::vector<OrganEventBody>{event};
  }
};

}  // namespace

std::string_view kind_of(const OrganEventBody& body) {
  return kinds[body.index()];
}

std::string_view act_name(const OrganCommandBody& body) {
  return acts[body.index()];
}

const RegisteredOrgan* OrganRegister::find(const Organ& organ) const {
  const auto found = organs.find({organ.region, organ.department});
  return found == organs.end() ? nullptr : &found->second;
}

void evolve(OrganRegister& known, const OrganEventBody& event) {
  ++known.version;
  const auto enter = [&](const OrganEntry& entry) {
    static_cast<OrganEntry&>(known.organs[{entry.region, entry.department}]) = entry;
  };
  std::visit(Cases{
                 [&](const OrganAdded& added) { enter(added); },
                 [&](const OrganVerified& verified) { enter(verified); },
                 [&](const OrganChanged& changed) { enter(changed); },
                 [&](const OrganClosed& closed) {
                   known.organs[{closed.region, closed.department}].closed = closed.last_day;
                 },
                 [&](const OrganMerged& merged) {
                   auto& organ = known.organs[{merged.region, merged.department}];
                   organ.region = merged.region;
                   organ.department = merged.department;
                   organ.merged_into = merged.into;
                 },
                 [&](const RegionAdded& added) { known.regions.push_back(added); },
             },
             event);
}

OrganOutcome decide_organ(const OrganRegister& known, const OrganCommand& command,
                          const OrganFacts& facts) {
  const bool may = command.actor.role == Role::system_admin;
  if (!may) return no(RefusalCode::not_permitted, "actor.role");
  return std::visit(Deciding{known, facts}, command.body);
}

}  // namespace qidi::domain
