// Threads: one for sockets, a few workers that read, one that writes. Order of ending: the sockets
// drain first, then the writer finishes its queue and signs a last head.
#include "serving.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "api/daily_round.h"
#include "api/kept_sessions.h"
#include "api/notice_round.h"
#include "api/routing.h"
#include "api/sign_in_round.h"
#include "http/access_log.h"
#include "http/metrics.h"
#include "http/server.h"
#include "law/law_data.h"
#include "office/demonstration/demo_people.h"
#include "office/organ_desk.h"
#include "sending.h"
#include "sheets/ledger_field.h"
#include "sheets/ledger_outline.h"
#include "sheets/ledger_reader.h"
#include "sheets/ledger_template.h"
#include "sheets/table_writer.h"
#include "store/group_writer.h"
#include "store/sqlite/sqlite_store.h"
#include "writ_doors.h"

namespace qidi {

namespace {

/// The machine's clock, or a rehearsal's: set at the start, running on from there.
class RunningClock : public office::Clock {
 public:
  RunningClock(office::Clock& machine, const std::optional<domain::Instant>& set)
      : machine_(machine), ahead_(set ? *set - machine.now() : std::chrono::seconds{0}) {}
  domain::Instant now() override { return machine_.now() + ahead_; }

 private:
  office::Clock& machine_;
  std::chrono::seconds ahead_;
};

/// The last whole line of a heads file; reading the end alone, for the file grows by a line a
/// minute.
std::optional<record::SignedHead> last_head(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return std::nullopt;
  constexpr std::streamoff tail = 4096;
  const auto size = static_cast<std::streamoff>(in.tellg());
  in.seekg(std::max<std::streamoff>(0, size - tail));
  std::optional<record::SignedHead> last;
  std::string line;
  while (std::getline(in, line)) {
    if (in.eof()) break;  // no line end: a kill has torn it
    if (auto head = record::head_from(line)) last = std::move(*head);
  }
  return last;
}

/// An empty folder of our own for files on their way.
Result<std::string, office::Fault> temporary_folder(const std::string& data) {
  const auto folder = std::filesystem::path(data) / "tmp";
  std::error_code failed;
  std::filesystem::remove_all(folder, failed);
  std::filesystem::create_directories(folder, failed);
  if (!failed) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  }
  if (failed) {
    return Unexpected{
        office::Fault{office::FaultKind::store_failed, "建不了临时目录 " + folder.string()}};
  }
  return folder.string();
}

api::MadeFile circular_pdf(
    const api::Doors::CircularPaper& paper, const office::RuleBook& rules,
    office::DirectoryKind kind,
    const std::function<Result<std::string, office::Fault>(const cli::CircularPrint&)>& print) {
  auto made = print({paper.circular, rules, kind, paper.root, paper.log_size, "", paper.recorded,
                     paper.today, "", "", ""});
  if (!made) return Unexpected{made.error().message};
  return std::move(*made);
}

Result<std::unique_ptr<office::TableOut>, std::string> open_table(const std::string& file,
                                                                  const std::string& format,
                                                                  const std::string& title) {
  sheets::TableOptions options;
  options.format = format == "xlsx" ? sheets::TableFormat::xlsx : sheets::TableFormat::csv;
  options.sheet = title;
  options.scratch_directory = std::filesystem::path(file).parent_path().string();
  auto table = sheets::open_table(file, options);
  if (!table) return Unexpected{table.error().problem};
  return std::move(*table);
}

/// Sheets, read and written for imports; `folder` keeps what was uploaded.
api::ImportDoors import_doors(const std::string& folder) {
  using api::SheetFailure;
  using api::SheetPlace;
  api::ImportDoors doors;
  doors.folder = folder;
  for (const auto field : sheets::all_fields()) {
    doors.fields.emplace_back(sheets::name_of(field), sheets::heading_of(field));
  }
  doors.outline = [](const SheetPlace& file,
                     const office::LedgerMap& map) -> Result<office::SheetOutline, SheetFailure> {
    auto outline = sheets::outline_ledger(file.path, file.shown_name, map);
    if (!outline) return Unexpected{SheetFailure{outline.error().problem, outline.error().mend}};
    return std::move(*outline);
  };
  doors.read =
      [](const SheetPlace& file, const office::LedgerMap& map, const api::ImportDoors::Sink& sink,
         const api::ImportDoors::Progress& progress) -> Result<office::SheetSummary, SheetFailure> {
    auto read = sheets::read_ledger(file.path, &map, {}, sink, progress, file.shown_name);
    if (!read) return Unexpected{SheetFailure{read.error().problem, read.error().mend}};
    return std::move(*read);
  };
  doors.write_template = [](const std::string& file) -> Result<void, SheetFailure> {
    auto written = sheets::write_ledger_template(file);
    if (!written) return Unexpected{SheetFailure{written.error().problem, written.error().mend}};
    return {};
  };
  return doors;
}

/// The printed table with what the record added since; a region stands one level below its parent.
office::Regions with_added(const office::Regions& printed, const domain::OrganRegister& known) {
  auto all = printed.all();
  for (const auto& added : known.regions) {
    const auto* parent = printed.find(added.parent);
    all.push_back({added.code, added.name, parent == nullptr ? 4 : parent->level + 1, added.parent,
                   added.reporting_unit});
  }
  return office::Regions(std::move(all));
}

/// The sign-on service, asked over the network only when somebody wants to come by it.
std::shared_ptr<openid::SignOn> sign_on_of(const openid::Settings& settings) {
  const auto clock = [] { return std::chrono::steady_clock::now(); };
  auto provider =
      std::make_shared<openid::Provider>(settings, openid::web_fetch(settings.certificates), clock);
  return std::make_shared<openid::SignOn>(std::move(provider), clock);
}

/// Debian's clamd listens here; it is used from when it runs, where nobody chose otherwise.
constexpr auto usual_scanner = "/run/clamav/clamd.ctl";

api::UploadDoors upload_doors(const cli::ServeRequest& request) {
  api::UploadDoors doors;
  doors.folder = (std::filesystem::path(request.data) / "uploads").string();
  constexpr std::string_view automatic = "auto:";
  if (request.scanner == "auto") {
    doors.scanner = usual_scanner;
    doors.scanner_if_there = true;
  } else if (request.scanner.starts_with(automatic)) {
    doors.scanner = request.scanner.substr(automatic.size());
    doors.scanner_if_there = true;
  } else if (request.scanner != "none") {
    doors.scanner = request.scanner;
  }
  constexpr long long mebibyte = 1LL << 20;
  doors.limits.account = request.upload_account_mib * mebibyte;
  doors.limits.everybody = request.upload_total_mib * mebibyte;
  doors.limits.free_space = request.upload_spare_mib * mebibyte;
  return doors;
}

/// The two ways in which files come: sheets to import, papers of a case.
void take_files_in(api::Doors& doors, const cli::ServeRequest& request) {
  doors.uploads = upload_doors(request);
  doors.imports = import_doors((std::filesystem::path(request.data) / "imports").string());
}

/// Everybody known, their secrets, the ways in, what they are told, and the regions that the record
/// added.
Result<void, office::Fault> let_people_in(api::Doors& doors, const cli::ServeRequest& request,
                                          office::Store& store) {
  QIDI_TRY(people, office::People::read(store.reader()));
  if (people->size() == 0) {
    std::cout << "还没有账号：qidi user add 登录名 --name 姓名 --role system_admin --data "
              << request.data << '\n';
  }
  doors.people = std::move(people);
  doors.credentials = &store.credentials();
  let_notices_out(doors, request.post, store);
  QIDI_TRY(known, office::read_organ_register(store.reader()));
  doors.regions = with_added(doors.regions, known);
  doors.passwords = request.passwords;
  doors.square_code = square_rows;
  if (request.sign_on) {
    doors.sign_on = sign_on_of(*request.sign_on);
    doors.sign_on_trouble = [](const std::string& why) {
      std::cerr << "qidi: sign-on: " + why + "\n";
    };
  }
  if (doors.kind == office::DirectoryKind::demonstration) {
    const auto logins = office::demo_logins();
    doors.demonstration = {std::string(office::demo_password), {logins.begin(), logins.end()}};
  }
  return {};
}

http::Settings settings_of(const cli::ServeRequest& request, const std::string& folder) {
  http::Settings settings;
  settings.listen = request.listen;
  settings.metrics_listen = request.metrics_listen;
  settings.certificate_file = request.certificate;
  settings.key_file = request.certificate_key;
  settings.upload_folder = folder;
  settings.workers = std::max(1U, request.workers);
  settings.quota_per_second = request.quota;
  settings.quota_burst = 2 * request.quota;
  return settings;
}

/// Where the log of requests goes; closed with it.
struct LogFile {
  explicit LogFile(int opened, bool own) : descriptor(opened), own_(own) {}
  LogFile(LogFile&& other) noexcept : descriptor(other.descriptor), own_(other.own_) {
    other.own_ = false;
  }
  ~LogFile() {
    if (own_) ::close(descriptor);
  }
  int descriptor;

 private:
  bool own_;
};

/// "-" is the standard error, "none" is none.
Result<LogFile, office::Fault> open_log(const std::string& where) {
  if (where == "none") return LogFile(-1, false);
  if (where == "-") return LogFile(STDERR_FILENO, false);
  const int opened = ::open(where.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (opened < 0) {
    return Unexpected{office::Fault{office::FaultKind::not_found, "写不了访问日志：" + where}};
  }
  return LogFile(opened, true);
}

/// What the record itself tells to whoever watches.
std::string record_figures(api::Service& service) {
  std::string text =
      "# HELP qidi_writable Whether acts can be kept.\n# TYPE qidi_writable gauge\nqidi_writable ";
  text += service.read_only_reason().empty() ? "1\n" : "0\n";
  if (const auto end = service.read_log_end()) {
    text +=
        "# HELP qidi_log_size Events in the record.\n# TYPE qidi_log_size counter\n"
        "qidi_log_size " +
        std::to_string(end->size) + "\n";
  }
  return text;
}

void say_ready(const cli::ServeRequest& request, const http::Server& server,
               const office::DirectoryKind kind) {
  const auto host = request.listen.substr(0, request.listen.rfind(':'));
  std::cout << "起底已就绪：" << (request.certificate.empty() ? "http" : "https") << "://" << host
            << ':' << server.port() << "/\n";
  if (server.metrics_port() != 0) std::cout << "指标：端口 " << server.metrics_port() << '\n';
  if (kind == office::DirectoryKind::demonstration) std::cout << "数据：演示数据，均为虚构\n";
  if (request.now) std::cout << "演练：时钟自 " << domain::to_text(*request.now) << " 走起\n";
  std::cout << "按 Ctrl-C 停止\n" << std::flush;
}

void say_stopped(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  std::cout << "已停止\n";
}

/// Listens and answers until a signal comes.
Result<void, office::Fault> listen(const cli::ServeRequest& request, const std::string& folder,
                                   office::DirectoryKind kind, api::Service& service) {
  http::Routes routes;
  api::add_all_routes(routes, service);
  QIDI_TRY(log_file, open_log(request.access_log));
  std::optional<http::AccessLog> log;
  if (log_file.descriptor >= 0) log.emplace(log_file.descriptor);
  http::Metrics metrics;
  http::Server server(settings_of(request, folder), routes, [&](const http::Finished& finished) {
    metrics.note(finished);
    if (log) log->note(finished);
  });
  server.set_metrics([&] { return metrics.text(server.figures()) + record_figures(service); });
  service.tell_pages([&server](std::uint64_t id, const std::string& event,
                               const std::string& json) { server.publish(id, event, json); });
  server.catch_signals();
  if (auto failed = server.start()) {
    return Unexpected{office::Fault{office::FaultKind::store_failed, *failed}};
  }
  say_ready(request, server, kind);
  {
    const api::DailyRound round(service);
    const api::SignInRound sign_ins(service);
    const api::NoticeRound notices(service);
    const Sending sending(service, request.post);
    server.run_until_signalled();
  }
  service.tell_pages(nullptr);
  return {};
}

}  // namespace

Result<void, office::Fault> serve(
    const cli::ServeRequest& request, office::Store& store, const office::RuleBook& rules,
    office::Clock& machine, office::Regions regions,
    const std::function<Result<std::string, office::Fault>(const cli::CircularPrint&)>& print) {
  RunningClock clock(machine, request.now);
  QIDI_TRY(kind, store.kind());
  QIDI_TRY(folder, temporary_folder(request.data));
  const auto heads = (std::filesystem::path(request.data) / store::heads_name).string();
  QIDI_TRY(sessions, api::kept_sessions(store));
  // One set of columns for all readers: each of its own would take the memory and the time anew.
  const auto columns = std::make_shared<store::SharedLedger>();

  store::GroupWriter::Settings writing;
  writing.sign_head = [&] { return store.sign_head(clock.now()); };
  store::GroupWriter writer(store.log(), std::move(writing));

  auto bound = rules;
  QIDI_TRY(organs, office::read_organ_register(store.reader()));
  bound.organs = std::make_shared<office::OrgansOfNow>(std::move(organs));
  api::Doors doors{
      clock,
      std::move(bound),
      std::move(regions),
      kind,
      request.now.has_value(),
      std::string(cli::program_version),
      [&]() -> Result<std::unique_ptr<office::Store>, office::Fault> {
        QIDI_TRY(reader, store::SqliteStore::open_for_reading(request.data, columns));
        return std::unique_ptr<office::Store>(std::move(reader));
      },
      [&](std::function<void(office::EventLog&)> act,
          std::function<void(const Result<void, office::Fault>&)> durable) {
        return writer.submit({std::move(act), std::move(durable)});
      },
      open_table,
      [&](const api::Doors::CircularPaper& paper) {
        return circular_pdf(paper, rules, kind, print);
      },
      [heads] { return last_head(heads); },
      folder,
      embedded::api_files().front().bytes,
      embedded::page_files(),
  };
  QIDI_CHECK(let_people_in(doors, request, store));
  take_files_in(doors, request);
  doors.writs = writ_doors(request);

  api::Service service(std::move(doors));
  api::take_up_sessions(service, sessions, machine.now());
  QIDI_CHECK(listen(request, folder, kind, service));
  writer.close();
  QIDI_CHECK(api::keep_sessions(service, store, machine.now()));
  say_stopped(folder);
  return {};
}

std::string route_lines(office::Clock& clock) {
  // Nothing is asked of these doors: the routes are only added, never answered.
  api::Service service(
      api::Doors{.clock = clock,
                 .rules = office::RuleBook{law::published_calendar(), law::catalogue()},
                 .regions = office::Regions({}),
                 .version = {},
                 .open_reader = {},
                 .submit = {},
                 .open_table = {},
                 .circular_pdf = {},
                 .latest_head = {},
                 .temporary_folder = {},
                 .openapi = {},
                 .pages = {}});
  http::Routes routes;
  api::add_all_routes(routes, service);
  std::set<std::string> lines;
  for (const auto& route : routes.all()) {
    lines.insert(std::string(http::name_of(route->method)) + " " + route->pattern + "\n");
  }
  std::string all;
  for (const auto& line : lines) all += line;
  return all;
}

}  // namespace qidi
