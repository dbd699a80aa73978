#include "arvio/compile/condition.hpp"

#include "answer_box.hpp"
#include "reference/world.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <utility>

namespace arvio::inline v0::analysis {

namespace {

constexpr std::size_t evaluations_per_rule = 4000;  // sets of answers that are evaluated
constexpr std::size_t completions_tried = 8;        // of a contact that is to be shown

bool is_computed(compile::slot_kind kind) {
  switch (kind) {
    case compile::slot_kind::derived:
    case compile::slot_kind::anonymous:
    case compile::slot_kind::comparison: return true;
    case compile::slot_kind::input:
    case compile::slot_kind::code:
    case compile::slot_kind::gate:
    case compile::slot_kind::urgency: break;
  }
  return false;
}

/// A contact that leaves a rule possible although every completion agrees.
struct loose_end {
  book::answers contact;
  bool always = false;  // every completion makes the rule true, otherwise none does
};

/// Looks for such a contact by splitting sets of answers until the rule is decided.
class loose_end_search {
 public:
  loose_end_search(const workbench& bench, book::rule_reference rule,
                   const std::vector<variable>& variables, std::vector<book::step> order)
      : bench_(bench),
        rule_(rule),
        start_(empty_start(bench.book).contact),
        variables_(variables),
        order_(std::move(order)),
        frame_(bench.book, bench.classes, start_, variables) {}

  [[nodiscard]] std::optional<loose_end> run() {
    look(frame_.everything());
    return found_;
  }

 private:
  enum class verdict : std::uint8_t { none, excluded, certain, mixed };

  /// What the rule is in all completions of a box; `none` where it has none.
  verdict look(const answer_box& box) {
    if (++steps_ > evaluations_per_rule || !bench_.work.spend(bench_.values))
      return verdict::mixed;
    const auto answers = frame_.answers_in(box);
    const reference::world all(bench_.rules, answers, start_.at.moment, {}, order_);
    if (!all.unexpected_answers().empty()) return verdict::none;
    switch (all.judge(bench_.rules.group(rule_.group).rules[rule_.rule])) {
      case certainty::excluded: return verdict::excluded;
      case certainty::certain: return verdict::certain;
      case certainty::possible: break;
    }
    const auto place = to_split(box);
    if (!place) return verdict::mixed;
    auto [first, second] = frame_.split(*place, box[*place]);
    auto half = box;
    half[*place] = std::move(first);
    const auto one = look(half);
    if (one == verdict::mixed && found_) return one;
    half[*place] = std::move(second);
    const auto other = look(half);
    if (one != other && one != verdict::none && other != verdict::none)
      return verdict::mixed;
    const auto both = one == verdict::none ? other : one;
    if (both == verdict::excluded || both == verdict::certain) keep(box, both);
    return both;
  }

  [[nodiscard]] std::optional<std::size_t> to_split(const answer_box& box) const {
    for (std::size_t place = 0; place < variables_.size(); ++place) {
      if (frame_.can_split(place, box[place], false)) return place;
    }
    return std::nullopt;
  }

  void keep(const answer_box& box, verdict what) {
    auto contact = contact_of(box);
    if (!contact || bench_.evaluator.rule_state(rule_, *contact) != certainty::possible)
      return;
    const bool always = what == verdict::certain;
    if (is_confirmed(*contact, always)) found_ = {std::move(*contact), always};
  }

  /// Whether there are completions, and those that are tried are as they should be.
  [[nodiscard]] bool is_confirmed(const book::answers& contact, bool always) {
    std::size_t confirmed = 0;
    for (std::size_t i = 0; i < completions_tried; ++i) {
      const auto full = completed(contact);
      if (!bench_.evaluator.assess(full).unexpected.empty()) continue;
      const auto wanted = always ? certainty::certain : certainty::excluded;
      if (bench_.evaluator.rule_state(rule_, full) != wanted) return false;
      ++confirmed;
    }
    return confirmed != 0;
  }

  /// A contact with every question answered, each by what is possible after those that
  /// it hangs on.
  [[nodiscard]] book::answers completed(book::answers contact) {
    for (const auto& step : bench_.book.order) {
      if (step.kind != lang::symbol_kind::input) continue;
      const auto answers = reference::effective_answers(bench_.book, contact);
      const reference::world all(bench_.rules, answers, start_.at.moment, {});
      auto& into = contact.by_input[step.index];
      const auto& codes = bench_.book.inputs[step.index].codes;
      into.state = answer_state::known;
      if (bench_.book.inputs[step.index].type.kind != lang::kind::codes) {
        into.values = value_set::single(one_of(all.values(step.index)));
        continue;
      }
      into.codes.clear();
      for (std::uint32_t code = 0; code < codes.size(); ++code) {
        into.codes.push_back(one_of(all.code(step.index, code)) == 1
                                 ? code_state::present
                                 : code_state::absent);
      }
    }
    return contact;
  }

  [[nodiscard]] std::int64_t one_of(const value_set& values) {
    const auto& range = values.ranges()[random_() % values.ranges().size()];
    const auto count = static_cast<std::uint64_t>(range.high - range.low) + 1;
    return range.low + static_cast<std::int64_t>(random_() % count);
  }

  /// The contact that gives away no more than a box; nothing where no answers say that.
  [[nodiscard]] std::optional<book::answers> contact_of(const answer_box& box) const {
    auto contact = start_;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const auto& what = variables_[i];
      const auto& input = bench_.book.inputs[what.input];
      auto& into = contact.by_input[what.input];
      if (what.is_code()) {
        if (!put_code(input, what.code, box[i], into)) return std::nullopt;
      } else if (box[i] != input.domain) {
        const bool may_have_gaps = input.type.kind == lang::kind::code;
        if (box[i].ranges().size() > 1 && !may_have_gaps) return std::nullopt;
        into.state =
            box[i].is_single() ? answer_state::known : answer_state::partly_known;
        into.values = box[i];
      }
    }
    return contact;
  }

  /// False where the list would say more than the box: whoever names one complaint says
  /// that those not named are none.
  static bool put_code(const book::linked_input& input, std::uint32_t code,
                       const value_set& values, book::answer& into) {
    if (!values.is_single()) return !input.is_complaint;
    if (into.codes.empty()) {
      into.state = answer_state::known;
      into.codes.assign(input.codes.size(),
                        input.is_complaint ? code_state::absent : code_state::unsaid);
    }
    into.codes[code] = values.contains(1) ? code_state::present : code_state::absent;
    return true;
  }

  const workbench& bench_;
  book::rule_reference rule_;
  book::answers start_;
  const std::vector<variable>& variables_;
  std::vector<book::step> order_;
  answer_frame frame_;
  std::mt19937_64 random_{1};  // which completions are tried
  std::size_t steps_ = 0;
  std::optional<loose_end> found_;
};

/// The rules of a book that test several things which depend on one input.
class sharing_finder {
 public:
  explicit sharing_finder(workbench& bench) : bench_(bench), book_(bench.book) {}

  void run() {
    for (std::uint32_t g = 0; g < book_.groups.size(); ++g) {
      for (std::uint32_t r = 0; r < book_.groups[g].rules.size(); ++r)
        check({g, r});
    }
  }

 private:
  void check(book::rule_reference where) {
    compile::formula_pool pool;
    compile::condition_builder builder(book_, pool);
    const auto formula = builder.rule(where.group, where.rule);
    const compile::box_space space(pool, std::span(&formula, 1));
    mentions all;
    std::vector<std::pair<bool, std::set<variable>>> behind;
    for (const auto& field : space.fields()) {
      const auto& slot = pool.slot_at(field.slot);
      mentions named;
      mention(book_, pool, slot, named);
      const auto list = all_behind(book_, named, false).variables;
      behind.emplace_back(is_computed(slot.kind), std::set(list.begin(), list.end()));
      all.add(named);
    }
    const auto twice = met_twice(behind);
    if (!twice.empty()) report(where, twice, all);
  }

  static std::set<variable> met_twice(
      const std::vector<std::pair<bool, std::set<variable>>>& behind) {
    std::set<variable> twice;
    for (auto a = behind.begin(); a != behind.end(); ++a) {
      for (auto b = std::next(a); b != behind.end(); ++b) {
        if (!a->first && !b->first) continue;
        std::set_intersection(a->second.begin(), a->second.end(), b->second.begin(),
                              b->second.end(), std::inserter(twice, twice.end()));
      }
    }
    return twice;
  }

  void report(book::rule_reference where, const std::set<variable>& twice,
              const mentions& all) {
    // What is not shared is settled first, the complaint before all else.
    auto variables = all_behind(book_, all, false).variables;
    std::stable_sort(variables.begin(), variables.end(),
                     [&](const variable& a, const variable& b) {
                       return rank(a, twice) < rank(b, twice);
                     });
    auto order = steps_for(book_, all_behind(book_, all, true));
    const auto found = loose_end_search(bench_, where, variables, std::move(order)).run();

    std::vector<std::string> names;
    for (const auto& one : twice) {
      const auto& id = book_.inputs[one.input].id;
      if (names.empty() || names.back() != id) names.push_back(id);
    }
    const auto& rule = book_.groups[where.group].rules[where.rule];
    finding made{errc::none,
                 severity::note,
                 rule.declared->id.where,
                 "tests several things that depend on " + listed(names) +
                     "; they are taken as independent of each other",
                 "",
                 rule.id};
    if (found) {
      made.witness = words(book_, found->contact, empty_start(book_)) +
                     " leaves it possible, and every completion " +
                     (found->always ? "makes it certain" : "excludes it");
    } else {
      made.hint = "no contact was found where that matters";
    }
    bench_.out.push_back(std::move(made));
  }

  [[nodiscard]] int rank(const variable& what, const std::set<variable>& twice) const {
    if (book_.complaint == what.input) return 0;
    return twice.contains(what) ? 2 : 1;
  }

  workbench& bench_;
  const book::rulebook& book_;
};

}  // namespace

void note_shared_inputs(workbench& bench) { sharing_finder(bench).run(); }

}  // namespace arvio::inline v0::analysis
