// Events and rows whose every field holds something, so that a store that loses one is seen.
#include "contract/made_events.h"

namespace qidi::tests {

record::SealedEvent made_event(const std::string& stream, std::uint64_t sequence,
                               const record::Digest& previous, const std::string& body) {
  record::Envelope e;
  e.stream = stream;
  e.sequence = sequence;
  e.kind = "filed";
  e.kind_version = 1;
  e.body = body;
  e.actor = "u" + std::to_string(sequence);
  e.actor_name = "某单位";
  e.role = "project_unit";
  e.department = "住建局";
  e.region = "150100";
  e.command_id = stream + "-" + std::to_string(sequence);
  e.recorded = domain::Instant{std::chrono::seconds{1664244000}};
  e.legal_day = domain::make_day(2022, 9, 27);
  e.calendar_revision = 1;
  e.previous_hash = previous;
  return record::seal(std::move(e));
}

namespace {

/// Two standings, two segments and a movement or two.
void add_stretches(domain::CaseRows& rows, int number) {
  using namespace domain;
  const auto& f = rows.facts;
  const Organ organ{number % 3 == 0 ? "150100" : "150202", number % 2 == 0 ? "住建局" : "水利局"};
  Standing standing;
  standing.from = f.received;
  standing.to = f.received + std::chrono::days{10};
  standing.state = CaseState::in_review;
  standing.holder = organ;
  standing.officer = "某甲";
  standing.due = f.received + std::chrono::days{7};
  standing.due_kind = CountdownKind::initial_review;
  standing.yellow_from = f.received + std::chrono::days{6};
  standing.red_from = f.received + std::chrono::days{8};
  rows.standings.push_back(standing);
  standing.from = standing.to;
  standing.to = end_of_days;
  static constexpr CaseState states[] = {CaseState::deciding,         CaseState::paused,
                                         CaseState::waiting_for_unit, CaseState::granted,
                                         CaseState::issued,           CaseState::deciding};
  standing.state = states[number % 6];
  standing.accepted = standing.from;
  if (is_final(standing.state)) {
    standing.ended = standing.from;
    standing.due.reset();
    standing.due_kind.reset();
    standing.yellow_from = standing.red_from = end_of_days;
  } else {
    standing.due = standing.from + std::chrono::days{number % 40};
    standing.due_kind = CountdownKind::promised;
    standing.yellow_from = *standing.due - std::chrono::days{2};
    standing.red_from = *standing.due + std::chrono::days{1};
    if (number % 4 == 0) standing.law_red_from = standing.red_from + std::chrono::days{5};
    standing.provisional = number % 9 == 0;
  }
  rows.standings.push_back(standing);
  rows.segments.push_back({CountdownKind::initial_review, f.received, f.received,
                           f.received + std::chrono::days{7}, f.received + std::chrono::days{6},
                           f.received + std::chrono::days{10}, "accepted", organ, false, false});
  rows.segments.push_back({CountdownKind::promised, f.received + std::chrono::days{10},
                           f.received + std::chrono::days{10}, f.received + std::chrono::days{30},
                           f.received + std::chrono::days{27}, end_of_days, "", organ,
                           number % 2 == 0, number % 9 == 0});
  rows.movements.push_back(
      {f.received, MovementKind::accepted, MovementMemo::filed, organ, false, number % 4 == 0});
  if (number % 6 == 4) {
    rows.movements.push_back({standing.from, MovementKind::finished, MovementMemo::granted, organ,
                              number % 8 == 4, number % 4 == 0});
  }
}

}  // namespace

domain::CaseRows made_rows(const std::string& case_id, int number) {
  using namespace domain;
  CaseRows rows;
  auto& f = rows.facts;
  f.case_id = case_id;
  f.external_id = "外" + std::to_string(number);
  f.project_code = "2207-150100-04-01-" + std::to_string(100000 + number);
  f.project_name = "项目\t" + std::to_string(number) + "\n'引号'";
  f.unit_name = "某单位";
  f.unit_code = "91150000";
  f.project_region = "150102";
  f.matter = number % 2 == 0 ? "construction_permit" : "energy_review";
  f.matter_version = 1 + number % 3;
  f.list = number % 5 == 0 ? "not_started" : number % 7 == 0 ? "made_up" : "pending";
  f.received = make_day(2022, 8, 1) + std::chrono::days{number % 60};
  if (number % 2 == 0) f.due_given = f.received + std::chrono::days{20};
  if (number % 3 == 0) f.due_computed = f.received + std::chrono::days{28};
  if (number % 4 == 0) f.promised_days = 20;
  if (number % 5 == 0) f.finish_by = make_day(2022, 12, 31);
  f.classification = "符合";
  f.measure = "加快办理";
  f.document_no = std::to_string(number) + "号";
  f.remark = "备注";
  f.flags = "due_as_stated";
  f.imported = number % 2 == 0;
  if (number % 3 == 1) f.deemed_on = f.received + std::chrono::days{8};
  if (number % 6 == 0) f.next_settle_day = f.received + std::chrono::days{9};

  add_stretches(rows, number);
  return rows;
}

office::StreamAppend Chains::next(const std::string& stream, const std::string& body) {
  auto& link = links_[stream];
  office::StreamAppend append;
  append.stream = stream;
  append.expected_version = link.version;
  append.events.push_back(made_event(stream, link.version + 1, link.hash, body));
  link.version += 1;
  link.hash = append.events.back().hash;
  return append;
}

Folder::Folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "qidi-store-XXXXXX").string();
  path = mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

}  // namespace qidi::tests
