// State changes under the mutex; sheets are read outside it.
#include "api/import_desk.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "api/import_json.h"
#include "api/problems.h"
#include "http/decoding.h"
#include "office/import_ledger.h"

namespace qidi::api {

namespace {

namespace fs = std::filesystem;

/// Uploads that nobody started are thrown away beyond so many.
constexpr std::size_t kept_unstarted = 50;

http::Problem conflict(std::string refusal, std::string detail) {
  return {409, std::move(refusal), "现在不能这样做", std::move(detail), "", ""};
}

/// The name alone, safe to show: no folder, no control characters, not endless.
std::string shown_name(const std::string& sent) {
  auto name = sent.substr(sent.find_last_of("/\\") + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (!http::is_utf8(name)) name.clear();
  constexpr std::size_t most = 200;
  if (name.size() > most) {
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    name.resize(end);
  }
  return name.empty() ? "未命名" : name;
}

std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return bytes;
}

/// Whoever uploads, as the record of the import will name him.
domain::Actor importer_of(const Subject& subject) {
  if (subject.kind == Subject::Kind::person) return subject.actor;
  auto client = office::importer();
  client.id = subject.account;
  return client;
}

bool write_whole(const std::string& path, const std::string& text) {
  const auto part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return false;
  std::error_code failed;
  fs::rename(part, path, failed);
  return !failed;
}

}  // namespace

ImportDesk::ImportDesk(Service& service)
    : service_(service), worker_([this](const std::stop_token& stop) { work(stop); }) {}

std::string ImportDesk::folder_of(const std::string& id) const {
  return service_.doors().imports.folder + "/" + id;
}

void ImportDesk::load() {
  if (loaded_) return;
  loaded_ = true;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(service_.doors().imports.folder, failed)) {
    const auto text = bytes_of((entry.path() / "import.json").string());
    auto import = text ? read_stored_import(*text) : std::nullopt;
    if (!import || import->id != entry.path().filename().string()) continue;
    if (import->is_busy()) {
      const bool undoing = import->state == ImportState::undoing;
      import->state = ImportState::failed;
      import->problem = undoing ? "撤销没有做完，服务中途停止" : "导入没有做完，服务中途停止";
      import->mend = undoing ? "再次撤销即可接着做" : "重新开始即可接着导入，已导入的行不会重复";
    }
    imports_[import->id] = std::move(*import);
  }
}

Import* ImportDesk::known(const std::string& id) {
  load();
  const auto found = imports_.find(id);
  return found == imports_.end() ? nullptr : &found->second;
}

std::vector<Import> ImportDesk::all() {
  const std::lock_guard guard(mutex_);
  load();
  std::vector<Import> list;
  for (const auto& [id, import] : imports_) list.push_back(import);
  std::stable_sort(list.begin(), list.end(),
                   [](const Import& a, const Import& b) { return a.uploaded > b.uploaded; });
  return list;
}

Read<Import> ImportDesk::find(const std::string& id) {
  const std::lock_guard guard(mutex_);
  const auto* import = known(id);
  if (import == nullptr) return Unexpected{not_found("没有这次导入")};
  return *import;
}

std::optional<Read<Import>> ImportDesk::answered(const AnsweredKey& key) {
  load();
  for (const auto& [id, import] : imports_) {
    for (const auto& used : import.keys) {
      if (used.key != key.key) continue;
      if (used.content == key.content) return Read<Import>(import);
      http::Problem problem{422,
                            "command_id_reused",
                            "同一个键用于不同的内容",
                            "这个 Idempotency-Key 已用于另一项内容，请换一个",
                            "",
                            "Idempotency-Key"};
      return Read<Import>(Unexpected{std::move(problem)});
    }
  }
  return std::nullopt;
}

void ImportDesk::keep(const Import& import) {
  // The record holds what was adopted; should the desk's own memory not reach the disk, only the
  // list of imports is poorer.
  (void)write_whole(folder_of(import.id) + "/import.json", stored_import(import));
}

void ImportDesk::forget_the_never_started() {
  std::vector<const Import*> unstarted;
  for (const auto& [id, import] : imports_) {
    if (!import.ran && !import.is_busy()) unstarted.push_back(&import);
  }
  if (unstarted.size() <= kept_unstarted) return;
  std::sort(unstarted.begin(), unstarted.end(),
            [](const Import* a, const Import* b) { return a->uploaded > b->uploaded; });
  std::vector<std::string> gone;
  for (std::size_t i = kept_unstarted; i < unstarted.size(); ++i) gone.push_back(unstarted[i]->id);
  for (const auto& id : gone) {
    std::error_code ignored;
    fs::remove_all(folder_of(id), ignored);
    imports_.erase(id);
  }
}

Read<Import> ImportDesk::upload(const http::Request& request, const std::string& key) {
  if (request.body_file.empty()) {
    return Unexpected{bad_parameter("file", "请用 multipart/form-data 的 file 上传一个表格文件")};
  }
  const auto bytes = bytes_of(request.body_file);
  if (!bytes) {
    return Unexpected{http::Problem{503, "store_failed", "", "上传的文件读不出，请重试", "", ""}};
  }
  Import import;
  import.file_name = shown_name(request.file_name);
  import.file_hash = record::to_hex(record::sm3(*bytes));
  import.size = static_cast<long long>(bytes->size());
  import.uploaded = service_.now();
  import.by = importer_of(subject_of(request));
  const AnsweredKey used{
      key, record::to_hex(record::sm3("upload\n" + import.file_hash + "\n" + import.file_name))};
  import.id = record::to_hex(record::sm3(key + "\n" + used.content)).substr(0, 16);
  import.keys.push_back(used);
  {
    const std::lock_guard guard(mutex_);
    if (auto before = answered(used)) return std::move(*before);
    for (const auto& [id, other] : imports_) {
      if (other.file_hash != import.file_hash || !other.ran) continue;
      if (!import.same_file || import.same_file->uploaded < other.uploaded) {
        import.same_file = Import::SameFile{id, other.uploaded};
      }
    }
  }
  const auto folder = folder_of(import.id);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed) fs::rename(request.body_file, sheet_of(import, folder).path, failed);
  if (failed) {
    return Unexpected{
        http::Problem{503, "store_failed", "存储出现故障", "上传的文件存不下，请稍后重试", "", ""}};
  }
  if (request.keep_body_file) request.keep_body_file();
  const auto& doors = service_.doors();
  auto outline = doors.imports.outline(sheet_of(import, folder), import.map);
  if (outline) {
    take_outline(import, std::move(*outline), service_.rules(), doors.regions, service_.today());
  } else {
    import.problem = outline.error().problem;
    import.mend = outline.error().mend;
  }
  const std::lock_guard guard(mutex_);
  imports_[import.id] = import;
  keep(import);
  forget_the_never_started();
  return import;
}

Read<Import> ImportDesk::map(const std::string& id, const office::LedgerMap& mapping,
                             const AnsweredKey& key) {
  Import next;
  {
    const std::lock_guard guard(mutex_);
    const auto* import = known(id);
    if (import == nullptr) return Unexpected{not_found("没有这次导入")};
    if (auto before = answered(key)) return std::move(*before);
    if (import->is_busy()) return Unexpected{conflict("import_running", "正在运行，不能改列对应")};
    if (import->state == ImportState::unreadable) {
      return Unexpected{conflict("import_unreadable", "这个文件读不出，请换一个文件上传")};
    }
    if (import->state == ImportState::done) {
      return Unexpected{
          conflict("import_done", "已经导入；要改列对应，请先撤销这次导入，或重新上传")};
    }
    next = *import;
  }
  const auto& doors = service_.doors();
  auto outline = doors.imports.outline(sheet_of(next, folder_of(id)), mapping);
  if (!outline) {
    auto problem = bad_parameter("", outline.error().problem + "。" + outline.error().mend);
    problem.status = 422;
    problem.refusal = "mapping_unusable";
    return Unexpected{std::move(problem)};
  }
  next.map = mapping;
  take_outline(next, std::move(*outline), service_.rules(), doors.regions, service_.today());
  next.keys.push_back(key);
  const std::lock_guard guard(mutex_);
  auto* import = known(id);
  if (import == nullptr || import->is_busy()) {
    return Unexpected{conflict("import_running", "正在运行，不能改列对应")};
  }
  *import = next;
  keep(next);
  return next;
}

Read<Import> ImportDesk::start(const std::string& id, bool update, bool dry_run,
                               const AnsweredKey& key) {
  const std::lock_guard guard(mutex_);
  auto* import = known(id);
  if (import == nullptr) return Unexpected{not_found("没有这次导入")};
  if (auto before = answered(key)) return std::move(*before);
  if (import->is_busy()) return Unexpected{conflict("import_running", "这次导入正在运行")};
  if (!import->can_start()) {
    return Unexpected{conflict("import_not_ready", import->problem + "。" + import->mend)};
  }
  import->state = ImportState::running;
  import->problem.clear();
  import->mend.clear();
  import->counts.reset();
  import->rows_read = 0;
  import->rows_total.reset();
  import->update = update;
  import->dry_run = dry_run;
  import->finished.reset();
  if (!dry_run) {
    import->ran = true;
    import->undone.reset();
  }
  import->keys.push_back(key);
  keep(*import);
  jobs_.push_back({id, false, {}});
  wake_.notify_one();
  tell(*import);
  return *import;
}

Read<Import> ImportDesk::undo(const std::string& id, const std::string& reason,
                              const AnsweredKey& key) {
  const std::lock_guard guard(mutex_);
  auto* import = known(id);
  if (import == nullptr) return Unexpected{not_found("没有这次导入")};
  if (auto before = answered(key)) return std::move(*before);
  if (import->is_busy()) return Unexpected{conflict("import_running", "这次导入正在运行")};
  if (!import->can_undo()) {
    return Unexpected{conflict("import_not_run", "这次导入没有写入过，不用撤销")};
  }
  import->state = ImportState::undoing;
  import->problem.clear();
  import->mend.clear();
  import->finished.reset();
  import->keys.push_back(key);
  keep(*import);
  jobs_.push_back({id, true, reason});
  wake_.notify_one();
  tell(*import);
  return *import;
}

}  // namespace qidi::api
