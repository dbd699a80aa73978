#include "arvio/book/link.hpp"
#include "arvio/compile/condition.hpp"

#include "lang/wording.hpp"
#include "reference/world.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

using book::rule_reference;

constexpr search_budget budget_per_search{2000, 1};

/// What one presumption can lower.
struct lowering {
  std::vector<std::string> rules;
  std::string witness;    // of one of them
  bool in_level = false;  // the witness shows it in the cautious level too
};

/// Looks for what one presumption of an input can lower in one rule set.
class lowering_search {
 public:
  lowering_search(const workbench& bench, std::uint32_t input, std::size_t which,
                  lowering& into)
      : bench_(bench),
        book_(bench.book),
        index_(input),
        input_(bench.book.inputs[input]),
        which_(which),
        presumed_(input_.presumptions[which]),
        into_(into) {}

  void run(std::uint32_t set) {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      if (book_.groups[g].set != set) continue;
      for (std::uint32_t r = 0; r < book_.groups[g].rules.size(); ++r)
        check({g, r});
    }
  }

 private:
  [[nodiscard]] bool is_codes() const { return input_.type.kind == lang::kind::codes; }

  // --- contacts with one answer in the place of another

  [[nodiscard]] book::answers with(const book::answers& contact,
                                   book::answer given) const {
    auto other = contact;
    other.by_input[index_] = std::move(given);
    return other;
  }
  [[nodiscard]] static book::answer unknown() {
    return {answer_state::unknown, {}, {}, {}};
  }
  [[nodiscard]] book::answer as_presumed() const {
    if (!is_codes())
      return {answer_state::known, value_set::single(presumed_.value), {}, {}};
    book::answer given{answer_state::known, {}, {}, {}};
    given.codes.assign(input_.codes.size(), code_state::unknown);
    for (const auto& [code, present] : presumed_.codes)
      given.codes[code] = present ? code_state::present : code_state::absent;
    return given;
  }

  // --- what the interpreter says

  [[nodiscard]] certainty judged(const book::condition& what,
                                 const book::answers& contact) const {
    const auto answers = reference::effective_answers(book_, contact);
    const reference::world all(bench_.rules, answers, contact.at.moment, {});
    return all.judge(bench_.rules.condition(what));
  }

  /// Whether the presumption is the first of its input that counts for a contact.
  [[nodiscard]] bool applies(const book::answers& contact) const {
    for (std::size_t i = 0; i < which_; ++i) {
      if (judged(input_.presumptions[i].when, contact) == certainty::certain)
        return false;
    }
    return judged(presumed_.when, contact) == certainty::certain;
  }

  [[nodiscard]] bool lowers(rule_reference rule, const book::answers& contact) const {
    const auto asked = with(contact, unknown());
    return bench_.evaluator.rule_state(rule, asked) == certainty::possible &&
           bench_.evaluator.rule_state(rule, with(contact, as_presumed())) ==
               certainty::excluded &&
           applies(asked);
  }

  /// The cautious level and the one without presumptions, where they differ.
  [[nodiscard]] std::optional<std::string> levels(const book::answers& contact) const {
    const auto got = bench_.evaluator.assess(with(contact, unknown()));
    if (got.cautious == got.bounds.not_excluded) return std::nullopt;
    const auto& scale = book_.words().levels;
    return "; the cautious level is then " + in_backticks(scale[got.cautious].id.text) +
           " and not " + in_backticks(scale[got.bounds.not_excluded].id.text);
  }

  // --- the search

  [[nodiscard]] bool tests_the_input(rule_reference rule) const {
    mentions named;
    mention(book_, book_.groups[rule.group].applies_when, named);
    mention(book_, book_.groups[rule.group].rules[rule.rule].when, named);
    const auto all = all_behind(book_, named, true).variables;
    return std::any_of(all.begin(), all.end(),
                       [this](const variable& one) { return one.input == index_; });
  }

  /// A contact in which the rule holds by an answer that is not the presumed one: with
  /// the input unknown it is possible then, and may be excluded with the presumption.
  void check(rule_reference rule) {
    if (!tests_the_input(rule)) return;
    compile::formula_pool pool;
    compile::condition_builder builder(book_, pool);
    const auto formula = pool.all(
        {builder.rule(rule.group, rule.rule), builder.condition(presumed_.when)});
    const auto others = other_answers(pool);
    compile::box_budget budget;
    const auto boxes = maximal_boxes(pool, formula, budget);
    if (!boxes) return;  // the load has refused it or one of its parts
    // A contact that shows it in the level too is looked for as long as there is none.
    if (!into_.in_level && look(rule, pool, *boxes, others, true)) return;
    look(rule, pool, *boxes, others, false);
  }

  bool look(rule_reference rule, const compile::formula_pool& pool,
            const compile::box_list& boxes, const std::vector<demand>& others,
            bool in_level) {
    const auto starts = starting_points(book_, rule.group);
    witness_request wanted;
    wanted.pool = &pool;
    wanted.confirm = [&](const book::answers& contact) {
      return lowers(rule, contact) && (!in_level || levels(contact));
    };
    for (std::size_t box = 0; box < boxes.size(); ++box) {
      for (const auto& other : others) {
        wanted.demands = demands_of(pool, boxes, box);
        wanted.demands.push_back(other);
        const auto [found, from] = bench_.find(wanted, starts, budget_per_search);
        if (!found.contact) continue;
        keep(rule, words(book_, with(*found.contact, unknown()), starts[from]),
             levels(*found.contact));
        return true;
      }
    }
    return false;
  }

  void keep(rule_reference rule, const std::string& contact,
            const std::optional<std::string>& in_level) {
    const auto& id = book_.groups[rule.group].rules[rule.rule].id;
    into_.rules.push_back(id);
    if (!into_.witness.empty() && (into_.in_level || !in_level)) return;
    into_.in_level = in_level.has_value();
    into_.witness = contact + " excludes " + in_backticks(id) +
                    ", which is possible without it" + in_level.value_or("");
  }

  /// Answers that are not what is presumed, one per class.
  [[nodiscard]] std::vector<demand> other_answers(compile::formula_pool& pool) const {
    std::vector<demand> all;
    compile::slot slot;
    slot.index = index_;
    if (is_codes()) {
      for (const auto& [code, present] : presumed_.codes) {
        slot.kind = compile::slot_kind::code;
        slot.code = code;
        slot.text = input_.id + " any ('" + input_.codes[code] + "')";
        slot.domain = value_set::boolean();
        all.push_back({pool.add_slot(slot), value_set::single(present ? 0 : 1)});
      }
      return all;
    }
    slot.text = input_.id;
    slot.scale = input_.type.scale;
    slot.domain = input_.domain;
    const auto place = pool.add_slot(slot);
    for (const auto& one : bench_.classes[index_].classes) {
      if (!one.contains(presumed_.value)) all.push_back({place, one});
    }
    return all;
  }

  const workbench& bench_;
  const book::rulebook& book_;
  std::uint32_t index_;
  const book::linked_input& input_;
  std::size_t which_;
  const book::linked_presumption& presumed_;
  lowering& into_;
};

/// A rule set with all that it uses, as its cases are run with it.
std::shared_ptr<const book::rulebook> book_alone(const book::rulebook& book,
                                                 std::uint32_t set) {
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  for (const auto one : book.sets_behind(set))
    sets.push_back(book.sets[one].rules);
  findings none;  // it was linked before, with more
  return book::link(sets, book::calendars_used_by(sets), none);
}

using presumption_key = std::pair<const ruleset::input*, std::size_t>;

void look_in(const workbench& bench, const ruleset::rule_set& rules,
             std::map<presumption_key, lowering>& found) {
  std::uint32_t set = 0;
  while (bench.book.sets[set].rules.get() != &rules)
    ++set;
  for (std::uint32_t i = 0; i < bench.book.inputs.size(); ++i) {
    const auto& input = bench.book.inputs[i];
    for (std::size_t which = 0; which < input.presumptions.size(); ++which)
      lowering_search(bench, i, which, found[{input.declared, which}]).run(set);
  }
}

finding note_on(const ruleset::input& input, std::size_t which, const lowering& what) {
  const auto& presumption = input.presumptions[which];
  finding made{errc::none,
               severity::note,
               presumption.where,
               "presuming " + input.id.text + " " + in_backticks(presumption.value.text) +
                   " can lower " + (what.rules.empty() ? "no rule" : listed(what.rules)),
               "",
               "",
               what.witness};
  if (what.rules.empty())
    made.hint = "no contact was found in which a rule is lowered by it";
  return made;
}

}  // namespace

void note_presumptions(workbench& bench) {
  std::map<presumption_key, lowering> found;
  for (std::uint32_t set = 0; set < bench.book.sets.size(); ++set) {
    const auto book = book_alone(bench.book, set);
    if (!book) continue;
    findings none;
    look_in(workbench(*book, bench.work, none), *bench.book.sets[set].rules, found);
  }
  for (const auto& input : bench.book.inputs) {
    for (std::size_t which = 0; which < input.presumptions.size(); ++which)
      bench.out.push_back(
          note_on(*input.declared, which, found[{input.declared, which}]));
  }
}

}  // namespace arvio::inline v0::analysis
