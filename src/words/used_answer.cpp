#include "used_answer.hpp"

#include "arvio/book/value.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

namespace {

answer_codes codes_of(const book::linked_input& input,
                      const std::vector<code_state>& said) {
  answer_codes out;
  const auto count = [&said](code_state state) {
    return static_cast<std::size_t>(std::count(said.begin(), said.end(), state));
  };
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (said[i] == code_state::present) out.present.push_back(input.codes[i]);
  }
  const auto absent = count(code_state::absent);
  if (absent > 0 && absent + out.present.size() == said.size()) {
    out.others = other_codes::absent;
    return out;
  }
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (said[i] == code_state::absent) out.absent.push_back(input.codes[i]);
  }
  if (count(code_state::unknown) > 0) out.others = other_codes::unknown;
  return out;
}

unknown_answer reason_of(const std::string& input, const contact& from) {
  for (const auto& one : from.answers()) {
    const auto* why = std::get_if<unknown_answer>(&one.content);
    if (why != nullptr && one.input == input) return *why;
  }
  return unknown_answer::cannot_say;
}

answer_content known(const book::linked_input& input, const book::answer& said) {
  if (input.type.kind == lang::kind::codes) return codes_of(input, said.codes);
  return answer_value_of(input, said.values.min());
}

answer_content partly_known(const book::linked_input& input, const book::answer& said) {
  if (input.type.kind != lang::kind::code)
    return answer_range{answer_value_of(input, said.values.min()),
                        answer_value_of(input, said.values.max())};
  answer_choice out;
  for (const auto& range : said.values.ranges()) {
    for (auto code = range.low; code <= range.high; ++code)
      out.one_of.push_back(input.codes[static_cast<std::size_t>(code)]);
  }
  return out;
}

}  // namespace

answer_value answer_value_of(const book::linked_input& input, std::int64_t units) {
  if (input.type.kind == lang::kind::boolean) return units != 0;
  if (input.type.is_number()) return decimal{units, input.type.scale};
  return book::value_text({input.type, input.codes}, units);
}

used_answer used_answer_of(const book::linked_input& input, const book::answer& said,
                           const contact& from) {
  switch (said.state) {
    case answer_state::not_asked: break;
    case answer_state::unknown: return {input.id, reason_of(input.id, from), {}};
    case answer_state::partly_known: return {input.id, partly_known(input, said), {}};
    case answer_state::known: return {input.id, known(input, said), {}};
  }
  return {input.id, std::nullopt, {}};
}

}  // namespace arvio::inline v0
