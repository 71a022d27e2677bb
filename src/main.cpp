// The composition root: the one place that knows every room. Clock, law, stores and sheets are
// made here and handed to the command line.
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "cli/command_line.h"
#include "domain/embedded_file.h"
#include "files/attached_check.h"
#include "identity/password.h"
#include "identity/password_policy.h"
#include "identity/secret_token.h"
#include "law/law_data.h"
#include "papers/circular_paper.h"
#include "papers/render.h"
#include "record/verify.h"
#include "serving.h"
#include "sheets/ledger_map.h"
#include "sheets/ledger_reader.h"
#include "sheets/ledger_template.h"
#include "sheets/table_writer.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace {

using namespace qidi;

class MachineClock : public office::Clock {
 public:
  domain::Instant now() override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

cli::SheetFailure failure(const sheets::SheetError& error) {
  return {error.problem, error.mend};
}

office::Regions regions() {
  std::vector<office::Region> list;
  for (auto& division : law::divisions()) {
    list.push_back({std::move(division.code), std::move(division.name), division.level,
                    std::move(division.parent), std::move(division.reporting_unit)});
  }
  return office::Regions(std::move(list));
}

Result<office::SheetSummary, cli::SheetFailure> read_sheet(const cli::SheetRequest& request) {
  std::optional<sheets::LedgerMap> map;
  if (!request.map_file.empty()) {
    auto read = sheets::read_map(request.map_file);
    if (!read) return Unexpected{failure(read.error())};
    map = std::move(*read);
  }
  const auto sheet = request.sheet.empty() ? std::nullopt : std::optional(request.sheet);
  auto summary = sheets::read_ledger(request.file, map ? &*map : nullptr, sheet, request.sink,
                                     request.progress);
  if (!summary) return Unexpected{failure(summary.error())};
  return std::move(*summary);
}

Result<std::unique_ptr<office::TableOut>, cli::SheetFailure> open_table(const std::string& file,
                                                                        const std::string& format,
                                                                        const std::string& title) {
  if (file == "-") return sheets::open_csv_stream(std::cout);
  sheets::TableOptions options;
  options.format = format == "xlsx" ? sheets::TableFormat::xlsx : sheets::TableFormat::csv;
  options.sheet = title;
  auto table = sheets::open_table(file, options);
  if (!table) return Unexpected{failure(table.error())};
  return std::move(*table);
}

/// The PostgreSQL form is not there yet; a directory of that name must not be made by mistake.
std::optional<office::Fault> not_a_directory(const std::string& data) {
  if (!data.starts_with("postgresql://")) return std::nullopt;
  return office::Fault{office::FaultKind::not_found, "PostgreSQL 存储尚未实现；--data 请给目录"};
}

template <class Opened>
cli::Doors::Opened as_store(Opened opened) {
  if (!opened) return Unexpected{opened.error()};
  return std::unique_ptr<office::Store>(std::move(*opened));
}

/// The public key beside the directory's own signing key, where there is one.
std::optional<record::PublicKey> public_key_of(const std::string& directory) {
  const auto file = std::filesystem::path(directory) / store::keys_name / "head_public.pem";
  auto key = record::PublicKey::read(file.string());
  if (!key) return std::nullopt;
  return std::move(*key);
}

Result<cli::Verified, office::Fault> verify(const std::string& directory,
                                            office::EventReader& reader,
                                            const std::string& heads_file) {
  const bool own = heads_file.empty();
  const auto file =
      own ? (std::filesystem::path(directory) / store::heads_name).string() : heads_file;
  record::HeadsRead heads;
  if (!own || std::filesystem::exists(file)) {
    auto read = record::read_heads(file);
    if (!read) return Unexpected{office::Fault{office::FaultKind::unreadable, read.error()}};
    heads = std::move(*read);
  }
  const auto count = heads.heads.size();
  files::AttachedCheck attached((std::filesystem::path(directory) / "uploads").string());
  record::Verifier verifier(std::move(heads));
  QIDI_CHECK(reader.each_leaf(
      [&](std::uint64_t position, const record::Digest& hash) -> Result<void, office::Fault> {
        verifier.leaf(position, hash);
        return {};
      }));
  QIDI_CHECK(reader.each_in_log_order(
      [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        verifier.event(event);
        attached.event(event);
        return {};
      }));
  const auto key = public_key_of(directory);
  verifier.finish(key ? &*key : nullptr);
  cli::Verified verified;
  for (const auto& finding : verifier.findings()) {
    verified.findings.push_back({finding.stream, finding.sequence, finding.kind, finding.message});
  }
  for (const auto& finding : attached.findings()) {
    verified.findings.push_back({finding.stream, finding.sequence, finding.kind, finding.message});
  }
  verified.events = verifier.events();
  verified.heads = count;
  verified.after_last_head = verifier.after_last_head();
  verified.root = record::to_hex(verifier.root());
  return verified;
}

/// How codes stand on paper; what is not known is shown as it is.
papers::CircularNames names_on_paper(const office::Regions& regions,
                                     const office::RuleBook& rules) {
  return {[&](const std::string& code) { return regions.name_of(code); },
          [](const std::string& code) { return code.empty() ? "未指明部门" : code; },
          [&](const std::string& code) {
            for (const auto* version : rules.matters.all()) {
              if (version->matter == code) return version->name;
            }
            return code.empty() ? "未列事项" : code;
          },
          [&](const std::string& code) {
            const auto* region = regions.find(code);
            return region != nullptr && region->level == 3 ? region->parent : code;
          }};
}

Result<std::string, office::Fault> print_circular(const cli::CircularPrint& print) {
  const auto known_regions = regions();
  const bool demonstration = print.kind == office::DirectoryKind::demonstration;
  const bool rehearsal = print.kind == office::DirectoryKind::rehearsal;
  const auto names = names_on_paper(known_regions, print.rules);
  const papers::CircularWords words{print.issuer, print.serial, print.title,
                                    demonstration ? "演示数据"
                                    : rehearsal   ? "演练"
                                                  : ""};
  const papers::CircularBasis basis{print.root, print.log_size, print.known_by, print.made_at,
                                    print.today};
  return papers::to_pdf(papers::circular_paper(print.circular, names, words, basis));
}

}  // namespace

int main(int count, char** words) {
  std::ios::sync_with_stdio(false);
  MachineClock clock;
  cli::Doors doors{
      std::cout,
      std::cerr,
      std::cin,
      clock,
      [] { return isatty(2) == 1; },
      [] {
        return office::LawData{law::calendar_years(), law::catalogue()};
      },
      regions,
      [](const std::string& directory, const std::string& keys) -> cli::Doors::Opened {
        if (auto fault = not_a_directory(directory)) return Unexpected{*fault};
        return as_store(store::SqliteStore::open_for_writing(directory, keys));
      },
      [](const std::string& directory) -> cli::Doors::Opened {
        if (auto fault = not_a_directory(directory)) return Unexpected{*fault};
        return as_store(store::SqliteStore::open_for_reading(directory));
      },
      []() -> std::unique_ptr<office::Store> { return std::make_unique<store::MemoryStore>(); },
      read_sheet,
      [](const std::string& file) -> Result<void, cli::SheetFailure> {
        auto written = sheets::write_ledger_template(file);
        if (!written) return Unexpected{failure(written.error())};
        return {};
      },
      open_table,
      verify,
      print_circular,
      [&clock](const cli::ServeRequest& request, office::Store& store,
               const office::RuleBook& rules) {
        return serve(request, store, rules, clock, regions(), print_circular);
      },
      [](const std::string& password) { return identity::hash_password(password); },
      [](const std::string& password, const identity::PasswordPolicy& policy,
         const std::string& login,
         const std::string& name) { return identity::objection(password, policy, login, name); },
      identity::random_token,
      [](const std::string& token) { return identity::token_hash(token); },
      identity::random_label,
      [] { return embedded::api_files().front().bytes; },
      [&clock] { return route_lines(clock); },
  };
  const int code = cli::run(count, words, doors);
  std::cout.flush();
  return std::cout ? code : static_cast<int>(cli::Exit::store_failed);
}
