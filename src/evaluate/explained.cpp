#include "explained.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/core/detail/live_boxes.hpp"

#include "answers_behind.hpp"
#include "box_sides.hpp"
#include "change_search.hpp"
#include "compile/joined_rules.hpp"
#include "parts_behind.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace arvio::inline v0::evaluated {

namespace {

using core::place;

class explainer {
 public:
  explainer(const book::rulebook& book, const compile::legend& legend,
            core::evaluation& found, core::frame& asking, core::frame& beside,
            core::row_kernel kernel)
      : book_(book),
        legend_(legend),
        found_(found),
        rules_(found.rules()),
        contact_(found.contact()),
        asking_(asking),
        beside_(beside),
        kernel_(kernel) {}

  explanation run() {
    out_.level = found_.bounds().at_least;
    list_holding();
    list_possible();
    change_search changes(book_, legend_, found_, asking_, kernel_);
    const auto advice = found_.recommended();
    const bool recommends = advice.basis != basis::absent;
    out_.changes = changes.run(recommends ? advice.level : out_.level);
    out_.searched = changes.searched();
    return std::move(out_);
  }

 private:
  // --- what holds

  void list_holding() {
    for (place g = 0; g < rules_.groups().size(); ++g) {
      bool alone = false;  // some rule holds by itself: then nothing needs joining
      const auto& segment = rules_.segment(g, out_.level);
      for (place c = segment.first_clause; c < segment.first_clause + segment.clauses;
           ++c) {
        if (!is_certain(contact_, c)) continue;
        const bool joined = is_joint(c);
        alone = alone || !joined;
        if (joined && alone) continue;
        if (out_.holding.size() < limits::explained_boxes)
          out_.holding.push_back(held(g, c));
      }
    }
  }

  [[nodiscard]] bool is_joint(place clause) const {
    return legend_.clauses[clause].use == compile::clause_use::joint;
  }

  [[nodiscard]] held_box held(place group, place clause) {
    held_box out{out_.level, group, {}, {}};
    if (is_joint(clause)) {
      for (const auto rule : rules_that_hold(group))
        out.rules.push_back({group, rule});
    } else {
      for (const auto rule : legend_.rules_of(clause))
        out.rules.push_back({group, rule});
    }
    const auto needed = answers_behind(found_).of({clause, 1});
    for (const auto test : rules_.tests(clause)) {
      auto side = side_of(legend_, contact_, rules_.predicate(test));
      side.inputs = inputs_under(side.slot);
      std::erase_if(side.inputs, [&](place input) {
        return !std::binary_search(needed.begin(), needed.end(), input);
      });
      out.sides.push_back(std::move(side));
    }
    return out;
  }

  /// The inputs that what a slot may be can hang on.
  [[nodiscard]] std::vector<std::uint32_t> inputs_under(place slot) const {
    parts_behind behind(rules_, [](place) { return true; });
    behind.add_slot(slot);
    const auto inputs = behind.inputs();
    return {inputs.begin(), inputs.end()};
  }

  /// Rules of a group that hold all that is possible for the contact together: that may
  /// need fewer than a whole box.
  [[nodiscard]] std::vector<std::uint32_t> rules_that_hold(place group) const {
    auto box = compile::every_class(rules_);
    for (place slot = 0; slot < rules_.slots().size(); ++slot) {
      const auto& what = rules_.slots()[slot];
      std::copy_n(contact_.touched(slot), core::words_for(what.classes),
                  box.data() + what.first_word);
    }
    return compile::joined_rules(rules_, group, out_.level, std::move(box));
  }

  // --- what is possible

  void list_possible() {
    // What was asked and could not be said is as open as what was not asked: in a contact
    // that was asked neither, both are questions.
    core::evaluation asking(asking_, beside_, kernel_);
    for (level_index level = 0; level < out_.level; ++level) {
      for (place g = 0; g < rules_.groups().size(); ++g) {
        const auto& segment = rules_.segment(g, level);
        if (core::judge(contact_, segment) != certainty::possible) continue;
        open_level one{level, g, open_rules(g, level), {}};
        std::set<place> inputs;
        core::for_bits(asking.under(g, {&segment, 1, nullptr}),
                       asking.open().input_words(),
                       [&](place input) { inputs.insert(input); });
        add_inexact(segment, inputs);
        one.inputs.assign(inputs.begin(), inputs.end());
        out_.possible.push_back(std::move(one));
      }
    }
  }

  /// The rules of a level that are possible; where none is by itself, those that are
  /// together.
  [[nodiscard]] std::vector<rule_reference> open_rules(place group, level_index level) {
    std::vector<rule_reference> own;
    std::vector<rule_reference> joined;
    const auto first = rules_.groups()[group].first_rule;
    for (place r = first; r < first + rules_.groups()[group].rules; ++r) {
      const auto& rule = rules_.rules()[r];
      if (rule.level > level || found_.rule_state(r) != certainty::possible) continue;
      joined.push_back({group, r - first});
      if (rule.level == level) own.push_back({group, r - first});
    }
    return own.empty() ? joined : own;
  }

  /// Inputs of which a more exact answer would matter.
  void add_inexact(const core::condition_record& segment, std::set<place>& into) {
    std::vector<std::uint64_t> room(
        core::words_for(static_cast<std::uint32_t>(rules_.slots().size())));
    core::live_boxes boxes;
    boxes.use(contact_, room.data());
    boxes.find_open({&segment, 1, nullptr}, static_cast<core::no_urgency*>(nullptr));
    parts_behind behind(rules_);
    core::for_bits(boxes.open_slots(), static_cast<std::uint32_t>(room.size()),
                   [&](place slot) { behind.add_slot(slot); });
    for (const auto input : behind.inputs()) {
      const bool inexact =
          core::effective(contact_, input).state == answer_state::partly_known &&
          core::is_undecided(contact_, input);
      if (inexact) into.insert(input);
    }
  }

  const book::rulebook& book_;
  const compile::legend& legend_;
  core::evaluation& found_;
  const core::program rules_;
  core::frame& contact_;
  core::frame& asking_;  // and room for the search of changes, once asked
  core::frame& beside_;
  core::row_kernel kernel_;
  explanation out_;
};

}  // namespace

explanation explained(const book::rulebook& book, const compile::legend& legend,
                      core::evaluation& found, core::frame& asking, core::frame& beside,
                      core::row_kernel kernel) {
  return explainer(book, legend, found, asking, beside, kernel).run();
}

}  // namespace arvio::inline v0::evaluated
