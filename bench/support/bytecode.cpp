#include "support/bytecode.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace arvio::bench {

namespace {

std::int32_t narrow(std::int64_t value) {
  if (value < std::numeric_limits<std::int32_t>::min() ||
      value > std::numeric_limits<std::int32_t>::max())
    throw std::invalid_argument("values of more than 32 bits");
  return static_cast<std::int32_t>(value);
}

bytecode_frame::range range_of(const value_set& values) {
  return {narrow(values.min()), narrow(values.max())};
}

constexpr std::uint64_t bits_from_to(std::int32_t low, std::int32_t high) noexcept {
  return (~std::uint64_t{0} >> (63 - (high - low))) << low;
}

}  // namespace

bytecode::bytecode(const boxed_rules& rules) {
  if (rules.slots().size() > std::numeric_limits<std::uint16_t>::max())
    throw std::invalid_argument("slots of more than 16 bits");
  for (const auto& slot : rules.slots()) {
    unknown_.push_back(range_of(slot.domain));
    const bool of_input =
        slot.kind == compile::slot_kind::input || slot.kind == compile::slot_kind::code;
    if (of_input && slot.index == first_of_input_.size()) {
      first_of_input_.push_back(static_cast<std::uint32_t>(unknown_.size() - 1));
      is_codes_.push_back(slot.kind == compile::slot_kind::code);
    }
    if (of_input) continue;
    if (first_of_input_.size() == is_codes_.size())
      first_of_input_.push_back(static_cast<std::uint32_t>(unknown_.size() - 1));
  }
  for (const auto& one : rules.derived()) {
    step made{one.slot, one.score != nullptr, 0, 0};
    if (made.is_score) {
      made.first = static_cast<std::uint32_t>(items_.size());
      add_score(rules, *one.score);
      made.last = static_cast<std::uint32_t>(items_.size());
    } else {
      made.first = static_cast<std::uint32_t>(clauses_.size() - 1);
      add_clauses(one.clauses);
      made.last = static_cast<std::uint32_t>(clauses_.size() - 1);
    }
    steps_.push_back(made);
  }
  for (const auto& rule : rules.rules()) {
    rules_.push_back(static_cast<std::uint32_t>(clauses_.size() - 1));
    add_clauses(rule.clauses);
  }
  rules_.push_back(static_cast<std::uint32_t>(clauses_.size() - 1));
}

void bytecode::add_clauses(const std::vector<clause>& clauses) {
  for (const auto& one : clauses) {
    for (const auto& part : one)
      add_test(part);
    clauses_.push_back(static_cast<std::uint32_t>(tests_.size()));
  }
}

void bytecode::add_test(const slot_test& what) {
  test made;
  made.slot = static_cast<std::uint16_t>(what.slot);
  const auto& ranges = what.values.ranges();
  const auto domain = unknown_[what.slot];
  if (ranges.size() == 1) {
    made.low = narrow(ranges.front().low);
    made.more = static_cast<std::uint32_t>(narrow(ranges.front().high));
  } else if (domain.low >= 0 && domain.high < 64) {
    made.kind = test::form::mask;
    for (const auto& one : ranges)
      made.more |= bits_from_to(narrow(one.low), narrow(one.high));
  } else {
    made.kind = test::form::ranges;
    made.low = narrow(static_cast<std::int64_t>(ranges.size()));
    made.more = ranges_.size();
    for (const auto& one : ranges)
      ranges_.push_back({narrow(one.low), narrow(one.high)});
  }
  tests_.push_back(made);
}

void bytecode::add_score(const boxed_rules& rules, const book::linked_derived& score) {
  for (const auto& one : score.items) {
    if (!one.operand) throw std::invalid_argument("a score's item that is an expression");
    item made{rules.operand_slot(*one.operand), static_cast<std::uint32_t>(bands_.size()),
              0};
    for (const auto& row : one.rows) {
      for (const auto& values : row.values.ranges())
        bands_.push_back({narrow(values.low), narrow(values.high), narrow(row.result)});
    }
    made.last_band = static_cast<std::uint32_t>(bands_.size());
    items_.push_back(made);
  }
}

bytecode_frame bytecode::frame() const {
  const auto words = (rule_count() + 63) / 64;
  return {unknown_, std::vector<std::uint64_t>(words), std::vector<std::uint64_t>(words)};
}

void bytecode::read(const known_contact& contact, bytecode_frame& into) const {
  std::copy(unknown_.begin(), unknown_.end(), into.slots.begin());
  for (const auto& one : contact) {
    const auto first = first_of_input_[one.input];
    if (!is_codes_[one.input]) {
      const auto value = narrow(one.value);
      into.slots[first] = {value, value};
      continue;
    }
    const auto last = first_of_input_[one.input + 1];
    std::fill(into.slots.begin() + first, into.slots.begin() + last,
              bytecode_frame::range{0, 0});
    for (const auto code : one.present)
      into.slots[first + code] = {1, 1};
  }
}

inline bytecode::verdict bytecode::run(const test& one,
                                       const bytecode_frame& frame) const noexcept {
  const auto possible = frame.slots[one.slot];
  switch (one.kind) {
    case test::form::range: {
      const auto high = static_cast<std::int32_t>(one.more);
      if (possible.high < one.low || possible.low > high) return verdict::excluded;
      const bool inside = possible.low >= one.low && possible.high <= high;
      return inside ? verdict::certain : verdict::possible;
    }
    case test::form::mask: {
      const auto values = bits_from_to(possible.low, possible.high);
      if ((values & one.more) == 0) return verdict::excluded;
      return (values & ~one.more) == 0 ? verdict::certain : verdict::possible;
    }
    case test::form::ranges: break;
  }
  bool meets = false;
  for (std::int32_t i = 0; i < one.low; ++i) {
    const auto part = ranges_[one.more + static_cast<std::uint32_t>(i)];
    if (possible.low >= part.low && possible.high <= part.high) return verdict::certain;
    meets = meets || (possible.low <= part.high && possible.high >= part.low);
  }
  return meets ? verdict::possible : verdict::excluded;
}

bytecode::verdict bytecode::run_clauses(std::uint32_t first, std::uint32_t last,
                                        const bytecode_frame& frame) const noexcept {
  auto best = verdict::excluded;
  for (auto number = first; number < last; ++number) {
    auto whole = verdict::certain;
    for (auto i = clauses_[number]; i < clauses_[number + 1]; ++i) {
      const auto one = run(tests_[i], frame);
      if (one < whole) whole = one;
      if (one == verdict::excluded) break;
    }
    if (whole == verdict::certain) return verdict::certain;
    if (whole == verdict::possible) best = verdict::possible;
  }
  return best;
}

bytecode_frame::range bytecode::run_score(const step& score,
                                          const bytecode_frame& frame) const noexcept {
  bytecode_frame::range sum;
  for (auto i = score.first; i < score.last; ++i) {
    const auto& looked_up = items_[i];
    const auto possible = frame.slots[looked_up.slot];
    std::int32_t low = std::numeric_limits<std::int32_t>::max();
    std::int32_t high = std::numeric_limits<std::int32_t>::min();
    for (auto place = looked_up.first_band; place < looked_up.last_band; ++place) {
      const auto& part = bands_[place];
      if (possible.low > part.high || possible.high < part.low) continue;
      low = std::min(low, part.points);
      high = std::max(high, part.points);
    }
    sum.low += low;
    sum.high += high;
  }
  return sum;
}

std::uint32_t bytecode::evaluate(bytecode_frame& frame) const noexcept {
  for (const auto& next : steps_) {
    if (next.is_score) {
      frame.slots[next.slot] = run_score(next, frame);
      continue;
    }
    const auto is = run_clauses(next.first, next.last, frame);
    frame.slots[next.slot] = {is == verdict::certain ? 1 : 0,
                              is == verdict::excluded ? 0 : 1};
  }
  const auto count = rule_count();
  auto first = count;
  for (std::uint32_t word = 0; word * 64 < count; ++word) {
    std::uint64_t certain = 0;
    std::uint64_t possible = 0;
    const auto end = std::min(count, word * 64 + 64);
    for (auto rule = word * 64; rule < end; ++rule) {
      const auto is = run_clauses(rules_[rule], rules_[rule + 1], frame);
      const auto bit = std::uint64_t{1} << (rule % 64);
      if (is != verdict::excluded) possible |= bit;
      if (is != verdict::certain) continue;
      certain |= bit;
      first = std::min(first, rule);
    }
    frame.certain[word] = certain;
    frame.possible[word] = possible;
  }
  return first;
}

std::size_t bytecode::size() const noexcept {
  return tests_.size() * sizeof(test) + clauses_.size() * sizeof(std::uint32_t) +
         rules_.size() * sizeof(std::uint32_t) +
         ranges_.size() * sizeof(bytecode_frame::range) + bands_.size() * sizeof(band) +
         items_.size() * sizeof(item) + steps_.size() * sizeof(step);
}

}  // namespace arvio::bench
