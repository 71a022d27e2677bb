// A case's progress for everybody, without an account: by the query code that its receipt bears, or
// by its id with the last four characters of the unit's credit code. What is unknown and what is
// wrong have one answer, and who guesses is soon asked to wait.
// Clause N20 (通知四（三）1: 告知项目单位办理进度); docs/decisions/0019.
#include <charconv>

#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "identity/client_network.h"
#include "identity/failure_table.h"
#include "identity/secret_token.h"
#include "office/case_page.h"
#include "office/progress.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

/// Wrong questions, counted for who asks and, where a case is named, for the case: four characters
/// can be guessed, and whoever has many addresses still meets the case's own count.
class WrongQuestions {
 public:
  /// Seconds to wait before the next one; 0: none.
  std::int64_t seconds_to_wait(const std::string& client, const std::string& case_id) {
    const std::lock_guard guard(mutex_);
    return std::max(
        table_.seconds_to_wait(key("client/" + client), by_client, seconds()),
        case_id.empty() ? 0 : table_.seconds_to_wait(key("case/" + case_id), by_case, seconds()));
  }
  void add(const std::string& client, const std::string& case_id) {
    const std::lock_guard guard(mutex_);
    table_.add(key("client/" + client), seconds());
    if (!case_id.empty()) table_.add(key("case/" + case_id), seconds());
  }

 private:
  static constexpr std::size_t keys_counted = 4096;
  static constexpr identity::FailureLimits by_client{20, 120};
  static constexpr identity::FailureLimits by_case{10, 30};

  static std::int64_t seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  /// Under a secret: nobody can aim at a place of the table.
  std::uint64_t key(const std::string& text) const {
    std::uint64_t word = 0;
    const auto digest = record::sm3(secret_ + text);
    for (std::size_t i = 0; i < sizeof word; ++i) word = (word << 8) | digest[i];
    return word;
  }

  std::mutex mutex_;
  const std::string secret_ = identity::random_token();
  identity::FailureTable table_{keys_counted};
};

struct Asked {
  std::string code;
  std::string case_id;
  std::string ending;  ///< of the credit code
};

Read<Asked> asked_by(const http::Request& request) {
  QIDI_CHECK(only(request, {"code", "case", "unit_code_end"}));
  const auto given = [&](std::string_view name) {
    return std::string(request.parameter(name).value_or(""));
  };
  Asked asked{given("code"), given("case"), given("unit_code_end")};
  const bool by_case = !asked.case_id.empty() && !asked.ending.empty();
  if (asked.code.empty() == !by_case) {
    return Unexpected{bad_parameter(
        "code", "请填写查询码，或者办件编号（case）和统一社会信用代码后四位（unit_code_end）")};
  }
  if (characters_in(asked.code) > 60) return Unexpected{bad_parameter("code", "查询码过长")};
  if (characters_in(asked.case_id) > 400) return Unexpected{bad_parameter("case", "编号过长")};
  if (!asked.ending.empty() && asked.ending.size() != 4) {
    return Unexpected{bad_parameter("unit_code_end", "应为统一社会信用代码的后四位")};
  }
  return asked;
}

/// The case that a query code names.
Result<std::string, office::Fault> case_of_code(Service& service, office::Store& store,
                                                const std::string& code) {
  const auto place = service.query_codes().place_in(code);
  if (!place) return std::string();
  std::string stream;
  std::uint64_t found = 0;
  QIDI_CHECK(store.reader().each_from(
      *place, 1, [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        found = event.global_index;
        stream = event.envelope.stream;
        return {};
      }));
  const auto beginning = office::stream_of_case("");
  if (found != *place || !stream.starts_with(beginning)) return std::string();
  return stream.substr(beginning.size());
}

http::Response answer_of(bool found, std::string_view progress) {
  auto response =
      http::Response::json(JsonObject().flag("found", found).raw("progress", progress).done());
  response.set("Cache-Control", "no-store");
  return response;
}

std::string progress_json(Service& service, const office::CaseWrits& writs,
                          const office::LedgerLine& line) {
  const auto row = office::row_of(line, service.rules(), service.today());
  const auto& standing = line.standing;
  JsonList steps;
  for (const auto& step : office::progress_steps(writs)) {
    steps.add(
        JsonObject().day("day", step.day).text("kind", step.kind).text("word", step.word).done());
  }
  return JsonObject()
      .text("case_id", writs.case_id)
      .text("project", office::masked_name(line.facts.project_name))
      .text("matter", answers::matter_name(service.rules(), line.facts.matter))
      .text("organ", office::organ_name(standing.holder, service.doors().regions))
      .text("state", domain::name_of(standing.state))
      .text("light", domain::name_of(row.light))
      .day("as_of", service.today())
      .day("received", line.facts.received)
      .day("accepted", standing.accepted)
      .day("due", standing.due)
      .day("ended", standing.ended)
      .number("days_left", row.days_left ? std::optional<long long>(*row.days_left) : std::nullopt)
      .flag("provisional", standing.provisional)
      .raw("steps", steps.done())
      .done();
}

/// The progress as JSON; empty where there is none to tell.
Result<std::string, office::Fault> found_progress(Service& service, office::Store& store,
                                                  const Asked& asked) {
  std::string case_id = asked.case_id;
  if (!asked.code.empty()) {
    QIDI_TRY(named, case_of_code(service, store, asked.code));
    case_id = named;
  }
  if (case_id.empty()) return std::string();
  QIDI_TRY(page, office::case_page(store.reader(), store.view(), case_id, service.today()));
  // Under its own id only: a sheet's id could be guessed.
  if (!page || !page->line || page->rows.facts.case_id != case_id) return std::string();
  if (asked.code.empty() && !office::ends_credit_code(page->rows.facts.unit_code, asked.ending)) {
    return std::string();
  }
  QIDI_TRY(writs, office::writs_of(store.reader(), case_id));
  if (!writs) return std::string();
  return progress_json(service, *writs, *page->line);
}

Answered progress(Service& service, WrongQuestions& wrong, const http::Request& request) {
  QIDI_TRY(asked, asked_by(request));
  const auto client = identity::network_of(request.client);
  const auto wait = wrong.seconds_to_wait(client, asked.case_id);
  if (wait > 0) {
    return http::plain_problem(429, "too_many_guesses", "查询有误的次数过多，请稍后再试")
        .set("Retry-After", std::to_string(wait));
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto found = found_progress(service, **lease, asked);
  if (!found) return fault_answer(found.error());
  if (!found->empty()) return answer_of(true, *found);
  wrong.add(client, asked.case_id);
  return answer_of(false, "null");
}

}  // namespace

void add_progress_routes(http::Routes& routes, Service& service) {
  const auto wrong = std::make_shared<WrongQuestions>();
  add_question(routes, "/api/v1/progress", http::Lane::read,
               [&service, wrong](const http::Request& request) {
                 return progress(service, *wrong, request);
               });
}

}  // namespace qidi::api
