// The fields of a matter's version, named once for the system stream and for drafts. A field's name
// here is its name in the record for ever. Private to the codecs of this room: the header is heavy.
#pragma once

#include "domain/matters/matter_rules.h"
#include "record/event_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(Basis, (), (text, confidence, note))
BOOST_DESCRIBE_STRUCT(PauseGround, (), (code, cap_days, basis, name, confidence))
BOOST_DESCRIBE_STRUCT(MatterPaper, (), (code, name, mandatory, from, form, paper_only, reuses))
BOOST_DESCRIBE_STRUCT(MatterTier, (), (level, threshold, regions, excepted, basis, reached_when))
BOOST_DESCRIBE_STRUCT(Prerequisite, (), (matter, basis))
BOOST_DESCRIBE_STRUCT(MatterVersion, (),
                      (matter, name, line, version, valid_from, valid_to, promised, statutory,
                       statutory_from, first_review, forward, correction, extension_cap, joint,
                       silence, promise_allowed, gap_allowed, pause_grounds, papers, kind,
                       named_in_notice, statutory_basis, promised_basis, extension_basis,
                       extension_by, papers_basis, power, validity, tiers, prerequisites, documents,
                       note, valid_from_note, form))
BOOST_DESCRIBE_STRUCT(ProposedVersion, (), (version, aliases, reason, backdated_reason))

}  // namespace qidi::domain
