// A matter (事项) as one version of the catalogue states it: limits with their units, what silence
// means, which pauses and extensions the law knows. A case keeps the version of its filing.
// Clauses N6, N7; 行政许可法 32, 42-45, 50; domain.md 3, 4; data in law/matters.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/casework/form.h"
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

/// How sure the catalogue is of a value (decision 0004).
enum class Confidence : std::uint8_t { unchecked, likely, certain };
/// "U", "L", "C".
std::string_view name_of(Confidence confidence);
/// 已核实, 较可信, 未核实.
std::string_view chinese_of(Confidence confidence);
std::optional<Confidence> confidence_from(std::string_view name);

/// What a value rests on, for people; no rule but publishing reads it.
struct Basis {
  std::string text;
  Confidence confidence = Confidence::unchecked;
  std::string note;
  bool operator==(const Basis&) const = default;
};

/// A reason for which days are not counted (行政许可法 45, or a special law).
struct PauseGround {
  std::string code;  ///< hearing, bidding, auction, inspection, testing, quarantine, …
  int cap_days = 0;  ///< working days at most, 0: no cap in law
  std::string basis;
  std::string name = {};  ///< of a special law's ground; article 45 has its own words
  Confidence confidence = Confidence::unchecked;
  bool operator==(const PauseGround&) const = default;
};

/// A paper that the matter's closed list asks for.
struct MatterPaper {
  std::string code;
  std::string name;
  bool mandatory = true;
  std::string from = {};    ///< who makes it: the unit, an agency, another organ
  std::string form = {};    ///< 原件, 复印件, 原件核验
  bool paper_only = false;  ///< true: an electronic one will not do
  std::string reuses = {};  ///< id of the matter whose result serves, so that none is asked for
  bool operator==(const MatterPaper&) const = default;
};

/// Who decides: one row of (matter, threshold, region set) → level (domain-facts.md 3.1).
struct MatterTier {
  int level = 3;          ///< 0 state, 1 autonomous region, 2 league or city, 3 banner or county
  std::string threshold;  ///< in words; empty: whatever lies below the rows above
  std::vector<std::string> regions;   ///< codes of the only regions it holds for; empty: all
  std::vector<std::string> excepted;  ///< codes of regions it does not hold for
  Basis basis;
  /// When a filled form reaches it: a JSON Schema (record/form_condition.h). Empty: the form's
  /// figures do not tell.
  std::string reached_when = {};
  bool operator==(const MatterTier&) const = default;
};

/// Another matter whose result must be there first.
struct Prerequisite {
  std::string matter;
  Basis basis;
  bool operator==(const Prerequisite&) const = default;
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

  // For people. Records of the first release have none of these; then they are empty.
  std::string kind;  ///< licence, filing, review, internal, technical, assessment
  bool named_in_notice = false;
  Basis statutory_basis;
  Basis promised_basis;
  Basis extension_basis;
  std::string extension_by;  ///< who approves an extension; empty: as 行政许可法 42 says
  Basis papers_basis;
  Basis power;     ///< who decides, in a sentence
  Basis validity;  ///< of the document produced
  std::vector<MatterTier> tiers;
  std::vector<Prerequisite> prerequisites;
  std::vector<std::string> documents;  ///< produced by a grant
  std::string note;
  std::string valid_from_note;
  std::string form;  ///< a JSON Schema of the stated subset (decision 0015); empty: no form
  bool operator==(const MatterVersion&) const = default;
};

/// The catalogue: every version of every matter, plus the names departments write for them.
class MatterCatalogue {
 public:
  void add(MatterVersion version);
  void add_alias(std::string alias, std::string matter);
  /// Adds a version that was published later: those before it end on the day before it begins, and
  /// it ends on the day before the next one begins.
  void publish(MatterVersion version);
  /// How the form of a version is read. A version with a form that nobody can read takes no filing.
  void set_form(std::string_view matter, int version, std::shared_ptr<const Form> form);
  /// The form of a version; null when it has none or nobody can read it.
  const Form* form_of(const MatterVersion& version) const;

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
  /// The version of every matter that a filing on `day` takes; where none does, the latest.
  std::vector<const MatterVersion*> all_on(Day day) const;
  /// Every version of one matter in order; empty when unknown.
  std::vector<const MatterVersion*> versions_of(std::string_view matter) const;

 private:
  std::map<std::string, std::vector<MatterVersion>, std::less<>> versions_;
  std::map<std::string, std::string, std::less<>> aliases_;
  std::map<std::pair<std::string, int>, std::shared_ptr<const Form>> forms_;
};

/// 行政许可法 45 names these grounds; any matter may pause on them.
bool is_ground_of_article_45(std::string_view code);
/// Their codes, in the law's order.
std::vector<std::string_view> grounds_of_article_45();
std::string_view chinese_of_ground(std::string_view code);

}  // namespace qidi::domain
