#include "arvio/base/decimal.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

namespace {

std::string value_text(const answer_value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<decimal>(&value)) return to_text(*number);
  return std::get<std::string>(value);
}

/// `vomiting -headache -*`: present, absent, the others.
std::string codes_text(const answer_codes& said) {
  auto words = said.present;
  for (const auto& code : said.absent)
    words.push_back(fmt::format("-{}", code));
  switch (said.others) {
    case other_codes::unsaid: break;
    case other_codes::absent: words.emplace_back("-*"); break;
    case other_codes::unknown: words.emplace_back("?*"); break;
  }
  return fmt::format("{}", fmt::join(words, " "));
}

struct to_case_form {
  std::string operator()(const answer_value& value) const { return value_text(value); }
  std::string operator()(unknown_answer) const { return "?"; }
  std::string operator()(const answer_range& range) const {
    const auto end = [](const auto& value) { return value ? value_text(*value) : ""; };
    return fmt::format("{}..{}", end(range.from), end(range.to));
  }
  std::string operator()(const answer_choice& choice) const {
    return fmt::format("{}", fmt::join(choice.one_of, "|"));
  }
  std::string operator()(const answer_codes& said) const { return codes_text(said); }
  std::string operator()(const answer_fault&) const { return {}; }
};

}  // namespace

std::string answer_text(const answer_content& content) {
  return std::visit(to_case_form{}, content);
}

std::string answer_text(const used_answer& what) {
  return what.content ? answer_text(*what.content) : "-";
}

std::string answer_text(const presumed_answer& what) {
  if (const auto* value = std::get_if<answer_value>(&what.value))
    return value_text(*value);
  std::vector<std::string> words;
  for (const auto& code : std::get<std::vector<presumed_code>>(what.value))
    words.push_back(fmt::format("{}{}", code.present ? "" : "-", code.id));
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace arvio::inline v0
