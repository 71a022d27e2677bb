// What has happened to a case: one plain struct for each event of domain.md 3, in the past tense.
// An event is never changed; a correction is another event. Due days told are part of the event,
// so that a past day can be told again without any calendar (domain.md 2, 4.7).
// record/event_codec.cpp names each struct's fields once, for the bytes that are kept.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/casework/attached_file.h"
#include "domain/casework/case_rows.h"
#include "domain/casework/consulting.h"
#include "domain/casework/desk_acts.h"
#include "domain/casework/ledger_facts.h"
#include "domain/casework/rating_acts.h"
#include "domain/casework/two_people.h"
#include "domain/one_of.h"
#include "domain/people/actor.h"
#include "domain/time/countdown.h"

namespace qidi::domain {

/// Who has the power to decide (domain.md 3, "Power above").
enum class PowerAbove : std::uint8_t {
  none,          ///< this organ decides
  first_review,  ///< the law puts a review below first (行政许可法 35, 43)
  plain,         ///< 行政许可法 32.2 would refuse; N7 asks to forward
};

/// One fault of a filing, told once (N5: 一次性告知, 合理化建议).
struct Defect {
  std::string paper;  ///< the paper's code
  std::string fault;
  std::string mending;
  /// The fault is that the paper has expired or is no longer valid: only then may be asked for
  /// what the project has on record.
  bool expired = false;
  bool operator==(const Defect&) const = default;
};

/// The unit's answer to one told defect.
struct DefectAnswer {
  std::string paper;
  std::string answer;
  bool mended = true;
  bool operator==(const DefectAnswer&) const = default;
};

struct Filed {
  std::string external_id;
  std::string project_code;
  std::string project_name;
  std::string project_region;
  std::string unit_name;
  std::string unit_code;
  std::string matter;
  int matter_version = 0;
  Organ holder;
  std::string officer;
  PowerAbove power{};
  Organ upper;  ///< where it goes when the power lies above
  std::vector<std::string> papers;
  std::string list = "pending";
  bool offline = false;
  std::string remark;
  std::vector<ReusedPaper> reused;  ///< of `papers`: those that stand on record elsewhere
  std::string contact_name_seal;    ///< of what is kept beside the record (sealed_field.h)
  std::string contact_phone_seal;
  std::string form;  ///< the values of the matter's form, canonical JSON; empty: it has none
  std::vector<Countdown> told;
  std::vector<AttachedFile> files = {};
  std::string organ_reason;  ///< why not the organ that the catalogue's tiers point to; often empty
};

struct Accepted {
  bool on_promise = false;  ///< 告知承诺
  bool with_gap = false;    ///< 容缺受理
  std::vector<std::string> gap_papers;
  std::string notice_no;
  std::vector<Countdown> told;
};

/// 行政许可法 32.4: 逾期不告知的，自收到申请材料之日起即为受理. Its legal day is the day after the
/// silence ended; its effect is from receipt.
struct DeemedAccepted {
  Day effective;
  std::vector<Countdown> told;
};

struct ReturnedOnce {
  std::vector<Defect> defects;
  std::string suggestions;
  std::vector<Countdown> told;  ///< the unit's own term, where the matter has one
};

struct Refiled {
  std::vector<DefectAnswer> answers;
  std::vector<std::string> papers;  ///< new or replaced in this round
  bool offline = false;
  std::vector<Countdown> told;
  std::vector<AttachedFile> files = {};
  std::string form;  ///< the form's values from now on; empty: as they were, {}: none
};

struct NotAccepted {
  std::string ground;  ///< no_licence_needed, not_our_power, false_papers
  std::string reason;
  std::string competent_organ;
  bool after_silence = false;
};

struct Forwarded {
  Organ to;
  std::string officer;
  std::string opinion;               ///< 初审意见, where a first review was due
  std::vector<std::string> package;  ///< frozen: what stands here is never asked for again
  std::vector<Countdown> told;
};

struct SentBack {
  std::string reason;
  std::vector<Countdown> told;
};

struct MoreAsked {
  std::vector<Defect> defects;
  Day answer_by;
};

/// The unit's answer to what was asked after acceptance (审查补正答复). No effect on time: the
/// limits ran on all the while (domain.md 3).
struct MoreAnswered {
  std::vector<DefectAnswer> answers;
  std::vector<std::string> papers;  ///< new or replaced
  bool offline = false;
  std::vector<AttachedFile> files = {};
};

/// The day by which the unit was asked to answer passed in silence. An alarm for the officer,
/// written by time; nothing else follows from it.
struct MoreUnanswered {
  Day answer_by;
};

struct Paused {
  std::string ground;
  std::string basis;
  std::string notice_no;
  int days = 0;  ///< working days told in writing
  Day planned_end;
  std::vector<Countdown> told;
};

struct PauseProlonged {
  std::string notice_no;
  int days = 0;  ///< the new total of working days
  Day planned_end;
  std::vector<Countdown> told;
};

struct Resumed {
  bool by_plan = false;  ///< nobody resumed; time did
  std::vector<Countdown> told;
};

struct ExtensionAsked {
  int days = 0;
  std::string reason;
};

struct Extended {
  int days = 0;
  std::string reason;
  std::vector<Countdown> told;
};

struct SiteChecked {
  std::vector<std::string> officers;
  std::string finding;
};

struct DecisionProposed {
  bool grant = false;
  std::string reasons;
};

struct Granted {
  std::string conditions;
  bool by_silence = false;  ///< 行政许可法 50 or a special law: silence agreed
  std::vector<Countdown> told;
};

struct Refused {
  std::string reasons;
  std::string remedies;  ///< 复议、诉讼 (行政许可法 38)
};

struct Issued {
  std::string document_no;
  std::string file;                      ///< its name or place, where it is no upload
  std::vector<AttachedFile> files = {};  ///< the result document itself
};

/// A writ reached the unit, or was refused before witnesses (行政许可法 44: 送达).
struct Delivered {
  long long of_sequence = 0;  ///< the event whose writ it was
  std::string way;            ///< domain/casework/writs.h, DeliveryWay
  Day on;
  std::string receiver;
  bool consent = false;  ///< to electronic delivery
  bool refused = false;
  std::vector<std::string> witnesses;
  bool by_unit = false;  ///< the unit itself opened the file
  std::string remark;
};

struct Withdrawn {
  std::string reason;
};

struct Lapsed {
  std::string rule;
};

struct Assigned {
  std::string officer;
};

struct Transferred {
  Organ to;
  std::string officer;
  std::string agreed_by;
  std::vector<Countdown> told;
  std::string reason = {};
};

struct OverdueExplained {
  std::string reason;
};

struct ObligationFulfilled {
  std::vector<std::string> papers;
  std::vector<AttachedFile> files = {};
};

struct ObligationBroken {
  std::string finding;
};

struct Reopened {
  bool decide_again = false;  ///< else a false finish: the old due day stands
  std::string finding;
  std::string cause;
  std::vector<Countdown> told;
};

struct Removed {
  std::string basis;
  std::string reviewed_by;
  std::string approved_by;
  std::string remedies;
};

struct Restored {
  std::string reason;
  std::vector<Countdown> told;
};

/// A calendar's revision moved due days (domain.md 4.8).
struct DueDaysMoved {
  int calendar_revision = 0;
  bool red_undone = false;  ///< a red that the revision undid
  std::vector<Countdown> told;
};

struct AdoptedFromLedger {
  LedgerFacts row;
  std::string source;  ///< sheet and row, for people
  std::vector<Countdown> told;
};

/// The same row came again with other values (rulings 17).
struct LedgerRowUpdated {
  LedgerFacts row;
  std::vector<std::string> changed;
  std::string source;
  std::vector<Countdown> told;
};

/// An import was undone for this row: everything from one of its events on, up to this event, was
/// entered by mistake and folds as if it had never been (docs/decisions/0008). The events stay.
struct LedgerImportUndone {
  std::string import;
  long long from_sequence = 0;
  std::string reason;
};

/// A correction: names the event and what is right (domain.md 2; invariant 7).
struct Corrected {
  long long of_sequence = 0;
  std::string field;  ///< "legal_day", or a text field of that event
  std::string value;
  std::string reason;
  std::string agreed_by;
  std::vector<ToldAnew> anew = {};  ///< what rested on a corrected day, by the events that told it
};

/// What may have happened to a case, in the order of their names (names.cpp).
using EventBodyKinds =
    std::variant<Filed, Accepted, DeemedAccepted, ReturnedOnce, Refiled, NotAccepted, Forwarded,
                 SentBack, MoreAsked, Paused, PauseProlonged, Resumed, ExtensionAsked, Extended,
                 SiteChecked, DecisionProposed, Granted, Refused, Issued, Delivered, Withdrawn,
                 Lapsed, Assigned, Transferred, OverdueExplained, ObligationFulfilled,
                 ObligationBroken, Reopened, Removed, Restored, DueDaysMoved, AdoptedFromLedger,
                 LedgerRowUpdated, LedgerImportUndone, Corrected, OpinionAsked, OpinionGiven,
                 OpinionWithdrawn, JointJoined, Rated, RatingSupplemented, CalledBack,
                 ExtensionRefused, ProposalSentBack, ProposalTakenBack, Taken, MoreAnswered,
                 MoreUnanswered, AgreementAsked, AgreementGiven, AgreementDeclined>;

/// One of them. A class of its own, so that its name and not the list of kinds stands in symbols.
class EventBody : public OneOf<EventBodyKinds> {
 public:
  using OneOf::OneOf;
};

/// An event with what folding needs of its envelope.
struct Event {
  Day legal_day;
  EventBody body;
  Actor actor;
  Instant recorded{};
  long long sequence = 0;  ///< 0 until it has been recorded
  bool on_paper = false;   ///< an act on paper, entered afterwards (N17)
  /// The number of the writ that the event gives rise to, taken from the organ's series in the
  /// same commit; empty: none was taken (an older event, an imported row, a clerk's own number).
  std::string writ_number = {};
};

/// "returned_once", "granted", …: the kind in the record.
std::string_view kind_of(const EventBody& body);
/// The kind at a place among EventBodyKinds.
std::string_view event_kind(std::size_t place);
/// 一次性告知, 准予, …: the same for people.
std::string_view chinese_kind_of(const EventBody& body);
std::string_view chinese_kind_of(std::string_view kind);

}  // namespace qidi::domain
