// A matter (事项) as one version of the catalogue states it: limits with their units, what silence
// means, which pauses and extensions the law knows. A case keeps the version of its filing.
// Clauses N6, N7; 行政许可法 32, 42-45, 50; domain.md 3, 4; data in law/matters.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/countdown.h"

namespace qidi::domain {

/// From which day the statutory limit runs (domain.md 4, row `statutory`).
enum class RunsFrom : std::uint8_t { acceptance, receipt };

/// What the organ's silence past the statutory limit means; silence past the review is always
/// acceptance (行政许可法 32.4).
enum class Silence : std::uint8_t {
  nothing,
  agreed,   ///< 建设项目环境保护管理条例 12: 逾期未通知, 视为同意
  renewed,  ///< 行政许可法 50: 逾期未作决定的, 视为准予延续
};

/// A reason for which days are not counted (行政许可法 45, or a special law).
struct PauseGround {
  std::string code;  ///< hearing, bidding, auction, inspection, testing, quarantine, …
  int cap_days = 0;  ///< working days at most, 0: no cap in law
  std::string basis;
  bool operator==(const PauseGround&) const = default;
};

/// A paper that the matter's closed list asks for.
struct MatterPaper {
  std::string code;
  std::string name;
  bool mandatory = true;
  bool operator==(const MatterPaper&) const = default;
};

/// One version of a matter. A version whose promise is longer than its statutory limit cannot be
/// published (domain.md 4.4).
struct MatterVersion {
  std::string matter;
  std::string name;
  std::string line;  ///< 条线: the department line that owns it
  int version = 1;
  Day valid_from = beginning_of_days;
  Day valid_to = end_of_days;  ///< last day on which a filing takes this version
  Limit promised;
  Limit statutory;
  RunsFrom statutory_from = RunsFrom::acceptance;
  Limit first_review{LimitUnit::working_days, 20};  ///< 行政许可法 43, for a lower level's review
  Limit forward{LimitUnit::working_days, 7};        ///< N7
  std::optional<Limit> correction;                  ///< the unit's own term; none by default
  int extension_cap = 10;                           ///< working days (行政许可法 42); joint 15
  bool joint = false;  ///< 统一、联合、集中办理: 45 + 15 (行政许可法 42.2)
  Silence silence = Silence::nothing;
  bool promise_allowed = false;  ///< 告知承诺
  bool gap_allowed = false;      ///< 容缺受理
  std::vector<PauseGround> pause_grounds;
  std::vector<MatterPaper> papers;
  bool operator==(const MatterVersion&) const = default;
};

/// The catalogue: every version of every matter, plus the names departments write for them.
class MatterCatalogue {
 public:
  void add(MatterVersion version);
  void add_alias(std::string alias, std::string matter);

  /// The version a filing on `day` takes; null when the matter is unknown or not in force then.
  const MatterVersion* in_force(std::string_view matter, Day day) const;
  const MatterVersion* version(std::string_view matter, int version) const;
  /// The matter's id for an id, a name or an alias; nothing when unknown.
  std::optional<std::string> resolve(std::string_view text) const;
  /// Ids and names that look like `text`, nearest first, for an error message.
  std::vector<std::string> nearest(std::string_view text) const;
  /// Every version, in order of matter id and version; and every name that stands for a matter.
  std::vector<const MatterVersion*> every_version() const;
  const std::map<std::string, std::string, std::less<>>& aliases() const { return aliases_; }
  /// The latest version of every matter, in order of id.
  std::vector<const MatterVersion*> all() const;

 private:
  std::map<std::string, std::vector<MatterVersion>, std::less<>> versions_;
  std::map<std::string, std::string, std::less<>> aliases_;
};

/// 行政许可法 45 names these grounds; any matter may pause on them.
bool is_ground_of_article_45(std::string_view code);
/// Their codes, in the law's order.
std::vector<std::string_view> grounds_of_article_45();
std::string_view chinese_of_ground(std::string_view code);

}  // namespace qidi::domain
