// What passes between a clerk and his head beside the approvals, and how a case that nobody is
// named for finds its officer: events first, then the commands that lead to them. No countdown
// moves by any of them. 行政许可法 42; notice 四（一）责任人; docs/decisions/0010.
#pragma once

#include <string>

namespace qidi::domain {

/// 不予延期: whoever could approve an extension says no to it. It may be asked for anew: the law's
/// "once" counts extensions that were granted.
struct ExtensionRefused {
  std::string reason;
  std::string asked_by;  ///< the name of whoever had asked, who is to be told
};

/// 退回拟办意见: the head does not decide on what was proposed; the clerk proposes anew.
struct ProposalSentBack {
  std::string reason;
  std::string proposed_by;  ///< the name of whoever had proposed, who is to be told
};

/// 收回拟办意见: whoever proposed thinks again before the head has decided.
struct ProposalTakenBack {
  std::string reason;  ///< may be empty
};

/// 认领: a clerk takes a case that nobody had been named for.
struct Taken {
  std::string officer;
};

struct RefuseExtension {
  std::string reason;
};
struct SendBackProposal {
  std::string reason;
};
struct TakeBackProposal {
  std::string reason;
};
struct Take {};

}  // namespace qidi::domain
