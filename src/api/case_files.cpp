// The files of a case: which there are, and each one's bytes, for whoever reaches them. What is
// sent is what the record names: the hash is taken again on each reading, and a file that differs
// is told as damaged and never sent. Clauses N8, N9; reliability.md R23, R75.
#include "answers/json_out.h"
#include "api/files_in_reach.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/upload_desk.h"
#include "http/encoding.h"
#include "http/file_body.h"
#include "office/personal_data.h"
#include "record/files_of_event.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

/// A file of this size is sent from memory; a larger one by a worker, piece by piece.
constexpr long long most_in_memory = 8LL << 20;

struct FileOfCase {
  domain::AttachedFile file;
  const record::SealedEvent* event = nullptr;
  bool in_package = false;  ///< handed in before the case was forwarded: frozen with it
};

/// Those of the files that lie in reach.
std::vector<FileOfCase> files_of(const FilesInReach& reached) {
  std::vector<FileOfCase> files;
  for (const auto& event : reached.events) {
    if (event.envelope.kind == "forwarded") {
      for (auto& file : files) file.in_package = true;
    }
    if (event.envelope.kind == "sent_back") {
      for (auto& file : files) file.in_package = false;
    }
    for (auto& file : record::files_of_event(event.envelope)) {
      if (reached.to_judge && !reached.to_judge->opens(file.paper)) continue;
      files.push_back({std::move(file), &event, false});
    }
  }
  return files;
}

std::string file_json(const FileOfCase& one, const FilesInReach& reached) {
  const auto& envelope = one.event->envelope;
  const auto person = envelope.actor_name.empty() ? envelope.actor : envelope.actor_name;
  return JsonObject()
      .text("id", one.file.file)
      .text("paper", one.file.paper)
      .text("name", one.file.name)
      .text("kind", one.file.kind)
      .number("size", one.file.size)
      .text("hash", one.file.hash)
      .number("sequence", static_cast<long long>(envelope.sequence))
      .text("event", envelope.kind)
      .day("handed_in", envelope.legal_day)
      .text("by", reached.to_judge ? reached.unit_name : person)
      .flag("in_package", one.in_package)
      .done();
}

Answered list_files(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(reached, files_in_reach(**lease, request));
  JsonList files;
  for (const auto& one : files_of(reached)) files.add(file_json(one, reached));
  auto response = http::Response::json(
      JsonObject().text("case_id", reached.case_id).raw("files", files.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

http::Problem damaged() {
  return {500,        "file_altered",
          "文件有误", "存放的文件缺失或与记录的摘要不符，不予提供；请联系管理员核验记录",
          "",         ""};
}

/// The bytes, hashed again before one of them is sent.
Answered bytes_of(const files::Shelf& shelf, const domain::AttachedFile& file) {
  http::Response response;
  const auto size = shelf.size(file.file);
  if (!size || *size != file.size) return Unexpected{damaged()};
  if (file.size <= most_in_memory) {
    auto bytes = shelf.read(file.file, 0, file.size);
    if (record::to_hex(record::sm3(bytes)) != file.hash) return Unexpected{damaged()};
    response.body = std::make_shared<const std::string>(std::move(bytes));
    return response;
  }
  const auto hash = shelf.hash(file.file);
  if (!hash || *hash != file.hash) return Unexpected{damaged()};
  response.file = http::FileBody::open(shelf.path(file.file));
  if (!response.file) return Unexpected{damaged()};
  return response;
}

/// A file of a case, ready to be sent, and the reading that is to be recorded before it is.
struct FoundFile {
  http::Response response;
  std::optional<office::FileReading> reading;
};

office::FileReading reading_of(const http::Request& request, const std::string& case_id,
                               const domain::AttachedFile& file, domain::Day today) {
  const auto& subject = subject_of(request);
  office::FileReading reading;
  // Once for a person, file and day: turning a page forth and back is one reading.
  reading.command_id =
      "read/" + subject.account + "/" + case_id + "/" + file.file + "/" + domain::to_text(today);
  reading.case_id = case_id;
  reading.actor = subject.actor;
  reading.reason = "答复征求意见，查阅材料：" + file.name;
  return reading;
}

Read<FoundFile> find_file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const http::Problem none = not_found("这个办件没有这个文件");
  const std::string id(request.segment("file"));
  std::optional<domain::AttachedFile> found;
  std::optional<office::FileReading> reading;
  {
    auto lease = service.reader();
    if (!lease) return Unexpected{problem_of(lease.error())};
    QIDI_TRY(reached, files_in_reach(**lease, request));
    for (const auto& one : files_of(reached)) {
      if (one.file.file == id && files::Shelf::is_id(id)) found = one.file;
    }
    if (found && reached.to_judge && request.method == http::Method::get) {
      reading = reading_of(request, reached.case_id, *found, service.today());
    }
  }
  if (!found) return Unexpected{none};
  const auto kind = domain::file_kind_from(found->kind);
  QIDI_TRY(response, bytes_of(service.uploads().shelf(), *found));
  response.content_type =
      kind ? std::string(domain::facts_of(*kind).content_type) : "application/octet-stream";
  response.set(
      "Content-Disposition",
      http::named_file("attachment", found->file.substr(0, 8) + "." + found->kind, found->name));
  // Whatever a browser makes of it, it makes in a place of its own: no script, no form, no origin.
  response.set("Content-Security-Policy",
               "sandbox; default-src 'self'; object-src 'none'; base-uri 'none'; "
               "frame-ancestors 'none'; form-action 'none'; script-src 'none'");
  response.set("Cache-Control", "private, no-store");
  return FoundFile{std::move(response), std::move(reading)};
}

/// Whoever reads a case of another organ is shown the file only once the reading is durable.
void read_file(Service& service, const http::Request& request, const http::Reply& reply) {
  auto found = find_file(service, request);
  if (!found) return reply(http::to_response(found.error()));
  if (!found->reading) return reply(std::move(found->response));
  using Outcome = Result<office::RecordedReading, office::Fault>;
  auto outcome = std::make_shared<std::optional<Outcome>>();
  auto kept = std::make_shared<http::Response>(std::move(found->response));
  const bool taken = service.write(
      [&service, outcome, reading = std::move(*found->reading)](office::EventLog& log) {
        *outcome = office::record_file_reading(log, service.doors().clock, reading);
      },
      [outcome, kept, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!**outcome) return reply(response_of((*outcome)->error()));
        reply(std::move(*kept));
      });
  if (!taken) reply(too_busy());
}

}  // namespace

void add_case_file_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/cases/{case}/files";
  add_question(routes, base, http::Lane::read,
               [&service](const http::Request& r) { return list_files(service, r); });
  http::Route file;
  file.method = http::Method::get;
  file.pattern = base + "/{file}";
  file.lane = http::Lane::read;
  file.handle = [&service](const std::shared_ptr<const http::Request>& request,
                           const http::Reply& reply) { read_file(service, *request, reply); };
  routes.add(std::move(file));
}

}  // namespace qidi::api
