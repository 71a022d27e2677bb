// Query parameters into what the office understands; what cannot be read is a problem that names
// the parameter. Unknown ones are refused, so that a typing mistake never passes for "all".
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "http/message.h"
#include "http/problem.h"
#include "office/ledger_page.h"
#include "office/regions.h"

namespace qidi::api {

template <class T>
using Read = Result<T, http::Problem>;

/// Refuses parameters that are not among `known`, and known ones that are repeated.
Read<void> only(const http::Request& request, std::span<const std::string_view> known);
Read<void> only(const http::Request& request, std::initializer_list<std::string_view> known);

/// A day, or `otherwise` when absent.
Read<domain::Day> day_parameter(const http::Request& request, std::string_view name,
                                domain::Day otherwise);
/// A region's code as the prefix of all codes below it; empty when absent.
Read<std::string> region_parameter(const http::Request& request, const office::Regions& regions);
Read<long long> number_parameter(const http::Request& request, std::string_view name,
                                 long long least, long long most,
                                 std::optional<long long> otherwise);
Read<bool> flag_parameter(const http::Request& request, std::string_view name);

/// The ledger's list and filters, from the path's `{list}` and the query, narrowed to what whoever
/// asks reaches.
Read<office::LedgerPageQuery> ledger_query(const http::Request& request,
                                           const office::Regions& regions, domain::Day today);

}  // namespace qidi::api
