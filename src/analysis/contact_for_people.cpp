#include "contact_for_people.hpp"

#include "arvio/book/value.hpp"

#include <utility>

namespace arvio::inline v0::analysis {

namespace {

answer_value shown(const book::linked_input& input, std::int64_t units) {
  if (input.type.kind == lang::kind::boolean) return units != 0;
  if (input.type.is_number()) return decimal{units, input.type.scale};
  return book::value_text({input.type, input.codes}, units);
}

}  // namespace

contact contact_for_people(const book::rulebook& book, const book::answers& from) {
  contact made(from.at);
  made.finish = from.finished;
  for (std::size_t i = 0; i < from.by_input.size(); ++i) {
    const auto& input = book.inputs[i];
    const auto& said = from.by_input[i];
    arvio::answer one;
    one.input = input.id;
    if (said.state == answer_state::not_asked) continue;
    if (said.state == answer_state::unknown) {
      one.content = unknown_answer::cannot_say;
    } else if (input.type.kind == lang::kind::codes) {
      answer_codes codes;
      codes.others = other_codes::absent;
      for (std::size_t code = 0; code < said.codes.size(); ++code) {
        if (said.codes[code] == code_state::present)
          codes.present.push_back(input.codes[code]);
        if (said.codes[code] == code_state::absent)
          codes.absent.push_back(input.codes[code]);
        if (said.codes[code] == code_state::unknown) codes.others = other_codes::unknown;
        if (said.codes[code] == code_state::unsaid) codes.others = other_codes::unsaid;
      }
      // all others are absent: the list would only be long
      if (codes.others == other_codes::absent) codes.absent.clear();
      one.content = std::move(codes);
    } else if (said.state == answer_state::known) {
      one.content = shown(input, said.values.min());
    } else if (input.type.kind == lang::kind::code) {
      answer_choice choice;
      for (const auto& range : said.values.ranges()) {
        for (auto code = range.low; code <= range.high; ++code)
          choice.one_of.push_back(input.codes[static_cast<std::size_t>(code)]);
      }
      one.content = std::move(choice);
    } else {
      one.content =
          answer_range{shown(input, said.values.min()), shown(input, said.values.max())};
    }
    if (const auto observed = from.by_input[i].observed)
      one.at = offset_time{*observed, helsinki_offset(*observed)};
    made.give(std::move(one));
  }
  return made;
}

}  // namespace arvio::inline v0::analysis
