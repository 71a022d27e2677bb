// act: the door for scripts. One JSON command a line in, one receipt or refusal a line out, each
// printed only once it is durable; many acts share one sync (group commit).
// Clause N8; interface.md, `act`; rulings, "kill -9".
#include <sys/random.h>

#include <array>
#include <cassert>
#include <istream>
#include <ostream>

#include "cli/json_out.h"
#include "cli/verbs.h"
#include "office/handle_command.h"
#include "office/organ_desk.h"
#include "office/receipts.h"
#include "record/canonical.h"
#include "record/command_codec.h"

namespace qidi::cli {

namespace {

constexpr std::size_t acts_per_sync = 128;
constexpr std::size_t longest_line = 1 << 20;

std::string refusal_line(const domain::Command& command, const domain::Refusal& refusal) {
  JsonObject object;
  object.text("command_id", command.command_id).text("case_id", command.case_id);
  object.text("refusal", domain::name_of(refusal.code))
      .text("clause", domain::text_of(refusal.code).clause)
      .text("detail", refusal.detail);
  if (!refusal.field.empty()) object.text("field", refusal.field);
  return object.done();
}

std::string malformed_line(long long line, const record::MalformedCommand& malformed) {
  JsonObject object;
  object.text("error", "malformed").number("line", line).text("detail", malformed.detail);
  if (!malformed.field.empty()) object.text("field", malformed.field);
  return object.done();
}

/// Chance for the seals of personal fields; what cannot be had fails the process, not the seal.
std::string chance() {
  std::array<unsigned char, 32> bytes{};
  const auto taken = getrandom(bytes.data(), bytes.size(), 0);
  assert(taken == static_cast<ssize_t>(bytes.size()));
  std::string hex;
  for (const auto byte : bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

/// Texts come in as NFC, so that two ways of typing one name are one name.
Result<domain::Command, record::MalformedCommand> read_normalised(const std::string& line) {
  const auto normalised = record::canonicalise(line);
  return record::read_command(normalised ? *normalised : line);
}

/// Answers gathered since the last sync, in order; printed when they are durable.
class Batch {
 public:
  Batch(Doors& doors, office::EventLog& log) : doors_(doors), log_(log) {}

  void add(std::string line) { lines_.push_back(std::move(line)); }
  std::size_t size() const { return lines_.size(); }

  Result<void, office::Fault> flush() {
    if (lines_.empty()) return {};
    QIDI_CHECK(log_.sync());
    for (const auto& line : lines_) doors_.out << line << '\n';
    doors_.out.flush();
    lines_.clear();
    return {};
  }

 private:
  Doors& doors_;
  office::EventLog& log_;
  std::vector<std::string> lines_;
};

}  // namespace

Exit act(Doors& doors, const DataOptions& options) {
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto& log = (*store)->log();
  auto rules = office::open_rule_book(log, doors.law(), clock->now());
  if (!rules) return report(doors, rules.error());
  auto organs = office::read_organ_register(log);
  if (!organs) return report(doors, organs.error());
  rules->organs = std::make_shared<office::OrgansOfNow>(std::move(*organs));

  Batch batch(doors, log);
  bool refused = false;
  bool malformed = false;
  std::string line;
  long long number = 0;
  while (std::getline(doors.in, line)) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto command = line.size() > longest_line
                       ? Result<domain::Command, record::MalformedCommand>(
                             Unexpected{record::MalformedCommand{"", "一行超过 1 MB"}})
                       : read_normalised(line);
    if (!command) {
      malformed = true;
      batch.add(malformed_line(number, command.error()));
    } else {
      command->salt = chance();
      auto answer = office::handle_command(log, *rules, *clock, *command);
      if (!answer) {
        if (auto flushed = batch.flush(); !flushed) return report(doors, flushed.error());
        return report(doors, answer.error());
      }
      if (const auto* refusal = std::get_if<domain::Refusal>(&*answer)) {
        refused = true;
        batch.add(refusal_line(*command, *refusal));
      } else {
        batch.add(office::write_receipt(std::get<office::Receipt>(*answer)));
      }
    }
    // A slow writer at the other end must not wait for a full batch: what cannot be read at once
    // ends it.
    if (batch.size() >= acts_per_sync || doors.in.rdbuf()->in_avail() <= 0) {
      if (auto flushed = batch.flush(); !flushed) return report(doors, flushed.error());
    }
  }
  if (auto flushed = batch.flush(); !flushed) return report(doors, flushed.error());
  if (auto signed_head = (*store)->sign_head(clock->now()); !signed_head) {
    return report(doors, signed_head.error());
  }
  if (malformed) return Exit::wrong_use;
  return refused ? Exit::in_part : Exit::done;
}

}  // namespace qidi::cli
