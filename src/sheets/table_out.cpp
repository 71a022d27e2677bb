// Tables as the office sees them: failures become faults, the rest is TableWriter.
#include <ostream>

#include "sheets/table_writer.h"

namespace qidi::sheets {

namespace {

office::Fault fault_of(const SheetError& error) {
  return {office::FaultKind::store_failed, error.problem + "。" + error.mend};
}

class FileTable : public office::TableOut {
 public:
  explicit FileTable(TableWriter writer) : writer_(std::move(writer)) {}

  Result<void, office::Fault> add_row(std::span<const Cell> cells) override {
    if (auto added = writer_.add_row(cells); !added) return Unexpected{fault_of(added.error())};
    return {};
  }
  Result<void, office::Fault> close() override {
    if (auto done = writer_.finish(); !done) return Unexpected{fault_of(done.error())};
    return {};
  }

 private:
  TableWriter writer_;
};

class StreamTable : public office::TableOut {
 public:
  explicit StreamTable(std::ostream& out) : out_(out) {}

  Result<void, office::Fault> add_row(std::span<const Cell> cells) override {
    out_ << csv_row(cells);
    return outcome();
  }
  Result<void, office::Fault> close() override {
    out_.flush();
    return outcome();
  }

 private:
  Result<void, office::Fault> outcome() const {
    if (out_) return {};
    return Unexpected{office::Fault{office::FaultKind::store_failed, "写不出表格：输出已关闭"}};
  }

  std::ostream& out_;
};

}  // namespace

Result<std::unique_ptr<office::TableOut>, SheetError> open_table(const std::string& path,
                                                                 const TableOptions& options) {
  QIDI_TRY(writer, TableWriter::open(path, {}, options));
  return std::unique_ptr<office::TableOut>(std::make_unique<FileTable>(std::move(writer)));
}

std::unique_ptr<office::TableOut> open_csv_stream(std::ostream& out) {
  return std::make_unique<StreamTable>(out);
}

}  // namespace qidi::sheets
