// The field is called `files` in every kind that has one.
#include "record/files_of_event.h"

#include "record/event_codec.h"

namespace qidi::record {

namespace {

template <class Body>
const std::vector<domain::AttachedFile>* files_in(const Body& body) {
  if constexpr (requires { body.files; }) {
    return &body.files;
  } else {
    return nullptr;
  }
}

}  // namespace

std::vector<domain::AttachedFile> files_of_event(const Envelope& envelope) {
  if (envelope.body.find("\"files\":[") == std::string::npos) return {};
  const auto event = open_event(envelope);
  if (!event) return {};
  const auto* files = std::visit([](const auto& body) { return files_in(body); }, event->body);
  return files == nullptr ? std::vector<domain::AttachedFile>{} : *files;
}

}  // namespace qidi::record
