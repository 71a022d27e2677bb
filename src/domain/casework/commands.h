// What a person (or a job) asks to do to a case: one plain struct for each act of domain.md 3, in
// the imperative. Whether it may be done is decide's to say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/casework/events.h"
#include "domain/one_of.h"
#include "domain/people/reach.h"

namespace qidi::domain {

struct File {
  std::string external_id;
  std::string project_code;
  std::string project_name;
  std::string project_region;
  std::string unit_name;
  std::string unit_code;
  std::string matter;
  std::string region;  ///< of the organ that receives
  std::string department;
  std::string officer;
  std::string power;  ///< none (also when empty), first_review, plain
  std::string upper_region;
  std::string upper_department;
  std::vector<std::string> papers;
  std::string list;  ///< pending (also when empty), not_started, made_up
  std::string remark;
  std::string form;  ///< the values of the matter's form as JSON; empty: none
  std::vector<FileOfPaper> files = {};
  std::vector<ReusedPaper> reused;  ///< not handed in again: on record in the project's cases
  std::string contact_name;         ///< personal: sealed
  std::string contact_phone;
  std::string organ_reason = {};  ///< why not the organ that the catalogue's tiers point to
};
struct Accept {
  std::string notice_no;
};
struct AcceptOnPromise {
  std::string notice_no;
  std::string signed_by;
  std::optional<Day> fulfil_by;
};
struct AcceptWithGap {
  std::string notice_no;
  std::string signed_by;
  std::vector<std::string> gap_papers;
  std::optional<Day> fulfil_by;
};
struct ReturnOnce {
  std::vector<Defect> defects;
  std::string suggestions;
};
struct Refile {
  std::vector<DefectAnswer> answers;
  std::vector<std::string> papers;
  std::vector<FileOfPaper> files = {};
  std::string form = {};  ///< the values of the matter's form anew; empty: as they were
};
struct NotAccept {
  std::string ground;
  std::string reason;
  std::string competent_organ;
};
struct Forward {
  std::string region;
  std::string department;
  std::string officer;
  std::string opinion;
};
struct SendBack {
  std::string reason;
};
struct AskMore {
  std::vector<Defect> defects;
  std::optional<Day> answer_by;
};
struct Pause {
  std::string ground;
  std::string notice_no;
  int days = 0;
};
struct Prolong {
  std::string notice_no;
  int days = 0;  ///< the new total of working days
};
struct Resume {};
struct AskExtension {
  int days = 0;
  std::string reason;
};
struct Extend {
  int days = 0;
  std::string reason;
};
struct CheckSite {
  std::vector<std::string> officers;
  std::string finding;
};
struct Propose {
  std::string outcome;  ///< grant or refuse
  std::string reasons;
};
struct Decide {
  std::string outcome;  ///< grant or refuse
  std::string reasons;
  std::string remedies;
  std::string conditions;
};
struct Issue {
  std::string document_no;
  std::string file;
  std::vector<FileOfPaper> files = {};  ///< the result document itself
};
struct Deliver {
  std::string writ;  ///< the sequence of the event that gave rise to it, in digits
  std::string way;   ///< in_person, electronic, mail, left_at_home, public_announcement
  std::optional<Day> on;
  std::string receiver;
  std::string consent;  ///< "given": to electronic delivery
  std::string outcome;  ///< signed (also when empty), refused
  std::vector<std::string> witnesses;
  std::string remark;
};
/// The unit's own: it has the writ. Opening the file says the same (docs/decisions/0012).
struct ConfirmReceipt {
  std::string writ;
};
struct Withdraw {
  std::string reason;
};
struct CloseUnanswered {
  std::string rule;
};
struct Assign {
  std::string officer;
};
struct HandOver {
  std::string officer;
};
struct Transfer {
  std::string region;
  std::string department;
  std::string officer;
  std::string agreed_by;  ///< the receiving organ's head
  std::string reason = {};
};
struct ExplainOverdue {
  std::string reason;
};
struct FulfilObligation {
  std::vector<std::string> papers;
  std::vector<FileOfPaper> files = {};
};
struct BreakObligation {
  std::string finding;
};
struct Reopen {
  std::string mode;  ///< false_finish or decide_again
  std::string finding;
  std::string cause;
  std::optional<int> limit_days;  ///< the order's own limit, working days
};
struct Remove {
  std::string basis;
  std::string reviewed_by;
  std::string approved_by;
  std::string remedies;
};
struct Restore {
  std::string reason;
};
struct Correct {
  long long of_sequence = 0;
  std::string field;
  std::string value;
  std::string reason;
  std::string agreed_by;
};
/// The unit's answer to what was asked after acceptance.
struct AnswerMore {
  std::vector<DefectAnswer> answers;
  std::vector<std::string> papers;
  std::vector<FileOfPaper> files = {};
};
/// Asks that an act of two people be done; whoever is in a session asks by sending the act itself.
struct AskAgreement {
  std::string act;
  std::string fields;  ///< the act's own fields as JSON
};
/// Another person's yes: the last that is needed does the act.
struct Agree {
  std::string request;  ///< the sequence of the request, in digits; empty: the only one open to him
};
/// Another person's no, or the asker taking his request back.
struct DeclineAgreement {
  std::string request;
  std::string reason;
};
/// A job's act after a calendar's revision.
struct Recount {};
/// A job's act: only time is settled.
struct Settle {};
struct AdoptFromLedger {
  LedgerFacts row;
  std::string source;
  bool update = false;  ///< value -> other value may be applied as a correction
};

/// Takes back what an import entered for this row, as long as nothing has happened to it since.
struct UndoImport {
  std::string import;
  std::vector<long long> sequences;  ///< the events that the import made here, in order
  std::string reason;
};

/// 征求意见: the holder asks another organ, with a limit and what its silence will mean.
struct AskOpinion {
  std::string region;
  std::string department;
  std::string question;
  std::string basis;
  std::string notice_no;
  int days = 0;
  std::string silence;                   ///< nothing (also when empty), no_objection
  std::vector<std::string> papers = {};  ///< codes that the question is about; empty: all
};
/// The asked organ's answer.
struct GiveOpinion {
  int number = 0;    ///< 0: the one that is open for this organ
  std::string view;  ///< agree, disagree, conditions
  std::string text;
  std::string document_no;
};

/// Whoever asked takes the question back.
struct WithdrawOpinion {
  std::string opinion;  ///< its number in digits; empty: the one of ours that waits
  std::string reason;
};

/// What may be asked of a case, in the order of their names (names.cpp).
using CommandBodyKinds =
    std::variant<File, Accept, AcceptOnPromise, AcceptWithGap, ReturnOnce, Refile, NotAccept,
                 Forward, SendBack, AskMore, Pause, Prolong, Resume, AskExtension, Extend,
                 CheckSite, Propose, Decide, Issue, Deliver, ConfirmReceipt, Withdraw,
                 CloseUnanswered, Assign, HandOver, Transfer, ExplainOverdue, FulfilObligation,
                 BreakObligation, Reopen, Remove, Restore, Correct, Recount, Settle,
                 AdoptFromLedger, UndoImport, AskOpinion, GiveOpinion, WithdrawOpinion, RateService,
                 SupplementRating, CallBack, RefuseExtension, SendBackProposal, TakeBackProposal,
                 Take, AnswerMore, AskAgreement, Agree, DeclineAgreement>;

/// One of them. A class of its own, so that its name and not the list of kinds stands in symbols.
class CommandBody : public OneOf<CommandBodyKinds> {
 public:
  using OneOf::OneOf;
};

struct Command {
  std::string command_id;
  std::string case_id;
  Actor actor;
  CommandBody body;
  /// The legal day of an act on paper or at the window; absent: today.
  std::optional<Day> legal_day;
  bool on_paper = false;
  /// The version the actor saw; a newer one makes the act `version_stale`.
  std::optional<unsigned long long> expected_version;
  /// How far the actor reaches: what lies beyond is to him not there. Absent: everything (the
  /// console, jobs). It follows from the account and is no part of what a command id stands for.
  std::optional<Reach> reach;
  /// What is known of the files that the act names. Found out beside it and no part of what a
  /// command id stands for, so that a repetition is one although its files are handed in by then.
  std::vector<BroughtFile> brought = {};
  /// The act that a request, or an agreement to one, is about: opened by the office out of the
  /// request's fields, so that the rules need read no JSON.
  std::optional<CommandBody> requested = {};
  /// Chance from outside, for the seals of personal fields; no part of what the id stands for.
  std::string salt;
  /// The seals of the personal fields by their names, made by the office before deciding.
  std::map<std::string, std::string, std::less<>> seals;

  std::string seal_of(std::string_view field) const {
    const auto found = seals.find(field);
    return found == seals.end() ? std::string() : found->second;
  }
};

/// What a command says of a person: kept beside the record, and in the record only as a seal.
struct PersonalField {
  std::string_view name;
  std::string value;
};
/// Those that are filled in; empty for most acts.
std::vector<PersonalField> personal_fields(const CommandBody& body);
/// Whether the event bears the seals of its command's personal fields.
bool bears_seals(const EventBody& body);

/// "file", "return_once", …: the act's name in commands.
std::string_view act_name(const CommandBody& body);
/// The name of the act at a place among CommandBodyKinds.
std::string_view act_name(std::size_t place);
std::string_view chinese_act_name(const CommandBody& body);
/// Every act with nothing filled in, in the order of CommandBody's alternatives.
std::vector<CommandBody> every_act();
/// The files that an act names; null for an act that takes none.
const std::vector<FileOfPaper>* files_named(const CommandBody& body);

}  // namespace qidi::domain
