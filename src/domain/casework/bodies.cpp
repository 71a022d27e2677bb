// Copying, moving and destroying of events and commands, for everybody.
#include "domain/casework/commands.h"
#include "domain/casework/events.h"

namespace qidi::domain {

EventBody::EventBody() = default;
EventBody::EventBody(std::size_t place, void* kind) {
  put_kind(static_cast<EventBodyKinds&>(*this), place, kind);
}
EventBody::EventBody(const EventBody& other) = default;
EventBody::EventBody(EventBody&& other) noexcept = default;
EventBody& EventBody::operator=(const EventBody& other) = default;
EventBody& EventBody::operator=(EventBody&& other) noexcept = default;
EventBody::~EventBody() = default;

CommandBody::CommandBody() = default;
CommandBody::CommandBody(std::size_t place, void* kind) {
  put_kind(static_cast<CommandBodyKinds&>(*this), place, kind);
}
CommandBody::CommandBody(const CommandBody& other) = default;
CommandBody::CommandBody(CommandBody&& other) noexcept = default;
CommandBody& CommandBody::operator=(const CommandBody& other) = default;
CommandBody& CommandBody::operator=(CommandBody&& other) noexcept = default;
CommandBody::~CommandBody() = default;

}  // namespace qidi::domain
