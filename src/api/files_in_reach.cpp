// Reach first; who is asked for an opinion comes in by the question alone.
#include "api/files_in_reach.h"

#include "api/known_case.h"
#include "api/problems.h"
#include "api/subject.h"
#include "domain/people/rights.h"
#include "office/handle_command.h"

namespace qidi::api {

namespace {

/// The case under the very id that its organ was told, if this organ is asked about it.
Read<FilesInReach> as_asked_organ(office::Store& store, const http::Request& request) {
  const auto& actor = subject_of(request).actor;
  FilesInReach files;
  files.case_id = std::string(request.segment("case"));
  if (!domain::may_do(actor.role, "give_opinion")) return Unexpected{no_such_case()};
  auto stored = store.reader().load(office::stream_of_case(files.case_id));
  if (!stored) return Unexpected{problem_of(stored.error())};
  auto current = office::open_case(files.case_id, *stored);
  if (!current) return Unexpected{problem_of(current.error())};
  const domain::Organ organ{actor.region, actor.department};
  auto papers = domain::papers_to_judge(*current, organ);
  if (!papers.any) return Unexpected{no_such_case()};
  files.events = std::move(*stored);
  files.to_judge = std::move(papers);
  files.unit_name = current->facts.unit_name;
  return files;
}

}  // namespace

Read<FilesInReach> files_in_reach(office::Store& store, const http::Request& request) {
  auto known = known_case(store, request);
  if (!known) {
    // A store that failed is told as its own problem, never as none.
    if (known.error().status != no_such_case().status) return Unexpected{known.error()};
    return as_asked_organ(store, request);
  }
  auto stored = store.reader().load(office::stream_of_case(*known));
  if (!stored) return Unexpected{problem_of(stored.error())};
  return FilesInReach{std::move(*known), std::move(*stored), {}, {}};
}

}  // namespace qidi::api
