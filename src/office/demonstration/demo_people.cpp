// The busiest league organ, the busiest banner organ of its line below it, the busiest unit.
#include "office/demonstration/demo_people.h"

#include <algorithm>
#include <array>
#include <map>

#include "office/people.h"

namespace qidi::office {

namespace {

using domain::Organ;
using domain::Role;

constexpr std::array<std::string_view, 15> logins{
    "clerk1", "clerk2",   "head1",  "bclerk1",    "bclerk2",  "bhead1",   "window", "unit",
    "office", "superior", "leader", "government", "sysadmin", "secadmin", "auditor"};

/// How many cases each has: the organs that hold them, filed or forwarded, and the units.
struct Load {
  std::map<Organ, long long> organs;
  std::map<Organ, std::map<int, long long>> officers;
  std::map<std::string, long long> units;  ///< by credit code
  std::map<std::string, std::string> unit_names;
};

Load load_of(const std::vector<Story>& stories) {
  Load load;
  const auto add = [&](const Organ& organ, int officer) {
    ++load.organs[organ];
    ++load.officers[organ][officer];
  };
  for (const auto& story : stories) {
    add(story.holder, story.officer);
    if (story.power != domain::PowerAbove::none) add(story.upper, story.officer);
    ++load.units[story.project.unit_code];
    load.unit_names[story.project.unit_code] = story.project.unit;
  }
  return load;
}

/// The key with the greatest count among those that `fits`; the first of equals.
template <class Map, class Fits>
const typename Map::key_type* busiest(const Map& counts, const Fits& fits) {
  const typename Map::value_type* found = nullptr;
  for (const auto& entry : counts) {
    if (fits(entry.first) && (found == nullptr || entry.second > found->second)) found = &entry;
  }
  return found == nullptr ? nullptr : &found->first;
}

class Cast {
 public:
  Cast(const std::vector<Story>& stories, const DemoWorld& world, const Regions& regions)
      : world_(world), regions_(regions), load_(load_of(stories)) {}

  std::vector<DemoPerson> people() {
    const auto* league = busiest(load_.organs, [&](const Organ& organ) {
      const auto* region = regions_.find(organ.region);
      return region != nullptr && region->level == 2;
    });
    if (league != nullptr) add_league(*league);
    add_unit();
    const std::string top = "150000";
    const Organ office{top, "领导小组办公室"};
    add("office", Role::office, office, world_.officer(office, 1));
    add("sysadmin", Role::system_admin, {}, "演示系统管理员");
    add("secadmin", Role::security_admin, {}, "演示安全管理员");
    add("auditor", Role::audit_admin, {}, "演示审计管理员");
    return std::move(people_);
  }

 private:
  void add_league(const Organ& league) {
    add_organ(league, "");
    const auto place = regions_.name_of(league.region);
    const auto bureau =
        league.department.starts_with(place) ? league.department.substr(place.size()) : "";
    const auto* banner = busiest(load_.organs, [&](const Organ& organ) {
      const auto* region = regions_.find(organ.region);
      return region != nullptr && region->parent == league.region &&
             organ.department == region->name + bureau;
    });
    if (banner != nullptr) {
      add_organ(*banner, "b");
      const Organ window{banner->region, regions_.name_of(banner->region) + "政务服务局"};
      add("window", Role::window_clerk, window, world_.officer(window, 1));
    }
    add("superior", Role::superior, league, world_.officer(league, 7));
    const Organ government{league.region,
                           place + (place.ends_with("盟") ? "行政公署" : "人民政府")};
    add("leader", Role::government_leader, government, world_.officer(government, 0));
    add("government", Role::region_government, government, world_.officer(government, 1));
  }

  /// The two officers with most cases, and the head.
  void add_organ(const Organ& organ, const std::string& prefix) {
    auto officers = load_.officers[organ];
    for (const auto* login : {"clerk1", "clerk2"}) {
      const auto* number = busiest(officers, [](int) { return true; });
      if (number == nullptr) break;
      add(prefix + login, Role::clerk, organ, world_.officer(organ, *number));
      officers.erase(*number);
    }
    add(prefix + "head1", Role::head, organ, world_.officer(organ, 0));
  }

  void add_unit() {
    const auto* code = busiest(load_.units, [](const std::string&) { return true; });
    if (code == nullptr) return;
    add("unit", Role::project_unit, {}, load_.unit_names[*code]);
    people_.back().open.unit_code = *code;
    people_.back().open.unit_name = load_.unit_names[*code];
  }

  void add(const std::string& login, Role role, const Organ& organ, std::string name) {
    DemoPerson person;
    person.id = "demo-" + login;
    person.open.login = login;
    person.open.role = role;
    person.open.name = std::move(name);
    person.open.region = organ.region;
    person.open.department = organ.department;
    people_.push_back(std::move(person));
  }

  const DemoWorld& world_;
  const Regions& regions_;
  Load load_;
  std::vector<DemoPerson> people_;
};

}  // namespace

std::span<const std::string_view> demo_logins() {
  return logins;
}

std::vector<DemoPerson> demo_people(const std::vector<Story>& stories, const DemoWorld& world,
                                    const Regions& regions) {
  return Cast(stories, world, regions).people();
}

Result<void, Fault> open_demo_accounts(EventLog& log, Clock& clock,
                                       const std::vector<DemoPerson>& people) {
  for (const auto& person : people) {
    domain::AccountCommand command;
    command.command_id = person.id + "-open";
    command.account_id = person.id;
    command.actor = domain::console_actor();
    command.body = person.open;
    QIDI_TRY(answer, perform_account_act(log, clock, command));
    if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
      return Unexpected{Fault{FaultKind::conflict, person.id + "：" + refusal->detail}};
    }
  }
  return {};
}

}  // namespace qidi::office
