// Who is told of an act: one line for each kind of event, none forgotten. Clauses N5, N9;
// domain.md 5; docs/decisions/0013.
#include "domain/supervision/notice.h"

namespace qidi::domain {

namespace {

const Standing* last_known(const CaseRows& rows, Day day) {
  const Standing* found = nullptr;
  for (const auto& standing : rows.standings) {
    if (standing.from <= day) found = &standing;
  }
  return found;
}

std::string first_defect(const std::vector<Defect>& defects) {
  if (defects.empty()) return "";
  auto text = defects.front().fault;
  if (defects.size() > 1) text += "；等 " + std::to_string(defects.size()) + " 项";
  return text;
}

std::string chinese_of_act(const std::string& act) {
  if (act == "correct") return "更正";
  return act == "transfer" ? "移交" : "移除";
}

/// What one event gives cause for; the rest of a notice is the case's.
class Causes {
 public:
  Causes(const Event& event, const CaseRows& rows, const OfficerKnown& known)
      : event_(event), rows_(rows), known_(known), now_(last_known(rows, event.legal_day)) {}

  std::vector<Notice> take() { return std::move(notices_); }

  void operator()(const Filed& e) { officer(NoticeKind::filed, e.holder, e.officer); }
  void operator()(const Accepted&) { unit(NoticeKind::accepted); }
  void operator()(const DeemedAccepted&) { unit(NoticeKind::deemed_accepted); }
  void operator()(const ReturnedOnce& e) { unit(NoticeKind::returned, first_defect(e.defects)); }
  void operator()(const Refiled&) {
    if (now_ != nullptr) officer(NoticeKind::refiled, now_->holder, now_->officer);
  }
  void operator()(const NotAccepted& e) { unit(NoticeKind::not_accepted, e.reason); }
  void operator()(const Forwarded& e) {
    unit(NoticeKind::forwarded, e.to.department);
    officer(NoticeKind::forwarded_in, e.to, e.officer);
  }
  void operator()(const Paused& e) { unit(NoticeKind::paused, e.basis); }
  void operator()(const ExtensionAsked& e) {
    // In joint handling it is the government's leader who says yes or no (行政许可法 42.2).
    for (const auto& task : rows_.tasks) {
      if (task.kind != HeadTaskKind::extend || !task.organ.department.empty()) continue;
      return add(NoticeKind::extension_asked, "leader/" + task.organ.region, e.reason);
    }
    head(NoticeKind::extension_asked, e.reason);
  }
  void operator()(const ExtensionRefused& e) {
    asker(NoticeKind::extension_refused, e.asked_by, e.reason);
  }
  void operator()(const ProposalSentBack& e) {
    asker(NoticeKind::proposal_sent_back, e.proposed_by, e.reason);
  }
  void operator()(const Extended& e) { unit(NoticeKind::extended, e.reason); }
  void operator()(const DecisionProposed& e) {
    head(NoticeKind::decision_proposed, e.grant ? "拟准予许可" : "拟不予许可");
  }
  void operator()(const Granted&) { unit(NoticeKind::granted); }
  void operator()(const Refused& e) { unit(NoticeKind::refused, e.reasons); }
  void operator()(const Issued& e) { unit(NoticeKind::issued, e.document_no); }
  void operator()(const Assigned& e) {
    if (now_ != nullptr) officer(NoticeKind::assigned, now_->holder, e.officer);
  }
  void operator()(const Transferred& e) {
    unit(NoticeKind::transferred, e.to.department);
    officer(NoticeKind::handed_over, e.to, e.officer);
  }
  void operator()(const PauseProlonged& e) {
    unit(NoticeKind::pause_prolonged, "计划至 " + to_text(e.planned_end));
  }
  void operator()(const Resumed& e) {
    unit(NoticeKind::resumed);
    if (e.by_plan) holder(NoticeKind::pause_ended, "");
  }
  void operator()(const SentBack& e) { back(NoticeKind::sent_back, e.reason); }
  void operator()(const Withdrawn& e) { holder(NoticeKind::withdrawn, e.reason); }
  void operator()(const Lapsed& e) { unit(NoticeKind::lapsed, e.rule); }
  void operator()(const Removed& e) { unit(NoticeKind::removed, e.basis); }
  void operator()(const Restored& e) { back(NoticeKind::restored, e.reason); }
  void operator()(const Reopened& e) { back(NoticeKind::reopened, e.finding); }
  void operator()(const DueDaysMoved&) { unit(NoticeKind::due_moved); }
  void operator()(const Corrected& e) { unit(NoticeKind::corrected, e.reason); }
  void operator()(const OverdueExplained& e) { unit(NoticeKind::overdue_explained, e.reason); }
  void operator()(const ObligationFulfilled&) { holder(NoticeKind::obligation_fulfilled, ""); }
  void operator()(const ObligationBroken& e) { unit(NoticeKind::obligation_broken, e.finding); }
  void operator()(const JointJoined&) { unit(NoticeKind::joined); }
  void operator()(const MoreAsked& e) { unit(NoticeKind::more_asked, first_defect(e.defects)); }
  void operator()(const MoreAnswered&) { holder(NoticeKind::more_answered, ""); }
  void operator()(const MoreUnanswered& e) {
    holder(NoticeKind::more_unanswered, "答复期限 " + to_text(e.answer_by));
  }
  void operator()(const AgreementAsked& e) {
    add(NoticeKind::agreement_asked,
        e.role == Role::head ? post_of("head", e.organ) : "government/" + e.organ.region,
        event_.actor.name + "请求" + chinese_of_act(e.act) + "：" + e.reason);
  }
  void operator()(const AgreementGiven& e) {
    asker(NoticeKind::agreement_given, e.asker, event_.actor.name + "同意" + chinese_of_act(e.act));
  }
  void operator()(const AgreementDeclined& e) {
    // Whoever takes his own request back needs not be told.
    if (e.withdrawn) return;
    asker(NoticeKind::agreement_declined, e.asker, chinese_of_act(e.act) + "：" + e.reason);
  }
  // Silent, each for a reason, so that a new event does not compile before somebody has said who is
  // told. The act's own receipt or paper tells it:
  void operator()(const SiteChecked&) {}
  void operator()(const Delivered&) {}
  void operator()(const ProposalTakenBack&) {}
  void operator()(const Taken&) {}
  // The board shows ratings that want a call back:
  void operator()(const Rated&) {}
  void operator()(const RatingSupplemented&) {}
  void operator()(const CalledBack&) {}
  // Old stock of a sheet, told by the import's report:
  void operator()(const AdoptedFromLedger&) {}
  void operator()(const LedgerRowUpdated&) {}
  void operator()(const LedgerImportUndone&) {}
  // Told by opinion_notices.h:
  void operator()(const OpinionAsked&) {}
  void operator()(const OpinionGiven&) {}
  void operator()(const OpinionWithdrawn&) {}

 private:
  /// A case that somebody has to go on with, and its unit.
  void back(NoticeKind kind, const std::string& reason) {
    unit(kind, reason);
    holder(NoticeKind::came_back, reason);
  }
  void holder(NoticeKind kind, std::string detail) {
    if (now_ == nullptr) return;
    add(kind, post_of_officer(now_->holder, now_->officer, known_), std::move(detail));
  }
  void asker(NoticeKind kind, const Actor& person, std::string detail) {
    const Organ organ{person.region, person.department};
    switch (person.role) {
      case Role::clerk:
      case Role::head:
        return add(kind, officer_post(organ, person.name), std::move(detail));
      case Role::project_unit:
        return unit(kind, std::move(detail));
      case Role::region_government:
        return add(kind, "government/" + person.region, std::move(detail));
      case Role::office:
        return add(kind, "office/" + person.region, std::move(detail));
      case Role::window_clerk:
        return add(kind, "window/" + person.region, std::move(detail));
      default:
        return;
    }
  }
  void unit(NoticeKind kind, std::string detail = {}) {
    if (!rows_.facts.unit_code.empty()) {
      add(kind, "unit/" + rows_.facts.unit_code, std::move(detail));
    }
  }
  void head(NoticeKind kind, std::string detail) {
    if (now_ != nullptr) add(kind, post_of("head", now_->holder), std::move(detail));
  }
  /// Whoever asked or proposed, and the officer of the case where that is another.
  void asker(NoticeKind kind, const std::string& name, const std::string& reason) {
    if (now_ == nullptr) return;
    add(kind, post_of_officer(now_->holder, name, known_), reason);
    const auto officers = post_of_officer(now_->holder, now_->officer, known_);
    auto& audiences = notices_.back().audiences;
    if (officers != audiences.front()) audiences.push_back(officers);
  }
  void officer(NoticeKind kind, const Organ& organ, const std::string& name) {
    // Nobody is told what he did himself.
    if (event_.actor.name == name && event_.actor.department == organ.department) return;
    add(kind, post_of_officer(organ, name, known_), "");
  }
  void add(NoticeKind kind, std::string audience, std::string detail) {
    Notice notice;
    notice.key = "event/" + rows_.facts.case_id + "/" + std::to_string(event_.sequence) + "/" +
                 std::string(name_of(kind));
    notice.kind = kind;
    notice.case_id = rows_.facts.case_id;
    notice.project_name = rows_.facts.project_name;
    notice.detail = std::move(detail);
    if (now_ != nullptr) {
      notice.region = now_->holder.region;
      notice.due = now_->due;
      notice.countdown = now_->due_kind;
    }
    notice.audiences.push_back(std::move(audience));
    notices_.push_back(std::move(notice));
  }

  const Event& event_;
  const CaseRows& rows_;
  const OfficerKnown& known_;
  const Standing* now_;
  std::vector<Notice> notices_;
};

}  // namespace

std::vector<Notice> act_notices(const Event& event, const CaseRows& rows,
                                const OfficerKnown& known) {
  Causes causes(event, rows, known);
  std::visit(causes, event.body);
  return causes.take();
}

}  // namespace qidi::domain
