// Ratings, the tasks of heads, opinions and sealed values out of memory.
#include <algorithm>
#include <limits>
#include <tuple>

#include "store/memory/memory_store.h"

namespace qidi::store {

Result<std::vector<office::SealedValue>, office::Fault> MemoryStore::sealed_of(
    const std::string& stream) {
  const auto found = sealed_.find(stream);
  if (found == sealed_.end()) return std::vector<office::SealedValue>{};
  return found->second;
}

Result<std::vector<office::HeadTaskLine>, office::Fault> MemoryStore::head_tasks(
    const office::HeadTaskQuery& query, int most) {
  std::vector<office::HeadTaskLine> list;
  for (const auto& [id, rows] : rows_) {
    for (const auto& task : rows.tasks) {
      const bool is_asked_for = task.organ == query.organ && task.kind == query.kind;
      if (is_asked_for && task.since <= query.as_of) list.push_back({id, task});
    }
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& one, const auto& other) {
    return one.task.since < other.task.since;
  });
  if (list.size() > static_cast<std::size_t>(most)) list.resize(static_cast<std::size_t>(most));
  return list;
}

Result<long long, office::Fault> MemoryStore::count_head_tasks(const office::HeadTaskQuery& query) {
  QIDI_TRY(all, head_tasks(query, std::numeric_limits<int>::max()));
  return static_cast<long long>(all.size());
}

Result<std::vector<office::OpinionLine>, office::Fault> MemoryStore::opinions(
    const office::OpinionQuery& query) {
  std::vector<office::OpinionLine> list;
  const auto is_asked_for = [&](const domain::Organ& organ) {
    return organ.region.starts_with(query.region_prefix) &&
           (query.department.empty() || organ.department == query.department);
  };
  for (const auto& [id, rows] : rows_) {
    for (const auto& opinion : rows.opinions) {
      if (is_asked_for(opinion.asked) || is_asked_for(opinion.from)) list.push_back({id, opinion});
    }
  }
  return list;
}

Result<std::vector<std::string>, office::Fault> MemoryStore::cases_to_remind(
    std::optional<domain::Day> after, domain::Day today) {
  std::vector<std::string> cases;
  for (const auto& [id, rows] : rows_) {
    const bool reached = std::any_of(
        rows.opinions.begin(), rows.opinions.end(), [&](const domain::OpinionRow& opinion) {
          return opinion.state == domain::OpinionState::waiting && opinion.warn <= today &&
                 (!after || opinion.due >= *after);
        });
    if (reached) cases.push_back(id);
  }
  return cases;
}

Result<std::vector<office::RatingCount>, office::Fault> MemoryStore::count_ratings(
    const std::string& region_prefix, domain::Day first, domain::Day last) {
  std::map<std::tuple<domain::Organ, domain::RatingStep, domain::RatingGrade>, long long> counts;
  for (const auto& [id, rows] : rows_) {
    for (const auto& rating : rows.ratings) {
      const bool asked = rating.organ.region.starts_with(region_prefix) && first <= rating.day &&
                         rating.day <= last;
      if (asked) ++counts[{rating.organ, rating.step, rating.grade}];
    }
  }
  std::vector<office::RatingCount> list;
  for (const auto& [key, cases] : counts) {
    const auto& [organ, step, grade] = key;
    list.push_back({organ, step, grade, cases});
  }
  return list;
}

}  // namespace qidi::store
