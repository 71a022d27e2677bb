// Words into an index question: values are bound, quoted for the index's own language.
#include "store/sqlite/case_search.h"

#include "store/search_text.h"
#include "store/sqlite/derived_rows.h"

namespace qidi::store {

namespace {

/// Folded texts hold no quotation mark, so that quoting is enough.
void add_terms(std::string& expression, const GramsAsked& grams) {
  for (const auto& gram : grams.whole) {
    if (!expression.empty()) expression += " AND ";
    expression += '"' + gram + '"';
  }
  if (grams.whole.empty()) {
    if (!expression.empty()) expression += " AND ";
    expression += '"' + grams.beginning + "\"*";
  }
}

/// Adds the cases of a statement; false when there are more than `enough`.
Result<bool, office::Fault> add_cases(Statement& rows, std::size_t enough, CaseSet& cases) {
  std::size_t count = 0;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return true;
    if (++count > enough) return false;
    cases.add(rows.number(0));
  }
}

Result<std::optional<CaseSet>, office::Fault> of_expression(Connection& db,
                                                            const std::string& expression,
                                                            std::size_t enough) {
  QIDI_TRY(find, db.prepare("gram_find"));
  find.bind(1, expression);
  CaseSet cases;
  QIDI_TRY(is_whole, add_cases(find, enough, cases));
  if (!is_whole) return std::optional<CaseSet>{};
  return std::optional(std::move(cases));
}

/// A word that may also begin a case id: the cases found either way.
Result<std::optional<CaseSet>, office::Fault> of_id_word(Connection& db, const std::string& word,
                                                         std::size_t enough) {
  std::string expression;
  add_terms(expression, grams_asked(word));
  QIDI_TRY(cases, of_expression(db, expression, enough));
  if (!cases) return cases;
  QIDI_TRY(by_id, db.prepare("cases_by_id_beginning"));
  const auto after = word + '~';
  by_id.bind(1, word).bind(2, after);
  QIDI_TRY(is_whole, add_cases(by_id, enough, *cases));
  if (!is_whole) return std::optional<CaseSet>{};
  return cases;
}

void keep(CasesAmong& among, CaseSet cases) {
  if (among.cases) {
    among.cases->keep_common(cases);
  } else {
    among.cases = std::move(cases);
  }
}

}  // namespace

Result<CasesAmong, office::Fault> cases_among(Connection& db, const office::LedgerPageQuery& query,
                                              std::size_t enough) {
  CasesAmong among;
  if (!query.project_code.empty()) {
    QIDI_TRY(rows, db.prepare("cases_of_project"));
    rows.bind(1, query.project_code);
    CaseSet cases;
    QIDI_TRY(is_whole, add_cases(rows, everything, cases));
    (void)is_whole;
    keep(among, std::move(cases));
  }
  std::string expression;
  bool is_brief = true;
  for (auto& word : words_of(query.words)) {
    const auto grams = grams_asked(word);
    const bool is_certain =
        grams.whole.empty() || (grams.whole.size() == 1 && grams.whole.front() == word);
    if (may_begin_id(word)) {
      QIDI_TRY(cases, of_id_word(db, word, enough));
      if (cases) keep(among, std::move(*cases));
      among.words.push_back(std::move(word));
      continue;
    }
    add_terms(expression, grams);
    is_brief = is_brief && grams.whole.empty() && word.size() > 1 && word.size() < 4 &&
               static_cast<unsigned char>(word.front()) < 0x80;
    if (!is_certain) among.words.push_back(std::move(word));
  }
  if (expression.empty()) return among;
  if (is_brief && enough != everything) {
    // Two or three digits begin thousands of grams, and most codes hold them.
    among.words = words_of(query.words);
    return among;
  }
  QIDI_TRY(cases, of_expression(db, expression, enough));
  if (cases) {
    keep(among, std::move(*cases));
  } else {
    among.words = words_of(query.words);
  }
  return among;
}

Result<bool, office::Fault> bears(Connection& db, std::int64_t case_no,
                                  const std::vector<std::string>& words) {
  QIDI_TRY(texts, db.prepare("case_texts"));
  texts.bind(1, case_no);
  QIDI_TRY(found, texts.step());
  if (!found) return false;
  domain::CaseFacts facts;
  facts.case_id = texts.text(0);
  facts.project_name = texts.text(1);
  facts.unit_name = texts.text(2);
  facts.project_code = texts.text(3);
  facts.external_id = texts.text(4);
  return matches(facts, words);
}

}  // namespace qidi::store
