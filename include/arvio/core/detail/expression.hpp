#ifndef ARVIO_CORE_DETAIL_EXPRESSION_HPP
#define ARVIO_CORE_DETAIL_EXPRESSION_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/frame.hpp"

#include <cstddef>
#include <cstdint>

namespace arvio::inline v0::core {

/// What a condition is once every slot that it tests has given its rows.
[[nodiscard]] inline certainty judge(const frame& contact,
                                     const condition_record& what) noexcept {
  const auto* missed = contact.missed();
  const auto* open = contact.open();
  const auto inside = what.first_clause % 64;
  if (what.clauses != 0 && inside + what.clauses <= 64) {  // as nearly all
    const auto word = what.first_clause / 64;
    const auto alive = bits_from(inside, what.clauses) & ~missed[word];
    const auto certain = alive & ~open[word];
    return static_cast<certainty>((alive != 0 ? 1 : 0) + (certain != 0 ? 1 : 0));
  }
  auto found = certainty::excluded;
  for_words(what.first_clause, what.clauses, [&](std::uint32_t word, std::uint64_t mask) {
    if ((mask & ~missed[word]) != 0) found = certainty::possible;
    if ((mask & ~(missed[word] | open[word])) == 0) return true;
    found = certainty::certain;
    return false;
  });
  return found;
}
/// The same by its place; `none` is true.
[[nodiscard]] inline certainty judge(const frame& contact, place condition) noexcept {
  if (condition == none) return certainty::certain;
  return judge(contact, contact.rules().conditions()[condition]);
}

/// Evaluates expressions over possible sets: exact sets for codes and truth, for numbers
/// the hull of what the parts allow, each taken by itself.
class expression_machine {
 public:
  explicit expression_machine(frame& contact) noexcept : contact_(contact) {}

  /// The possible values of an expression. Codes stay in the contact's scratch, until
  /// the next one is evaluated.
  [[nodiscard]] value_span values(place expression) noexcept {
    const auto& what = contact_.rules().expressions()[expression];
    const auto* nodes = first_node(what);
    const auto& top = nodes[what.nodes - 1];
    // A name by itself keeps its exact set.
    if (what.nodes == 1 && top.factor == 1) {
      if (top.kind == node_kind::input) return contact_.values(top.index);
      if (top.kind == node_kind::derived) return contact_.derived_values(top.index);
    }
    run(what);
    return value_at(what, what.nodes - 1);
  }

  /// Evaluates every node; value_at then tells each.
  void run(const expression_record& what) noexcept {
    const auto* nodes = first_node(what);
    for (std::uint32_t i = 0; i < what.nodes; ++i) {
      if (what.codes != 0) {
        run_codes(what, nodes[i], i);
      } else {
        auto* into = range_at(what, i);
        *into = range_of(what, nodes[i], i);
        if (nodes[i].factor != 1)
          *into = {times(into->low, nodes[i].factor), times(into->high, nodes[i].factor)};
      }
    }
  }

  [[nodiscard]] value_span value_at(const expression_record& what,
                                    std::uint32_t node) noexcept {
    if (what.codes != 0) return code_span(codes_at(what, node), words_for(what.codes));
    const auto& range = *range_at(what, node);
    return {range.low, range.high, 0, false, nullptr, 0};
  }

  /// Takes a node for decided: of a branch that is not taken nothing is followed.
  void settle(const expression_record& what, std::uint32_t node) noexcept {
    for (std::uint32_t w = 0; w < what.stride; ++w)
      codes_at(what, node)[w] = 0;
  }

  [[nodiscard]] const node_record* first_node(
      const expression_record& what) const noexcept {
    return contact_.rules().get<node_record>(part::nodes) + what.first;
  }

 private:
  [[nodiscard]] std::uint64_t* codes_at(const expression_record& what,
                                        std::uint32_t node) noexcept {
    return contact_.scratch() + std::size_t{node} * what.stride;
  }
  [[nodiscard]] range_record* range_at(const expression_record& what,
                                       std::uint32_t node) noexcept {
    return reinterpret_cast<range_record*>(codes_at(what, node));
  }

  /// Codes: names, literals and choices.
  void run_codes(const expression_record& what, const node_record& node,
                 std::uint32_t at) noexcept {
    auto* into = codes_at(what, at);
    const auto words = words_for(what.codes);
    for (std::uint32_t w = 0; w < words; ++w)
      into[w] = 0;
    if (node.kind == node_kind::constant) {
      put_bit(into, static_cast<std::uint32_t>(node.value));
    } else if (node.kind == node_kind::choose) {
      const auto second = at - 1;
      const auto first = second - first_node(what)[second].size;
      const auto holds = judge(contact_, node.index);
      for (std::uint32_t w = 0; w < words; ++w) {
        if (holds != certainty::excluded) into[w] |= codes_at(what, first)[w];
        if (holds != certainty::certain) into[w] |= codes_at(what, second)[w];
      }
    } else {
      const auto set = contact_.values(
          {node.kind == node_kind::input ? operand_kind::input : operand_kind::derived,
           node.index});
      for (std::uint32_t w = 0; w < words && w < set.code_words; ++w)
        into[w] = set.codes[w];
    }
  }

  [[nodiscard]] range_record range_of(const expression_record& what,
                                      const node_record& node,
                                      std::uint32_t at) noexcept {
    const auto last = [&]() -> const range_record& { return *range_at(what, at - 1); };
    const auto first = [&]() -> const range_record& {
      return *range_at(what, at - 1 - first_node(what)[at - 1].size);
    };
    switch (node.kind) {
      case node_kind::constant: return {node.value, node.value};
      case node_kind::assessment_time: return {contact_.now(), contact_.now()};
      case node_kind::input: {
        const auto set = contact_.values(node.index);
        return {set.min(), set.max()};
      }
      case node_kind::derived: {
        const auto set = contact_.derived_values(node.index);
        return {set.min(), set.max()};
      }
      case node_kind::truth: {
        const auto holds = judge(contact_, node.index);
        return {holds == certainty::certain ? 1 : 0,
                holds == certainty::excluded ? 0 : 1};
      }
      case node_kind::negate: return {minus(0, last().high), minus(0, last().low)};
      case node_kind::add:
        return {plus(first().low, last().low), plus(first().high, last().high)};
      case node_kind::subtract:
        return {minus(first().low, last().high), minus(first().high, last().low)};
      case node_kind::multiply:
        return corners(first(), last(),
                       [](std::int64_t a, std::int64_t b) { return times(a, b); });
      case node_kind::minimum:
      case node_kind::maximum:
      case node_kind::sum: return folded(what, node, at);
      case node_kind::absolute: {
        const auto all = last();
        if (all.low >= 0) return all;
        if (all.high <= 0) return {minus(0, all.high), minus(0, all.low)};
        const auto below = minus(0, all.low);
        return {0, below > all.high ? below : all.high};
      }
      case node_kind::round:
      case node_kind::floor:
      case node_kind::ceiling: {
        const auto how = rounding_of(node.kind);
        return {quotient(how, last().low, 1, node.value, 1),
                quotient(how, last().high, 1, node.value, 1)};
      }
      case node_kind::round_quotient:
      case node_kind::floor_quotient:
      case node_kind::ceiling_quotient: {
        const auto how = rounding_of(node.kind);
        return corners(first(), last(), [&](std::int64_t a, std::int64_t b) {
          return quotient(how, a, node.value, b, node.extra);
        });
      }
      case node_kind::choose: {
        const auto holds = judge(contact_, node.index);
        if (holds == certainty::certain) return first();
        if (holds == certainty::excluded) return last();
        return {first().low < last().low ? first().low : last().low,
                first().high > last().high ? first().high : last().high};
      }
      case node_kind::years_between:
      case node_kind::months_between:
      case node_kind::days_between:
      case node_kind::hours_between:
      case node_kind::minutes_between: {
        const bool from_date = (node.extra & 1U) != 0;
        const bool to_date = (node.extra & 2U) != 0;
        return {elapsed(node.kind, point_of(first().high, from_date),
                        point_of(last().low, to_date)),
                elapsed(node.kind, point_of(first().low, from_date),
                        point_of(last().high, to_date))};
      }
    }
    return {};  // not reached: load() lets no other kind pass
  }

  [[nodiscard]] static rounding rounding_of(node_kind kind) noexcept {
    if (kind == node_kind::round || kind == node_kind::round_quotient)
      return rounding::nearest;
    return kind == node_kind::floor || kind == node_kind::floor_quotient ? rounding::down
                                                                         : rounding::up;
  }

  /// The least and the greatest of a function at the corners of two ranges.
  template <class Function>
  [[nodiscard]] static range_record corners(const range_record& a, const range_record& b,
                                            Function of) noexcept {
    range_record all{of(a.low, b.low), 0};
    all.high = all.low;
    for (const auto next : {of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)}) {
      if (next < all.low) all.low = next;
      if (next > all.high) all.high = next;
    }
    return all;
  }

  [[nodiscard]] range_record folded(const expression_record& what,
                                    const node_record& node, std::uint32_t at) noexcept {
    auto part = at - 1;
    auto all = *range_at(what, part);
    for (std::uint32_t i = 1; i < node.extra; ++i) {
      part -= first_node(what)[part].size;
      const auto& next = *range_at(what, part);
      if (node.kind == node_kind::sum) {
        all = {plus(all.low, next.low), plus(all.high, next.high)};
      } else if (node.kind == node_kind::minimum) {
        all = {next.low < all.low ? next.low : all.low,
               next.high < all.high ? next.high : all.high};
      } else {
        all = {next.low > all.low ? next.low : all.low,
               next.high > all.high ? next.high : all.high};
      }
    }
    return all;
  }

  frame& contact_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_EXPRESSION_HPP
