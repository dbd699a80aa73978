#ifndef ARVIO_SRC_EVALUATE_CHANGE_SEARCH_HPP
#define ARVIO_SRC_EVALUATE_CHANGE_SEARCH_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/compile/legend.hpp"
#include "arvio/core/evaluation.hpp"

#include "answer_values.hpp"
#include "explained.hpp"
#include "parts_behind.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// Looks for the fewest answers that would make boxes certain which are excluded.
///
/// Meaning  every set of answers that is given was tried: it makes its box certain,
///          nothing more urgent, and nothing unexpected that was not so before. No set of
///          fewer inputs does so, and no part of it makes anything as urgent certain. The
///          complaint stays: another reason for contact is another contact.
/// Cost     evaluations, at most limits::explanation_steps. A box that the contact misses
///          in more slots than one set may change costs none.
class change_search {
 public:
  /// `found` is evaluated; `work` is another contact of its program.
  change_search(const book::rulebook& book, const compile::legend& legend,
                core::evaluation& found, core::frame& work, core::row_kernel kernel);

  /// Of the groups and levels more urgent than `level` whose condition is excluded, by
  /// level, then fewest answers first, then in the author's order.
  [[nodiscard]] std::vector<evaluated::change_set> run(book::level_index level);
  /// Sets of up to so many answers were all looked at.
  [[nodiscard]] std::uint32_t searched() const noexcept { return searched_; }

 private:
  struct part_value {
    answer_part part;
    std::int64_t value = 0;
  };
  using inputs = std::vector<core::place>;  // in order
  struct found_set {
    inputs changed;
    std::vector<part_value> values;
  };
  struct target {
    core::place clause = 0;
    book::level_index level = 0;
    core::place group = 0;
    std::vector<core::place> open;  // predicates that the contact is not inside of
    std::uint32_t least = 0;        // answers that must change at least
    std::vector<found_set> sets;
  };
  struct kept_answer {
    core::answer_entry entry;
    std::vector<std::uint64_t> codes;
  };

  void add_targets(book::level_index level);
  void search(target& what, const core::frame& now, std::uint32_t left);
  void branch(target& what, const std::vector<answer_part>& parts,
              const core::predicate_record* test, std::uint32_t left);
  [[nodiscard]] bool is_changed(answer_part part) const;
  [[nodiscard]] bool is_changed_input(core::place input) const;
  [[nodiscard]] bool is_over() const;
  void record(target& what);
  [[nodiscard]] bool is_more_urgent(book::level_index level) const;
  [[nodiscard]] bool is_told(const target& what, const inputs& changed) const;

  [[nodiscard]] std::vector<core::place> open_tests(const core::frame& contact,
                                                    core::place clause) const;
  [[nodiscard]] std::uint32_t least_changes(const std::vector<core::place>& tests);
  [[nodiscard]] std::vector<core::place> newly_unexpected(const core::frame& now) const;
  [[nodiscard]] const std::vector<answer_part>& parts_of_slot(core::place slot);
  [[nodiscard]] const std::vector<answer_part>& parts_of_expectation(core::place input);
  [[nodiscard]] std::vector<answer_part> changeable(const parts_behind& all) const;
  [[nodiscard]] const std::vector<std::int64_t>& values_of(answer_part part);
  [[nodiscard]] bool is_as_answered(const part_value& one) const;
  [[nodiscard]] bool allows(const core::predicate_record& test, answer_part part,
                            std::int64_t value) const;

  void evaluate();
  [[nodiscard]] kept_answer kept(core::place input) const;
  void put_back(core::place input, const kept_answer& was);
  void put(const part_value& one);
  void clear_codes(core::place input);

  [[nodiscard]] evaluated::change_set made(const target& what);
  [[nodiscard]] bool is_direct(const evaluated::change_set& made,
                               const found_set& set) const;
  /// A side whose other values are tried in the place of the example's.
  struct tried_side {
    evaluated::box_side* side = nullptr;
    part_value example;
    std::vector<value_range> ranges;
  };
  void narrow(evaluated::change_set& made, const found_set& set, core::place clause);
  [[nodiscard]] std::vector<value_range> ranges_that_do(const evaluated::box_side& side,
                                                        const part_value& example,
                                                        core::place clause);
  [[nodiscard]] bool does_between(const std::vector<value_range>& ranges,
                                  core::place input, core::place clause);
  [[nodiscard]] bool does(core::place clause);
  [[nodiscard]] bool does_with_all(const std::vector<tried_side>& sides, std::size_t from,
                                   core::place clause);
  [[nodiscard]] std::vector<evaluated::changed_answer> answers(
      const found_set& set) const;
  [[nodiscard]] std::vector<arvio::code_state> said_of_codes(core::place input) const;

  const book::rulebook& book_;
  const compile::legend& legend_;
  core::evaluation& found_;
  const core::program rules_;
  core::frame& contact_;
  core::frame& work_;
  core::row_kernel kernel_;
  answer_values values_;
  std::vector<target> targets_;
  std::vector<core::place> may_be_unexpected_;
  std::map<core::place, std::vector<answer_part>> slot_parts_;
  std::map<core::place, std::vector<answer_part>> expectation_parts_;
  std::map<core::place, std::vector<std::int64_t>> input_values_;
  std::vector<part_value> changes_;  // on the way
  std::set<answer_part> passed_;     // parts that sets beside the way have
  std::size_t steps_ = 0;
  std::uint32_t searched_ = 0;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EVALUATE_CHANGE_SEARCH_HPP
