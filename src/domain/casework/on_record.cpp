// Papers are compared by code and name, for a code alone means another paper in another matter
// ("application" is every matter's own form). Results stand for papers by the table below.
#include "domain/casework/on_record.h"

#include <algorithm>
#include <array>

#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

/// Which matter's result is which paper of another matter.
struct ResultAsPaper {
  std::string_view paper;
  std::string_view matter;
};
constexpr std::array results{
    ResultAsPaper{"planning_permit", "engineering_planning_permit"},
    ResultAsPaper{"land_paper", "land_conversion"},
    ResultAsPaper{"land_paper", "land_use_planning_permit"},
    ResultAsPaper{"drawing_certificate", "drawing_review"},
    ResultAsPaper{"project_paper", "project_approval"},
    ResultAsPaper{"project_paper", "project_filing"},
    ResultAsPaper{"project_paper", "government_investment_approval"},
    ResultAsPaper{"filing_paper", "project_filing"},
};

const MatterPaper* listed(const MatterVersion& matter, const std::string& code) {
  const auto found = std::find_if(matter.papers.begin(), matter.papers.end(),
                                  [&](const MatterPaper& paper) { return paper.code == code; });
  return found == matter.papers.end() ? nullptr : &*found;
}

/// Whether the paper that `code` means in the other case is the target's paper of that code.
const MatterPaper* same_paper(const MatterVersion& target, const MatterVersion* matter,
                              const std::string& code) {
  // The application is the filing itself.
  if (matter == nullptr || code == "application") return nullptr;
  const auto* here = listed(target, code);
  const auto* there = listed(*matter, code);
  const bool same = here != nullptr && there != nullptr && here->name == there->name;
  return same ? here : nullptr;
}

bool gives_papers(const ApprovalCase& other, const MatterVersion& target) {
  if (other.state == CaseState::not_accepted) return false;  // 行政许可法 78: false papers
  if (other.facts.matter != target.matter) return true;
  return other.state == CaseState::withdrawn || other.state == CaseState::lapsed;
}

/// Papers that were found wanting there and not mended are no help here.
bool is_doubted(const ApprovalCase& other, const std::string& code) {
  return other.unanswered.contains(code) || other.unmended.contains(code) ||
         other.gap_papers.contains(code);
}

const std::vector<std::string>* papers_of(const EventBody& body) {
  if (const auto* filed = std::get_if<Filed>(&body)) return &filed->papers;
  if (const auto* refiled = std::get_if<Refiled>(&body)) return &refiled->papers;
  if (const auto* kept = std::get_if<ObligationFulfilled>(&body)) return &kept->papers;
  return nullptr;
}

/// The last coming of a paper counts.
void put(std::vector<OnRecord>& found, OnRecord entry) {
  std::erase_if(found, [&](const OnRecord& one) {
    return one.paper == entry.paper && one.is_result == entry.is_result;
  });
  found.push_back(std::move(entry));
}

}  // namespace

std::vector<OnRecord> on_record_for(const MatterVersion& target, const ApprovalCase& other,
                                    const std::vector<Event>& events,
                                    const MatterCatalogue& matters) {
  std::vector<OnRecord> found;
  const auto* matter = matters.version(other.facts.matter, other.facts.matter_version);
  for (const auto& event : events) {
    const auto* papers = papers_of(event.body);
    if (papers != nullptr && gives_papers(other, target)) {
      for (const auto& code : *papers) {
        const auto* same = same_paper(target, matter, code);
        if (same == nullptr || is_doubted(other, code)) continue;
        put(found, {code, same->name, false, other.facts.case_id, event.sequence, event.legal_day,
                    "", ""});
      }
    }
    const auto* issued = std::get_if<Issued>(&event.body);
    if (issued == nullptr || other.state != CaseState::issued) continue;
    for (const auto& result : results) {
      const auto* paper = listed(target, std::string(result.paper));
      if (result.matter != other.facts.matter || paper == nullptr) continue;
      put(found, {paper->code, paper->name, true, other.facts.case_id, event.sequence,
                  event.legal_day, other.facts.document_no, issued->file});
    }
  }
  return found;
}

const OnRecord* reusable(const Facts& facts, const ReusedPaper& paper) {
  for (const auto& known : facts.on_record) {
    if (known.paper == paper.paper && known.from_case == paper.from_case &&
        (paper.event == 0 || known.event == paper.event)) {
      return &known;
    }
  }
  return nullptr;
}

const OnRecord* on_record(const Act& act, const Defect& defect) {
  if (defect.expired) return nullptr;
  for (const auto& known : act.facts.on_record) {
    if (known.paper == defect.paper) return &known;
  }
  return nullptr;
}

std::string where(const OnRecord& known) {
  auto text = known.name + "，见办件 " + known.from_case;
  if (!known.document_no.empty()) text += "，" + known.document_no;
  return text;
}

}  // namespace qidi::domain
