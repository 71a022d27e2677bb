// Derived rows drawn at random from few values, so that they collide: every state, days with and
// without a due day, texts with shared words. No law behind them.
#pragma once

#include <random>
#include <string>

#include "office/ports.h"

namespace qidi::tests {

domain::CaseRows drawn_case(const std::string& id, std::mt19937& random);

/// A query with each filter set now and then.
office::LedgerPageQuery drawn_query(domain::Day as_of, std::mt19937& random);

/// A query in words, for a failing test.
std::string described(const office::LedgerPageQuery& query);

}  // namespace qidi::tests
