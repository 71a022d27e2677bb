// What a closed choice of many kinds needs to be cheap to pass on. A std::variant of fifty kinds
// makes every file that copies, moves or destroys one compile all of that anew; a class that
// derives from it and defines these in one source file does it once, and std::get_if and std::visit
// take it as it is.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

namespace qidi::domain {

/// Which alternative of the variant a kind is, from 0; its size where it is none.
template <class Kind, class Variant>
struct PlaceOf;
template <class Kind, class... Kinds>
struct PlaceOf<Kind, std::variant<Kinds...>> {
  static constexpr std::size_t value = [] {
    constexpr std::array<bool, sizeof...(Kinds)> same{std::is_same_v<Kind, Kinds>...};
    std::size_t place = 0;
    while (place < same.size() && !same[place]) ++place;
    return place;
  }();
};

template <class Kind, class Variant>
concept KindOf = PlaceOf<Kind, Variant>::value < std::variant_size_v<Variant>;

/// Moves what `kind` points to, the alternative at `place`, into the choice.
template <class... Kinds>
void put_kind(std::variant<Kinds...>& choice, std::size_t place, void* kind) {
  using Put = void (*)(std::variant<Kinds...>&, void*);
  static constexpr std::array<Put, sizeof...(Kinds)> movers{
      [](std::variant<Kinds...>& into, void* from) {
        into.template emplace<Kinds>(std::move(*static_cast<Kinds*>(from)));
      }...};
  movers[place](choice, kind);
}

}  // namespace qidi::domain
