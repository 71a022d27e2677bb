// Reading and writing commands by the fields listed here.
#include "record/command_codec.h"

#include "record/event_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(FileOfPaper, (), (file, paper))
BOOST_DESCRIBE_STRUCT(File, (),
                      (external_id, project_code, project_name, project_region, unit_name,
                       unit_code, matter, region, department, officer, power, upper_region,
                       upper_department, papers, list, remark, form, contact_name, contact_phone,
                       files, reused, organ_reason))
BOOST_DESCRIBE_STRUCT(Accept, (), (notice_no))
BOOST_DESCRIBE_STRUCT(AcceptOnPromise, (), (notice_no, signed_by, fulfil_by))
BOOST_DESCRIBE_STRUCT(AcceptWithGap, (), (notice_no, signed_by, gap_papers, fulfil_by))
BOOST_DESCRIBE_STRUCT(ReturnOnce, (), (defects, suggestions))
BOOST_DESCRIBE_STRUCT(Refile, (), (answers, papers, files, form))
BOOST_DESCRIBE_STRUCT(NotAccept, (), (ground, reason, competent_organ))
BOOST_DESCRIBE_STRUCT(Forward, (), (region, department, officer, opinion))
BOOST_DESCRIBE_STRUCT(SendBack, (), (reason))
BOOST_DESCRIBE_STRUCT(AskMore, (), (defects, answer_by))
BOOST_DESCRIBE_STRUCT(Pause, (), (ground, notice_no, days))
BOOST_DESCRIBE_STRUCT(Prolong, (), (notice_no, days))
BOOST_DESCRIBE_STRUCT(Resume, (), ())
BOOST_DESCRIBE_STRUCT(AskExtension, (), (days, reason))
BOOST_DESCRIBE_STRUCT(Extend, (), (days, reason))
BOOST_DESCRIBE_STRUCT(CheckSite, (), (officers, finding))
BOOST_DESCRIBE_STRUCT(Propose, (), (outcome, reasons))
BOOST_DESCRIBE_STRUCT(Decide, (), (outcome, reasons, remedies, conditions))
BOOST_DESCRIBE_STRUCT(Issue, (), (document_no, file, files))
BOOST_DESCRIBE_STRUCT(Deliver, (), (writ, way, on, receiver, consent, outcome, witnesses, remark))
BOOST_DESCRIBE_STRUCT(ConfirmReceipt, (), (writ))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (reason))
BOOST_DESCRIBE_STRUCT(CloseUnanswered, (), (rule))
BOOST_DESCRIBE_STRUCT(Assign, (), (officer))
BOOST_DESCRIBE_STRUCT(HandOver, (), (officer))
BOOST_DESCRIBE_STRUCT(Transfer, (), (region, department, officer, agreed_by, reason))
BOOST_DESCRIBE_STRUCT(ExplainOverdue, (), (reason))
BOOST_DESCRIBE_STRUCT(FulfilObligation, (), (papers, files))
BOOST_DESCRIBE_STRUCT(BreakObligation, (), (finding))
BOOST_DESCRIBE_STRUCT(Reopen, (), (mode, finding, cause, limit_days))
BOOST_DESCRIBE_STRUCT(Remove, (), (basis, reviewed_by, approved_by, remedies))
BOOST_DESCRIBE_STRUCT(Restore, (), (reason))
BOOST_DESCRIBE_STRUCT(Correct, (), (of_sequence, field, value, reason, agreed_by))
BOOST_DESCRIBE_STRUCT(Recount, (), ())
BOOST_DESCRIBE_STRUCT(Settle, (), ())
BOOST_DESCRIBE_STRUCT(AdoptFromLedger, (), (row, source, update))
BOOST_DESCRIBE_STRUCT(UndoImport, (), (import, sequences, reason))
BOOST_DESCRIBE_STRUCT(AskOpinion, (),
                      (region, department, question, basis, notice_no, days, silence, papers))
BOOST_DESCRIBE_STRUCT(GiveOpinion, (), (number, view, text, document_no))
BOOST_DESCRIBE_STRUCT(WithdrawOpinion, (), (opinion, reason))
BOOST_DESCRIBE_STRUCT(RateService, (), (grade, tags, text, phone))
BOOST_DESCRIBE_STRUCT(SupplementRating, (), (text))
BOOST_DESCRIBE_STRUCT(CallBack, (), (finding, mended, unit_word))
BOOST_DESCRIBE_STRUCT(RefuseExtension, (), (reason))
BOOST_DESCRIBE_STRUCT(SendBackProposal, (), (reason))
BOOST_DESCRIBE_STRUCT(TakeBackProposal, (), (reason))
BOOST_DESCRIBE_STRUCT(Take, (), ())
BOOST_DESCRIBE_STRUCT(AnswerMore, (), (answers, papers, files))
BOOST_DESCRIBE_STRUCT(AskAgreement, (), (act, fields))
BOOST_DESCRIBE_STRUCT(Agree, (), (request))
BOOST_DESCRIBE_STRUCT(DeclineAgreement, (), (request, reason))

}  // namespace qidi::domain

namespace qidi::record {

namespace {

constexpr std::array<std::string_view, 7> common_fields{
    "command_id", "act", "case", "actor", "legal_day", "on_paper", "expected_version"};

template <std::size_t Index = 0>
bool read_body(std::string_view act, const boost::json::object& json, domain::CommandBody& body,
               Reading& reading) {
  if constexpr (Index == std::variant_size_v<domain::CommandBodyKinds>) {
    return false;
  } else {
    using Body = std::variant_alternative_t<Index, domain::CommandBodyKinds>;
    if (domain::act_name(Index) == act) {
      Body read;
      read_object(json, read, reading, common_fields);
      body = std::move(read);
      return true;
    }
    return read_body<Index + 1>(act, json, body, reading);
  }
}

template <class T>
void read_field(const boost::json::object& json, std::string_view name, T& value,
                Reading& reading) {
  if (const auto* found = json.if_contains(name)) {
    const Reading::Step step(reading, std::string(name));
    read(*found, value, reading);
  }
}

}  // namespace

Result<domain::Command, MalformedCommand> read_command(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code failed;
  const auto json = boost::json::parse(text, failed, {}, options);
  if (failed) return Unexpected{MalformedCommand{"", "不是合法的 JSON"}};
  if (!json.is_object()) return Unexpected{MalformedCommand{"", "应为一个 JSON 对象"}};
  const auto& object = json.get_object();

  domain::Command command;
  Reading reading;
  std::string act;
  read_field(object, "command_id", command.command_id, reading);
  read_field(object, "act", act, reading);
  read_field(object, "case", command.case_id, reading);
  read_field(object, "actor", command.actor, reading);
  read_field(object, "legal_day", command.legal_day, reading);
  read_field(object, "on_paper", command.on_paper, reading);
  read_field(object, "expected_version", command.expected_version, reading);
  if (reading.good() && command.command_id.empty()) {
    return Unexpected{MalformedCommand{"command_id", "缺少 command_id"}};
  }
  if (reading.good() && !read_body(act, object, command.body, reading)) {
    return Unexpected{MalformedCommand{"act", "没有这种办理动作：" + act}};
  }
  if (!reading.good()) return Unexpected{MalformedCommand{reading.field(), reading.error()}};
  return command;
}

std::vector<std::string_view> body_fields(std::string_view act) {
  std::vector<std::string_view> names;
  for (const auto& every : domain::every_act()) {
    if (domain::act_name(every) != act) continue;
    std::visit(
        [&](const auto& body) {
          using Body = std::decay_t<decltype(body)>;
          boost::mp11::mp_for_each<members_of<Body>>(
              [&](auto member) { names.emplace_back(member.name); });
        },
        every);
  }
  return names;
}

Result<domain::CommandBody, MalformedCommand> read_fields(std::string_view act,
                                                          std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 16;
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed, {}, options);
  if (failed || !value.is_object()) return Unexpected{MalformedCommand{"", "应为一个 JSON 对象"}};
  domain::CommandBody body;
  Reading reading;
  if (!read_body(act, value.get_object(), body, reading)) {
    return Unexpected{MalformedCommand{"act", "没有这种办理动作"}};
  }
  if (!reading.good()) return Unexpected{MalformedCommand{reading.field(), reading.error()}};
  return body;
}

std::string canonical_fields(const domain::CommandBody& body) {
  std::string out;
  std::visit([&](const auto& one) { write_object(out, one); }, body);
  return out;
}

std::vector<std::pair<std::string_view, std::string>> filled_fields(
    const domain::CommandBody& body) {
  std::vector<std::pair<std::string_view, std::string>> filled;
  std::visit(
      [&](const auto& one) {
        using Body = std::decay_t<decltype(one)>;
        const Body defaults{};
        boost::mp11::mp_for_each<members_of<Body>>([&](auto member) {
          const auto& value = one.*member.pointer;
          if (value == defaults.*member.pointer) return;
          auto& [name, text] = filled.emplace_back(member.name, std::string());
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            text = value;
          } else {
            write(text, value);
          }
        });
      },
      body);
  return filled;
}

std::string canonical_command(const domain::Command& command) {
  std::string out = "{\"act\":";
  write_text(out, domain::act_name(command.body));
  out += ",\"actor\":";
  write(out, command.actor);
  out += ",\"body\":";
  std::visit([&](const auto& body) { write_object(out, body); }, command.body);
  out += ",\"case\":";
  write_text(out, command.case_id);
  if (command.legal_day) {
    out += ",\"legal_day\":";
    write(out, *command.legal_day);
  }
  out += command.on_paper ? ",\"on_paper\":true}" : "}";
  return out;
}

}  // namespace qidi::record
