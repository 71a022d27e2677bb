// How a route of questions is written: parameters in, an answer or a problem out; the rest (the
// worker, compression, 304) is the same for all.
#pragma once

#include <functional>
#include <string>

#include "api/parameters.h"
#include "api/service.h"
#include "http/routes.h"

namespace qidi::api {

/// An answer to a question: a response, or what was wrong with the question.
using Answered = Read<http::Response>;
using Question = std::function<Answered(const http::Request&)>;

/// A GET route that is answered on a worker of the lane.
void add_question(http::Routes& routes, std::string pattern, http::Lane lane, Question question);

/// The same, kept in `cache` under the key that `key_of` gives (empty: not kept) while nothing it
/// rests on has changed; then it is told from memory. The response must carry an ETag.
void add_kept_question(http::Routes& routes, std::string pattern, http::Lane lane, Service& service,
                       AnswerCache& cache, std::function<std::string(const http::Request&)> key_of,
                       Question question);

/// A route that changes something, answered on a worker of the lane.
void add_write(http::Routes& routes, http::Method method, std::string pattern, http::Lane lane,
               http::BodyKind body, Question write);

/// A store's fault as an answer.
Answered fault_answer(const office::Fault& fault);

/// Whether If-None-Match names the tag.
bool none_match_has(const http::Request& request, std::string_view etag);

// Each area's routes.
void add_health_routes(http::Routes& routes, Service& service);
void add_site_routes(http::Routes& routes, Service& service);
void add_overview_routes(http::Routes& routes, Service& service);
void add_ledger_routes(http::Routes& routes, Service& service);
void add_case_routes(http::Routes& routes, Service& service);
void add_progress_routes(http::Routes& routes, Service& service);
void add_writ_routes(http::Routes& routes, Service& service);
void add_act_routes(http::Routes& routes, Service& service);
void add_circular_routes(http::Routes& routes, Service& service);
void add_calendar_routes(http::Routes& routes, Service& service);
void add_import_routes(http::Routes& routes, Service& service);
void add_record_routes(http::Routes& routes, Service& service);
void add_session_routes(http::Routes& routes, Service& service);
void add_account_routes(http::Routes& routes, Service& service);
void add_sign_on_routes(http::Routes& routes, Service& service);
void add_sign_in_routes(http::Routes& routes, Service& service);
void add_organ_routes(http::Routes& routes, Service& service);
void add_opinion_routes(http::Routes& routes, Service& service);
void add_filing_advice_routes(http::Routes& routes, Service& service);
void add_joint_routes(http::Routes& routes, Service& service);
void add_desk_routes(http::Routes& routes, Service& service);
void add_asked_routes(http::Routes& routes, Service& service);
void add_upload_routes(http::Routes& routes, Service& service);
void add_case_file_routes(http::Routes& routes, Service& service);
void add_notice_routes(http::Routes& routes, Service& service);
void add_webhook_routes(http::Routes& routes, Service& service);
void add_calendar_feed_routes(http::Routes& routes, Service& service);
void add_rating_routes(http::Routes& routes, Service& service);
void add_personal_routes(http::Routes& routes, Service& service);
void add_own_contact_routes(http::Routes& routes, Service& service);
void add_own_session_routes(http::Routes& routes, Service& service);
void add_matter_routes(http::Routes& routes, Service& service);
void add_pages(http::Routes& routes, Service& service);

/// Every route of Qidi.
void add_all_routes(http::Routes& routes, Service& service);

}  // namespace qidi::api
