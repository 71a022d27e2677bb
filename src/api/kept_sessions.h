// Sessions over a restart: kept beside the record when the server ends well, taken up when it
// starts again. Only tokens' hashes are kept; a session that somebody has reason to end is not
// taken up. reliability.md R64; GB/T 22239-2019 身份鉴别.
#pragma once

#include "api/service.h"

namespace qidi::api {

/// Keeps the living sessions that owe nothing, durable when it returns. On the writer's store, when
/// nobody else writes any more.
Result<void, office::Fault> keep_sessions(Service& service, office::Store& store,
                                          domain::Instant now);

/// A session as it was kept, and what its account proves itself by now.
struct KeptWithCredential {
  office::KeptSession session;
  std::optional<office::Credential> credential;
};

/// What was kept, which is not kept any more then: a session that ends is ended whatever becomes of
/// the process. On the writer's store, before anybody else writes.
Result<std::vector<KeptWithCredential>, office::Fault> kept_sessions(office::Store& store);

/// Takes them up, but for accounts that were disabled, changed or given another password since the
/// session was last used. Before the server listens.
void take_up_sessions(Service& service, const std::vector<KeptWithCredential>& kept,
                      domain::Instant now);

}  // namespace qidi::api
