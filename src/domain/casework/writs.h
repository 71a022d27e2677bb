// Which papers (文书) the events of a case give rise to, and what became of each: given, delivered,
// overtaken. A writ is named by the sequence of its event. Pure; what stands on the paper is
// office/writs/, how it looks papers/writ_paper.h.
// Clauses N5, N8; 行政许可法 32, 38, 42, 44, 45; docs/decisions/0012.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/actor.h"
#include "domain/time/day.h"

namespace qidi::domain {

struct Event;

enum class WritKind : std::uint8_t {
  filing_receipt,       ///< 申请材料接收凭证
  acceptance,           ///< 受理通知书
  correction,           ///< 补正告知书 (一次性告知)
  refiling_receipt,     ///< 补正材料接收凭证: the five working days run anew from it
  further_correction,   ///< 审查阶段补正告知书
  non_acceptance,       ///< 不予受理决定书
  forwarding,           ///< 转报告知书
  special_procedure,    ///< 特别程序告知书 (扣除时间)
  prolonged_procedure,  ///< 特别程序延长告知书
  extension,            ///< 延期告知书
  grant,                ///< 准予行政许可决定书
  refusal,              ///< 不予行政许可决定书
  termination,          ///< 终止办理告知书
  removal,              ///< 项目移除告知书
  delivery_receipt,     ///< 送达回证: bears the number of what was delivered
};
inline constexpr std::size_t writ_kind_count = 15;

/// "acceptance", …: the kind in templates and answers.
std::string_view name_of(WritKind kind);
std::optional<WritKind> writ_kind_from(std::string_view name);
/// 受理通知书, …
std::string_view chinese_of(WritKind kind);
/// The character or two that tell the kind's number series apart (受, 补, …); empty for a paper
/// that takes no number.
std::string_view series_mark_of(WritKind kind);

/// The writ that an event gives rise to; none for most.
std::optional<WritKind> writ_of(const Event& event);
/// The number that a clerk wrote for the event's own document (受理通知书文号, 告知书文号,
/// 批复文号); empty when he wrote none.
std::string own_number_of(const Event& event);

/// How a writ reaches the unit (行政许可法 44, 民事诉讼法 on service).
enum class DeliveryWay : std::uint8_t {
  in_person,
  electronic,
  mail,
  left_at_home,
  public_announcement
};
std::string_view name_of(DeliveryWay way);
std::optional<DeliveryWay> delivery_way_from(std::string_view name);
/// 直接送达, 电子送达, …
std::string_view chinese_of(DeliveryWay way);

/// That a writ reached the unit.
struct Delivery {
  DeliveryWay way{};
  Day day;
  std::string receiver;
  bool refused = false;  ///< to sign; witnesses stand in the event
  bool by_unit = false;  ///< the unit itself opened the file
  long long sequence = 0;
  bool operator==(const Delivery&) const = default;
};

/// What became of a writ afterwards.
enum class WritStanding : std::uint8_t {
  stands,
  corrected,  ///< a correction changed the event
  set_aside,  ///< reopened, restored, or a step back undid it
  ended,      ///< the unit withdrew, the term lapsed, or the project was removed since
};
std::string_view name_of(WritStanding standing);

/// One writ of a case.
struct GivenWrit {
  long long sequence = 0;  ///< of the event that gave rise to it
  WritKind kind{};
  Organ organ;  ///< in whose name: who held the case then
  Day day;
  std::string number;      ///< its own, or the series'; empty: 无编号
  std::string own_number;  ///< a clerk's own, which is part of `number` where it is the writ's
  std::optional<Delivery> delivered;
  WritStanding standing = WritStanding::stands;
  bool operator==(const GivenWrit&) const = default;
};

/// The number that the series gives: 自然资源局受字〔2022〕0012号.
std::string series_number(const Organ& organ, WritKind kind, int year, long long count);
/// The count in a number of this series; nothing when the text is none of it.
std::optional<long long> count_in_series(std::string_view number, const Organ& organ, WritKind kind,
                                         int year);

}  // namespace qidi::domain
