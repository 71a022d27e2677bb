// What a closed choice of many kinds needs to be cheap to pass on. A std::variant of fifty kinds
// makes every file that copies, moves or destroys one compile all of that anew. Here it is declared
// alone; one source file defines it (casework/bodies.cpp), and std::get_if and std::visit take a
// OneOf as the variant that it is.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
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

/// A std::variant of kinds, with what copies, moves and destroys it compiled once.
template <class Kinds>
class OneOf : public Kinds {
 public:
  OneOf();
  template <KindOf<Kinds> Kind>
  OneOf(Kind kind) : OneOf(PlaceOf<Kind, Kinds>::value, &kind) {}
  OneOf(const OneOf& other);
  OneOf(OneOf&& other) noexcept;
  OneOf& operator=(const OneOf& other);
  OneOf& operator=(OneOf&& other) noexcept;
  ~OneOf();

 private:
  /// Takes over what `kind` points to, the alternative at `place`.
  OneOf(std::size_t place, void* kind);
};

}  // namespace qidi::domain
