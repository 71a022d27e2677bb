// The fields of every event body, named once for the codecs of this room. A field's name here is
// its name in the record for ever; a new meaning is a new name and a new kind version.
#pragma once

#include "record/json_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(Actor, (), (id, name, role, department, region))
BOOST_DESCRIBE_STRUCT(Organ, (), (region, department))
BOOST_DESCRIBE_STRUCT(Limit, (), (unit, count))
BOOST_DESCRIBE_STRUCT(TakenOut, (), (from, to))
BOOST_DESCRIBE_STRUCT(Countdown, (),
                      (kind, day_zero, limit, extended, taken_out, stated, stopped, answers, due,
                       warn, provisional))
BOOST_DESCRIBE_STRUCT(LedgerFacts, (),
                      (external_id, project_code, project_name, unit_name, unit_code, holder,
                       project_region, matter, matter_version, officer, list, state, received,
                       accepted, promised_days, due_given, due_computed, ended, finish_by, result,
                       document_no, classification, measure, remark, flags))
BOOST_DESCRIBE_STRUCT(AttachedFile, (), (file, paper, name, size, kind, hash))
BOOST_DESCRIBE_STRUCT(Defect, (), (paper, fault, mending, expired))
BOOST_DESCRIBE_STRUCT(ReusedPaper, (), (paper, from_case, event, document_no, file))
BOOST_DESCRIBE_STRUCT(OpinionAsked, (),
                      (number, asked, question, basis, notice_no, days, silence, due, warn,
                       provisional, papers))
BOOST_DESCRIBE_STRUCT(OpinionGiven, (), (number, view, text, document_no))
BOOST_DESCRIBE_STRUCT(OpinionWithdrawn, (), (number, reason))
BOOST_DESCRIBE_STRUCT(JointJoined, (), (group, lead, part, told))
BOOST_DESCRIBE_STRUCT(DefectAnswer, (), (paper, answer, mended))
BOOST_DESCRIBE_STRUCT(Filed, (),
                      (external_id, project_code, project_name, project_region, unit_name,
                       unit_code, matter, matter_version, holder, officer, power, upper, papers,
                       list, offline, remark, form, reused, contact_name_seal, contact_phone_seal,
                       told, files, organ_reason))
BOOST_DESCRIBE_STRUCT(Accepted, (), (on_promise, with_gap, gap_papers, notice_no, told))
BOOST_DESCRIBE_STRUCT(DeemedAccepted, (), (effective, told))
BOOST_DESCRIBE_STRUCT(ReturnedOnce, (), (defects, suggestions, told))
BOOST_DESCRIBE_STRUCT(Refiled, (), (answers, papers, offline, told, files, form))
BOOST_DESCRIBE_STRUCT(NotAccepted, (), (ground, reason, competent_organ, after_silence))
BOOST_DESCRIBE_STRUCT(Forwarded, (), (to, officer, opinion, package, told))
BOOST_DESCRIBE_STRUCT(SentBack, (), (reason, told))
BOOST_DESCRIBE_STRUCT(MoreAsked, (), (defects, answer_by))
BOOST_DESCRIBE_STRUCT(Paused, (), (ground, basis, notice_no, days, planned_end, told))
BOOST_DESCRIBE_STRUCT(PauseProlonged, (), (notice_no, days, planned_end, told))
BOOST_DESCRIBE_STRUCT(Resumed, (), (by_plan, told))
BOOST_DESCRIBE_STRUCT(ExtensionAsked, (), (days, reason))
BOOST_DESCRIBE_STRUCT(Extended, (), (days, reason, told))
BOOST_DESCRIBE_STRUCT(SiteChecked, (), (officers, finding))
BOOST_DESCRIBE_STRUCT(DecisionProposed, (), (grant, reasons))
BOOST_DESCRIBE_STRUCT(Granted, (), (conditions, by_silence, told))
BOOST_DESCRIBE_STRUCT(Refused, (), (reasons, remedies))
BOOST_DESCRIBE_STRUCT(Issued, (), (document_no, file, files))
BOOST_DESCRIBE_STRUCT(Delivered, (),
                      (of_sequence, way, on, receiver, consent, refused, witnesses, by_unit,
                       remark))
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(Lapsed, (), (rule))
BOOST_DESCRIBE_STRUCT(Assigned, (), (officer))
BOOST_DESCRIBE_STRUCT(Transferred, (), (to, officer, agreed_by, told, reason))
BOOST_DESCRIBE_STRUCT(OverdueExplained, (), (reason))
BOOST_DESCRIBE_STRUCT(ObligationFulfilled, (), (papers, files))
BOOST_DESCRIBE_STRUCT(ObligationBroken, (), (finding))
BOOST_DESCRIBE_STRUCT(Reopened, (), (decide_again, finding, cause, told))
BOOST_DESCRIBE_STRUCT(Removed, (), (basis, reviewed_by, approved_by, remedies))
BOOST_DESCRIBE_STRUCT(Restored, (), (reason, told))
BOOST_DESCRIBE_STRUCT(DueDaysMoved, (), (calendar_revision, red_undone, told))
BOOST_DESCRIBE_STRUCT(AdoptedFromLedger, (), (row, source, told))
BOOST_DESCRIBE_STRUCT(LedgerRowUpdated, (), (row, changed, source, told))
BOOST_DESCRIBE_STRUCT(LedgerImportUndone, (), (import, from_sequence, reason))
BOOST_DESCRIBE_STRUCT(ToldAnew, (), (of_sequence, told))
BOOST_DESCRIBE_STRUCT(Corrected, (), (of_sequence, field, value, reason, agreed_by, anew))
BOOST_DESCRIBE_STRUCT(MoreAnswered, (), (answers, papers, offline, files))
BOOST_DESCRIBE_STRUCT(MoreUnanswered, (), (answer_by))
BOOST_DESCRIBE_STRUCT(AgreementAsked, (), (act, fields, reason, organ, role))
BOOST_DESCRIBE_STRUCT(AgreementGiven, (), (request, act, asker))
BOOST_DESCRIBE_STRUCT(AgreementDeclined, (), (request, act, asker, reason, withdrawn))
BOOST_DESCRIBE_STRUCT(Rated, (), (step, grade, tags, text_seal, phone_seal, told))
BOOST_DESCRIBE_STRUCT(RatingSupplemented, (), (step, text_seal))
BOOST_DESCRIBE_STRUCT(CalledBack, (), (finding, mended, unit_word))
BOOST_DESCRIBE_STRUCT(ExtensionRefused, (), (reason, asked_by))
BOOST_DESCRIBE_STRUCT(ProposalSentBack, (), (reason, proposed_by))
BOOST_DESCRIBE_STRUCT(ProposalTakenBack, (), (reason))
BOOST_DESCRIBE_STRUCT(Taken, (), (officer))

}  // namespace qidi::domain
