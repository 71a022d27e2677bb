// A batch at a time, each durable before the next is read.
#include "api/notice_round.h"

#include "answers/json_out.h"
#include "api/writing_done.h"
#include "office/notice_book.h"
#include "office/tell_notices.h"

namespace qidi::api {

namespace {
constexpr std::chrono::milliseconds between_looks{500};
}

NoticeRound::NoticeRound(Service& service)
    : service_(service), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void NoticeRound::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (make()) continue;
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, stop, between_looks, [] { return false; });
  }
}

bool NoticeRound::make() {
  const auto people = service_.identities().people().get();
  std::vector<office::NoticeBatch> batches;
  {
    auto lease = service_.reader();
    if (!lease) return false;
    auto cursor = (*lease)->notices().notice_cursor();
    if (!cursor) return false;
    auto next =
        office::next_notices(**lease, {service_.doors().rules, *people, service_.now()}, *cursor);
    if (!next) return false;
    batches = std::move(*next);
  }
  int all = 0;
  for (auto& batch : batches) {
    auto kept = std::make_shared<int>(0);
    const auto written = write_and_wait(
        service_, [kept, &batch](office::NoticeBook& book) -> Result<void, office::Fault> {
          QIDI_TRY(fresh, book.keep_notices(batch));
          *kept = fresh;
          return {};
        });
    if (!written) return false;
    all += *kept;
  }
  // Not whose: each page asks for its own.
  if (all > 0) {
    service_.notify("notices", [json = answers::JsonObject().number("made", all).done()](
                                   const Subject&) { return std::optional(json); });
  }
  return !batches.empty();
}

}  // namespace qidi::api
