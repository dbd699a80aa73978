#ifndef ARVIO_CORE_EVALUATE_HPP
#define ARVIO_CORE_EVALUATE_HPP

#include "arvio/core/detail/comparison.hpp"
#include "arvio/core/detail/effective.hpp"
#include "arvio/core/detail/expression.hpp"
#include "arvio/core/detail/presumed.hpp"
#include "arvio/core/detail/rows.hpp"
#include "arvio/core/frame.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace arvio::inline v0::core {

/// Finds possible sets in the order of the program, and from them what every clause is.
class evaluation_run {
 public:
  evaluation_run(frame& contact, row_kernel kernel) noexcept
      : contact_(contact),
        rules_(contact.rules()),
        kernel_(kernel),
        numbers_(contact),
        slots_(contact.slots()) {}

  /// Everything that conditions can be asked for afterwards.
  void run() noexcept {
    run([](std::uint32_t, std::uint32_t) { return true; });
  }
  /// The same, as long as `go_on(line, lines)` says so of the lines that are ready.
  template <class GoOn>
  void run(GoOn go_on) noexcept {
    const auto strata = static_cast<std::uint32_t>(rules_.strata().size());
    const auto lines = rules_.head().row_lines;
    // What fits the registers is put together for all lines at once; else later strata
    // wait for the early lines alone, and the others are read once, with all rows.
    const bool whole = lines <= lines_at_once;
    const auto early = whole ? lines : rules_.head().early_lines;
    contact_.settle_answers();
    for (std::uint32_t s = 0; s < strata; ++s) {
      steps(s);
      contact_.settle(s);
      if (early == 0) continue;
      const auto list = contact_.rows(s);
      const bool is_first = s == 0;
      kernel_(job(&list, 1, is_first), 0, early);
    }
    if (early < lines && (early == 0 || go_on(0U, early)))
      later_lines(early, lines, go_on);
  }

 private:
  static constexpr std::uint32_t lines_at_once = 4;

  [[nodiscard]] row_job job(const row_list* lists, std::size_t count,
                            bool start) noexcept {
    return {rules_.row(0),
            lists,
            count,
            contact_.partial_places(),
            start ? rules_.row(rules_.head().invalid_row) : nullptr,
            contact_.missed(),
            contact_.open()};
  }

  template <class GoOn>
  void later_lines(std::uint32_t first, std::uint32_t end, GoOn& go_on) noexcept {
    row_list lists[strata_at_once];
    const auto count = static_cast<std::uint32_t>(rules_.strata().size());
    // Nearly all programs have few strata: their lists are the same for all lines.
    const bool few = count <= strata_at_once;
    const auto list = [&](std::uint32_t from) noexcept {
      const auto listed = std::min(count - from, strata_at_once);
      for (std::uint32_t s = 0; s < listed; ++s)
        lists[s] = contact_.rows(from + s);
      return job(lists, listed, from == 0);
    };
    const auto work = list(0);
    contact_.shut_lines(first, end);
    const auto* alive = contact_.alive_lines();
    for (first = next_bit(alive, first, end); first < end;) {
      // as many together as are alive, up to what the kernel takes at once
      std::uint32_t together = 1;
      while (together < lines_at_once && first + together < end &&
             has_bit(alive, first + together))
        ++together;
      if (few) {
        kernel_(work, first, together);
      } else {
        for (std::uint32_t s = 0; s < count; s += strata_at_once)
          kernel_(list(s), first, together);
      }
      if (!go_on(first, together)) return;
      first = next_bit(alive, first + together, end);
    }
  }

  void steps(std::uint32_t stratum) noexcept {
    const auto& own = rules_.strata()[stratum];
    show_truths(rules_.get<truth_record>(part::truths) + own.first_truth, own.truths);
    const auto* all = rules_.get<step_record>(part::steps) + own.first_step;
    for (std::uint32_t i = 0; i < own.steps; ++i) {
      switch (all[i].kind) {
        case step_kind::input: input(all[i].index); break;
        case step_kind::derived: derived(all[i].index); break;
        case step_kind::slot: slot(all[i].index); break;
      }
    }
  }

  /// Shows truths by their slots, as their conditions have been decided.
  void show_truths(const truth_record* truths, std::uint32_t count) noexcept {
    const auto* const missed = contact_.missed();
    const auto* const open = contact_.open();
    auto into = slots_;
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto& truth = truths[i];
      const auto alive = truth.mask & ~missed[truth.word];
      const auto certain = alive & ~open[truth.word];
      // excluded: 0 alone; possible: either; certain: 1 alone
      const std::int64_t least = certain != 0 ? 1 : 0;
      const std::int64_t most = alive != 0 ? 1 : 0;
      if (into.put_boolean(truth.state_word, least, most))
        contact_.derived_range(truth.derived) = {least, most};
    }
  }

  // --- inputs: docs/semantics.md section 1, "Possible set" -----------------------------

  void input(place index) noexcept {
    const auto& declared = rules_.inputs()[index];
    auto& set = contact_.possible(index);
    set.applicable = judge(contact_, declared.applies);
    set.inferred = set.unexpected = false;
    set.outdated = too_old(contact_, index) &&
                   contact_.answer(index).state != answer_state::not_asked;
    const auto state = effective(contact_, index).state;
    if (declared.kind == input_kind::codes) {
      codes_input(index, state);
    } else if (declared.kind == input_kind::code) {
      code_input(index, state);
    } else {
      ordered_input(index, state);
    }
    contact_.put_input_slots(index, slots_);
    if (index == rules_.head().complaint) contact_.refresh_gates(slots_);
  }

  void ordered_input(place index, answer_state state) noexcept {
    const auto& declared = rules_.inputs()[index];
    const auto& given = contact_.answer(index);
    auto& set = contact_.possible(index);
    set.has_extra = false;
    const bool answered = has_values(state);
    const range_record before = answered ? range_record{given.low, given.high}
                                         : range_record{declared.low, declared.high};
    auto cut = before;
    for (std::uint32_t i = 0; i < declared.inferences; ++i) {
      const auto& inference =
          rules_.get<inference_record>(part::inferences)[declared.first_inference + i];
      if (judge(contact_, inference.when) != certainty::certain) continue;
      range_record found{inference.low, inference.high};
      if (inference.expression != none) {
        const auto values = numbers_.values(inference.expression);
        found = {times(values.min(), inference.factor),
                 times(values.max(), inference.factor)};
      }
      if (found.low > cut.low) cut.low = found.low;
      if (found.high < cut.high) cut.high = found.high;
    }
    const bool contradicted = cut.low > cut.high;
    if (contradicted) cut = before;
    set.low = cut.low;
    set.high = cut.high;
    const bool smaller = cut.low != before.low || cut.high != before.high;
    note(index, state, contradicted, smaller,
         given.low <= declared.otherwise && declared.otherwise <= given.high);
    if (answered) return;
    if (set.applicable == certainty::excluded) {
      set.low = set.high = declared.otherwise;
    } else if (set.applicable == certainty::possible) {
      unite(set, declared.otherwise);
    }
    if (presumes(index, state)) {
      set.low = set.high = given.presumed_value;
      set.has_extra = false;
    }
  }

  static void unite(possible_entry& set, std::int64_t value) noexcept {
    if (value == minus(set.low, 1)) {
      set.low = value;
    } else if (value == plus(set.high, 1)) {
      set.high = value;
    } else if (value < set.low || set.high < value) {
      set.extra = value;
      set.has_extra = true;
    }
  }

  /// Whether something is presumed that makes the set of an input smaller, as it is found
  /// here; it then stands in its answer.
  [[nodiscard]] bool presumes(place index, answer_state state) noexcept {
    const auto* judged_on = contact_.presumes_on();
    if (judged_on == nullptr || state != answer_state::unknown) return false;
    const auto set = contact_.values(index);
    if (set.is_single()) return false;
    return find_presumed(*judged_on, index, set, contact_.answer(index));
  }

  void code_input(place index, answer_state state) noexcept {
    const auto& declared = rules_.inputs()[index];
    const auto words = contact_.code_words(index);
    auto* set = contact_.codes(index, code_plane::may_be_present);
    const auto* said = contact_.codes(index, code_plane::present);
    const bool answered = has_values(state);
    const auto before = [&](std::uint32_t w) {
      return answered ? said[w] : bits_from(0, declared.codes - w * 64);
    };
    for (std::uint32_t w = 0; w < words; ++w)
      set[w] = before(w);
    for (std::uint32_t i = 0; i < declared.inferences; ++i) {
      const auto& inference =
          rules_.get<inference_record>(part::inferences)[declared.first_inference + i];
      if (judge(contact_, inference.when) != certainty::certain) continue;
      const auto* found = inference.expression != none
                              ? numbers_.values(inference.expression).codes
                              : rules_.get<std::uint64_t>(part::masks) + inference.mask;
      for (std::uint32_t w = 0; w < words; ++w)
        set[w] &= found[w];
    }
    bool any = false;
    bool smaller = false;
    for (std::uint32_t w = 0; w < words; ++w) {
      any = any || set[w] != 0;
      smaller = smaller || set[w] != before(w);
    }
    if (!any) {
      for (std::uint32_t w = 0; w < words; ++w)
        set[w] = before(w);
      smaller = false;
    }
    const auto otherwise = static_cast<std::uint32_t>(declared.otherwise);
    note(index, state, !any, smaller, has_bit(said, otherwise));
    const auto applicable = contact_.possible(index).applicable;
    if (answered) return;
    const auto clear = [set, words] {
      for (std::uint32_t w = 0; w < words; ++w)
        set[w] = 0;
    };
    if (applicable == certainty::excluded) clear();
    if (applicable != certainty::certain) put_bit(set, otherwise);
    if (!presumes(index, state)) return;
    clear();
    put_bit(set, static_cast<std::uint32_t>(contact_.answer(index).presumed_value));
  }

  /// What is listed of an input: unexpected where its answer or its inferences contradict
  /// what is known, inferred where an inference made the set of what is not known
  /// smaller.
  void note(place index, answer_state state, bool contradicted, bool smaller,
            bool answer_has_otherwise) noexcept {
    const bool answered = has_values(state);
    auto& set = contact_.possible(index);
    const bool inapplicable = set.applicable == certainty::excluded;
    set.unexpected = contradicted || (answered && inapplicable && !answer_has_otherwise);
    const bool is_known = state == answer_state::known;
    set.inferred = smaller && !is_known && (answered || !inapplicable);
  }

  void codes_input(place index, answer_state state) noexcept {
    const auto& declared = rules_.inputs()[index];
    const bool answered = state == answer_state::known;
    const bool inapplicable = contact_.possible(index).applicable == certainty::excluded;
    std::uint64_t any_present = 0;
    for (std::uint32_t w = 0; w < contact_.code_words(index); ++w) {
      const auto all = bits_from(0, declared.codes - w * 64);
      const auto present = answered ? contact_.codes(index, code_plane::present)[w] : 0;
      const auto absent = answered ? contact_.codes(index, code_plane::absent)[w] : 0;
      // of a code of which nothing was said applicability decides
      const auto either = inapplicable ? 0 : all & ~present & ~absent;
      auto& say_no = contact_.codes(index, code_plane::presumed_absent)[w];
      auto& say_yes = contact_.codes(index, code_plane::presumed_present)[w];
      say_no &= either;
      say_yes &= either;
      contact_.codes(index, code_plane::may_be_absent)[w] = all & ~present & ~say_yes;
      contact_.codes(index, code_plane::may_be_present)[w] = present | (either & ~say_no);
      any_present |= present;
    }
    contact_.possible(index).unexpected = inapplicable && any_present != 0;
  }

  // --- derived values: section 2 -------------------------------------------------------

  void derived(place index) noexcept {
    const auto& value = rules_.derived()[index];
    auto& range = contact_.derived_range(index);
    switch (value.kind) {
      case derived_kind::number: {
        const auto values = numbers_.values(value.computed_from);
        range = {times(values.min(), value.factor), times(values.max(), value.factor)};
        break;
      }
      case derived_kind::truth: {
        const auto holds = judge(contact_, value.computed_from);
        range = {holds == certainty::certain ? 1 : 0,
                 holds == certainty::excluded ? 0 : 1};
        if (value.slot == none) return;
        // excluded, possible, certain: 0 alone, either, 1 alone
        constexpr std::uint32_t may_be[] = {1, 3, 2};
        slots_.put_boolean(value.slot, may_be[static_cast<std::size_t>(holds)]);
        return;
      }
      case derived_kind::code: {
        const auto values = numbers_.values(value.computed_from);
        for (std::uint32_t w = 0; w < words_for(value.codes); ++w)
          contact_.derived_codes(index)[w] = values.codes[w];
        break;
      }
      case derived_kind::score:
        range = {0, 0};
        for (std::uint32_t i = 0; i < value.count; ++i) {
          const auto add = points(rules_.get<item_record>(part::items)[value.first + i]);
          range = {plus(range.low, add.low), plus(range.high, add.high)};
        }
        break;
      case derived_kind::table: table(index, value); break;
    }
    if (value.slot != none) slots_.put(value.slot, contact_.derived_values(index));
  }

  void table(place index, const derived_record& table) noexcept {
    const auto first = contact_.values(table.first_operand);
    const auto second =
        table.operands == 2 ? contact_.values(table.second_operand) : value_span{};
    const auto fits = [&](const value_span& set, place begin, std::uint32_t count) {
      const auto* ranges = rules_.get<range_record>(part::ranges) + begin;
      for (std::uint32_t i = 0; i < count; ++i) {
        if (set.meets(ranges[i].low, ranges[i].high)) return true;
      }
      return false;
    };
    auto& range = contact_.derived_range(index);
    bool any = false;
    for (std::uint32_t w = 0; w < words_for(table.codes); ++w)
      contact_.derived_codes(index)[w] = 0;
    for (std::uint32_t i = 0; i < table.count; ++i) {
      const auto& row = rules_.get<row_record>(part::table_rows)[table.first + i];
      if (!fits(first, row.first, row.ranges)) continue;
      if (table.operands == 2 && !fits(second, row.first_second, row.seconds)) continue;
      if (table.codes != 0) {
        put_bit(contact_.derived_codes(index), static_cast<std::uint32_t>(row.result));
        continue;
      }
      range.low = any && range.low < row.result ? range.low : row.result;
      range.high = any && range.high > row.result ? range.high : row.result;
      any = true;
    }
  }

  /// The points of one item of a score.
  [[nodiscard]] range_record points(const item_record& item) noexcept {
    if (item.expression == none)
      return points_of(rules_, item, contact_.values(item.counted));
    const auto values = numbers_.values(item.expression);
    return {values.min(), values.max()};
  }

  // --- slots with values of their own --------------------------------------------------

  void slot(place index) noexcept {
    const auto& tested = rules_.slots()[index];
    if (tested.kind == slot_kind::expression) {
      slots_.put(index, numbers_.values(tested.index));
    } else {
      slots_.put(index, compared(numbers_, tested));
    }
  }

  frame& contact_;
  const program rules_;
  row_kernel kernel_;
  expression_machine numbers_;
  slot_writer slots_;
};

/// Evaluates a contact: what conditions can be asked for afterwards.
///
/// Cost  the rows of the slots that say something, once; no heap.
inline void evaluate(frame& contact, row_kernel kernel) noexcept {
  evaluation_run(contact, kernel).run();
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_EVALUATE_HPP
