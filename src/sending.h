// How notices leave the house: what waits in the outbox is handed to the carrier. Part of the
// composition root, since the two know nothing of each other. docs/decisions/0013.
#pragma once

#include "api/outbox.h"
#include "office/post_settings.h"
#include "post/post_worker.h"

namespace qidi {

/// Fills the doors of notices: where they are kept, and what the settings say of sending them.
/// `settings` must outlive the doors.
void let_notices_out(api::Doors& doors, const office::PostSettings& settings, office::Store& store);

/// Sends what waits, while it lives.
class Sending {
 public:
  Sending(api::Service& service, const office::PostSettings& settings);

 private:
  std::vector<post::Parcel> parcels();

  api::Service& service_;
  api::Outbox outbox_;
  std::vector<api::Outgoing> taken_;
  post::PostWorker worker_;  ///< last: starts when everything else is there
};

}  // namespace qidi
