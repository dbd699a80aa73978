#include "evaluator.hpp"

#include "arvio/core/evaluation.hpp"
#include "arvio/core/put.hpp"
#include "arvio/core/row_kernel.hpp"

#include "listing.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace arvio::inline v0 {

namespace {

/// Writes the answer to an input with codes: those that were said to be possible, or what
/// was said of each.
void put_codes(core::answer_writer& into, core::place input, bool one_of,
               const book::answer& given) {
  std::array<std::uint64_t, core::most_code_words> present{};
  std::array<std::uint64_t, core::most_code_words> absent{};
  std::array<std::uint64_t, core::most_code_words> unknown{};
  for (const auto& range : given.values.ranges()) {
    for (auto code = range.low; code <= range.high; ++code)
      core::put_bit(present.data(), static_cast<std::uint32_t>(code));
  }
  if (one_of) return into.answer_one_of(input, present.data());
  for (std::uint32_t code = 0; code < given.codes.size(); ++code) {
    switch (given.codes[code]) {
      case code_state::present: core::put_bit(present.data(), code); break;
      case code_state::absent: core::put_bit(absent.data(), code); break;
      case code_state::unknown: core::put_bit(unknown.data(), code); break;
      case code_state::unsaid: break;
    }
  }
  into.answer_codes(input, present.data(), absent.data(), unknown.data());
}

/// Memory for some frames of a program; each writes what it reads.
class room {
 public:
  room(const core::empty_frame& empty, std::size_t frames)
      : empty_(empty),
        size_(frames * empty.frame_words()),
        memory_(std::make_unique_for_overwrite<std::uint64_t[]>(size_)) {}

  /// One without answers.
  [[nodiscard]] core::frame fresh(std::size_t which, std::int64_t now) {
    return {empty_, part(which), now};
  }
  /// Room for a copy of one.
  [[nodiscard]] core::frame beside(std::size_t which, const core::frame& like) {
    return {like, part(which)};
  }

 private:
  [[nodiscard]] std::span<std::uint64_t> part(std::size_t which) {
    const auto words = empty_.frame_words();
    return std::span(memory_.get(), size_).subspan(which * words, words);
  }

  const core::empty_frame& empty_;
  std::size_t size_;
  std::unique_ptr<std::uint64_t[]> memory_;
};

template <class Use>
auto with_contact(const core::empty_frame& empty, const book::answers& contact, Use use) {
  room memory(empty, 2);
  auto own = memory.fresh(0, contact.at.moment.seconds);
  auto beside = memory.beside(1, own);
  fill(own, contact);
  const auto presumed = assumptions_of(contact);
  own.assume(presumed);
  core::evaluation found(own, beside, core::best_row_kernel());
  return use(found);
}

}  // namespace

book::answers without_unknown(const book::rulebook& book, book::answers contact) {
  contact.finished = false;
  for (std::uint32_t i = 0; i < contact.by_input.size(); ++i) {
    auto& given = contact.by_input[i];
    if (given.state == answer_state::unknown) given = {};
    if (i == book.complaint) continue;
    std::replace(given.codes.begin(), given.codes.end(), code_state::unknown,
                 code_state::unsaid);
  }
  return contact;
}

void fill(core::frame& into, const book::answers& contact) {
  core::answer_writer writer(into);
  into.finish(contact.finished);
  for (core::place i = 0; i < contact.by_input.size(); ++i) {
    const auto& given = contact.by_input[i];
    const auto kind = into.rules().inputs()[i].kind;
    if (given.state == answer_state::not_asked) continue;
    if (given.state == answer_state::unknown) {
      writer.unknown(i);
    } else if (kind == core::input_kind::code || kind == core::input_kind::codes) {
      put_codes(writer, i, kind == core::input_kind::code, given);
    } else {
      writer.answer_between(i, given.values.min(), given.values.max());
    }
    writer.observed(i, given.observed.value_or(contact.at.moment).seconds);
  }
}

std::vector<core::assumption> assumptions_of(const book::answers& contact) {
  std::vector<core::assumption> all;
  for (const auto& one : contact.presumed) {
    if (one.value) all.push_back({one.input, core::none, *one.value});
    for (core::place code = 0; code < one.codes.size(); ++code) {
      if (one.codes[code]) all.push_back({one.input, code, *one.codes[code] ? 1 : 0});
    }
  }
  return all;
}

evaluator::evaluator(const book::rulebook& book, compile::compiled made,
                     std::size_t probes)
    : book_(&book),
      compiled_(std::move(made)),
      probes_(probes),
      empty_memory_(core::empty_frame::words(program())),
      empty_(program(), empty_memory_) {}

expected<std::shared_ptr<const evaluator>> evaluator::of(
    const book::rulebook& book, const compile::compile_options& options) {
  compile::closed_conditions conditions(book);
  return of(conditions, options);
}

expected<std::shared_ptr<const evaluator>> evaluator::of(
    compile::closed_conditions& conditions, const compile::compile_options& options) {
  auto made = compile::compile_program(conditions, options);
  if (!made) return unexpected(made.error());
  return std::make_shared<const evaluator>(conditions.book(), std::move(*made),
                                           options.probes.size());
}

std::vector<value_range> evaluator::probed(
    const book::answers& contact,
    const std::vector<book::linked_operand>& operands) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    std::vector<value_range> out;
    core::expression_machine numbers(found.contact());
    const auto expressions = program().expressions().size();
    for (auto i = expressions - probes_; i < expressions; ++i) {
      const auto values = numbers.values(static_cast<core::place>(i));
      out.push_back({values.min(), values.max()});
    }
    for (const auto& one : operands) {
      const auto values = found.contact().values({one.kind == lang::symbol_kind::input
                                                      ? core::operand_kind::input
                                                      : core::operand_kind::derived,
                                                  one.index});
      out.push_back({values.min(), values.max()});
    }
    return out;
  });
}

book::outcome evaluator::assess(const book::answers& contact,
                                book::region* region) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    return listed_outcome(*book_, found, region);
  });
}

book::outcome evaluator::assess_briefly(const book::answers& contact,
                                        book::region* region) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    return listed_briefly(*book_, found, region);
  });
}

evaluated::explanation evaluator::explained(core::evaluation& found,
                                            const book::answers& contact) const {
  room memory(empty_, 2);
  auto asking = memory.fresh(0, contact.at.moment.seconds);
  auto beside = memory.beside(1, asking);
  fill(asking, without_unknown(*book_, contact));
  asking.assume(found.contact().assumptions());
  return evaluated::explained(*book_, legend(), found, asking, beside,
                              core::best_row_kernel());
}

evaluated::explanation evaluator::explain(const book::answers& contact) const {
  return with_contact(empty_, contact,
                      [&](core::evaluation& found) { return explained(found, contact); });
}

explained_outcome evaluator::assess_and_explain(const book::answers& contact,
                                                book::region* region) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    auto outcome = listed_outcome(*book_, found, region);
    return explained_outcome{std::move(outcome), explained(found, contact)};
  });
}

std::vector<book::question> evaluator::questions(const book::answers& contact) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    return listed_questions(*book_, found);
  });
}

arvio::certainty evaluator::rule_state(book::rule_reference rule,
                                       const book::answers& contact) const {
  return with_contact(empty_, contact, [&](core::evaluation& found) {
    const auto first = program().groups()[rule.group].first_rule;
    return found.rule_state(first + rule.rule);
  });
}

}  // namespace arvio::inline v0
