// The catalogue of matters, and the grounds of article 45.
#include "domain/casework/matter.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace qidi::domain {

namespace {

/// 行政许可法 45: 听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> article_45{{
    {"hearing", "听证"},
    {"bidding", "招标"},
    {"auction", "拍卖"},
    {"inspection", "检验"},
    {"testing", "检测"},
    {"quarantine", "检疫"},
    {"appraisal", "鉴定"},
    {"expert_review", "专家评审"},
}};

/// The characters of a UTF-8 text, each as its own bytes.
std::multiset<std::string> characters(std::string_view text) {
  std::multiset<std::string> found;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    found.emplace(text.substr(i, length));
    i += length;
  }
  return found;
}

std::size_t shared(const std::multiset<std::string>& a, const std::multiset<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

}  // namespace

void MatterCatalogue::add(MatterVersion version) {
  aliases_[version.matter] = version.matter;
  aliases_[version.name] = version.matter;
  auto& versions = versions_[version.matter];
  versions.push_back(std::move(version));
  std::sort(versions.begin(), versions.end(),
            [](const auto& a, const auto& b) { return a.version < b.version; });
}

void MatterCatalogue::publish(MatterVersion version) {
  constexpr std::chrono::days one{1};
  for (auto& other : versions_[version.matter]) {
    if (other.valid_from <= version.valid_from) {
      other.valid_to = std::min(other.valid_to, version.valid_from - one);
    } else if (other.valid_from <= other.valid_to) {
      version.valid_to = std::min(version.valid_to, other.valid_from - one);
    }
  }
  add(std::move(version));
}

void MatterCatalogue::set_form(std::string_view matter, int version,
                               std::shared_ptr<const Form> form) {
  forms_[{std::string(matter), version}] = std::move(form);
}

const Form* MatterCatalogue::form_of(const MatterVersion& version) const {
  const auto found = forms_.find({version.matter, version.version});
  return found == forms_.end() ? nullptr : found->second.get();
}

void MatterCatalogue::add_alias(std::string alias, std::string matter) {
  aliases_.emplace(std::move(alias), std::move(matter));
}

const MatterVersion* MatterCatalogue::in_force(std::string_view matter, Day day) const {
  const auto found = versions_.find(matter);
  if (found == versions_.end()) return nullptr;
  for (const auto& version : found->second) {
    if (version.valid_from <= day && day <= version.valid_to) return &version;
  }
  return nullptr;
}

const MatterVersion* MatterCatalogue::version(std::string_view matter, int wanted) const {
  const auto found = versions_.find(matter);
  if (found == versions_.end()) return nullptr;
  for (const auto& version : found->second) {
    if (version.version == wanted) return &version;
  }
  return nullptr;
}

std::optional<std::string> MatterCatalogue::resolve(std::string_view text) const {
  const auto found = aliases_.find(text);
  return found == aliases_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> MatterCatalogue::nearest(std::string_view text) const {
  const auto wanted = characters(text);
  std::vector<std::pair<std::size_t, std::string>> scored;
  for (const auto& [alias, matter] : aliases_) {
    const auto score = shared(wanted, characters(alias));
    if (score > 0) scored.emplace_back(score, alias);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  for (const auto& [score, name] : scored) {
    if (names.size() < 3) names.push_back(name);
  }
  return names;
}

std::vector<const MatterVersion*> MatterCatalogue::every_version() const {
  std::vector<const MatterVersion*> every;
  for (const auto& [matter, versions] : versions_) {
    for (const auto& version : versions) every.push_back(&version);
  }
  return every;
}

std::vector<const MatterVersion*> MatterCatalogue::all() const {
  std::vector<const MatterVersion*> latest;
  for (const auto& [matter, versions] : versions_) latest.push_back(&versions.back());
  return latest;
}

std::vector<const MatterVersion*> MatterCatalogue::all_on(Day day) const {
  std::vector<const MatterVersion*> found;
  for (const auto& [matter, versions] : versions_) {
    const auto* version = in_force(matter, day);
    found.push_back(version != nullptr ? version : &versions.back());
  }
  return found;
}

std::vector<const MatterVersion*> MatterCatalogue::versions_of(std::string_view matter) const {
  std::vector<const MatterVersion*> found;
  if (const auto at = versions_.find(matter); at != versions_.end()) {
    for (const auto& version : at->second) found.push_back(&version);
  }
  return found;
}

std::string_view name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::unchecked:
      return "U";
    case Confidence::likely:
      return "L";
    case Confidence::certain:
      return "C";
  }
  return "";
}

std::string_view chinese_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::certain:
      return "已核实";
    case Confidence::likely:
      return "较可信";
    case Confidence::unchecked:
      return "未核实";
  }
  return "";
}

std::optional<Confidence> confidence_from(std::string_view name) {
  for (const auto one : {Confidence::unchecked, Confidence::likely, Confidence::certain}) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

bool is_ground_of_article_45(std::string_view code) {
  return std::any_of(article_45.begin(), article_45.end(),
                     [&](const auto& ground) { return ground.first == code; });
}

std::vector<std::string_view> grounds_of_article_45() {
  std::vector<std::string_view> codes;
  for (const auto& [code, chinese] : article_45) codes.push_back(code);
  return codes;
}

std::string_view chinese_of_ground(std::string_view code) {
  for (const auto& [ground, chinese] : article_45) {
    if (ground == code) return chinese;
  }
  return code;
}

}  // namespace qidi::domain
