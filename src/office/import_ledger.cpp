// Rows into cases, one act each.
#include "office/import_ledger.h"

#include <algorithm>

#include "record/command_codec.h"

namespace qidi::office {

namespace {

constexpr long long rows_per_sync = 512;

/// What makes a row this case and no other: its own id, else project and matter.
std::string identity_of(const domain::LedgerFacts& facts) {
  if (!facts.external_id.empty()) return "id\n" + facts.external_id;
  if (!facts.project_code.empty()) return "code\n" + facts.project_code + "\n" + facts.matter;
  return "name\n" + facts.project_name + "\n" + facts.unit_name + "\n" + facts.matter;
}

std::string short_hex(const record::Digest& digest, std::size_t characters) {
  return record::to_hex(digest).substr(0, characters);
}

}  // namespace

LedgerImport::LedgerImport(EventLog& log, const RuleBook& rules, Clock& clock,
                           const Regions& regions, Options options, Report report)
    : log_(log),
      rules_(rules),
      clock_(clock),
      regions_(regions),
      options_(std::move(options)),
      report_(std::move(report)) {}

void LedgerImport::refuse_row(const LedgerEntry& entry, std::string column, std::string problem,
                              std::string mend) {
  ++counts_.refused;
  report_({entry.sheet, entry.row, std::move(column), std::move(problem), std::move(mend), true});
}

Result<void, Fault> LedgerImport::take(LedgerEntry entry) {
  const auto facts = resolve_row(entry, rules_, regions_, domain::day_of(clock_.now()));
  bool refused = false;
  bool warned = false;
  for (const auto& problem : entry.problems) {
    report_(problem);
    refused = refused || problem.refuses;
    warned = warned || !problem.refuses;
  }
  if (refused) {
    ++counts_.refused;
    return {};
  }
  if (warned) ++counts_.warned;

  const auto identity = identity_of(facts);
  domain::Command command;
  command.body = domain::AdoptFromLedger{facts, "", false};
  const auto content = record::sm3(record::canonical_command(command));
  const auto [seen, is_new] = seen_.try_emplace(identity, Seen{content, entry.row});
  if (!is_new) {
    if (seen->second.content == content) {
      ++counts_.merged;
    } else {
      refuse_row(entry, "case_id",
                 "与第" + std::to_string(seen->second.row) + "行是同一办件，内容却不同",
                 "保留正确的一行；若确为两件，请填写不同的办件编号");
    }
    return {};
  }
  return adopt(entry, identity, facts, content);
}

Result<void, Fault> LedgerImport::adopt(const LedgerEntry& entry, const std::string& identity,
                                        const domain::LedgerFacts& facts,
                                        const record::Digest& content) {
  domain::Command command;
  command.case_id = "L" + short_hex(record::sm3(identity), 24);
  command.command_id =
      options_.command_prefix + "row-" +
      short_hex(record::sm3(options_.file_hash + (options_.update ? "\nupdate\n" : "\n") +
                            identity + record::to_hex(content)),
                40);
  command.actor = importer();
  command.reach = options_.reach;
  command.body = domain::AdoptFromLedger{facts, entry.sheet + ":" + std::to_string(entry.row),
                                         options_.update};
  QIDI_TRY(first, handle_command(log_, rules_, clock_, command));
  auto answer = first;
  if (const auto* known = std::get_if<Receipt>(&first); known != nullptr && known->repeated) {
    // The row was taken in before; another sheet may have changed the case since, and then the old
    // values are other values, to be told like any.
    QIDI_TRY(stored, log_.load(stream_of_case(command.case_id)));
    command.command_id += "-at-" + std::to_string(stored.size());
    QIDI_TRY(again, handle_command(log_, rules_, clock_, command));
    answer = std::move(again);
  }
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    report_refusal(entry, *refusal);
  } else {
    const auto& receipt = std::get<Receipt>(answer);
    if (receipt.repeated || receipt.events.empty()) {
      ++counts_.merged;
    } else {
      ++(receipt.events.front() == "adopted_from_ledger" ? counts_.adopted : counts_.updated);
      if (options_.changed) options_.changed(receipt.case_id);
    }
  }
  if (++unsynced_ >= rows_per_sync) {
    unsynced_ = 0;
    QIDI_CHECK(log_.sync());
  }
  return {};
}

void LedgerImport::report_refusal(const LedgerEntry& entry, const domain::Refusal& refusal) {
  const bool differs = refusal.code == domain::RefusalCode::ledger_value_differs;
  refuse_row(entry, refusal.field, refusal.detail,
             differs ? "确认以本表为准时，加 --update 作为更正导入" : "请核对该行");
}

domain::Actor importer() {
  domain::Actor actor;
  actor.id = "import";
  actor.role = domain::Role::importer;
  return actor;
}

std::string import_stream(const std::string& file_hash) {
  return "import/" + file_hash.substr(0, 24);
}

Result<void, Fault> note_import(EventLog& log, const RuleBook& rules, Clock& clock,
                                const domain::Actor& by, const std::string& stream,
                                const std::string& kind, std::string body) {
  QIDI_TRY(before, log.load(stream));
  QIDI_TRY(last, log.last_recorded());
  record::Envelope envelope;
  envelope.stream = stream;
  envelope.sequence = before.size() + 1;
  envelope.kind = kind;
  envelope.body = std::move(body);
  envelope.actor = by.id;
  envelope.actor_name = by.name;
  envelope.role = domain::name_of(by.role);
  envelope.department = by.department;
  envelope.region = by.region;
  envelope.recorded = std::max(clock.now(), last.value_or(domain::Instant{}));
  envelope.command_id = stream + "-" + std::to_string(envelope.sequence);
  envelope.legal_day = domain::day_of(envelope.recorded);
  envelope.calendar_revision = rules.calendar.revision();
  envelope.previous_hash = before.empty() ? record::Digest{} : before.back().hash;
  StreamAppend append;
  append.stream = stream;
  append.expected_version = before.size();
  append.events.push_back(record::seal(std::move(envelope)));
  QIDI_TRY(position, log.commit({&append, 1}, std::nullopt));
  (void)position;
  return log.sync();
}

Result<record::ImportSummary, Fault> LedgerImport::finish(const SheetSummary& sheet) {
  counts_.file = options_.file;
  counts_.sha256 = sheet.sha256;
  counts_.sheet = sheet.sheet;
  counts_.skipped = sheet.skipped;
  QIDI_CHECK(log_.sync());
  if (counts_.adopted == 0 && counts_.updated == 0) return counts_;

  QIDI_CHECK(note_import(log_, rules_, clock_, options_.by, import_stream(sheet.sha256),
                         "import_finished", record::encode(counts_)));
  return counts_;
}

}  // namespace qidi::office
