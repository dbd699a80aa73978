#include "evaluator.hpp"

#include "arvio/core/evaluation.hpp"
#include "arvio/core/row_kernel.hpp"

#include "listing.hpp"

#include <span>
#include <utility>

namespace arvio::inline v0 {

namespace {

core::answer_state state_of(book::answer_state state) {
  switch (state) {
    case book::answer_state::not_asked: return core::answer_state::not_asked;
    case book::answer_state::unknown: return core::answer_state::unknown;
    case book::answer_state::partly_known: return core::answer_state::partly_known;
    case book::answer_state::known: return core::answer_state::known;
  }
  return core::answer_state::not_asked;  // not reached
}

/// The codes that were said to be possible of a code input, or what was said of each
/// code. The complaint is closed: what is not said of it is absent.
void fill_codes(core::contact& into, core::place input,
                const book::parsed_answer& given) {
  const auto& declared = into.rules().inputs()[input];
  for (const auto plane :
       {core::code_plane::present, core::code_plane::absent, core::code_plane::unknown}) {
    for (std::uint32_t w = 0; w < into.code_words(input); ++w)
      into.codes(input, plane)[w] = 0;
  }
  for (const auto& range : given.values.ranges()) {
    for (auto code = range.low; code <= range.high; ++code)
      core::put_bit(into.codes(input, core::code_plane::present),
                    static_cast<std::uint32_t>(code));
  }
  for (std::uint32_t code = 0; code < given.codes.size(); ++code) {
    switch (given.codes[code]) {
      case book::code_state::present:
        core::put_bit(into.codes(input, core::code_plane::present), code);
        break;
      case book::code_state::absent:
        core::put_bit(into.codes(input, core::code_plane::absent), code);
        break;
      case book::code_state::unknown:
        core::put_bit(into.codes(input, core::code_plane::unknown), code);
        break;
      case book::code_state::not_said:
        if (declared.is_complaint != 0)
          core::put_bit(into.codes(input, core::code_plane::absent), code);
        break;
    }
  }
}

/// Memory for some contacts of a program.
class room {
 public:
  room(const core::program& rules, std::size_t contacts)
      : words_(core::contact::words(rules)), memory_(contacts * words_) {}

  [[nodiscard]] core::contact person(const core::program& rules, std::size_t which,
                                     std::int64_t now) {
    return {rules, std::span(memory_).subspan(which * words_, words_), now};
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> memory_;
};

template <class Use>
auto with_contact(const core::program& rules, const evaluated::contact& person, Use use) {
  room memory(rules, 2);
  const auto now = person.at.moment.seconds;
  auto own = memory.person(rules, 0, now);
  auto beside = memory.person(rules, 1, now);
  fill(own, person);
  core::assessment found(own, beside, core::best_row_kernel());
  return use(found);
}

}  // namespace

void fill(core::contact& into, const evaluated::contact& person) {
  into.finish(person.finished);
  for (core::place i = 0; i < person.answers.size(); ++i) {
    const auto& given = person.answers[i];
    if (given.given.state == book::answer_state::not_asked) continue;
    auto& answer = into.answer(i);
    answer.state = state_of(given.given.state);
    answer.observed = given.observed.value_or(person.at.moment).seconds;
    const auto kind = into.rules().inputs()[i].kind;
    if (kind == core::input_kind::code || kind == core::input_kind::codes) {
      fill_codes(into, i, given.given);
    } else if (!given.given.values.empty()) {
      answer.low = given.given.values.min();
      answer.high = given.given.values.max();
    }
    into.changed(i);
  }
}

expected<std::shared_ptr<const evaluator>> evaluator::of(
    const book::rulebook& book, const compile::compile_options& options) {
  auto image = compile::compile_program(book, options);
  if (!image) return unexpected(image.error());
  return std::make_shared<const evaluator>(book, std::move(*image),
                                           options.probes.size());
}

std::vector<value_range> evaluator::probed(
    const evaluated::contact& person,
    const std::vector<book::linked_operand>& operands) const {
  return with_contact(program(), person, [&](core::assessment& found) {
    std::vector<value_range> out;
    core::expression_machine numbers(found.person());
    const auto expressions = program().expressions().size();
    for (auto i = expressions - probes_; i < expressions; ++i) {
      const auto values = numbers.values(static_cast<core::place>(i));
      out.push_back({values.min(), values.max()});
    }
    for (const auto& one : operands) {
      const auto values = found.person().values({one.kind == lang::symbol_kind::input
                                                     ? core::operand_kind::input
                                                     : core::operand_kind::derived,
                                                 one.index});
      out.push_back({values.min(), values.max()});
    }
    return out;
  });
}

evaluated::outcome evaluator::assess(const evaluated::contact& person) const {
  return with_contact(program(), person, [&](core::assessment& found) {
    return listed_outcome(*book_, found);
  });
}

evaluated::explanation evaluator::explain(const evaluated::contact& person) const {
  return with_contact(program(), person, [&](core::assessment& found) {
    room memory(program(), 2);
    const auto now = person.at.moment.seconds;
    auto work = memory.person(program(), 0, now);
    auto beside = memory.person(program(), 1, now);
    return evaluated::explained(*book_, found, work, beside, core::best_row_kernel());
  });
}

std::vector<evaluated::question> evaluator::questions(
    const evaluated::contact& person) const {
  return with_contact(program(), person, [&](core::assessment& found) {
    return listed_questions(*book_, found);
  });
}

evaluated::certainty evaluator::rule_state(evaluated::rule_reference rule,
                                           const evaluated::contact& person) const {
  return with_contact(program(), person, [&](core::assessment& found) {
    const auto first = program().groups()[rule.group].first_rule;
    return found.rule_state(first + rule.rule);
  });
}

}  // namespace arvio::inline v0
