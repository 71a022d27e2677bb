// token add, revoke, list: bearer tokens of integration clients. A token is shown once; its hash
// is what the record keeps. GB/T 22239-2019 访问控制.
#include <ostream>

#include "cli/account_desk.h"
#include "cli/columns.h"
#include "cli/json_out.h"

namespace qidi::cli {

namespace {

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= list.size()) {
    const auto to = std::min(list.find(',', from), list.size());
    if (to > from) parts.push_back(list.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

}  // namespace

Exit token_add(Doors& doors, const TokenOptions& options) {
  const auto scopes = split(options.scope);
  for (const auto& scope : scopes) {
    if (!domain::token_scope_from(scope)) {
      return wrong_use(doors, "--scope 只能是 read、act、import：" + scope);
    }
  }
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  if (const auto* known = desk->people().find_token_by_name(options.name);
      known != nullptr && !known->revoked) {
    return wrong_use(doors, "已有同名的令牌，先吊销或换一个名称：" + options.name);
  }
  const auto token = "qidi_" + doors.random_token();
  QIDI_EXIT_ON(receipt,
               desk->perform_on_token(desk->new_id(), domain::AddToken{options.name, scopes,
                                                                       doors.token_hash(token)}));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << "已发放令牌 " << options.name << "（" << joined(scopes) << "），只显示这一次：\n"
            << token << '\n';
  return Exit::done;
}

Exit token_revoke(Doors& doors, const TokenOptions& options) {
  QIDI_EXIT_ON(desk, AccountDesk::open(doors, options));
  const auto* token = desk->people().find_token_by_name(options.name);
  if (token == nullptr) token = desk->people().find_token_by_id(options.name);
  if (token == nullptr) return wrong_use(doors, "没有这个令牌：" + options.name);
  QIDI_EXIT_ON(receipt, desk->perform_on_token(token->id, domain::RevokeToken{options.reason}));
  QIDI_EXIT_ON(finished, desk->finish());
  doors.out << (receipt->events.empty() ? "令牌本已吊销：" : "已吊销令牌 ") << token->name << '\n';
  return Exit::done;
}

Exit token_list(Doors& doors, const TokenOptions& options) {
  auto store = doors.open_for_reading(options.data);
  if (!store) return report(doors, store.error());
  auto people = office::People::read((*store)->reader());
  if (!people) return report(doors, people.error());
  const bool is_json = options.format == "json";
  std::string list = "[";
  for (const auto* token : (*people)->tokens()) {
    if (is_json) {
      list += (list.size() > 1 ? ",\n" : "\n") + JsonObject()
                                                     .text("id", token->id)
                                                     .text("name", token->name)
                                                     .text("scopes", joined(token->scopes))
                                                     .text("added", domain::to_text(token->added))
                                                     .flag("revoked", token->revoked)
                                                     .done();
      continue;
    }
    doors.out << token->id << "  " << fitted(token->name, 24) << "  "
              << fitted(joined(token->scopes), 16) << "  " << domain::to_text(token->added) << "  "
              << (token->revoked ? "已吊销" : "有效") << '\n';
  }
  if (is_json) doors.out << list << (list.size() > 1 ? "\n]" : "]") << '\n';
  return Exit::done;
}

}  // namespace qidi::cli
