// One's own notices: read, marked read, and which of them also come by mail. Whose they are is the
// posts' that the account holds (domain/supervision/notice.h); reading state is per account.
// Marking and choosing come to the same however often they come; the key is asked for as of every
// write.
#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "office/notice_book.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

constexpr int most_counted = 100;

std::vector<std::string> audiences_asking(Service& service, const http::Request& request) {
  const auto people = service.identities().people().get();
  const auto* account = people->find(subject_of(request).account);
  return account == nullptr ? std::vector<std::string>{} : audiences_of(*account);
}

std::string notice_json(const office::KeptNotice& notice) {
  return JsonObject()
      .number("number", notice.number)
      .text("kind", name_of(notice.kind))
      .text("group", name_of(group_of(notice.kind)))
      .text("title", title_of(notice))
      .text("case_id", notice.case_id)
      .text("project_name", notice.project_name)
      .text("countdown", notice.countdown ? name_of(*notice.countdown) : "")
      .day("due", notice.due)
      .number("days_over", notice.days_over)
      .text("detail", notice.detail)
      .text("made", domain::to_text(notice.made))
      .text("page", page_of(notice))
      .flag("read", notice.read)
      .done();
}

http::Response fresh_json(std::string body) {
  auto response = http::Response::json(std::move(body));
  response.set("Cache-Control", "no-store");
  return response;
}

Answered own_notices(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"unread", "group", "before", "limit"}));
  office::NoticeQuery query;
  query.account = subject_of(request).account;
  query.audiences = audiences_asking(service, request);
  QIDI_TRY(unread, flag_parameter(request, "unread"));
  query.unread_only = unread;
  QIDI_TRY(limit, number_parameter(request, "limit", 1, 200, 50));
  query.limit = static_cast<int>(limit) + 1;
  if (const auto before = request.parameter("before")) {
    QIDI_TRY(number, number_parameter(request, "before", 1, INT64_MAX, std::nullopt));
    query.before = number;
  }
  if (const auto group = request.parameter("group")) {
    query.group = domain::notice_group_from(*group);
    if (!query.group) return Unexpected{bad_parameter("group", "没有这类消息")};
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto found = (*lease)->notices().notices(query);
  if (!found) return fault_answer(found.error());
  auto count = (*lease)->notices().count_unread(query.account, query.audiences, most_counted);
  if (!count) return fault_answer(count.error());
  const bool has_more = static_cast<long long>(found->size()) > limit;
  if (has_more) found->pop_back();
  JsonList list;
  for (const auto& notice : *found) list.add(notice_json(notice));
  const auto next = has_more ? std::optional<long long>(found->back().number) : std::nullopt;
  return fresh_json(JsonObject()
                        .raw("notices", list.done())
                        .number("next", next)
                        .number("unread", *count)
                        .done());
}

Answered count_unread(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto count = (*lease)->notices().count_unread(subject_of(request).account,
                                                audiences_asking(service, request), most_counted);
  if (!count) return fault_answer(count.error());
  return fresh_json(JsonObject().number("unread", *count).done());
}

/// Writes beside the record and answers 204 when it is durable.
void write_and_answer(Service& service, const http::Reply& reply,
                      std::function<Result<void, office::Fault>(office::NoticeBook&)> write,
                      std::function<http::Response()> done) {
  auto outcome = std::make_shared<Result<void, office::Fault>>();
  const bool taken = service.write(
      [&service, outcome, write = std::move(write)](office::EventLog&) {
        *outcome = write(*service.doors().notices);
      },
      [outcome, reply, done = std::move(done)](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!*outcome) return reply(response_of(outcome->error()));
        reply(done());
      });
  if (!taken) reply(too_busy());
}

http::Response nothing_to_say() {
  return http::Response::empty(204);
}

void mark_one(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  const auto text = request->segment("number");
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || text.size() > 18) {
      return reply(http::to_response(not_found("没有这条消息")));
    }
    number = number * 10 + (c - '0');
  }
  // A number that is not his marks nothing that he sees.
  write_and_answer(
      service, reply,
      [account = subject_of(*request).account, number](office::NoticeBook& book) {
        return book.mark_read(account, number);
      },
      nothing_to_say);
}

void mark_all(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto body = json_body(*request);
  if (!body) return reply(http::to_response(body.error()));
  if (auto known = only_members(*body, {"up_to"}); !known) {
    return reply(http::to_response(known.error()));
  }
  const auto* up_to = body->if_contains("up_to");
  if (up_to == nullptr || !up_to->is_int64() || up_to->get_int64() < 0) {
    return reply(http::to_response(field_invalid("up_to", "请给出最新一条消息的编号")));
  }
  write_and_answer(
      service, reply,
      [account = subject_of(*request).account, number = up_to->get_int64()](
          office::NoticeBook& book) { return book.mark_all_read(account, number); },
      nothing_to_say);
}

std::string choices_json(Service& service, const std::string& account,
                         const office::NoticeChoice& choice) {
  const auto people = service.identities().people().get();
  const auto* person = people->find(account);
  JsonList groups;
  for (int i = 0; i < domain::notice_group_count; ++i) {
    const auto group = static_cast<domain::NoticeGroup>(i);
    groups.add(
        JsonObject()
            .text("group", name_of(group))
            .text("word", chinese_of(group))
            .flag("by_mail", (choice.groups_without_mail >> static_cast<unsigned>(i) & 1U) == 0)
            .done());
  }
  return JsonObject()
      .text("email", person == nullptr ? "" : person->email)
      .flag("mail_goes_out", service.doors().mail_goes_out)
      .raw("groups", groups.done())
      .flag("calendar_feed", !choice.feed_sha256.empty())
      .done();
}

Result<office::NoticeChoice, office::Fault> choice_of(Service& service,
                                                      const std::string& account) {
  QIDI_TRY(lease, service.reader());
  QIDI_TRY(found, lease->notices().find_choice(account));
  auto choice = found.value_or(office::NoticeChoice{});
  choice.account = account;
  return choice;
}

Answered own_choices(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& account = subject_of(request).account;
  auto choice = choice_of(service, account);
  if (!choice) return fault_answer(choice.error());
  return fresh_json(choices_json(service, account, *choice));
}

Read<std::uint32_t> groups_without_mail(const http::Request& request) {
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"by_mail"}));
  const auto* wanted = body.if_contains("by_mail");
  if (wanted == nullptr || !wanted->is_array()) {
    return Unexpected{field_invalid("by_mail", "请给出通过邮件接收的消息类别")};
  }
  std::uint32_t without = (1U << domain::notice_group_count) - 1;
  for (const auto& entry : wanted->get_array()) {
    const auto group = entry.is_string()
                           ? domain::notice_group_from(std::string_view(entry.get_string()))
                           : std::nullopt;
    if (!group) return Unexpected{field_invalid("by_mail", "没有这类消息")};
    without &= ~(1U << static_cast<unsigned>(*group));
  }
  return without;
}

void choose(Service& service, const Asked& request, const http::Reply& reply) {
  auto key = idempotency_key(*request);
  if (!key) return reply(http::to_response(key.error()));
  auto without = groups_without_mail(*request);
  if (!without) return reply(http::to_response(without.error()));
  const auto account = subject_of(*request).account;
  auto choice = std::make_shared<office::NoticeChoice>();
  write_and_answer(
      service, reply,
      // Read where it is written: what changed in between (the calendar address) stays.
      [account, bits = *without, choice](office::NoticeBook& book) -> Result<void, office::Fault> {
        QIDI_TRY(found, book.find_choice(account));
        *choice = found.value_or(office::NoticeChoice{});
        choice->account = account;
        choice->groups_without_mail = bits;
        return book.put_choice(*choice);
      },
      [&service, account, choice] { return fresh_json(choices_json(service, account, *choice)); });
}

}  // namespace

void add_notice_routes(http::Routes& routes, Service& service) {
  using http::BodyKind;
  using http::Lane;
  using http::Method;
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(routes, pattern, Lane::read, [&service, answer](const http::Request& request) {
      return answer(service, request);
    });
  };
  ask("/api/v1/notices", own_notices);
  ask("/api/v1/notices/unread", count_unread);
  ask("/api/v1/notice-choices", own_choices);
  const auto add = [&](Method method, const char* pattern, BodyKind body,
                       void (*handle)(Service&, const Asked&, const http::Reply&)) {
    http::Route route;
    route.method = method;
    route.pattern = pattern;
    route.lane = Lane::act;
    route.body = body;
    route.handle = [&service, handle](const Asked& request, const http::Reply& reply) {
      handle(service, request, reply);
    };
    routes.add(std::move(route));
  };
  add(Method::post, "/api/v1/notices/{number}/read", BodyKind::none, mark_one);
  add(Method::post, "/api/v1/notices/read", BodyKind::json, mark_all);
  add(Method::put, "/api/v1/notice-choices", BodyKind::json, choose);
}

}  // namespace qidi::api
