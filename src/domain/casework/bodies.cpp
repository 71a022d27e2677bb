// Copying, moving and destroying of events and commands, for everybody (one_of.h).
#include <array>
#include <type_traits>
#include <utility>

#include "domain/casework/commands.h"
#include "domain/casework/events.h"

namespace qidi::domain {

namespace {

template <class... Kinds>
void put(std::variant<Kinds...>& choice, std::size_t place, void* kind) {
  using Put = void (*)(std::variant<Kinds...>&, void*);
  static constexpr std::array<Put, sizeof...(Kinds)> of_kinds{
      [](std::variant<Kinds...>& into, void* from) {
        into.template emplace<Kinds>(std::move(*static_cast<Kinds*>(from)));
      }...};
  of_kinds[place](choice, kind);
}

}  // namespace

template <class Kinds>
OneOf<Kinds>::OneOf() = default;
template <class Kinds>
OneOf<Kinds>::OneOf(std::size_t place, void* kind) {
  put(static_cast<Kinds&>(*this), place, kind);
}
template <class Kinds>
OneOf<Kinds>::OneOf(const OneOf& other) = default;
template <class Kinds>
OneOf<Kinds>::OneOf(OneOf&& other) noexcept = default;
template <class Kinds>
OneOf<Kinds>& OneOf<Kinds>::operator=(const OneOf& other) = default;
template <class Kinds>
OneOf<Kinds>& OneOf<Kinds>::operator=(OneOf&& other) noexcept = default;
template <class Kinds>
OneOf<Kinds>::~OneOf() = default;

// What is promised not to throw does not: else moving one would end the program.
static_assert(std::is_nothrow_move_constructible_v<EventBodyKinds> &&
              std::is_nothrow_move_assignable_v<EventBodyKinds>);
static_assert(std::is_nothrow_move_constructible_v<CommandBodyKinds> &&
              std::is_nothrow_move_assignable_v<CommandBodyKinds>);

template class OneOf<EventBodyKinds>;
template class OneOf<CommandBodyKinds>;

}  // namespace qidi::domain
