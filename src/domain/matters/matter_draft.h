// The draft of a matter's next version: who prepares it, who looks at it, how it is published. A
// stream of its own for each matter; the published version goes into the system stream. Two people
// stand behind each publication: none of those who wrote the draft may publish it.
// Clause N6; 行政许可法 30, 42; rulings 14; decision 0015.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/matters/matter_rules.h"
#include "domain/people/actor.h"

namespace qidi::domain {

/// What has happened to a draft.
struct DraftSaved {
  ProposedVersion proposed;
};
struct DraftSubmitted {};
struct DraftReturned {
  std::string reason;
};
struct DraftDropped {
  std::string reason;
};
struct DraftPublished {
  int version = 0;
};
using DraftEventBody =
    std::variant<DraftSaved, DraftSubmitted, DraftReturned, DraftDropped, DraftPublished>;

struct DraftEvent {
  DraftEventBody body;
  Actor actor;
  Instant recorded{};
};

/// "matter_draft_saved", …
std::string_view kind_of(const DraftEventBody& body);

enum class DraftState : std::uint8_t { none, open, submitted };
/// "none", "open", "submitted".
std::string_view name_of(DraftState state);

/// The draft as its events add up. After a publication or a dropping there is none again.
struct MatterDraft {
  std::string matter;
  unsigned long long version = 0;  ///< of the stream
  DraftState state = DraftState::none;
  ProposedVersion proposed;
  std::vector<Actor> writers;  ///< who saved or submitted it, each once, in order
  Actor submitted_by;
  std::optional<Instant> changed;
  std::string returned;  ///< why it came back; empty when it did not
};

void evolve(MatterDraft& draft, const DraftEvent& event);

/// What is asked of a draft.
struct SaveDraft {
  ProposedVersion proposed;
};
struct SubmitDraft {};
struct ReturnDraft {
  std::string reason;
};
struct DropDraft {
  std::string reason;
};
struct PublishDraft {};
using DraftCommandBody = std::variant<SaveDraft, SubmitDraft, ReturnDraft, DropDraft, PublishDraft>;

struct DraftCommand {
  std::string command_id;
  std::string matter;
  Actor actor;  ///< `id` is the account's
  DraftCommandBody body;
  unsigned long long expected_version = 0;  ///< the draft that the actor saw
};

/// "save", "submit", "return", "drop", "publish".
std::string_view act_name(const DraftCommandBody& body);

/// Whether the role may do the act: the system administrator prepares; the security administrator
/// or the office looks at it, returns or publishes it.
bool may_do_draft(Role role, std::string_view act);

using DraftDecided = Result<std::vector<DraftEventBody>, Refusal>;

/// What becomes of a command, or the first reason why not, in published order.
DraftDecided decide_draft(const MatterDraft& draft, const DraftCommand& command,
                          const PublishingFacts& facts);

}  // namespace qidi::domain
