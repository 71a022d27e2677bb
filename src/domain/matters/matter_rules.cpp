// The checks, by subject.
#include "domain/matters/matter_rules.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace qidi::domain {

namespace {

using Code = RefusalCode;

bool is_code(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 60 && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Whether the promise ends no later than the law's limit, whatever day both begin on. Holidays are
/// left aside; they stretch working days only, so a promise in working days is held against the
/// fewest of them that a week leaves.
bool promise_fits(const Limit& promised, const Limit& statutory) {
  if (promised.unit == LimitUnit::at_once) return true;
  if (statutory.unit == LimitUnit::at_once) return false;
  if (promised.unit == statutory.unit) return promised.count <= statutory.count;
  if (statutory.unit == LimitUnit::calendar_days) {
    const int rest = std::max(0, statutory.count % 7 - 2);
    return promised.count <= statutory.count / 7 * 5 + rest;
  }
  return promised.count <= statutory.count + (statutory.count - 1) / 5 * 2;
}

class Checks {
 public:
  Checks(const ProposedVersion& proposed, const PublishingFacts& facts)
      : proposed_(proposed), version_(proposed.version), facts_(facts) {}

  std::vector<Refusal> all() {
    names();
    days();
    limits();
    papers();
    people_read();
    if (!facts_.schema_fault.empty()) against(Code::schema_invalid, "form", facts_.schema_fault);
    if (!facts_.tier_fault.empty()) against(Code::schema_invalid, "tiers", facts_.tier_fault);
    unchanged();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    return std::move(found_);
  }

 private:
  void against(Code code, std::string field, std::string_view addition = {}) {
    found_.push_back(refuse(code, std::move(field), addition));
  }
  void needs(const std::string& text, std::string field, std::string_view what) {
    if (text.empty()) against(Code::matter_incomplete, std::move(field), what);
  }

  void names() {
    if (!is_code(version_.matter)) against(Code::matter_code_invalid, "matter", version_.matter);
    needs(version_.name, "name", "事项名称");
    needs(version_.line, "line", "条线");
    needs(proposed_.reason, "reason", "变更说明");
    for (const auto& alias : proposed_.aliases) taken(alias, "aliases");
    taken(version_.name, "name");
  }

  /// No name may stand for two matters.
  void taken(const std::string& name, std::string field) {
    const auto known = facts_.matters.resolve(name);
    if (known && *known != version_.matter) {
      against(Code::codes_repeated, std::move(field), name + "已是另一事项的名称");
    }
  }

  void days() {
    for (const auto* other : facts_.matters.versions_of(version_.matter)) {
      if (other->valid_from > facts_.today || other->valid_from <= version_.valid_from) continue;
      against(Code::valid_from_too_early, "valid_from",
              "第" + std::to_string(other->version) + "版自" + to_text(other->valid_from));
      break;
    }
    if (version_.valid_from < facts_.today && proposed_.backdated_reason.empty()) {
      against(Code::valid_from_too_early, "backdated_reason", "早于今天");
    }
    if (version_.valid_to < version_.valid_from) {
      against(Code::valid_from_too_early, "valid_to", "截止日早于施行日");
    }
  }

  /// 行政许可法 42: 二十日内不能作出决定的……; 法律、法规另有规定的，依照其规定.
  void limits() {
    limit(version_.statutory, "statutory");
    limit(version_.promised, "promised");
    limit(version_.first_review, "first_review");
    limit(version_.forward, "forward");
    if (version_.correction) limit(*version_.correction, "correction");
    if (version_.extension_cap < 0) against(Code::limit_invalid, "extension_cap");
    if (!promise_fits(version_.promised, version_.statutory)) {
      against(Code::promise_over_statutory, "promised");
    }
    based(version_.statutory_basis, "statutory_basis");
    based(version_.promised_basis, "promised_basis");
    if (version_.extension_cap > 0) based(version_.extension_basis, "extension_basis");
    for (std::size_t i = 0; i < version_.pause_grounds.size(); ++i) pause_ground(i);
  }

  void limit(const Limit& limit, std::string field) {
    const bool wrong =
        limit.unit == LimitUnit::at_once ? limit.count != 0 : limit.count < 1 || limit.count > 1000;
    if (wrong) against(Code::limit_invalid, std::move(field));
  }

  void based(const Basis& basis, std::string field) {
    if (basis.text.empty()) against(Code::basis_missing, std::move(field));
  }

  void pause_ground(std::size_t at) {
    const auto& ground = version_.pause_grounds[at];
    const auto field = "pause_grounds/" + std::to_string(at);
    if (!is_code(ground.code)) against(Code::matter_code_invalid, field + "/code", ground.code);
    if (ground.cap_days < 0) against(Code::limit_invalid, field + "/cap_days");
    // 行政许可法 45 is the basis of its own grounds; any other needs a law of its own.
    if (!is_ground_of_article_45(ground.code) && ground.basis.empty()) {
      against(Code::basis_missing, field + "/basis", ground.code);
    }
    if (!is_ground_of_article_45(ground.code) && ground.name.empty()) {
      against(Code::matter_incomplete, field + "/name", ground.code);
    }
  }

  /// 行政许可法 30: 依法需要提交的全部材料的目录 is published; a code names one paper.
  void papers() {
    std::set<std::string> codes;
    for (std::size_t i = 0; i < version_.papers.size(); ++i) {
      const auto& paper = version_.papers[i];
      const auto field = "papers/" + std::to_string(i);
      if (!is_code(paper.code)) against(Code::matter_code_invalid, field + "/code", paper.code);
      needs(paper.name, field + "/name", "材料名称");
      if (!codes.insert(paper.code).second) {
        against(Code::codes_repeated, field + "/code", paper.code);
      }
      known(paper.reuses, field + "/reuses");
    }
  }

  void people_read() {
    for (std::size_t i = 0; i < version_.tiers.size(); ++i) {
      const auto field = "tiers/" + std::to_string(i);
      if (version_.tiers[i].level < 0 || version_.tiers[i].level > 3) {
        against(Code::field_invalid, field + "/level", "0 国家 1 自治区 2 盟市 3 旗县");
      }
      based(version_.tiers[i].basis, field + "/basis");
    }
    for (std::size_t i = 0; i < version_.prerequisites.size(); ++i) {
      const auto field = "prerequisites/" + std::to_string(i) + "/matter";
      if (version_.prerequisites[i].matter.empty()) against(Code::field_missing, field);
      known(version_.prerequisites[i].matter, field);
    }
  }

  void known(const std::string& matter, std::string field) {
    if (matter.empty()) return;
    if (matter == version_.matter || last_version(facts_.matters, matter) == nullptr) {
      against(Code::unknown_matter, std::move(field), matter);
    }
  }

  /// A version that says what the one before it says would only confuse who reads the list of
  /// versions.
  void unchanged() {
    const auto* before = followed_version(facts_.matters, version_);
    if (before == nullptr) return;
    auto same = version_;
    same.version = before->version;
    same.valid_from = before->valid_from;
    same.valid_to = before->valid_to;
    if (same == *before) against(Code::nothing_changed, "");
  }

  const ProposedVersion& proposed_;
  const MatterVersion& version_;
  const PublishingFacts& facts_;
  std::vector<Refusal> found_;
};

}  // namespace

std::vector<Refusal> objections_to(const ProposedVersion& proposed, const PublishingFacts& facts) {
  return Checks(proposed, facts).all();
}

const MatterVersion* last_version(const MatterCatalogue& matters, const std::string& matter) {
  const auto versions = matters.versions_of(matter);
  return versions.empty() ? nullptr : versions.back();
}

const MatterVersion* followed_version(const MatterCatalogue& matters,
                                      const MatterVersion& version) {
  const auto* before = matters.in_force(version.matter, version.valid_from);
  return before != nullptr ? before : last_version(matters, version.matter);
}

}  // namespace qidi::domain
