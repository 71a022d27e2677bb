// An act on an account down the writer's path: event and secret in one batch, everybody's snapshot
// replaced once both are durable.
#pragma once

#include <functional>

#include "api/service.h"

namespace qidi::api {

/// What the act does to secrets, in the same batch; only when the act itself was accepted and new.
using SecretsWith = std::function<Result<void, office::Fault>(office::CredentialBook&)>;

/// `done` is told the receipt once all is durable, and replies; a refusal, a fault and a full queue
/// are answered here.
void perform_account(Service& service, domain::AccountCommand command, SecretsWith secrets,
                     const http::Reply& reply,
                     std::function<void(const office::AccountReceipt&)> done);

/// Only secrets, without an event (the step of a one-time code that was used).
bool keep_secrets(Service& service, SecretsWith secrets,
                  std::function<void(const Result<void, office::Fault>&)> kept);

}  // namespace qidi::api
