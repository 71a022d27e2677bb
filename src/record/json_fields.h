// Plain structs to canonical JSON and back, by the fields that Boost.Describe lists. Members that
// hold their default are left out; keys are sorted; only integers, texts, booleans, lists and
// objects occur (rulings 6). Private to the codecs of this room: the header is heavy.
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/casework/events.h"
#include "domain/casework/matter.h"
#include "domain/time/day.h"

namespace qidi::record {

/// Text of an enum that has no name table of its own in the domain.
inline std::string_view name_of_value(domain::PowerAbove power) {
  switch (power) {
    case domain::PowerAbove::none:
      return "none";
    case domain::PowerAbove::first_review:
      return "first_review";
    case domain::PowerAbove::plain:
      return "plain";
  }
  return "";
}
inline std::string_view name_of_value(domain::DayKind kind) {
  return kind == domain::DayKind::day_off ? "day_off" : "make_up_workday";
}
inline std::string_view name_of_value(domain::RunsFrom from) {
  return from == domain::RunsFrom::acceptance ? "acceptance" : "receipt";
}
inline std::string_view name_of_value(domain::Silence silence) {
  switch (silence) {
    case domain::Silence::nothing:
      return "nothing";
    case domain::Silence::agreed:
      return "agreed";
    case domain::Silence::renewed:
      return "renewed";
  }
  return "";
}
template <class E>
requires std::is_enum_v<E> std::string_view name_of_value(E value) {
  return domain::name_of(value);
}

/// The value of this name among those listed.
template <class E>
std::optional<E> among(std::string_view name, std::initializer_list<E> values) {
  for (const auto value : values) {
    if (name_of_value(value) == name) return value;
  }
  return std::nullopt;
}

template <class E>
std::optional<E> value_from_name(std::string_view name) {
  if constexpr (std::is_same_v<E, domain::CaseState>) {
    return domain::case_state_from(name);
  } else if constexpr (std::is_same_v<E, domain::CountdownKind>) {
    return domain::countdown_kind_from(name);
  } else if constexpr (std::is_same_v<E, domain::LimitUnit>) {
    return domain::limit_unit_from(name);
  } else if constexpr (std::is_same_v<E, domain::Role>) {
    return domain::role_from(name);
  } else if constexpr (std::is_same_v<E, domain::Confidence>) {
    return domain::confidence_from(name);
  } else if constexpr (std::is_same_v<E, domain::DayKind>) {
    return among(name, {domain::DayKind::day_off, domain::DayKind::make_up_workday});
  } else if constexpr (std::is_same_v<E, domain::RunsFrom>) {
    return among(name, {domain::RunsFrom::acceptance, domain::RunsFrom::receipt});
  } else if constexpr (std::is_same_v<E, domain::Silence>) {
    return among(name,
                 {domain::Silence::nothing, domain::Silence::agreed, domain::Silence::renewed});
  } else {
    static_assert(std::is_same_v<E, domain::PowerAbove>);
    return among(name, {domain::PowerAbove::none, domain::PowerAbove::first_review,
                        domain::PowerAbove::plain});
  }
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public |
                                                            boost::describe::mod_inherited>;

/// Appends a JSON string literal; control characters escaped, the rest as UTF-8.
void write_text(std::string& out, std::string_view text);

template <class T>
void write(std::string& out, const T& value);

/// A member with its value as JSON.
using Part = std::pair<std::string_view, std::string>;
/// Another part of this name; where its value goes.
std::string& part_of(std::vector<Part>& parts, std::string_view name);
/// An object of these, sorted by their names.
void write_parts(std::string& out, std::vector<Part>& parts);

/// `parts`: members that are not the struct's own, which take their places by name.
template <class T>
void write_object(std::string& out, const T& object, std::vector<Part> parts = {}) {
  [[maybe_unused]] static const T defaults{};  // unused where there is no member
  boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
    const auto& value = object.*member.pointer;
    if (value == defaults.*member.pointer) return;
    write(part_of(parts, member.name), value);
  });
  write_parts(out, parts);
}

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    write_text(out, value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    out += std::to_string(value);
  } else if constexpr (std::is_same_v<T, domain::Day>) {
    write_text(out, domain::to_text(value));
  } else if constexpr (std::is_enum_v<T>) {
    write_text(out, name_of_value(value));
  } else if constexpr (is_optional<T>::value) {
    write(out, *value);
  } else if constexpr (is_vector<T>::value) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      write(out, value[i]);
    }
    out += ']';
  } else {
    write_object(out, value);
  }
}

/// Where reading stands and what went wrong first: a path such as "defects/0/paper".
class Reading {
 public:
  class Step {
   public:
    Step(Reading& reading, std::string_view name);
    Step(Reading& reading, std::size_t place);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reading& reading_;
    std::size_t size_;
  };

  void wrong(std::string_view what);
  bool good() const { return error_.empty(); }
  const std::string& field() const { return field_; }
  const std::string& error() const { return error_; }

 private:
  std::string path_;
  std::string field_;
  std::string error_;
};

using Names = std::span<const std::string_view>;

/// Says of the first member that is in neither list that there is none such.
void refuse_unknown(const boost::json::object& json, Names known, Names known_elsewhere,
                    Reading& reading);

template <class T>
void read(const boost::json::value& json, T& value, Reading& reading);

template <class T>
std::vector<std::string_view> names_of_members() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<members_of<T>>([&](auto member) { names.emplace_back(member.name); });
  return names;
}

template <class T>
void read_object(const boost::json::object& json, T& object, Reading& reading,
                 Names known_elsewhere = {}) {
  std::size_t used = 0;
  boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
    if (const auto* found = json.if_contains(member.name)) {
      ++used;
      const Reading::Step step(reading, member.name);
      read(*found, object.*member.pointer, reading);
    }
  });
  if (used < json.size()) {
    refuse_unknown(json, names_of_members<T>(), known_elsewhere, reading);
  }
}

void read_plain(const boost::json::value& json, std::string& value, Reading& reading);
void read_plain(const boost::json::value& json, bool& value, Reading& reading);
void read_plain(const boost::json::value& json, domain::Day& value, Reading& reading);

template <class T>
requires std::is_integral_v<T>
void read_plain(const boost::json::value& json, T& value, Reading& reading) {
  boost::json::error_code failed;
  const auto number = json.is_number() ? json.to_number<T>(failed) : T{};
  if (!json.is_number() || failed) {
    reading.wrong("应为整数");
  } else {
    value = number;
  }
}

template <class T>
requires std::is_enum_v<T>
void read_plain(const boost::json::value& json, T& value, Reading& reading) {
  const auto named =
      json.is_string() ? value_from_name<T>(std::string_view(json.get_string())) : std::nullopt;
  if (named) {
    value = *named;
  } else {
    reading.wrong("不在允许的值中");
  }
}

template <class T>
inline constexpr bool is_plain = std::is_same_v<T, std::string> || std::is_integral_v<T> ||
                                 std::is_same_v<T, domain::Day> || std::is_enum_v<T>;

template <class T>
void read(const boost::json::value& json, T& value, Reading& reading) {
  if constexpr (is_plain<T>) {
    read_plain(json, value, reading);
  } else if constexpr (is_optional<T>::value) {
    if (!json.is_null()) read(json, value.emplace(), reading);
  } else if constexpr (is_vector<T>::value) {
    const auto* list = json.if_array();
    if (list == nullptr) {
      reading.wrong("应为列表");
      return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Reading::Step step(reading, i);
      read((*list)[i], value.emplace_back(), reading);
    }
  } else {
    const auto* object = json.if_object();
    if (object == nullptr) {
      reading.wrong("应为对象");
      return;
    }
    read_object(*object, value, reading);
  }
}

}  // namespace qidi::record
