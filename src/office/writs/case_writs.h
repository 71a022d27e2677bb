// The writs of one case: which there are, what became of them, and what each says. A writ is
// told from the events up to its own, so that the same paper comes out on any later day; what
// happened since is told beside it (standing, delivery).
// Clauses N5, N8; docs/decisions/0012.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/casework/approval_case.h"
#include "office/ports.h"
#include "office/regions.h"
#include "office/rule_book.h"
#include "office/writs/writ_text.h"

namespace qidi::office {

/// A case's writs with the record that they rest on.
struct CaseWrits {
  std::string case_id;
  domain::ApprovalCase current;
  std::vector<record::SealedEvent> stored;
  std::vector<domain::Event> events;
  /// What the case's progress is asked with, and where: printed on the papers a unit takes home.
  /// Put in by whoever knows the directory's secret; empty: not printed.
  std::string query_code = {};
  std::string query_address = {};

  const domain::GivenWrit* at(long long sequence) const;
  const record::SealedEvent& sealed(const domain::GivenWrit& given) const {
    return stored[static_cast<std::size_t>(given.sequence) - 1];
  }
};

/// Reads the case of exactly this id; none when there is none.
Result<std::optional<CaseWrits>, Fault> writs_of(EventReader& reader, const std::string& case_id);

/// 新城区自然资源局: the region is not said twice.
std::string organ_name(const domain::Organ& organ, const Regions& regions);

/// What the case's events up to a writ's own tell for its template.
WritFacts facts_of_writ(const CaseWrits& writs, const domain::GivenWrit& given,
                        const RuleBook& rules, const Regions& regions);

/// The writ written; or what it lacks.
Result<WritText, MissingContent> drawn_up_writ(const CaseWrits& writs,
                                               const domain::GivenWrit& given,
                                               const RuleBook& rules, const Regions& regions,
                                               const std::vector<domain::WritTemplate>& templates);

/// Where a writ's event stands in the log: the root over the log up to it, which never changes
/// again, and the path under the log's root of now.
struct WritProof {
  std::uint64_t index = 0;
  record::Digest event_hash{};
  record::Digest root_then{};  ///< over the first index + 1 leaves
  std::uint64_t size_now = 0;
  record::Digest root_now{};
  std::vector<record::Digest> path;
};
Result<WritProof, Fault> proof_of_writ(EventReader& reader, const CaseWrits& writs,
                                       const domain::GivenWrit& given);

/// A name that a stranger may compare with his paper, but not learn: the first two characters and
/// the last two.
std::string masked_name(const std::string& name);

}  // namespace qidi::office
