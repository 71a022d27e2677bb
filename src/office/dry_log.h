// A log that writes nothing: what an import would do is asked, not done. Each row is judged against
// the record alone, so that no row sees what an earlier row of the same file would have done.
#pragma once

#include "office/ports.h"

namespace qidi::office {

class DryLog : public EventLog {
 public:
  /// `reader` may be null: an empty record. It must outlive this.
  explicit DryLog(EventReader* reader) : reader_(reader) {}
  Result<std::vector<record::SealedEvent>, Fault> load(const std::string& stream) override {
    if (reader_ == nullptr) return std::vector<record::SealedEvent>{};
    return reader_->load(stream);
  }
  Result<std::optional<record::SealedEvent>, Fault> last_of(const std::string& stream) override {
    QIDI_TRY(events, load(stream));
    if (events.empty()) return std::optional<record::SealedEvent>{};
    return std::optional(std::move(events.back()));
  }
  Result<void, Fault> each_of_streams(const std::string& beginning,
                                      const EachEvent& each) override {
    if (reader_ == nullptr) return {};
    return reader_->each_of_streams(beginning, each);
  }
  Result<std::vector<SealedValue>, Fault> sealed_of(const std::string& stream) override {
    if (reader_ == nullptr) return std::vector<SealedValue>{};
    return reader_->sealed_of(stream);
  }
  Result<std::optional<CommandRecord>, Fault> find_command(const std::string&) override {
    return std::optional<CommandRecord>{};
  }
  Result<std::optional<std::string>, Fault> find_case(const std::string& id) override {
    if (reader_ == nullptr) return std::optional<std::string>{};
    return reader_->find_case(id);
  }
  Result<std::uint64_t, Fault> commit(std::span<const StreamAppend>,
                                      const std::optional<CommandRecord>&) override {
    return std::uint64_t{0};
  }
  Result<void, Fault> sync() override { return {}; }
  Result<std::optional<domain::Instant>, Fault> last_recorded() override {
    return std::optional<domain::Instant>{};
  }

 private:
  EventReader* reader_;
};

}  // namespace qidi::office
