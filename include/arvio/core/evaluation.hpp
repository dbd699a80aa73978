#ifndef ARVIO_CORE_EVALUATION_HPP
#define ARVIO_CORE_EVALUATION_HPP

#include "arvio/core/detail/judged.hpp"
#include "arvio/core/detail/open_rules.hpp"
#include "arvio/core/detail/presume.hpp"
#include "arvio/core/outcome.hpp"
#include "arvio/core/question.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace arvio::inline v0::core {

/// A contact evaluated, with all that can be asked of it (docs/semantics.md sections 4
/// and 5). What costs more than a look is found when it is first asked for.
///
/// Meaning  `contact` must not change while this is used; `beside` is a contact of the
///          same program, in which the same is evaluated with presumptions.
class evaluation : public judged {
 public:
  evaluation(frame& contact, frame& beside, row_kernel with) noexcept
      : judged(contact, with),
        beside_(beside),
        open_(contact),
        rules_open_(contact, open_,
                    open_.room() + std::size_t{4} * open_.input_words() +
                        2 * rules_.inputs().size()) {}

  [[nodiscard]] openness& open() noexcept { return open_; }
  /// A copy of the contact, to be changed and evaluated: in the room beside it, where
  /// what is found with presumptions is then found anew.
  [[nodiscard]] frame& work_copy() noexcept {
    beside_is_ = beside_state::not_made;
    beside_.copy(contact_);
    beside_.presume_on(nullptr);
    return beside_;
  }

  /// `not_excluded`, with presumptions, which never make it more urgent; of a need the
  /// same.
  [[nodiscard]] std::uint32_t cautious() noexcept {
    return cautious_when(contact_.finished());
  }
  [[nodiscard]] std::uint32_t cautious_need(std::uint32_t which) noexcept {
    const auto without = need(which).found.not_excluded;
    const auto& with_presumptions = presumed_contact(contact_.finished());
    if (&with_presumptions == &contact_) return without;
    const auto with = bounds_of(with_presumptions, need_row(which)).found.not_excluded;
    return with > without ? with : without;
  }

  // --- section 5: questions about urgency ----------------------------------------------

  /// The first question about urgency; looks no further than it has to.
  [[nodiscard]] const question& next() noexcept;
  /// All of them in order; returns how many there are.
  std::size_t questions(std::span<question> into) noexcept {
    questionnaire asked(contact_, open_, false);
    for_urgency_reasons(
        [&](const std::uint64_t* inputs, const reason& why) { asked.add(inputs, why); });
    note_rules(asked);
    return asked.list(into);
  }
  /// Calls `visit(inputs, reason)` for all that questions about urgency are asked for;
  /// the set of inputs stands until visit returns.
  template <class Visit>
  void for_urgency_reasons(Visit visit) noexcept {
    if (bounds().at_least == 0) return;
    if (!is_decided_early()) {
      for (place g = 0; g < rules_.groups().size(); ++g)
        ask_for_levels(g, nullptr, bounds().at_least, purpose::urgency, visit);
      if (coverage() == certainty::possible) ask_for_coverage(visit);
    }
    ask_for_requirements(none, visit);
  }
  /// Calls `visit(input, rule)` for each of some inputs, 64 at most, and every possible
  /// rule of urgency that is open in it.
  template <class Visit>
  void for_open_rules(std::span<const place> inputs, Visit visit) noexcept {
    const auto all = [&](std::uint32_t which, std::uint32_t word, std::uint64_t ends) {
      for_bits(&ends, 1, [&](std::uint32_t bit) {
        const auto rule = rules_.rule_of(word * 64 + bit);
        if (rule != none) visit(inputs[which], rule);
      });
    };
    count_open_rules(inputs, all);
  }
  /// Tells the rules that are possible to a questionnaire that has its reasons; calls
  /// `visit(input, rule)` for all that are open in an input that is asked.
  template <class Visit>
  void note_rules(questionnaire& into, Visit visit) noexcept {
    place inputs[open_rules::most_inputs];
    std::uint32_t count = 0;
    const auto note = [&] {
      for_open_rules({inputs, count}, [&](place input, place rule) {
        into.note_rule(rule, rules_.rules()[rule].level, input);
        visit(input, rule);
      });
      count = 0;
    };
    for (place i = 0; i < rules_.inputs().size(); ++i) {
      if (!into.asks(i)) continue;
      inputs[count++] = i;
      if (count == open_rules::most_inputs) note();
    }
    if (count != 0) note();
  }
  void note_rules(questionnaire& into) noexcept {
    note_rules(into, [](place, place) {});
  }

  /// For every level more urgent than `at_least` whose condition is undecided: what it is
  /// open in. An input is given the most urgent such level.
  template <class Visit>
  void ask_for_levels(place group, const std::uint64_t* speaking, std::uint32_t at_least,
                      purpose what_for, Visit& visit) noexcept {
    auto* const done = open_.room();
    for (std::uint32_t w = 0; w < open_.input_words(); ++w)
      done[w] = 0;
    for (std::uint32_t level = 0; level < at_least; ++level) {
      // nothing is said of this level that is not said above
      if (level != 0 && rules_.segment(group, level).clauses == 0) continue;
      const auto condition = level_condition(group, level, speaking);
      if (judge(contact_, condition) != certainty::possible) continue;
      auto* const fresh = done + open_.input_words();
      const auto* found = under_level(group, level, speaking);
      for (std::uint32_t w = 0; w < open_.input_words(); ++w) {
        fresh[w] = found[w] & ~done[w];
        done[w] |= found[w];
      }
      visit(static_cast<const std::uint64_t*>(fresh),
            reason{what_for, level, group, none, false, speaks_always(group)});
    }
  }

  /// What a group's rules say together of a level or above, all or those that speak for a
  /// need.
  [[nodiscard]] clause_runs level_condition(
      place group, std::uint32_t level, const std::uint64_t* speaking) const noexcept {
    return {&rules_.segment(group, 0), level + 1, speaking};
  }
  /// What is behind it; in a group that is apart, behind each of its rules.
  [[nodiscard]] const std::uint64_t* under_level(place group, std::uint32_t level,
                                                 const std::uint64_t* speaking) noexcept {
    const auto& of = rules_.groups()[group];
    if (of.apart == 0) return under(group, level_condition(group, level, speaking));
    return under(group, open_.behind(rules_.rules().subspan(of.first_rule, of.rules),
                                     level, speaking));
  }
  /// What is behind a condition of a group: while its scope is undecided, what is behind
  /// the scope too; where nothing is, all.
  [[nodiscard]] const std::uint64_t* under(place group,
                                           const clause_runs& condition) noexcept {
    return under(group, open_.behind(condition));
  }
  /// The same of what was found behind a condition.
  [[nodiscard]] const std::uint64_t* under(place group,
                                           const std::uint64_t* found) noexcept {
    const auto& scope = rules_.conditions()[rules_.groups()[group].scope];
    if (judge(contact_, scope) != certainty::possible) return found;
    const auto words = open_.input_words();
    auto* const both = open_.room() + std::size_t{3} * words;
    for (std::uint32_t w = 0; w < words; ++w)
      both[w] = found[w];
    const auto* of_scope = behind_scope(group);
    std::uint64_t any = 0;
    for (std::uint32_t w = 0; w < words; ++w)
      any |= both[w] & of_scope[w];
    for (std::uint32_t w = 0; w < words; ++w)
      both[w] &= any != 0 ? of_scope[w] : ~std::uint64_t{0};
    return both;
  }
  /// What is behind the scope of a group; it stands until another group's is asked for.
  [[nodiscard]] const std::uint64_t* behind_scope(place group) noexcept {
    const auto words = open_.input_words();
    auto* const of_scope = open_.room() + std::size_t{2} * words;
    if (scope_found_ != group) {
      scope_found_ = group;
      const auto* all = open_.behind(rules_.groups()[group].scope);
      for (std::uint32_t w = 0; w < words; ++w)
        of_scope[w] = all[w];
    }
    return of_scope;
  }
  [[nodiscard]] const std::uint64_t* under(place rule) noexcept {
    const auto& one = rules_.rules()[rule];
    const condition_record clauses{one.first_clause, one.clauses};
    return under(one.group, {&clauses, 1, nullptr});
  }

  // --- status and recommendation -------------------------------------------------------

  [[nodiscard]] arvio::status status() noexcept {
    return status_when(contact_.finished());
  }
  [[nodiscard]] recommendation recommended() noexcept {
    return recommended_when(contact_.finished());
  }
  /// What finish would recommend now.
  [[nodiscard]] recommendation if_finished() noexcept { return recommended_when(true); }

  [[nodiscard]] core::outcome outcome() noexcept {
    core::outcome all;
    all.status = status();
    all.recommended = recommended();
    all.bounds = bounds();
    all.coverage = coverage();
    if (all.status == status::open) {
      all.next = next();
      all.if_finished = if_finished();
    }
    return all;
  }

  /// The contact with presumptions, or the contact itself where they change nothing.
  [[nodiscard]] const frame& presumed_contact(bool finished) noexcept;

 private:
  [[nodiscard]] bool speaks_always(place group) const noexcept {
    return rules_.groups()[group].always_speaks != 0;
  }
  /// Whether questions that stand for a level, and for none more urgent, can no more
  /// change what finish would recommend now: requirements apart, they are not asked.
  [[nodiscard]] bool is_too_late(std::uint32_t level) noexcept {
    // presumptions only lower what finish recommends
    return level > bounds().not_excluded && level > if_finished().level;
  }
  [[nodiscard]] bool is_decided_early() noexcept {
    // of more urgent levels everything is excluded
    auto level = bounds().not_excluded;
    while (level < rules_.head().level_count && !asks_at(level))
      ++level;
    return level < rules_.head().level_count && is_too_late(level);
  }
  /// Whether anything is asked that stands for a level, requirements apart.
  [[nodiscard]] bool asks_at(std::uint32_t level) noexcept {
    bool any = false;
    const auto look = [&](const std::uint64_t* inputs, const reason&) noexcept {
      for (std::uint32_t w = 0; w < open_.input_words(); ++w)
        any = any || inputs[w] != 0;
    };
    for (place g = 0; !any && g < rules_.groups().size(); ++g) {
      if (is_undecided_at(g, level)) look(under_level(g, level, nullptr), {});
    }
    if (!any && asks_for_coverage_at(level)) ask_for_coverage(look);
    return any;
  }
  /// Whether a group's condition asks for inputs that stand for a level and, as levels
  /// above ask nothing, for none more urgent.
  [[nodiscard]] bool is_undecided_at(place group, std::uint32_t level) const noexcept {
    if (level >= bounds().at_least) return false;
    if (level != 0 && rules_.segment(group, level).clauses == 0) return false;
    return judge(contact_, level_condition(group, level, nullptr)) == certainty::possible;
  }
  [[nodiscard]] bool asks_for_coverage_at(std::uint32_t level) const noexcept {
    return level == rules_.head().out_of_scope && coverage() == certainty::possible;
  }

  /// Calls `visit(which, word, ends)` for each of some inputs, 64 at most, by its number
  /// among them: so many possible rules of urgency, by the bits at their ends in a word
  /// of clauses, are open in it.
  template <class Visit>
  void count_open_rules(std::span<const place> inputs, Visit visit) noexcept;

  class first_question;

  template <class Visit>
  void ask_for_coverage(Visit& visit) noexcept {
    const reason why{purpose::coverage, rules_.head().out_of_scope, none, none, false};
    const auto complaint = rules_.head().complaint;
    if (!complaint_is_known()) {
      if (complaint != none && can_be_asked(contact_, complaint))
        visit(only(complaint), why);
      visit(open_.behind(rules_.head().star), why);
      return;
    }
    bool named = false;
    for_bits(contact_.codes(complaint, code_plane::present),
             contact_.code_words(complaint), [&](place code) {
               named = true;
               visit(open_.behind(rules_.coverage()[code]), why);
             });
    if (!named) visit(open_.behind(rules_.head().star), why);
  }

  /// Of one level, or (none) of all.
  template <class Visit>
  void ask_for_requirements(std::uint32_t level, Visit& visit) noexcept {
    for_requirements([&](place group, const requirement_record& one) {
      const bool own = one.level != none;
      const reason why{purpose::requirement, own ? one.level : rules_.default_level(),
                       group, none, own};
      if (level != none && why.level != level) return;
      if (!can_be_asked(contact_, one.input)) return;
      const auto* of_scope = open_.behind(rules_.groups()[group].scope);
      visit(open_.found_any() ? of_scope : only(one.input), why);
    });
  }
  /// The set of one input, in room of its own.
  [[nodiscard]] const std::uint64_t* only(place input) noexcept {
    auto* const set = open_.room() + open_.input_words();
    for (std::uint32_t w = 0; w < open_.input_words(); ++w)
      set[w] = 0;
    put_bit(set, input);
    return set;
  }

  /// After finish there is nothing to ask; everything else that decides is the same.
  [[nodiscard]] arvio::status status_when(bool finished) noexcept {
    if (bounds().at_least == 0) return status::emergency;
    if (!finished && next().input != none) return status::open;
    if (coverage() == certainty::certain && bounds_are_equal() && !lacks_required())
      return status::complete;
    return coverage() == certainty::excluded ? status::out_of_scope : status::exhausted;
  }

  [[nodiscard]] std::uint32_t cautious_when(bool finished) noexcept {
    const auto& with_presumptions = presumed_contact(finished);
    if (&with_presumptions == &contact_) return bounds().not_excluded;
    // A presumption that contradicts an inference may leave more than there was.
    const auto without = bounds().not_excluded;
    const auto with = no_later(bounds_of(with_presumptions, nullptr).found.not_excluded);
    return with > without ? with : without;
  }

  [[nodiscard]] recommendation recommended_when(bool finished) noexcept {
    auto& known = recommended_[finished ? 1 : 0];
    if (!known) known = find_recommended(finished);
    return *known;
  }
  [[nodiscard]] recommendation find_recommended(bool finished) noexcept {
    const bool settled = bounds_are_equal() && coverage() == certainty::certain;
    const recommendation certainly{bounds().at_least, basis::certain};
    switch (status_when(finished)) {
      case status::emergency:
      case status::complete: return certainly;
      case status::open: return settled ? certainly : recommendation{};
      case status::exhausted:
        if (settled) return certainly;
        break;
      case status::out_of_scope: break;
    }
    const auto level = cautious_when(finished);
    return {level, level > bounds().not_excluded ? basis::presumed : basis::cautious};
  }

  frame& beside_;
  openness open_;
  open_rules rules_open_;
  place scope_found_ = none;  // the group whose scope's inputs stand in their room
  question next_;
  bool knows_next_ = false;
  std::optional<recommendation> recommended_[2];  // now, and if finished
  enum class beside_state : std::uint8_t { not_made, now, finished };
  beside_state beside_is_ = beside_state::not_made;
  bool changes_ = false;  // what beside_ holds differs from person_
};

inline const frame& evaluation::presumed_contact(bool finished) noexcept {
  const auto wanted = finished ? beside_state::finished : beside_state::now;
  if (beside_is_ != wanted) {
    beside_is_ = wanted;
    changes_ = false;
    if (!rules_.all<presumption_record>(part::presumptions).empty() ||
        !contact_.assumptions().empty()) {
      changes_ = presuming::may_apply(contact_, finished) &&
                 presuming(contact_, finished, beside_).may_differ();
      if (changes_) evaluate(beside_, kernel());
    }
  }
  return changes_ ? beside_ : contact_;
}

}  // namespace arvio::inline v0::core

#include "arvio/core/detail/first_question.hpp"

#endif  // ARVIO_CORE_EVALUATION_HPP
