// What every act's rule is given, and the tools they share: objections that keep the published
// order, and the countdowns that a receipt or an acceptance opens. Private to casework.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/casework/rules.h"

namespace qidi::domain {

/// Gathers every reason against an act and tells the first in published order, so that the order
/// of the checks in the code can never change the answer. Asked for standing reasons only, it lets
/// go of those that lie in what the command says, and ends every rule before it reads a command
/// that may be empty.
class Objections {
 public:
  explicit Objections(bool standing_only) : standing_only_(standing_only) {}
  void when(bool against, RefusalCode code, std::string_view field = {},
            std::string_view addition = {}) {
    note(against && !(standing_only_ && text_of(code).about_content), code, field, addition);
  }
  /// The same where a reason that mostly stands lies, here, in what the command says.
  void when_said(bool against, RefusalCode code, std::string_view field = {},
                 std::string_view addition = {}) {
    note(against && !standing_only_, code, field, addition);
  }
  /// A text that the act cannot do without.
  void when_empty(const std::string& text, std::string_view field) {
    when(text.empty(), RefusalCode::field_missing, field, field);
  }
  /// Whether the answer is known: a reason stands, or no more than reasons were asked for.
  explicit operator bool() const { return standing_only_ || first_.has_value(); }
  /// The first reason; without one, nothing to do.
  Decided first() const {
    if (first_) return Unexpected<Refusal>{*first_};
    return std::vector<Event>{};
  }

 private:
  void note(bool against, RefusalCode code, std::string_view field, std::string_view addition) {
    if (against && (!first_ || code < first_->code)) {
      first_ = refuse(code, std::string(field), addition);
    }
  }

  bool standing_only_;
  std::optional<Refusal> first_;
};

/// One act with what it may know.
struct Act {
  const ApprovalCase& current;
  const Command& command;
  const Facts& facts;
  const MatterVersion* matter;  ///< of the case's filing; null when not (yet) known
  bool standing_only = false;   ///< only what stands against it whatever it says is asked for

  Day today() const { return facts.today; }
  /// The usual objections: the person and his reach.
  Objections objections() const;
  /// The same for an act that does not rest on the version that the actor saw.
  Objections objections_of_any_version() const;
  /// Objections with none noted yet.
  Objections no_objections() const { return Objections(standing_only); }
  /// Whether the case lies within the actor's reach.
  bool is_reached() const;
  Event event(EventBody body) const;
  std::vector<Event> events(EventBody body) const;
};

/// A fresh countdown with its due day.
Countdown start(CountdownKind kind, Day day_zero, Limit limit, const Organ& answers,
                const WorkCalendar& calendar);

/// How long a lower level may keep what another decides: 7 working days from receipt (N7).
Countdown forward_limit(Day receipt, const MatterVersion& matter, const Organ& holder,
                        const WorkCalendar& calendar);

/// The values of the matter's form as they are kept; a matter without a form takes none, and one
/// whose form cannot be read takes no filing.
Result<std::string, FormFault> read_form(const Facts& facts, const MatterVersion& matter,
                                         const std::string& values);
/// Notes what `read` found against the values of a form, under the field's path.
void object_to_form(Objections& no, const Result<std::string, FormFault>& read);

/// Papers as the matter's version calls them, for people to read; one it does not know by its code.
std::string named_papers(const MatterVersion* matter, const std::vector<std::string>& codes);

/// The countdowns that a receipt opens (domain.md 4): review, and forwarding where the power lies
/// above.
std::vector<Countdown> on_receipt(PowerAbove power, bool forwarded, Day receipt,
                                  const MatterVersion& matter, const Organ& holder,
                                  const WorkCalendar& calendar);

/// The countdowns that an acceptance opens: promised and statutory; for a first review below, the
/// 20 working days of 行政许可法 43.
std::vector<Countdown> on_acceptance(const ApprovalCase& current, Day effective,
                                     const MatterVersion& matter, const WorkCalendar& calendar);

/// Whether a defect of this paper may still be told in this round of the hop (domain.md 3, "Second
/// list"), and asked for at all (`already_in_package`).
bool may_be_told(const ApprovalCase& current, const std::string& paper);
bool is_in_package(const ApprovalCase& current, const std::string& paper);
/// Where the project has this paper on record in force, or null; a fault that lies in the paper's
/// validity may be told all the same.
const OnRecord* on_record(const Act& act, const Defect& defect);
/// The same for people: which case, which document.
std::string where(const OnRecord& known);
/// The mandatory papers that the case lacks.
std::vector<std::string> missing_papers(const ApprovalCase& current, const MatterVersion* matter);

/// No hearing or review lasts two years: more working days are a slip of the keyboard.
inline constexpr int most_pause_days = 500;
/// A ground's cap in working days, 0 for none; nothing when the ground is unlawful.
std::optional<int> pause_cap(const MatterVersion* matter, const std::string& ground);
/// Notes what stands against handing in these files: each has to be there for the actor, whole and
/// nobody's yet, and to belong to one of the act's `papers` (null: to no paper).
void object_to_files(Objections& no, const Command& command, const std::vector<FileOfPaper>& files,
                     const std::vector<std::string>* papers);
/// The same files as the event carries them; only after the objections.
std::vector<AttachedFile> attached_files(const Command& command,
                                         const std::vector<FileOfPaper>& files);

/// Working days at most (行政许可法 42).
int extension_cap(const ApprovalCase& current, const MatterVersion* matter);
/// domain.md 4.4: only what has not passed on the day of approval is lengthened.
bool can_lengthen(const Countdown& countdown, Day approved_on);
/// 行政许可法 42.2: the joint limit, in working days.
inline constexpr int joint_limit_days = 45;
/// Whether the case is handled jointly: by its matter, or as a member of a joint handling.
bool is_joint(const ApprovalCase& current, const MatterVersion* matter);
/// 行政许可法 42.2, 本级人民政府: in joint handling the lead's, else the holder's. It bears no
/// department, as wherever a government is asked.
Organ government_over(const ApprovalCase& current);

/// Whether a writ has not reached the unit yet and is this actor's to deliver.
bool is_undelivered_of(const Actor& actor, const GivenWrit& given);

/// What a correction may change.
inline constexpr std::array<std::string_view, 6> correctable_fields{
    "legal_day", "project_code", "project_name", "unit_name", "unit_code", "document_no"};

Decided decide_file(const Act& act, const File& command);
Decided decide_accept(const Act& act, const Accept& command);
Decided decide_accept_on_promise(const Act& act, const AcceptOnPromise& command);
Decided decide_accept_with_gap(const Act& act, const AcceptWithGap& command);
Decided decide_return_once(const Act& act, const ReturnOnce& command);
Decided decide_refile(const Act& act, const Refile& command);
Decided decide_not_accept(const Act& act, const NotAccept& command);
Decided decide_forward(const Act& act, const Forward& command);
Decided decide_send_back(const Act& act, const SendBack& command);
Decided decide_ask_more(const Act& act, const AskMore& command);
Decided decide_pause(const Act& act, const Pause& command);
Decided decide_prolong(const Act& act, const Prolong& command);
Decided decide_resume(const Act& act, const Resume& command);
Decided decide_ask_extension(const Act& act, const AskExtension& command);
Decided decide_extend(const Act& act, const Extend& command);
Decided decide_check_site(const Act& act, const CheckSite& command);
Decided decide_propose(const Act& act, const Propose& command);
Decided decide_decide(const Act& act, const Decide& command);
Decided decide_issue(const Act& act, const Issue& command);
Decided decide_deliver(const Act& act, const Deliver& command);
Decided decide_confirm_receipt(const Act& act, const ConfirmReceipt& command);
Decided decide_withdraw(const Act& act, const Withdraw& command);
Decided decide_close_unanswered(const Act& act, const CloseUnanswered& command);
Decided decide_assign(const Act& act, const Assign& command);
Decided decide_hand_over(const Act& act, const HandOver& command);
Decided decide_transfer(const Act& act, const Transfer& command);
Decided decide_explain_overdue(const Act& act, const ExplainOverdue& command);
Decided decide_fulfil_obligation(const Act& act, const FulfilObligation& command);
Decided decide_break_obligation(const Act& act, const BreakObligation& command);
Decided decide_reopen(const Act& act, const Reopen& command);
Decided decide_remove(const Act& act, const Remove& command);
Decided decide_restore(const Act& act, const Restore& command);
Decided decide_correct(const Act& act, const Correct& command);
Decided decide_recount(const Act& act, const Recount& command);
Decided decide_settle(const Act& act, const Settle& command);
Decided decide_adopt(const Act& act, const AdoptFromLedger& command);
Decided decide_undo_import(const Act& act, const UndoImport& command);
Decided decide_ask_opinion(const Act& act, const AskOpinion& command);
Decided decide_give_opinion(const Act& act, const GiveOpinion& command);
Decided decide_withdraw_opinion(const Act& act, const WithdrawOpinion& command);
Decided decide_rate(const Act& act, const RateService& command);
Decided decide_supplement_rating(const Act& act, const SupplementRating& command);
Decided decide_call_back(const Act& act, const CallBack& command);
Decided decide_refuse_extension(const Act& act, const RefuseExtension& command);
Decided decide_send_back_proposal(const Act& act, const SendBackProposal& command);
Decided decide_take_back_proposal(const Act& act, const TakeBackProposal& command);
Decided decide_take(const Act& act);
Decided decide_answer_more(const Act& act, const AnswerMore& command);
Decided decide_ask_agreement(const Act& act, const AskAgreement& command);
Decided decide_agree(const Act& act, const Agree& command);
Decided decide_decline_agreement(const Act& act, const DeclineAgreement& command);

}  // namespace qidi::domain
