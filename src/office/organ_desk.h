// The register of organs as the office keeps it: read whole from its stream, changed on one path
// like a case: clock, load, fold, decide, commit. N1.
#pragma once

#include <variant>
#include <vector>

#include "domain/people/organ_register.h"
#include "office/people.h"
#include "office/ports.h"

namespace qidi::office {

Result<domain::OrganRegister, Fault> read_organ_register(EventReader& reader);
Result<domain::OrganRegister, Fault> read_organ_register(EventLog& log);

/// What the act needs to know of regions and of the cases held: asked on the writer's thread, once,
/// with the instant of the act.
using OrganFactsFor = std::function<Result<domain::OrganFacts, Fault>(const domain::OrganCommand&,
                                                                      domain::Day today)>;

/// Idempotent by command id; committed, durable only after the caller's sync. The receipt's id is
/// "organs".
Result<AccountAnswer, Fault> perform_organ_act(EventLog& log, Clock& clock,
                                               const domain::OrganCommand& command,
                                               const OrganFactsFor& facts_for);

/// Many acts in their order, the register read once; each is an act of its own under its own id, so
/// that one which is refused holds up no other. One answer for each. A fault ends it: what was
/// committed stays, and the same ids may come again.
Result<std::vector<AccountAnswer>, Fault> perform_organ_acts(
    EventLog& log, Clock& clock, const std::vector<domain::OrganCommand>& commands,
    const OrganFactsFor& facts_for);

}  // namespace qidi::office
