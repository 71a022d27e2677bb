// The server carries who reads a stream without knowing what that is; here it is a Subject again.
#include "api/live_events.h"

namespace qidi::api {

void tell_streams(Service& service, http::Server& server) {
  service.tell_pages(
      [&server](std::uint64_t id, const std::string& event, Service::ForReader for_reader) {
        server.publish(id, event, [for_reader = std::move(for_reader)](const auto& subject) {
          const auto* reader = static_cast<const Subject*>(subject.get());
          return for_reader(reader == nullptr ? Subject{} : *reader);
        });
      },
      [&server] { return server.figures().event_streams > 0; });
}

}  // namespace qidi::api
