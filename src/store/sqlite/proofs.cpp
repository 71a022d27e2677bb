// The log's end and proofs from what is kept of the tree: the frontier, the roots of whole runs,
// and the leaves of the few runs that a path touches. Rulings 15; reliability.md R56.
#include <map>

#include "store/sqlite/sqlite_store.h"

namespace qidi::store {

namespace {

/// The leaves of whole runs, read once each.
class Leaves {
 public:
  explicit Leaves(Connection& db) : db_(db) {}

  record::Digest at(std::uint64_t position) {
    const auto run = position / leaves_per_run;
    if (auto found = runs_.find(run); found != runs_.end()) {
      const auto& leaves = found->second;
      const auto offset = position % leaves_per_run;
      return offset < leaves.size() ? leaves[offset] : record::Digest{};
    }
    if (auto read = read_run(run); !read && !fault) fault = read.error();
    return fault ? record::Digest{} : at(position);
  }

  std::optional<office::Fault> fault;

 private:
  Result<void, office::Fault> read_run(std::uint64_t run) {
    auto& leaves = runs_[run];
    QIDI_TRY(rows, db_.prepare("leaves_of_run"));
    rows.bind(1, static_cast<std::int64_t>(run * leaves_per_run));
    rows.bind(2, static_cast<std::int64_t>((run + 1) * leaves_per_run));
    while (true) {
      QIDI_TRY(more, rows.step());
      if (!more) return {};
      leaves.push_back(rows.digest(0));
    }
  }

  Connection& db_;
  std::map<std::uint64_t, std::vector<record::Digest>> runs_;
};

}  // namespace

Result<record::MerkleFrontier, office::Fault> SqliteStore::log_edge() {
  QIDI_TRY(kept, db_->prepare("frontier"));
  QIDI_TRY(found, kept.step());
  if (!found) return record::MerkleFrontier{};
  auto edge = record::MerkleFrontier::restore(kept.bytes(0));
  if (!edge) {
    return Unexpected{
        office::Fault{office::FaultKind::unreadable, "日志的边缘读不出，请先 verify"}};
  }
  return std::move(*edge);
}

Result<std::vector<std::vector<record::Digest>>, office::Fault> SqliteStore::inclusion_proofs(
    std::span<const std::uint64_t> positions, std::uint64_t size) {
  record::KeptRoots kept{leaves_per_run_log2, {}};
  {
    QIDI_TRY(nodes, db_->prepare("nodes"));
    while (true) {
      QIDI_TRY(more, nodes.step());
      const auto next = kept.roots.size();
      if (!more || (next + 1) * leaves_per_run > size) break;
      if (static_cast<std::uint64_t>(nodes.number(0)) != next) break;
      kept.roots.push_back(nodes.digest(1));
    }
  }
  Leaves leaves(*db_);
  std::vector<std::vector<record::Digest>> proofs;
  for (const auto position : positions) {
    if (position >= size) {
      return Unexpected{office::Fault{office::FaultKind::not_found, "流水中没有这一号"}};
    }
    proofs.push_back(record::inclusion_proof([&](std::uint64_t at) { return leaves.at(at); },
                                             position, size, kept));
    if (leaves.fault) return Unexpected{*leaves.fault};
  }
  return proofs;
}

}  // namespace qidi::store
