#include "book_words.hpp"

namespace arvio::inline v0 {

shown_term book_words::term(const ruleset::term& what) const {
  return {what.id.text, text_.of(what.labels)};
}

shown_term book_words::level(book::level_index level) const {
  const auto& declared = book_.words().levels[level];
  return {declared.id.text, text_.of(declared.labels)};
}

shown_term book_words::at_least(book::level_index level) const {
  auto shown = this->level(level);
  if (level != book_.default_level()) return shown;
  const auto words = status("no_urgency");
  shown.text = words.words.empty() ? text_.of(phrase::no_urgency) : words;
  return shown;
}

shown_text book_words::status(std::string_view id) const {
  for (const auto& status : book_.words().statuses) {
    if (status.id.text == id) return text_.of(status.labels);
  }
  return {};
}

shown_text book_words::ask(const book::linked_input& input) const {
  return text_.of(input.declared != nullptr ? input.declared->ask
                                            : book_.words().complaint_ask);
}

std::vector<shown_term> book_words::options(const book::linked_input& input) const {
  std::vector<shown_term> out;
  if (input.is_complaint) {
    out.reserve(book_.words().complaints.size());
    for (const auto& complaint : book_.words().complaints)
      out.push_back(term(complaint));
  } else if (input.declared != nullptr) {
    const auto& values = values_of(input);
    out.reserve(values.size());
    for (const auto& value : values)
      out.push_back({value.id.text, text_.of(value.labels)});
  }
  return out;
}

value_kind book_words::kind(const book::linked_input& input) const {
  return {input.type, options(input), input.domain};
}

const std::vector<ruleset::coded_value>& book_words::values_of(
    const book::linked_input& input) const {
  if (!input.declared->values_of) return input.declared->values;
  const auto& wanted = input.declared->values_of->text;
  const auto find = [&](std::uint32_t set) -> const std::vector<ruleset::coded_value>* {
    for (const auto& shared : book_.sets[set].rules->values) {
      if (shared.id.text == wanted) return &shared.values;
    }
    return nullptr;
  };
  if (const auto* own = find(input.set)) return *own;
  for (const auto used : book_.sets[input.set].uses) {
    if (const auto* theirs = find(used)) return *theirs;
  }
  return input.declared->values;  // not reached: linking has found it
}

}  // namespace arvio::inline v0
