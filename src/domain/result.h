// Result<T, E>: a value or the reason why there is none. A small subset of std::expected, which
// g++ 12 lacks under -std=c++20; written so that it can be replaced by the real one.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace qidi {

/// Wraps the reason, so that `return Unexpected{reason};` reads as a failure.
template <class E>
struct Unexpected {
  E reason;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// Either a `T` or an `E`. Reading the wrong side is a bug and stops the process.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = E;

  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  template <class G>
  Result(Unexpected<G> failure) : content_(std::in_place_index<1>, E(std::move(failure.reason))) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return get_value(); }
  const T& value() const& { return const_cast<Result&>(*this).get_value(); }
  T&& value() && { return std::move(get_value()); }
  T& operator*() & { return get_value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(get_value()); }
  T* operator->() { return &get_value(); }
  const T* operator->() const { return &value(); }

  E& error() & { return get_error(); }
  const E& error() const& { return const_cast<Result&>(*this).get_error(); }
  E&& error() && { return std::move(get_error()); }

 private:
  T& get_value() {
    assert(has_value());
    return *std::get_if<0>(&content_);
  }
  E& get_error() {
    assert(!has_value());
    return *std::get_if<1>(&content_);
  }
  std::variant<T, E> content_;
};

template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  using value_type = void;
  using error_type = E;

  Result() = default;
  template <class G>
  Result(Unexpected<G> failure) : failure_(E(std::move(failure.reason))) {}

  bool has_value() const { return !failure_; }
  explicit operator bool() const { return has_value(); }
  E& error() & {
    assert(failure_);
    return *failure_;
  }
  const E& error() const& {
    assert(failure_);
    return *failure_;
  }
  E&& error() && {
    assert(failure_);
    return std::move(*failure_);
  }

 private:
  std::optional<E> failure_;
};

}  // namespace qidi

#define QIDI_JOIN_INNER(a, b) a##b
#define QIDI_JOIN(a, b) QIDI_JOIN_INNER(a, b)

/// Passes a failure on to the caller, or binds the value: `QIDI_TRY(events, decide(...));`
#define QIDI_TRY(name, expression)                                          \
  auto QIDI_JOIN(name, _result) = (expression);                             \
  if (!QIDI_JOIN(name, _result)) {                                          \
    return ::qidi::Unexpected{std::move(QIDI_JOIN(name, _result)).error()}; \
  }                                                                         \
  auto name = std::move(QIDI_JOIN(name, _result)).value()

/// The same for a Result<void, E>, which binds nothing.
#define QIDI_CHECK(expression)                                                               \
  do {                                                                                       \
    if (auto QIDI_JOIN(checked_, __LINE__) = (expression); !QIDI_JOIN(checked_, __LINE__)) { \
      return ::qidi::Unexpected{std::move(QIDI_JOIN(checked_, __LINE__)).error()};           \
    }                                                                                        \
  } while (false)
