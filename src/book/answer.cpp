#include "arvio/book/answer.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arvio::inline v0::book {

namespace {

value_form form_of(const linked_input& input) { return {input.type, input.codes}; }

unexpected<answer_fault> refused(const linked_input& input, errc code) {
  return {answer_fault{code, input.id}};
}

checked_units in_domain(const linked_input& input, const units& value) {
  if (!value) return refused(input, value.error());
  if (!input.domain.contains(*value)) return refused(input, errc::answer_outside);
  return *value;
}

bool has_order(lang::kind kind) {
  switch (kind) {
    case lang::kind::integer:
    case lang::kind::decimal:
    case lang::kind::date:
    case lang::kind::datetime:
    case lang::kind::duration: return true;
    case lang::kind::none:
    case lang::kind::boolean:
    case lang::kind::code:
    case lang::kind::codes: break;
  }
  return false;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  constexpr std::string_view blanks = " \t\r\n";
  for (auto begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(blanks, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(blanks, end);
  }
  return words;
}

/// `vomiting -headache -*`, a word at a time; the errc of what it cannot be.
errc take_code_word(std::string_view word, codes_list& list) {
  if (word == "-*" || word == "?*") {
    if (list.others != other_codes::unsaid) return errc::answer_twice;
    list.others = word == "-*" ? other_codes::absent : other_codes::unknown;
  } else if (word.front() == '-') {
    list.absent.emplace_back(word.substr(1));
  } else {
    list.present.emplace_back(word);
  }
  return errc::none;
}

checked_answer read_codes(const linked_input& input, std::string_view text) {
  codes_list list;
  for (const auto word : words_of(text)) {
    const auto fault = take_code_word(word, list);
    if (fault != errc::none) return refused(input, fault);
  }
  return codes_answer(input, list);
}

checked_answer read_choice(const linked_input& input, std::string_view text) {
  std::vector<std::string> codes;
  while (true) {
    const auto bar = text.find('|');
    codes.emplace_back(text.substr(0, bar));
    if (bar == std::string_view::npos) break;
    text.remove_prefix(bar + 1);
  }
  return choice_answer(input, codes);
}

/// `30..50`, `30..`, `..50`.
checked_answer read_range(const linked_input& input, std::string_view text,
                          std::size_t dots) {
  const std::string_view texts[] = {text.substr(0, dots), text.substr(dots + 2)};
  std::optional<std::int64_t> ends[2];
  if (texts[0].empty() && texts[1].empty()) return refused(input, errc::answer_type);
  for (std::size_t i = 0; i < 2; ++i) {
    if (texts[i].empty()) continue;
    const auto end = text_for(input, texts[i]);
    if (!end) return unexpected{end.error()};
    ends[i] = *end;
  }
  return range_answer(input, ends[0], ends[1]);
}

/// What a list says of each code; the errc of what is wrong with it.
errc mark(const linked_input& input, const std::vector<std::string>& named,
          code_state state, std::vector<code_state>& states) {
  for (const auto& code : named) {
    const auto found = std::find(input.codes.begin(), input.codes.end(), code);
    if (found == input.codes.end()) return errc::answer_outside;
    auto& said = states[static_cast<std::size_t>(found - input.codes.begin())];
    if (said != code_state::unsaid) return errc::answer_twice;
    said = state;
  }
  return errc::none;
}

code_state state_of_others(const linked_input& input, other_codes others) {
  switch (others) {
    case other_codes::unknown: return code_state::unknown;
    case other_codes::absent: return code_state::absent;
    case other_codes::unsaid: break;
  }
  return input.is_complaint ? code_state::absent : code_state::unsaid;
}

}  // namespace

checked_units number_for(const linked_input& input, const decimal& number) {
  return in_domain(input, units_of_number(input.type, number));
}

checked_units truth_for(const linked_input& input, bool value) {
  if (input.type.kind != lang::kind::boolean) return refused(input, errc::answer_type);
  return std::int64_t{value};
}

checked_units word_for(const linked_input& input, std::string_view word) {
  const bool bare = input.type.is_number() || input.type.kind == lang::kind::boolean;
  return bare ? refused(input, errc::answer_type) : text_for(input, word);
}

checked_units text_for(const linked_input& input, std::string_view text) {
  return in_domain(input, units_of_text(form_of(input), text));
}

answer unknown_answer() { return {answer_state::unknown, {}, {}}; }

answer known_answer(std::int64_t value) {
  return {answer_state::known, value_set::single(value), {}};
}

checked_answer range_answer(const linked_input& input, std::optional<std::int64_t> low,
                            std::optional<std::int64_t> high) {
  if (!has_order(input.type.kind)) return refused(input, errc::answer_type);
  const value_set values(low.value_or(input.domain.min()),
                         high.value_or(input.domain.max()));
  if (values.empty()) return refused(input, errc::answer_empty);
  if (values.is_single()) return known_answer(values.min());
  return answer{answer_state::partly_known, values, {}};
}

checked_answer choice_answer(const linked_input& input,
                             const std::vector<std::string>& codes) {
  if (input.type.kind != lang::kind::code) return refused(input, errc::answer_type);
  if (codes.empty()) return refused(input, errc::answer_empty);
  value_set values;
  for (const auto& code : codes) {
    const auto value = text_for(input, code);
    if (!value) return unexpected{value.error()};
    if (values.contains(*value)) return refused(input, errc::answer_twice);
    values = values.united(value_set::single(*value));
  }
  if (values.is_single()) return known_answer(values.min());
  return answer{answer_state::partly_known, values, {}};
}

checked_answer codes_answer(const linked_input& input, const codes_list& list) {
  if (input.type.kind != lang::kind::codes) return refused(input, errc::answer_type);
  if (input.is_complaint && list.others == other_codes::unknown) {
    return refused(input, errc::answer_type);
  }
  const bool silent =
      list.present.empty() && list.absent.empty() && list.others == other_codes::unsaid;
  if (silent && !input.is_complaint) return refused(input, errc::answer_empty);

  std::vector<code_state> states(input.codes.size(), code_state::unsaid);
  auto fault = mark(input, list.present, code_state::present, states);
  if (fault == errc::none) fault = mark(input, list.absent, code_state::absent, states);
  if (fault != errc::none) return refused(input, fault);
  std::replace(states.begin(), states.end(), code_state::unsaid,
               state_of_others(input, list.others));
  return answer{answer_state::known, {}, std::move(states)};
}

checked_answer read_answer(const linked_input& input, std::string_view text) {
  if (text == "?") return unknown_answer();
  if (text == "-") return answer{};
  if (input.type.kind == lang::kind::codes) return read_codes(input, text);
  if (text.find('|') != std::string_view::npos) return read_choice(input, text);
  const auto dots = text.find("..");
  if (dots != std::string_view::npos && has_order(input.type.kind)) {
    return read_range(input, text, dots);
  }
  const auto value = text_for(input, text);
  if (!value) return unexpected{value.error()};
  return known_answer(*value);
}

}  // namespace arvio::inline v0::book
