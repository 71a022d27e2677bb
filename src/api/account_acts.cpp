// See account_acts.h.
#include "api/account_acts.h"

#include "api/problems.h"
#include "identity/secret_token.h"

namespace qidi::api {

namespace {

struct Outcome {
  Result<office::AccountAnswer, office::Fault> answer{
      Unexpected{office::Fault{office::FaultKind::store_failed, ""}}};
  office::People::Known people;
};

Result<office::AccountAnswer, office::Fault> performed(Service& service, office::EventLog& log,
                                                       const domain::AccountCommand& command,
                                                       const SecretsWith& secrets,
                                                       office::People::Known& people) {
  const auto& doors = service.doors();
  QIDI_TRY(answer, office::perform_account_act(log, doors.clock, command));
  const auto* receipt = std::get_if<office::AccountReceipt>(&answer);
  if (receipt == nullptr || receipt->repeated) return answer;
  if (secrets) QIDI_CHECK(secrets(*doors.credentials));
  QIDI_TRY(next, service.identities().people().get()->after_account(log, receipt->id));
  people = std::move(next);
  return answer;
}

}  // namespace

void perform_account(Service& service, domain::AccountCommand command, SecretsWith secrets,
                     const http::Reply& reply,
                     std::function<void(const office::AccountReceipt&)> done) {
  auto outcome = std::make_shared<Outcome>();
  command.salt = identity::random_token();
  const bool taken = service.write(
      [&service, outcome, command = std::move(command),
       secrets = std::move(secrets)](office::EventLog& log) {
        outcome->answer = performed(service, log, command, secrets, outcome->people);
      },
      [&service, outcome, reply,
       done = std::move(done)](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        if (!outcome->answer) return reply(response_of(outcome->answer.error()));
        if (const auto* refusal = std::get_if<domain::Refusal>(&*outcome->answer)) {
          return reply(http::to_response(problem_of(*refusal)));
        }
        if (outcome->people) {
          service.identities().people().replace(outcome->people);
          service.changed({});
        }
        done(std::get<office::AccountReceipt>(*outcome->answer));
      });
  if (!taken) reply(too_busy());
}

bool keep_secrets(Service& service, SecretsWith secrets,
                  std::function<void(const Result<void, office::Fault>&)> kept) {
  auto outcome = std::make_shared<Result<void, office::Fault>>();
  return service.write(
      [&service, outcome, secrets = std::move(secrets)](office::EventLog&) {
        *outcome = secrets(*service.doors().credentials);
      },
      [outcome, kept = std::move(kept)](const Result<void, office::Fault>& synced) {
        kept(synced ? *outcome : synced);
      });
}

}  // namespace qidi::api
