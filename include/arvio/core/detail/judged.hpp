#ifndef ARVIO_CORE_DETAIL_JUDGED_HPP
#define ARVIO_CORE_DETAIL_JUDGED_HPP

#include "arvio/core/bounds.hpp"
#include "arvio/core/detail/openness.hpp"

#include <bit>
#include <cstdint>

namespace arvio::inline v0::core {

/// A contact evaluated, with what follows at a look: rules, bounds, coverage and what is
/// required (docs/semantics.md section 4).
///
/// Meaning  the contact must not change while this is used.
class judged {
 public:
  judged(frame& contact, row_kernel with) noexcept
      : contact_(contact), rules_(contact.rules()), kernel_(with) {
    evaluate(contact_, kernel_);
    coverage_ = find_coverage();
    floor_ = level_without_rules(rules_, coverage_);
    bounds_ = bounds_of(contact_, nullptr).found;
    bounds_.not_excluded = no_later(bounds_.not_excluded);
  }

  [[nodiscard]] frame& contact() noexcept { return contact_; }
  [[nodiscard]] const program& rules() const noexcept { return rules_; }
  [[nodiscard]] row_kernel kernel() const noexcept { return kernel_; }

  // --- rules ---------------------------------------------------------------------------

  [[nodiscard]] certainty rule_state(place rule) const noexcept {
    const auto& one = rules_.rules()[rule];
    return judge(contact_, condition_record{one.first_clause, one.clauses});
  }
  /// Calls `visit(rule)` for every rule that is certain, most urgent first.
  /// Cost  a few operations for each 64 clauses, and the visits.
  template <class Visit>
  void for_certain_rules(Visit visit) const noexcept {
    for_rules(
        [this](std::uint32_t w) { return ~(contact_.missed()[w] | contact_.open()[w]); },
        visit);
  }
  /// The same for every rule that is certain or possible.
  template <class Visit>
  void for_rules_not_excluded(Visit visit) const noexcept {
    for_rules([this](std::uint32_t w) { return ~contact_.missed()[w]; }, visit);
  }
  [[nodiscard]] bool in_scope(place group) const noexcept {
    return judge(contact_, rules_.groups()[group].scope) != certainty::excluded;
  }

  // --- section 4: bounds ---------------------------------------------------------------

  [[nodiscard]] const arvio::bounds& bounds() const noexcept { return bounds_; }
  /// Of one need; not present where everything of it is excluded.
  [[nodiscard]] found_bounds need(std::uint32_t which) const noexcept {
    return bounds_of(contact_, need_row(which));
  }
  [[nodiscard]] const std::uint64_t* need_row(std::uint32_t which) const noexcept {
    return rules_.row(rules_.get<place>(part::need_rows)[which]);
  }

  // --- coverage ------------------------------------------------------------------------

  [[nodiscard]] bool complaint_is_known() const noexcept {
    const auto complaint = rules_.head().complaint;
    return complaint != none &&
           effective(contact_, complaint).state == answer_state::known;
  }
  [[nodiscard]] certainty coverage() const noexcept { return coverage_; }

  // --- requirements --------------------------------------------------------------------

  /// Whether a required input needs an answer yet.
  [[nodiscard]] bool requirement_is_open(place input) const noexcept {
    return !effective(contact_, input).asked &&
           contact_.possible(input).applicable != certainty::excluded &&
           is_undecided(contact_, input);
  }
  /// Calls `visit(group, requirement)` for those of groups that may be in scope.
  template <class Visit>
  void for_requirements(Visit visit) const noexcept {
    for (place g = 0; g < rules_.groups().size(); ++g) {
      const auto& group = rules_.groups()[g];
      if (group.requirements == 0 || !in_scope(g)) continue;
      for (std::uint32_t i = 0; i < group.requirements; ++i)
        visit(g, rules_.requirements()[group.first_requirement + i]);
    }
  }
  [[nodiscard]] bool lacks_required() const noexcept {
    bool lacks = false;
    for_requirements([&](place, const requirement_record& one) {
      lacks = lacks || requirement_is_open(one.input);
    });
    return lacks;
  }

 protected:
  frame& contact_;
  const program rules_;

  /// What nobody may have rules for is at least as urgent as what is out of scope.
  [[nodiscard]] std::uint32_t no_later(std::uint32_t level) const noexcept {
    return level < floor_ ? level : floor_;
  }

  [[nodiscard]] bool bounds_are_equal() const noexcept {
    return bounds_.at_least == bounds_.not_excluded;
  }

 private:
  [[nodiscard]] certainty find_coverage() const noexcept {
    const auto everything = judge(contact_, rules_.head().star);
    if (!complaint_is_known())
      return everything == certainty::certain ? certainty::certain : certainty::possible;
    const auto complaint = rules_.head().complaint;
    const bool rest_is_unknown = is_undecided(contact_, complaint);
    bool named = false;
    bool all_certain = !rest_is_unknown;
    bool some_excluded = false;
    for_bits(contact_.codes(complaint, code_plane::present),
             contact_.code_words(complaint), [&](place code) {
               named = true;
               const auto covered = judge(contact_, rules_.coverage()[code]);
               some_excluded = some_excluded || covered == certainty::excluded;
               all_certain = all_certain && covered == certainty::certain;
             });
    if (named && all_certain) return certainty::certain;
    if (everything != certainty::excluded || some_excluded) return everything;
    const bool is_none = !named && !rest_is_unknown;
    return is_none ? certainty::excluded : certainty::possible;
  }

  /// Rules of which some clause has its bit in `words`. A rule's clauses stand side by
  /// side in a word: adding `inner` carries into its last bit where any of them is set.
  template <class Words, class Visit>
  void for_rules(Words words, Visit visit) const noexcept {
    const auto* last = rules_.row(rules_.head().last_row);
    const auto* inner = rules_.row(rules_.head().inner_row);
    place told = none;  // a rule of many clauses ends in several words
    const auto all = rules_.head().row_lines * line_words;
    contact_.for_alive_words(0, all, [&](std::uint32_t w) noexcept {
      const auto bits = words(w);
      auto ends = (((bits & inner[w]) + inner[w]) | bits) & last[w];
      for (; ends != 0; ends &= ends - 1) {
        const auto rule =
            rules_.rule_of(w * 64 + static_cast<place>(std::countr_zero(ends)));
        if (rule != told) visit(rule);
        told = rule;
      }
      return true;
    });
  }

  row_kernel kernel_;
  certainty coverage_ = certainty::possible;
  std::uint32_t floor_ = 0;
  arvio::bounds bounds_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_JUDGED_HPP
