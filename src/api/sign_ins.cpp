// Who came, who left, who failed, and what was changed about how one signs in: read by the audit
// administrator, newest first, as a page or a table. GB/T 22239-2019 安全审计; N8.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "api/sign_in_round.h"
#include "record/account_codec.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

constexpr int longest_range_days = 366;
constexpr std::size_t most_on_a_page = 500;
constexpr std::size_t most_in_a_file = 100'000;

/// What of the accounts' own streams belongs here.
constexpr std::array<std::string_view, 12> of_accounts{"password_changed",
                                                       "password_reset",
                                                       "second_factor_set",
                                                       "second_factor_cleared",
                                                       "identity_linked",
                                                       "identity_unlinked",
                                                       "account_opened",
                                                       "account_disabled",
                                                       "account_enabled",
                                                       "role_granted",
                                                       "second_factor_clearing_asked",
                                                       "sign_in_unlocked"};

/// One row of the list.
struct Row {
  domain::Instant first{};
  domain::Instant last{};
  std::string kind;
  std::string way;
  long long count = 1;
  std::string account;
  std::string client;
  std::string by;      ///< who did it, when it was another
  std::string why{};   ///< the reason that was given
  std::string role{};  ///< that was granted
};

struct Asked {
  domain::Day from;
  domain::Day to;
  std::string kind;
  std::string words;
};

Read<Asked> asked_of(const http::Request& request, domain::Day today) {
  Asked asked;
  for (const auto* name : {"from", "to"}) {
    if (request.parameter(name) == "") return Unexpected{bad_parameter(name, "请填写日期")};
  }
  const std::chrono::days longest{longest_range_days - 1};
  const bool open_ended = request.parameter("from") && !request.parameter("to");
  QIDI_TRY(to, day_parameter(request, "to", today));
  QIDI_TRY(from, day_parameter(request, "from", to - std::chrono::days{6}));
  if (open_ended) to = std::min(to, from + longest);
  if (from > to) return Unexpected{bad_parameter("from", "from 不得晚于 to")};
  if (to - from > longest) {
    return Unexpected{bad_parameter("from", "一次最多查询 366 天")};
  }
  asked.from = from;
  asked.to = to;
  asked.kind = request.parameter("kind").value_or("");
  const bool known =
      asked.kind.empty() || domain::sign_in_kind_from(asked.kind) ||
      std::find(of_accounts.begin(), of_accounts.end(), asked.kind) != of_accounts.end();
  if (!known)
    return Unexpected{bad_parameter("kind", "没有这种登录记录：" + api::quoted(asked.kind))};
  asked.words = request.parameter("q").value_or("");
  if (characters_in(asked.words) > 100) return Unexpected{bad_parameter("q", "q 最多 100 个字")};
  return asked;
}

Result<void, office::Fault> add_sign_ins(office::EventReader& reader, const Asked& asked,
                                         std::vector<Row>& rows) {
  for (auto day = asked.from; day <= asked.to; day += std::chrono::days{1}) {
    QIDI_TRY(lines, office::sign_ins_of(reader, day));
    for (auto& line : lines) {
      rows.push_back({line.first, line.last, std::string(domain::name_of(line.kind)),
                      std::string(domain::name_of(line.way)), line.count, std::move(line.account),
                      std::move(line.client), ""});
    }
  }
  return {};
}

/// Why somebody was shut out, and what he was made: without them the list tells that something was
/// done and not what.
Result<void, office::Fault> put_particulars(const record::Envelope& told, Row& row) {
  if (told.kind != "role_granted" && told.kind != "account_disabled" &&
      told.kind != "account_enabled") {
    return {};
  }
  auto event = record::open_account_event(told);
  if (!event) return Unexpected{office::Fault{office::FaultKind::unreadable, event.error()}};
  if (const auto* granted = std::get_if<domain::RoleGranted>(&event->body)) {
    row.role = domain::name_of(granted->role);
  } else if (const auto* off = std::get_if<domain::AccountDisabled>(&event->body)) {
    row.why = off->reason;
  } else if (const auto* on = std::get_if<domain::AccountEnabled>(&event->body)) {
    row.why = on->reason;
  }
  return {};
}

Result<void, office::Fault> add_changes(office::EventReader& reader, const Asked& asked,
                                        std::vector<Row>& rows) {
  const auto prefix = office::stream_of_account("");
  return reader.each_of_streams(
      prefix, [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        const auto& told = event.envelope;
        const auto day = domain::day_of(told.recorded);
        const bool wanted =
            std::find(of_accounts.begin(), of_accounts.end(), told.kind) != of_accounts.end();
        if (!wanted || day < asked.from || day > asked.to) return {};
        auto account = told.stream.substr(prefix.size());
        auto row = Row{told.recorded,
                       told.recorded,
                       told.kind,
                       "",
                       1,
                       account,
                       "",
                       told.actor == account ? "" : told.actor};
        QIDI_CHECK(put_particulars(told, row));
        rows.push_back(std::move(row));
        return {};
      });
}

bool fits(const Row& row, const Asked& asked, const domain::Account* account) {
  if (!asked.kind.empty() && row.kind != asked.kind) return false;
  if (asked.words.empty()) return true;
  const auto has = [&](const std::string& text) {
    return text.find(asked.words) != std::string::npos;
  };
  return has(row.client) || (account != nullptr && (has(account->login) || has(account->name)));
}

/// What fits, newest first; equal instants stay in the order of the record.
Result<std::vector<Row>, office::Fault> rows_of(Service& service, const Asked& asked) {
  keep_sign_ins(service);
  QIDI_TRY(lease, service.reader());
  std::vector<Row> rows;
  QIDI_CHECK(add_sign_ins(lease->reader(), asked, rows));
  QIDI_CHECK(add_changes(lease->reader(), asked, rows));
  const auto people = service.identities().people().get();
  std::erase_if(rows, [&](const Row& row) { return !fits(row, asked, people->find(row.account)); });
  std::reverse(rows.begin(), rows.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.last > b.last; });
  return rows;
}

/// Who it was, as people know him: an account, or the console.
std::string name_of_actor(const office::People& people, const std::string& id) {
  const auto* account = people.find(id);
  if (account != nullptr) return account->name;
  return id == domain::console_id ? "服务器控制台" : id;
}

Answered list(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"from", "to", "kind", "q"}));
  QIDI_TRY(asked, asked_of(request, service.today()));
  auto rows = rows_of(service, asked);
  if (!rows) return fault_answer(rows.error());
  const auto people = service.identities().people().get();
  JsonList lines;
  for (std::size_t i = 0; i < std::min(rows->size(), most_on_a_page); ++i) {
    const auto& row = (*rows)[i];
    const auto* account = people->find(row.account);
    lines.add(JsonObject()
                  .text("first", domain::to_text(row.first))
                  .text("last", domain::to_text(row.last))
                  .text("kind", row.kind)
                  .text("way", row.way)
                  .number("count", row.count)
                  .text("account", row.account)
                  .text("login", account == nullptr ? "" : account->login)
                  .text("name", account == nullptr ? "" : account->name)
                  .text("client", row.client)
                  .text("by", name_of_actor(*people, row.by))
                  .text("why", row.why)
                  .text("role", row.role)
                  .done());
  }
  auto response = http::Response::json(JsonObject()
                                           .day("from", asked.from)
                                           .day("to", asked.to)
                                           .number("total", static_cast<long long>(rows->size()))
                                           .raw("rows", lines.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

std::string_view chinese_of_kind(std::string_view kind) {
  if (kind == "signed_in") return "登录";
  if (kind == "failed") return "登录失败";
  if (kind == "code_wrong") return "动态口令不对";
  if (kind == "held_off") return "因猜错过多暂停登录";
  if (kind == "signed_out") return "退出登录";
  return domain::chinese_kind_of_account(kind);
}

std::string particulars(const Row& row) {
  const auto role = domain::role_from(row.role);
  return role ? std::string(domain::chinese_of(*role)) : row.why;
}

Result<void, office::Fault> write_table(const std::vector<Row>& rows, const office::People& people,
                                        office::TableOut& table) {
  const std::vector<office::Cell> headings{"起",     "止",   "事件", "方式",   "次数",
                                           "登录名", "姓名", "地址", "经办人", "说明"};
  QIDI_CHECK(table.add_row(headings));
  for (std::size_t i = 0; i < std::min(rows.size(), most_in_a_file); ++i) {
    const auto& row = rows[i];
    const auto* account = people.find(row.account);
    std::string way;
    if (!row.way.empty()) way = row.way == "service" ? "统一身份认证" : "密码";
    const std::vector<office::Cell> cells{domain::to_text(row.first),
                                          domain::to_text(row.last),
                                          std::string(chinese_of_kind(row.kind)),
                                          way,
                                          row.count,
                                          account == nullptr ? std::string() : account->login,
                                          account == nullptr ? std::string() : account->name,
                                          row.client,
                                          name_of_actor(people, row.by),
                                          particulars(row)};
    QIDI_CHECK(table.add_row(cells));
  }
  return table.close();
}

Answered file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"from", "to", "kind", "q"}));
  QIDI_TRY(asked, asked_of(request, service.today()));
  auto rows = rows_of(service, asked);
  if (!rows) return fault_answer(rows.error());
  const auto path = service.doors().temporary_folder + "/sign-ins-" + request.request_id + ".csv";
  auto table = service.doors().open_table(path, "csv", "登录记录");
  if (!table) return fault_answer({office::FaultKind::store_failed, table.error()});
  const auto people = service.identities().people().get();
  const auto written = write_table(*rows, *people, **table);
  std::ifstream in(path, std::ios::binary);
  auto body = std::make_shared<std::string>(std::istreambuf_iterator<char>(in),
                                            std::istreambuf_iterator<char>());
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!written) return fault_answer(written.error());
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = std::move(body);
  response.set("Cache-Control", "no-store");
  response.set("Content-Disposition", "attachment; filename=\"sign-ins-" +
                                          domain::to_text(asked.from) + "-" +
                                          domain::to_text(asked.to) + ".csv\"");
  return response;
}

}  // namespace

void add_sign_in_routes(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/sign-ins", http::Lane::read,
               [&service](const http::Request& request) { return list(service, request); });
  add_question(routes, "/api/v1/sign-ins/file", http::Lane::heavy,
               [&service](const http::Request& request) { return file(service, request); });
}

}  // namespace qidi::api
