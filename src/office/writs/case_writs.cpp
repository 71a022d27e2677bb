// Reading a case's writs and proving where their events stand.
#include "office/writs/case_writs.h"

#include "domain/casework/rules.h"
#include "office/handle_command.h"

namespace qidi::office {

const domain::GivenWrit* CaseWrits::at(long long sequence) const {
  for (const auto& given : current.writs) {
    if (given.sequence == sequence) return &given;
  }
  return nullptr;
}

Result<std::optional<CaseWrits>, Fault> writs_of(EventReader& reader, const std::string& case_id) {
  CaseWrits writs;
  writs.case_id = case_id;
  QIDI_TRY(stored, reader.load(stream_of_case(case_id)));
  if (stored.empty()) return std::optional<CaseWrits>();
  writs.stored = std::move(stored);
  QIDI_TRY(events, open_events(writs.stored));
  writs.events = std::move(events);
  writs.current = domain::fold(writs.events);
  return std::optional(std::move(writs));
}

std::string organ_name(const domain::Organ& organ, const Regions& regions) {
  const auto region = organ.region.empty() ? std::string() : regions.name_of(organ.region);
  return organ.department.starts_with(region) ? organ.department : region + organ.department;
}

Result<WritText, MissingContent> drawn_up_writ(const CaseWrits& writs,
                                               const domain::GivenWrit& given,
                                               const RuleBook& rules, const Regions& regions,
                                               const std::vector<domain::WritTemplate>& templates) {
  const auto* form = template_for(templates, given.kind, given.day);
  if (form == nullptr) {
    return Unexpected{MissingContent{"template", "当日有效的文书格式",
                                     std::string(domain::chinese_of(given.kind))}};
  }
  QIDI_TRY(text, draw_up(*form, facts_of_writ(writs, given, rules, regions)));
  text.day = given.day;
  return text;
}

Result<WritProof, Fault> proof_of_writ(EventReader& reader, const CaseWrits& writs,
                                       const domain::GivenWrit& given) {
  const auto& sealed = writs.sealed(given);
  WritProof proof;
  proof.index = sealed.global_index;
  proof.event_hash = sealed.hash;
  QIDI_TRY(edge, reader.log_edge());
  proof.size_now = edge.size();
  proof.root_now = edge.root();
  const std::vector<std::uint64_t> positions{proof.index};
  QIDI_TRY(now, reader.inclusion_proofs(positions, proof.size_now));
  proof.path = std::move(now.front());
  QIDI_TRY(then, reader.inclusion_proofs(positions, proof.index + 1));
  // The last leaf of its log: whatever stands beside it on the way up stands on its left.
  proof.root_then = record::leaf_hash(proof.event_hash);
  for (const auto& left : then.front()) proof.root_then = record::node_hash(left, proof.root_then);
  return proof;
}

std::string masked_name(const std::string& name) {
  std::vector<std::string> characters;
  for (const char byte : name) {
    const bool goes_on = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    if (goes_on && !characters.empty()) {
      characters.back() += byte;
    } else {
      characters.emplace_back(1, byte);
    }
  }
  constexpr std::size_t shown = 2;
  std::string masked;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const bool at_edge = i < shown || i + shown >= characters.size();
    const bool too_short = characters.size() <= 2 * shown && i > 0;
    masked += at_edge && !too_short ? characters[i] : "＊";
  }
  return masked;
}

}  // namespace qidi::office
