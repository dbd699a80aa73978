#ifndef ARVIO_CORE_DETAIL_FIRST_QUESTION_HPP
#define ARVIO_CORE_DETAIL_FIRST_QUESTION_HPP

#include "arvio/core/evaluation.hpp"

#include <cstdint>
#include <span>

namespace arvio::inline v0::core {

/// Which rules are open in some inputs: at once, where no scope of a group is undecided.
template <class Visit>
void evaluation::count_open_rules(std::span<const place> inputs, Visit visit) noexcept {
  auto* const set = open_.room();
  for (std::uint32_t w = 0; w < open_.input_words(); ++w)
    set[w] = 0;
  for (const auto input : inputs)
    put_bit(set, input);
  rules_open_.look_for(inputs.data(), static_cast<std::uint32_t>(inputs.size()), set);
  bool some_undecided = false;
  for (place g = 0; !some_undecided && g < rules_.groups().size(); ++g)
    some_undecided = judge(contact_, rules_.groups()[g].scope) == certainty::possible;
  const auto is_apart = [this](place rule) noexcept {
    const auto& group = rules_.groups()[rules_.rules()[rule].group];
    return judge(contact_, group.scope) != certainty::certain;
  };
  const auto apart = [&](place rule) noexcept {
    const auto& one = rules_.rules()[rule];
    if (!in_scope(one.group) || rule_state(rule) != certainty::possible) return;
    // the bit at the end of its last word
    const auto end = one.first_clause + one.clauses - 1;
    const auto* found = under(rule);
    for (std::uint32_t i = 0; i < inputs.size(); ++i) {
      if (has_bit(found, inputs[i])) visit(i, end / 64, std::uint64_t{1} << end % 64);
    }
  };
  rules_open_.for_rules(some_undecided, is_apart, apart, visit);
}

/// Finds the first question about urgency, and looks no further than it has to: level by
/// level, and of a level rule by rule, until a rule is found that is open in an input
/// which is asked for. Other rules are only counted, and only for the inputs of that one.
class evaluation::first_question {
 public:
  explicit first_question(evaluation& of) noexcept
      : of_(of),
        contact_(of.contact_),
        rules_(of.rules_),
        words_(of.open_.input_words()),
        wanted_(of.open_.room()),
        inputs_(wanted_ + words_),
        asked_(contact_, of.open_, false) {}

  [[nodiscard]] question find() noexcept {
    const auto complaint = rules_.head().complaint;
    if (complaint != none && can_be_asked(contact_, complaint)) {  // it goes first
      const auto found = of_complaint(complaint);
      if (found.input != none) return found;
    }
    for (std::uint32_t level = 0; level < rules_.head().level_count; ++level) {
      const auto found = at(level);
      if (found.input != none) return found;
    }
    return {};
  }

 private:
  // --- level by level ------------------------------------------------------------------

  [[nodiscard]] question at(std::uint32_t level) noexcept {
    if (ask_for_requirements(level, true)) return first_of_asked();
    if (!decided_) {
      const auto input = first_about_urgency(level);
      decided_ = input != none && of_.is_too_late(level);
      if (input != none && !decided_)
        return {asked_.asked_first(input), purpose::urgency, level};
    }
    if (!decided_ && of_.asks_for_coverage_at(level)) {
      const auto add = [this](const std::uint64_t* inputs, const reason& why) noexcept {
        asked_.add(inputs, why);
      };
      of_.ask_for_coverage(add);
      const bool any = asked_.asks_any();
      decided_ = any && of_.is_too_late(level);
      if (any && !decided_) return first_of_asked();
      if (decided_) asked_.clear();
    }
    return ask_for_requirements(level, false) ? first_of_asked() : question{};
  }
  bool ask_for_requirements(std::uint32_t level, bool own) noexcept {
    if (rules_.requirements().empty()) return false;
    const auto add = [&](const std::uint64_t* inputs, const reason& why) noexcept {
      if (why.own_level == own) asked_.add(inputs, why);
    };
    of_.ask_for_requirements(level, add);
    return asked_.asks_any();
  }
  [[nodiscard]] question first_of_asked() noexcept {
    if (!asked_.keep_first()) of_.note_rules(asked_);
    return asked_.next();
  }

  // --- inputs asked for about urgency at a level ---------------------------------------

  /// The first of them, groups that speak in every contact first.
  [[nodiscard]] place first_about_urgency(std::uint32_t level) noexcept {
    for (const bool always : {true, false}) {
      level_ = level;
      always_ = always;
      bool any = false;
      for (place g = 0; !any && g < rules_.groups().size(); ++g)
        any = is_asking(g);
      if (!any) continue;
      const auto found = first_of_group_kind();
      if (found != none) return found;
    }
    return none;
  }
  [[nodiscard]] bool is_asking(place group) const noexcept {
    return of_.speaks_always(group) == always_ && of_.is_undecided_at(group, level_);
  }

  /// Rule by rule: what the first rule that asks for any asks for, and of that the most
  /// rules. What a group asks for is found when one of its rules is met, and of all
  /// groups once a rule is open in something else.
  [[nodiscard]] place first_of_group_kind() noexcept {
    clear(wanted_);
    complete_ = false;
    for (place g = 0; g < rules_.groups().size(); ++g) {
      const auto& group = rules_.groups()[g];
      if (!of_.in_scope(g) ||
          judge(contact_, of_.level_condition(g, level_, nullptr)) == certainty::excluded)
        continue;
      bool knows_own = complete_ || !is_asking(g);
      for (place r = group.first_rule; r < group.first_rule + group.rules; ++r) {
        if (rules_.rules()[r].level > level_ || of_.rule_state(r) != certainty::possible)
          continue;
        const auto* found = of_.under(r);
        std::uint64_t any = 0;
        for (std::uint32_t w = 0; w < words_; ++w)
          any |= inputs_[w] = found[w];
        if (any == 0) continue;
        if (!knows_own) want(g);
        knows_own = true;
        if (!complete_ && !all_are_wanted()) complete();
        any = 0;
        for (std::uint32_t w = 0; w < words_; ++w)
          any |= inputs_[w] &= wanted_[w];
        if (any != 0) return most_open();
      }
    }
    if (!complete_) complete();
    for (std::uint32_t w = 0; w < words_; ++w)
      inputs_[w] = wanted_[w];
    return most_open();
  }
  void want(place group) noexcept {
    const auto* found = of_.under_level(group, level_, nullptr);
    for (std::uint32_t w = 0; w < words_; ++w)
      wanted_[w] |= found[w];
  }
  void complete() noexcept {
    for (place g = 0; g < rules_.groups().size(); ++g) {
      if (is_asking(g)) want(g);
    }
    complete_ = true;
  }
  [[nodiscard]] bool all_are_wanted() const noexcept {
    std::uint64_t others = 0;
    for (std::uint32_t w = 0; w < words_; ++w)
      others |= inputs_[w] & ~wanted_[w];
    return others == 0;
  }

  /// Of the inputs that are left, the one that most rules are open in, the author's first
  /// of those; none where none is left.
  [[nodiscard]] place most_open() noexcept {
    std::uint32_t left = 0;
    for (std::uint32_t w = 0; w < words_; ++w)
      left += ones_in(inputs_[w]);
    if (left == 0) return none;
    place best = none;
    std::uint32_t most = 0;
    place some[open_rules::most_inputs];
    std::uint32_t count = 0;
    const auto compare = [&] {
      std::uint32_t open_in[open_rules::most_inputs] = {};
      const auto add = [&](std::uint32_t which, std::uint32_t,
                           std::uint64_t ends) noexcept {
        open_in[which] += ones_in(ends);
      };
      if (left > 1) of_.count_open_rules({some, count}, add);
      for (std::uint32_t i = 0; i < count; ++i) {
        if (best != none && open_in[i] <= most) continue;
        best = some[i];
        most = open_in[i];
      }
      count = 0;
    };
    for_bits(inputs_, words_, [&](place input) noexcept {
      if (count == open_rules::most_inputs) compare();
      some[count++] = input;
    });
    compare();
    return best;
  }

  // --- the complaint -------------------------------------------------------------------

  /// Where something asks for the complaint, or for what is asked after it, the first
  /// reason to do so.
  [[nodiscard]] question of_complaint(place complaint) noexcept {
    clear(wanted_);
    led_ = 0;
    for (place i = 0; i < rules_.inputs().size(); ++i) {
      if (i != complaint &&
          (rules_.inputs()[i].after == none || asked_.asked_first(i) != complaint))
        continue;
      put_bit(wanted_, i);
      if (led_ < open_rules::most_inputs) led_to_[led_] = i;
      ++led_;
    }
    if (led_ <= open_rules::most_inputs) of_.rules_open_.look_for(led_to_, led_, wanted_);
    for (std::uint32_t level = 0; level < rules_.head().level_count; ++level) {
      const auto found = purpose_at(level);
      if (found.any) return {complaint, found.purpose, level};
    }
    return {};
  }
  struct reason_for_complaint {
    bool any = false;
    arvio::purpose purpose = purpose::urgency;
  };
  [[nodiscard]] reason_for_complaint purpose_at(std::uint32_t level) noexcept {
    bool found = false;
    const auto look = [&](const std::uint64_t* inputs, const reason&) noexcept {
      for (std::uint32_t w = 0; w < words_; ++w)
        found = found || (inputs[w] & wanted_[w]) != 0;
    };
    const auto required = [&](bool own) noexcept {
      if (rules_.requirements().empty()) return false;
      const auto look_at = [&](const std::uint64_t* inputs, const reason& why) noexcept {
        if (why.own_level == own) look(inputs, why);
      };
      of_.ask_for_requirements(level, look_at);
      return found;
    };
    if (required(true)) return {true, purpose::requirement};
    if (level > of_.bounds().not_excluded && !knows_decided_) {
      knows_decided_ = true;
      decided_ = of_.is_decided_early();
    }
    if (!decided_) {
      for (place g = 0; !found && g < rules_.groups().size(); ++g) {
        if (of_.is_undecided_at(g, level) && may_ask(g, level))
          look(of_.under_level(g, level, nullptr), {});
      }
      if (found) return {true, purpose::urgency};
      if (of_.asks_for_coverage_at(level)) of_.ask_for_coverage(look);
      if (found) return {true, purpose::coverage};
    }
    if (required(false)) return {true, purpose::requirement};
    return {};
  }
  /// Whether some clause of a group's condition may be open in what is looked for.
  [[nodiscard]] bool may_ask(place group, std::uint32_t level) const noexcept {
    if (led_ > open_rules::most_inputs) return true;
    for (std::uint32_t i = 0; i <= level; ++i) {
      if (of_.rules_open_.may_be_open(rules_.segment(group, i))) return true;
    }
    return false;
  }

  void clear(std::uint64_t* set) const noexcept {
    for (std::uint32_t w = 0; w < words_; ++w)
      set[w] = 0;
  }

  evaluation& of_;
  frame& contact_;
  const program& rules_;
  const std::uint32_t words_;
  std::uint64_t* const wanted_;  // that the groups looked at ask for
  std::uint64_t* const inputs_;  // that a rule is open in
  questionnaire asked_;
  std::uint32_t level_ = 0;
  bool always_ = false;
  bool complete_ = false;  // all groups were looked at
  bool decided_ = false;
  bool knows_decided_ = false;
  std::uint32_t led_ = 0;  // inputs that are asked after the complaint, itself included
  place led_to_[open_rules::most_inputs];
};

inline const question& evaluation::next() noexcept {
  if (knows_next_) return next_;
  knows_next_ = true;
  if (bounds().at_least != 0) next_ = first_question(*this).find();
  return next_;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_FIRST_QUESTION_HPP
