#include "support/contacts.hpp"

#include "arvio/base/date.hpp"
#include "arvio/lang/ast.hpp"

#include "support/draws.hpp"

#include <algorithm>
#include <cstddef>

namespace arvio::bench {

namespace {

constexpr std::uint32_t yes_percent = 10;
constexpr std::uint32_t present_codes = 3;

/// How often the rules' own conditions name each input.
std::vector<std::uint64_t> popularity(const book::rulebook& book) {
  std::vector<std::uint64_t> named(book.inputs.size(), 1);
  for (const auto& group : book.groups) {
    for (const auto& rule : group.rules) {
      if (!rule.when) continue;
      for (const auto& node : rule.when->nodes) {
        if (node.op == lang::op::name && node.symbol == lang::symbol_kind::input)
          ++named[node.index];
      }
    }
  }
  return named;
}

known_input made_answer(const book::linked_input& of, std::uint32_t index,
                        draws& random) {
  known_input made{index, 0, {}};
  if (of.type.kind == lang::kind::codes) {
    const auto count = of.is_complaint ? 1 : present_codes;
    for (std::uint32_t i = 0; i < count; ++i)
      made.present.push_back(random.below(of.codes.size()));
    std::sort(made.present.begin(), made.present.end());
    made.present.erase(std::unique(made.present.begin(), made.present.end()),
                       made.present.end());
  } else if (of.type.kind == lang::kind::boolean) {
    made.value = random.chance(yes_percent) ? 1 : 0;
  } else {
    made.value = random.between(of.domain.min(), of.domain.max());
  }
  return made;
}

/// `wanted` of the inputs besides the complaint, without repetition.
std::vector<std::uint32_t> drawn_inputs(const book::rulebook& book,
                                        const std::vector<std::uint64_t>& weights,
                                        std::size_t wanted, draws& random) {
  std::vector<std::uint32_t> left;
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < book.inputs.size(); ++i) {
    if (book.inputs[i].is_complaint) continue;
    left.push_back(i);
    sum += weights[i];
  }
  std::vector<std::uint32_t> drawn;
  while (drawn.size() < wanted && !left.empty()) {
    std::uint64_t rest = random.below(sum);
    std::size_t place = 0;
    for (; rest >= weights[left[place]]; ++place)
      rest -= weights[left[place]];
    sum -= weights[left[place]];
    drawn.push_back(left[place]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(place));
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

std::vector<known_contact> made_contacts(const book::rulebook& book,
                                         const contact_plan& plan) {
  draws random(plan.seed);
  const auto weights = popularity(book);
  std::vector<known_contact> contacts;
  for (std::uint32_t i = 0; i < plan.count; ++i) {
    auto inputs = drawn_inputs(book, weights, plan.known, random);
    if (book.complaint) inputs.push_back(*book.complaint);
    known_contact made;
    for (const auto input : inputs)
      made.push_back(made_answer(book.inputs[input], input, random));
    contacts.push_back(std::move(made));
  }
  return contacts;
}

book::answers reference_contact(const book::rulebook& book, const known_contact& known) {
  book::answers contact;
  contact.at = *parse_time("2026-03-02T10:00:00+02:00");
  contact.by_input.resize(book.inputs.size());
  for (const auto& one : known) {
    auto& answer = contact.by_input[one.input];
    answer.state = answer_state::known;
    if (book.inputs[one.input].type.kind != lang::kind::codes) {
      answer.values = value_set::single(one.value);
      continue;
    }
    answer.codes.assign(book.inputs[one.input].codes.size(), code_state::absent);
    for (const auto code : one.present)
      answer.codes[code] = code_state::present;
  }
  return contact;
}

}  // namespace arvio::bench
