// Holes are written {name}. A text that was filled in is not looked at again, so that braces in a
// clerk's words stay what they are.
#include "office/writs/writ_text.h"

#include <optional>

namespace qidi::office {

namespace {

/// One writ being written; remembers the first content that was absent.
class Writing {
 public:
  Writing(const domain::WritTemplate& form, const WritFacts& facts) : form_(form), facts_(facts) {}

  bool has(const std::string& content) const {
    const auto text = facts_.texts.find(content);
    if (text != facts_.texts.end() && !text->second.empty()) return true;
    const auto list = facts_.lists.find(content);
    if (list != facts_.lists.end() && !list->second.empty()) return true;
    const auto table = facts_.tables.find(content);
    return table != facts_.tables.end() && !table->second.rows.empty();
  }
  std::string fill(const std::string& text);
  void put(const domain::WritPart& part, std::vector<WritBlock>& body);
  void require(const std::string& content) {
    if (!missing_ && !has(content)) missing_ = described(content);
  }
  const std::optional<MissingContent>& missing() const { return missing_; }

 private:
  MissingContent described(const std::string& content) const {
    for (const auto& required : form_.required) {
      if (required.content == content) return {content, required.name, required.clause};
    }
    return {content, content, form_.source};
  }
  bool is_wanted(const domain::WritPart& part) const {
    return (part.when.empty() || has(part.when)) && (part.unless.empty() || !has(part.unless));
  }

  const domain::WritTemplate& form_;
  const WritFacts& facts_;
  std::optional<MissingContent> missing_;
};

std::string Writing::fill(const std::string& text) {
  std::string filled;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto open = text.find('{', at);
    const auto close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) break;
    filled += text.substr(at, open - at);
    const auto content = text.substr(open + 1, close - open - 1);
    require(content);
    const auto found = facts_.texts.find(content);
    if (found != facts_.texts.end()) filled += found->second;
    at = close + 1;
  }
  return filled + text.substr(at);
}

void Writing::put(const domain::WritPart& part, std::vector<WritBlock>& body) {
  if (!is_wanted(part)) return;
  using Kind = WritBlock::Kind;
  const auto head = [&] {
    if (!part.heading.empty()) body.push_back({Kind::heading, part.heading, {}, {}});
  };
  if (!part.text.empty()) {
    head();
    body.push_back({Kind::paragraph, fill(part.text), {}, {}});
  } else if (!part.list.empty()) {
    const auto found = facts_.lists.find(part.list);
    const bool some = found != facts_.lists.end() && !found->second.empty();
    if (!some && part.empty.empty()) return;
    head();
    if (some) {
      body.push_back({Kind::list, {}, found->second, {}});
    } else {
      body.push_back({Kind::paragraph, part.empty, {}, {}});
    }
  } else if (!part.table.empty()) {
    require(part.table);
    const auto found = facts_.tables.find(part.table);
    head();
    if (found != facts_.tables.end()) body.push_back({Kind::table, {}, {}, found->second});
  } else {
    head();
  }
}

std::string text_of(const WritFacts& facts, const std::string& name) {
  const auto found = facts.texts.find(name);
  return found == facts.texts.end() ? std::string() : found->second;
}

}  // namespace

const domain::WritTemplate* template_for(const std::vector<domain::WritTemplate>& templates,
                                         domain::WritKind kind, domain::Day day) {
  const domain::WritTemplate* best = nullptr;
  for (const auto& form : templates) {
    if (form.kind != kind || day < form.valid_from || form.valid_to < day) continue;
    if (best == nullptr || best->version < form.version) best = &form;
  }
  return best;
}

std::vector<std::string> holes_in(const std::string& text) {
  std::vector<std::string> holes;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) break;
    holes.push_back(text.substr(open + 1, close - open - 1));
  }
  return holes;
}

Result<WritText, MissingContent> draw_up(const domain::WritTemplate& form, const WritFacts& facts) {
  Writing writing(form, facts);
  for (const auto& required : form.required) writing.require(required.content);
  WritText made;
  made.organ = text_of(facts, "organ");
  made.title = form.title;
  made.number = text_of(facts, "number");
  made.day_words = text_of(facts, "day");
  made.addressee = writing.fill(form.addressee);
  for (const auto& part : form.body) writing.put(part, made.body);
  if (writing.missing()) return Unexpected{*writing.missing()};
  return made;
}

}  // namespace qidi::office
