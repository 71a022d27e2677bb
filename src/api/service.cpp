// Readers are lent and come back; what changed is gathered and told a few times a second.
#include "api/service.h"

#include "answers/json_out.h"
#include "api/upload_desk.h"
#include "domain/casework/case_reach.h"
#include "identity/secret_token.h"
#include "office/receipts.h"
#include "record/files_of_event.h"
#include "record/merkle.h"

namespace qidi::api {

namespace {

/// Open pages need not hear of each act at once: a moment's acts go in one notice.
constexpr std::chrono::milliseconds between_notices{250};
constexpr std::chrono::seconds between_tries{2};
constexpr std::size_t cases_in_a_notice = 100;

/// A case that lies out of a reader's reach is not there to him, so that he does not hear of it
/// either: he is told the record's length alone, from which his lists know to be read again.
bool is_told(const Subject& reader, const std::optional<domain::ReachedCase>& changed) {
  if (reader.reach.kind == domain::Reach::Kind::everything) return true;
  return changed && domain::reaches(reader.reach, *changed);
}

}  // namespace

Service::Service(Doors doors)
    : doors_(std::move(doors)),
      uploads_(std::make_unique<UploadDesk>(
          doors_.uploads, [this] { return now(); },
          [this](const std::string& command, const std::string& file) {
            return has_attached(command, file);
          })),
      teller_([this](const std::stop_token& stop) {
        std::unique_lock guard(mutex_);
        while (!stop.stop_requested()) {
          wake_.wait_for(guard, stop, between_tries, [&] { return log_moved_; });
          const bool moved = log_moved_;
          const bool blocked = !read_only_.empty();
          guard.unlock();
          if (moved) tell_what_changed();
          if (blocked) try_writing_again();
          guard.lock();
          if (moved) wake_.wait_for(guard, stop, between_notices, [] { return false; });
        }
      }) {
  // Before anybody can ask for them: what waited too long while nothing ran is gone.
  uploads_->sweep();
}

Service::~Service() = default;

Service::Lease::~Lease() {
  if (store_) service_->give_back(std::move(store_));
}

Result<Service::Lease, office::Fault> Service::reader() {
  {
    const std::lock_guard guard(mutex_);
    if (!idle_.empty()) {
      auto store = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(store));
    }
  }
  QIDI_TRY(store, doors_.open_reader());
  return Lease(*this, std::move(store));
}

Result<bool, office::Fault> Service::has_attached(const std::string& command,
                                                  const std::string& file) {
  QIDI_TRY(lease, reader());
  std::string case_id;
  QIDI_CHECK(lease->reader().each_command(
      command, [&](const office::CommandRecord& found) -> Result<void, office::Fault> {
        if (found.id != command) return {};
        const auto answer = office::read_receipt(found.receipt);
        if (!answer) return Unexpected{answer.error()};
        if (const auto* receipt = std::get_if<office::Receipt>(&*answer)) {
          case_id = receipt->case_id;
        }
        return {};
      }));
  if (case_id.empty()) return false;
  QIDI_TRY(events, lease->reader().load(office::stream_of_case(case_id)));
  for (const auto& event : events) {
    if (event.envelope.command_id != command) continue;
    for (const auto& attached : record::files_of_event(event.envelope)) {
      if (attached.file == file) return true;
    }
  }
  return false;
}

void Service::give_back(std::unique_ptr<office::Store> store) {
  // A reader that cannot let go of its snapshot is closed instead: an old one would be told as new.
  if (!store->view().renew()) return;
  const std::lock_guard guard(mutex_);
  idle_.push_back(std::move(store));
}

Result<LogEnd, office::Fault> Service::read_log_end() {
  QIDI_TRY(lease, reader());
  QIDI_TRY(edge, lease->reader().log_edge());
  return LogEnd{edge.size(), record::to_hex(edge.root())};
}

std::string Service::read_only_reason() const {
  const std::lock_guard guard(mutex_);
  return read_only_;
}

bool Service::perform(domain::Command command, Answered answered) {
  struct Outcome {
    std::optional<Result<office::Answer, office::Fault>> answer;
    unsigned long long version = 0;
  };
  auto outcome = std::make_shared<Outcome>();
  if (!domain::personal_fields(command.body).empty()) command.salt = identity::random_token();
  auto act = [this, outcome, command = std::move(command)](office::EventLog& log) {
    outcome->answer = office::handle_command(log, doors_.rules, doors_.clock, command);
    if (const auto* done = std::get_if<office::Receipt>(
            outcome->answer->has_value() ? &**outcome->answer : nullptr)) {
      outcome->version = done->version;
      return;
    }
    // Whoever is told no is told where the case stands now.
    auto known = log.find_case(command.case_id);
    if (!known || !*known) return;
    if (auto events = log.load(office::stream_of_case(**known))) outcome->version = events->size();
  };
  auto durable = [this, outcome,
                  answered = std::move(answered)](const Result<void, office::Fault>& synced) {
    if (!synced) {
      note_fault(synced.error());
      answered(Unexpected{synced.error()}, 0);
      return;
    }
    const auto& answer = *outcome->answer;
    if (!answer) note_fault(answer.error());
    if (answer) {
      const auto* receipt = std::get_if<office::Receipt>(&*answer);
      if (receipt != nullptr && !receipt->repeated && !receipt->events.empty()) {
        changed({receipt->case_id});
      }
    }
    answered(answer, outcome->version);
  };
  return doors_.submit(std::move(act), std::move(durable));
}

bool Service::write(std::function<void(office::EventLog&)> act,
                    std::function<void(const Result<void, office::Fault>&)> durable) {
  return doors_.submit(std::move(act), [this, durable = std::move(durable)](
                                           const Result<void, office::Fault>& synced) {
    if (!synced) note_fault(synced.error());
    durable(synced);
  });
}

void Service::replace_rules(office::RuleBook next) {
  doors_.rules.replace(std::move(next));
  // Names and promised days of matters stand in answers about cases, too.
  case_answers_.forget_all();
  changed({});
}

void Service::replace_organs(domain::OrganRegister next) const {
  if (rules().organs) rules().organs->replace(std::move(next));
}

void Service::changed(const std::vector<std::string>& case_ids) {
  for (const auto& id : case_ids) case_answers_.forget(id);
  whole_answers_.forget_all();
  {
    const std::lock_guard guard(mutex_);
    log_moved_ = true;
    for (const auto& id : case_ids) {
      if (changed_.size() < cases_in_a_notice) changed_.insert(id);
    }
    read_only_.clear();
  }
  wake_.notify_one();
}

void Service::tell_pages(Tell tell, std::function<bool()> is_read) {
  const std::lock_guard guard(mutex_);
  tell_ = std::move(tell);
  is_read_ = std::move(is_read);
}

void Service::notify(const std::string& event, ForReader for_reader) {
  Tell tell;
  {
    const std::lock_guard guard(mutex_);
    tell = tell_;
  }
  if (tell) tell(0, event, std::move(for_reader));
}

void Service::tell_what_changed() {
  std::set<std::string> ids;
  Tell tell;
  {
    const std::lock_guard guard(mutex_);
    ids.swap(changed_);
    log_moved_ = false;
    if (is_read_ && is_read_()) tell = tell_;
  }
  if (!tell) return;
  const auto end = read_log_end();
  if (!end) return;
  tell(
      end->size, "changed",
      [changed = changed_cases(ids), log_size = static_cast<long long>(end->size)](
          const Subject& reader) -> std::optional<std::string> {
        answers::JsonList cases;
        for (const auto& [id, reached] : changed) {
          if (is_told(reader, reached)) cases.add_text(id);
        }
        return answers::JsonObject().number("log_size", log_size).raw("cases", cases.done()).done();
      });
}

Service::ChangedCases Service::changed_cases(const std::set<std::string>& ids) {
  ChangedCases cases;
  auto lease = reader();
  for (const auto& id : ids) {
    auto rows = lease ? (*lease)->view().case_rows(id)
                      : Result<std::optional<domain::CaseRows>, office::Fault>(std::nullopt);
    const bool known = rows && *rows;
    cases.emplace_back(id, known ? std::optional(domain::reached_case(**rows)) : std::nullopt);
  }
  return cases;
}

void Service::try_writing_again() {
  // A command's answer that belongs to no case: a real write, and nothing in the record.
  struct Outcome {
    bool kept = false;
  };
  auto outcome = std::make_shared<Outcome>();
  const auto id = "writable-again/" + domain::to_text(now());
  write(
      [outcome, id](office::EventLog& log) {
        const office::CommandRecord trial{id, record::sm3(id), "{}"};
        outcome->kept = log.commit({}, trial).has_value();
      },
      [this, outcome](const Result<void, office::Fault>& synced) {
        if (!synced || !outcome->kept) return;
        const std::lock_guard guard(mutex_);
        read_only_.clear();
      });
}

void Service::note_fault(const office::Fault& fault) {
  if (fault.kind != office::FaultKind::store_failed &&
      fault.kind != office::FaultKind::store_full) {
    return;
  }
  const std::lock_guard guard(mutex_);
  read_only_ = fault.kind == office::FaultKind::store_full
                   ? "存储空间已满，暂时不能写入；读取不受影响"
                   : "存储出现故障，已停止写入；读取不受影响";
}

}  // namespace qidi::api
