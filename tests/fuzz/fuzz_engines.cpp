// The interpreter and the compiled core say the same of any contact.

#include "arvio/reference/interpreter.hpp"

#include "analysis/outcome_differences.hpp"
#include "evaluate/evaluator.hpp"
#include "fuzz/compiled.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/numbers.hpp"

namespace {

using namespace arvio;  // NOLINT: a program

struct engines {
  std::shared_ptr<const book::rulebook> book;
  std::shared_ptr<const evaluator> core;
  reference::interpreter truth;
};

std::vector<engines> opened() {
  std::vector<engines> all;
  for (const auto& one : fuzz::compiled_books()) {
    auto core = evaluator::of(*one.book, {});
    fuzz::must(static_cast<bool>(core), "the rule set compiles");
    all.push_back({one.book, *core, reference::interpreter(*one.book)});
  }
  return all;
}

book::answer answer_of(const book::linked_input& input, std::int64_t now,
                       fuzz::numbers& choice) {
  book::answer given;
  const auto how = choice.below(8);
  if (how == 0) return given;
  if (how == 1) {
    given.state = answer_state::unknown;
  } else if (input.type.kind == lang::kind::codes) {
    given.state = answer_state::known;
    const auto others = choice.below(input.is_complaint ? 1 : 3);
    for (std::size_t code = 0; code < input.codes.size(); ++code) {
      const auto said = choice.below(3);
      const code_state rest[] = {code_state::absent, code_state::unknown,
                                 code_state::unsaid};
      given.codes.push_back(said == 0   ? code_state::present
                            : said == 1 ? code_state::absent
                                        : rest[others]);
    }
    if (others == 2 && given.codes.front() == code_state::unsaid)
      given.codes.front() = code_state::absent;  // a list names something
  } else if (how < 6 || input.type.kind == lang::kind::boolean) {
    given.state = answer_state::known;
    given.values =
        value_set::single(choice.between(input.domain.min(), input.domain.max()));
  } else {
    given.state = answer_state::partly_known;
    if (input.type.kind == lang::kind::code) {
      for (auto code = input.domain.min(); code <= input.domain.max(); ++code) {
        if (choice.below(2) == 1)
          given.values = given.values.united(value_set::single(code));
      }
      if (given.values.empty()) given.values = input.domain;
    } else {
      const auto low = choice.between(input.domain.min(), input.domain.max());
      given.values = value_set(low, choice.between(low, input.domain.max()));
    }
    if (given.values.is_single()) given.state = answer_state::known;
  }
  if (choice.below(8) == 1) given.observed = instant{now - choice.between(0, 7200)};
  return given;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto all = opened();
  fuzz::numbers choice(data, size);
  const auto& one = all[fuzz::some_book(choice)];
  book::answers contact;
  contact.at.moment.seconds = 1772438400 + choice.between(0, 1 << 20);
  contact.at.offset = helsinki_offset(contact.at.moment);
  contact.finished = choice.below(4) == 1;
  for (const auto& input : one.book->inputs)
    contact.by_input.push_back(answer_of(input, contact.at.moment.seconds, choice));
  const auto found = analysis::differences_from_reference(one.core->assess(contact),
                                                          one.truth.assess(contact));
  fuzz::must(found.empty(), found.c_str());
  return 0;
}
