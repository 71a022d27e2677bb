// A piece of writing that its caller waits for, on a thread of his own: never on one that answers
// requests in a lane that others wait for.
#pragma once

#include <functional>
#include <future>
#include <memory>

#include "api/service.h"

namespace qidi::api {

/// Sends the writing to the writer and waits until it is durable, or has failed.
inline Result<void, office::Fault> write_and_wait(
    Service& service, std::function<Result<void, office::Fault>(office::NoticeBook&)> write) {
  struct Outcome {
    Result<void, office::Fault> written;
    std::promise<void> told;
  };
  auto outcome = std::make_shared<Outcome>();
  auto told = outcome->told.get_future();
  const bool taken =
      service.write([&service, outcome, write = std::move(write)](
                        office::EventLog&) { outcome->written = write(*service.doors().notices); },
                    [outcome](const Result<void, office::Fault>& synced) {
                      if (!synced) outcome->written = synced;
                      outcome->told.set_value();
                    });
  if (!taken) {
    return Unexpected{office::Fault{office::FaultKind::conflict, "写入排队已满"}};
  }
  told.wait();
  return outcome->written;
}

}  // namespace qidi::api
