// The writer's log in the hands of work that was written to own one.
#pragma once

#include "office/ports.h"

namespace qidi::api {

/// The writer's log: lent for the length of a job, and made durable by the
/// writer alone, not by who writes.
class LentLog : public office::EventLog {
 public:
  void lend(office::EventLog* log) { log_ = log; }
  Result<std::vector<record::SealedEvent>, office::Fault> load(const std::string& s) override {
    return log_->load(s);
  }
  Result<std::optional<record::SealedEvent>, office::Fault> last_of(const std::string& s) override {
    return log_->last_of(s);
  }
  Result<void, office::Fault> each_of_streams(const std::string& beginning,
                                              const office::EachEvent& each) override {
    return log_->each_of_streams(beginning, each);
  }
  Result<std::vector<office::SealedValue>, office::Fault> sealed_of(const std::string& s) override {
    return log_->sealed_of(s);
  }
  Result<std::optional<office::CommandRecord>, office::Fault> find_command(
      const std::string& id) override {
    return log_->find_command(id);
  }
  Result<std::optional<std::string>, office::Fault> find_case(const std::string& id) override {
    return log_->find_case(id);
  }
  Result<std::vector<std::string>, office::Fault> find_cases(const std::string& text) override {
    return log_->find_cases(text);
  }
  Result<std::uint64_t, office::Fault> commit(
      std::span<const office::StreamAppend> appends,
      const std::optional<office::CommandRecord>& command) override {
    return log_->commit(appends, command);
  }
  Result<void, office::Fault> sync() override { return {}; }
  Result<std::optional<domain::Instant>, office::Fault> last_recorded() override {
    return log_->last_recorded();
  }

 private:
  office::EventLog* log_ = nullptr;
};

}  // namespace qidi::api
