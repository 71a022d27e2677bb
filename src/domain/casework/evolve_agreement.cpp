// Requests for acts of two people, and the unit's answer to what was asked after acceptance: they
// change what waits for whom, and no limit. docs/decisions/0018; domain.md 3.
#include <algorithm>

#include "domain/casework/agreement.h"
#include "domain/casework/change.h"

namespace qidi::domain {

namespace {

auto request_in(std::vector<OpenAgreement>& agreements, long long request) {
  return std::find_if(agreements.begin(), agreements.end(),
                      [&](const OpenAgreement& open) { return open.request == request; });
}

}  // namespace

bool Change::operator()(const AgreementAsked& e) {
  if (!now_.exists) return false;
  // One of a kind at most: what became void makes room for a new one.
  std::erase_if(now_.agreements,
                [&](const OpenAgreement& open) { return open.asked.act == e.act; });
  now_.agreements.push_back({e, event_.sequence, event_.actor, day(), {}, {}});
  return true;
}

bool Change::operator()(const AgreementGiven& e) {
  const auto open = request_in(now_.agreements, e.request);
  if (open == now_.agreements.end()) return false;
  open->given.push_back(event_.actor);
  if (open->given.size() >= agreements_needed(e.act)) now_.agreements.erase(open);
  return true;
}

bool Change::operator()(const AgreementDeclined& e) {
  const auto open = request_in(now_.agreements, e.request);
  if (open == now_.agreements.end()) return false;
  now_.agreements.erase(open);
  return true;
}

bool Change::operator()(const MoreAnswered& e) {
  if (!now_.more) return false;
  hand_in(e.papers);
  now_.more.reset();
  now_.more_unanswered = false;
  return true;
}

bool Change::operator()(const MoreUnanswered&) {
  if (!now_.more || !is_pending(now_.state)) return false;
  now_.more_unanswered = true;
  return true;
}

}  // namespace qidi::domain
