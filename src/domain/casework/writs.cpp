// Names, series and the numbers in them. The order of `writ_kinds` is the order of WritKind.
#include "domain/casework/writs.h"

#include <charconv>

#include "domain/casework/events.h"

namespace qidi::domain {

namespace {

struct KindText {
  std::string_view name;
  std::string_view chinese;
  std::string_view mark;
};

constexpr std::array<KindText, writ_kind_count> writ_kinds{{
    {"filing_receipt", "申请材料接收凭证", "收"},
    {"acceptance", "受理通知书", "受"},
    {"correction", "补正告知书", "补"},
    {"refiling_receipt", "补正材料接收凭证", "补收"},
    {"further_correction", "审查补正告知书", "审补"},
    {"non_acceptance", "不予受理决定书", "不受"},
    {"forwarding", "转报告知书", "转"},
    {"special_procedure", "特别程序告知书", "特"},
    {"prolonged_procedure", "特别程序延长告知书", "特延"},
    {"extension", "延期告知书", "延"},
    {"grant", "准予行政许可决定书", "准"},
    {"refusal", "不予行政许可决定书", "不准"},
    {"termination", "终止办理告知书", "终"},
    {"removal", "项目移除告知书", "移"},
    {"delivery_receipt", "送达回证", ""},
}};

struct WayText {
  DeliveryWay way;
  std::string_view name;
  std::string_view chinese;
};

constexpr std::array ways{
    WayText{DeliveryWay::in_person, "in_person", "直接送达"},
    WayText{DeliveryWay::electronic, "electronic", "电子送达"},
    WayText{DeliveryWay::mail, "mail", "邮寄送达"},
    WayText{DeliveryWay::left_at_home, "left_at_home", "留置送达"},
    WayText{DeliveryWay::public_announcement, "public_announcement", "公告送达"},
};

struct Arising {
  using Kind = std::optional<WritKind>;
  Kind operator()(const Filed&) const { return WritKind::filing_receipt; }
  Kind operator()(const Accepted&) const { return WritKind::acceptance; }
  /// 行政许可法 32: an acceptance is put in writing; so is what silence accepted.
  Kind operator()(const DeemedAccepted&) const { return WritKind::acceptance; }
  Kind operator()(const ReturnedOnce&) const { return WritKind::correction; }
  Kind operator()(const Refiled&) const { return WritKind::refiling_receipt; }
  Kind operator()(const MoreAsked&) const { return WritKind::further_correction; }
  Kind operator()(const NotAccepted&) const { return WritKind::non_acceptance; }
  Kind operator()(const Forwarded&) const { return WritKind::forwarding; }
  Kind operator()(const Paused&) const { return WritKind::special_procedure; }
  Kind operator()(const PauseProlonged&) const { return WritKind::prolonged_procedure; }
  Kind operator()(const Extended&) const { return WritKind::extension; }
  /// Silence that agreed (行政许可法 50) is nobody's document.
  Kind operator()(const Granted& e) const { return e.by_silence ? Kind() : Kind(WritKind::grant); }
  Kind operator()(const Refused&) const { return WritKind::refusal; }
  Kind operator()(const Withdrawn&) const { return WritKind::termination; }
  Kind operator()(const Lapsed&) const { return WritKind::termination; }
  Kind operator()(const Removed&) const { return WritKind::removal; }
  Kind operator()(const Delivered&) const { return WritKind::delivery_receipt; }
  template <class Other>
  Kind operator()(const Other&) const {
    return std::nullopt;
  }
};

constexpr std::size_t least_digits = 4;

std::string series_beginning(const Organ& organ, WritKind kind, int year) {
  return organ.department + std::string(series_mark_of(kind)) + "字〔" + std::to_string(year) +
         "〕";
}

}  // namespace

std::string_view name_of(WritKind kind) {
  return writ_kinds[static_cast<std::size_t>(kind)].name;
}

std::optional<WritKind> writ_kind_from(std::string_view name) {
  for (std::size_t i = 0; i < writ_kinds.size(); ++i) {
    if (writ_kinds[i].name == name) return static_cast<WritKind>(i);
  }
  return std::nullopt;
}

std::string_view chinese_of(WritKind kind) {
  return writ_kinds[static_cast<std::size_t>(kind)].chinese;
}

std::string_view series_mark_of(WritKind kind) {
  return writ_kinds[static_cast<std::size_t>(kind)].mark;
}

std::optional<WritKind> writ_of(const Event& event) {
  return std::visit(Arising{}, event.body);
}

std::string own_number_of(const Event& event) {
  if (const auto* accepted = std::get_if<Accepted>(&event.body)) return accepted->notice_no;
  if (const auto* paused = std::get_if<Paused>(&event.body)) return paused->notice_no;
  if (const auto* prolonged = std::get_if<PauseProlonged>(&event.body)) return prolonged->notice_no;
  if (const auto* issued = std::get_if<Issued>(&event.body)) return issued->document_no;
  return {};
}

std::string_view name_of(DeliveryWay way) {
  return ways[static_cast<std::size_t>(way)].name;
}

std::optional<DeliveryWay> delivery_way_from(std::string_view name) {
  for (const auto& entry : ways) {
    if (entry.name == name) return entry.way;
  }
  return std::nullopt;
}

std::string_view chinese_of(DeliveryWay way) {
  return ways[static_cast<std::size_t>(way)].chinese;
}

std::string_view name_of(WritStanding standing) {
  switch (standing) {
    case WritStanding::stands:
      return "stands";
    case WritStanding::corrected:
      return "corrected";
    case WritStanding::set_aside:
      return "set_aside";
    case WritStanding::ended:
      return "ended";
  }
  return {};
}

std::string series_number(const Organ& organ, WritKind kind, int year, long long count) {
  auto digits = std::to_string(count);
  if (digits.size() < least_digits) digits.insert(0, least_digits - digits.size(), '0');
  return series_beginning(organ, kind, year) + digits + "号";
}

std::optional<long long> count_in_series(std::string_view number, const Organ& organ, WritKind kind,
                                         int year) {
  constexpr std::string_view end = "号";
  const auto beginning = series_beginning(organ, kind, year);
  if (!number.starts_with(beginning) || !number.ends_with(end)) return std::nullopt;
  number.remove_prefix(beginning.size());
  number.remove_suffix(end.size());
  long long count = 0;
  const auto* last = number.data() + number.size();
  const auto [stop, failed] = std::from_chars(number.data(), last, count);
  if (failed != std::errc{} || stop != last || count < 1) return std::nullopt;
  return count;
}

}  // namespace qidi::domain
