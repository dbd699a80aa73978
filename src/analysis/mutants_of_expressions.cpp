#include "arvio/lang/print.hpp"

#include "mutants.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace arvio::inline v0::analysis {

namespace {

using lang::op;

constexpr std::size_t shown_bytes = 90;  // of a condition in a message

std::string shown(const lang::ast& tree, std::uint32_t node) {
  auto text = lang::print(tree, node);
  if (text.size() > shown_bytes) text = text.substr(0, shown_bytes) + "...";
  return "`" + text + "`";
}

/// What a comparison becomes when what is equal changes sides; of = and != the other.
std::optional<op> flipped(op relation) {
  if (relation == op::equal) return op::not_equal;
  if (relation == op::not_equal) return op::equal;
  if (relation == op::less) return op::less_equal;
  if (relation == op::less_equal) return op::less;
  if (relation == op::greater) return op::greater_equal;
  if (relation == op::greater_equal) return op::greater;
  return std::nullopt;
}

/// Whether a boolean node has no boolean parts.
bool is_atom(const lang::node& what) {
  return what.type.kind == lang::kind::boolean && what.op != op::logical_and &&
         what.op != op::logical_or && what.op != op::logical_not &&
         what.op != op::conditional && what.op != op::truth;
}

class expression_mutants {
 public:
  expression_mutants(const ruleset::rule_set& rules, const lang::ast& typed,
                     const site& at, std::vector<mutant>& out)
      : rules_(rules),
        written_(written_at(rules, at).tree),
        typed_(typed),
        at_(at),
        out_(out) {}

  void run() {
    drop_whole();
    walk(written_.root, false);
  }

 private:
  // --- writing changes down

  /// Adds a change of the tree, which is shown at `node`, before and after.
  void add(mutant_kind kind, std::uint32_t node, lang::ast changed) {
    auto words = name_of(rules_, at_) + ": " + shown(written_, node) + " becomes " +
                 shown(changed, node);
    const auto at = at_;
    auto& made = add(kind, std::move(words), lang::whole_place(written_, node));
    made.change = [at, tree = std::move(changed)](ruleset::rule_set& rules) {
      written_at(rules, at).tree = tree;
    };
  }

  mutant& add(mutant_kind kind, std::string words, source_span where) {
    mutant made;
    made.kind = kind;
    made.words = std::move(words);
    made.where = where;
    made.at = at_;
    if (at_.kind == site_kind::rule_when) made.rule = {at_.first, at_.second};
    if (at_.kind == site_kind::derived_expression || at_.kind == site_kind::item_value) {
      made.derived = at_.first;
    }
    out_.push_back(std::move(made));
    return out_.back();
  }

  /// The whole of a condition that need not be there.
  void drop_whole() {
    void (*drop)(ruleset::rule_set&, const site&) = nullptr;
    switch (at_.kind) {
      case site_kind::input_applies:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.inputs[at.first].applies_when.reset();
          rules.inputs[at.first].otherwise.reset();
        };
        break;
      case site_kind::infer_when:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.inputs[at.first].inferences[at.second].when.reset();
        };
        break;
      case site_kind::presume_when:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.inputs[at.first].presumptions[at.second].when.reset();
        };
        break;
      case site_kind::group_applies:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.groups[at.first].applies_when.reset();
        };
        break;
      case site_kind::group_route:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.groups[at.first].routes[at.second].when.reset();
        };
        break;
      case site_kind::common_route:
        drop = [](ruleset::rule_set& rules, const site& at) {
          rules.vocabulary->routes[at.second].when.reset();
        };
        break;
      case site_kind::infer_value:
      case site_kind::derived_expression:
      case site_kind::item_value:
      case site_kind::rule_when: return;
    }
    auto& made =
        add(mutant_kind::condition_dropped,
            name_of(rules_, at_) + ": " + shown(written_, written_.root) + " is left out",
            lang::whole_place(written_, written_.root));
    made.change = [at = at_, drop](ruleset::rule_set& rules) { drop(rules, at); };
  }

  // --- what can be changed

  /// `compared`: a number here is an end of what the node above compares.
  void walk(std::uint32_t node, bool compared) {
    const auto& here = written_.at(node);
    const bool compares = flipped(here.op).has_value() || here.op == op::in;
    if (here.op == op::number && !compared) constant(node);
    if (flipped(here.op)) comparison(node);
    if (here.op == op::in) membership(node);
    if (here.op == op::logical_and || here.op == op::logical_or) junction(node);
    if (here.op == op::count_true && here.children.size() > 1) drop_parts(node, 0);
    if (here.op == op::any_of || here.op == op::all_of) codes(node);
    if (at_.kind == site_kind::rule_when && is_atom(typed_.at(node))) atom(node);
    for (const auto child : here.children)
      walk(child, compares || (compared && here.op == op::range));
  }

  void comparison(std::uint32_t node) {
    auto changed = written_;
    changed.at(node).op = *flipped(written_.at(node).op);
    add(mutant_kind::comparator, node, std::move(changed));
    const auto& sides = written_.at(node).children;
    threshold(node, sides[0]);
    threshold(node, sides[1]);
  }

  /// One step off, where `what` is a number or duration that is compared.
  void threshold(std::uint32_t shown_at, std::uint32_t what) {
    for (const int step : {-1, 1}) {
      auto changed = written_;
      if (!move(changed, what, step)) return;
      add(mutant_kind::threshold, shown_at, std::move(changed));
    }
  }

  /// INVARIANT: check() has brought a number that is compared to the units of the other
  /// side.
  bool move(lang::ast& tree, std::uint32_t what, int step) const {
    const auto& typed = typed_.at(what);
    if (typed.op == op::number) {
      tree.at(what).number = {typed.value + step, typed.type.scale};
    } else if (typed.op == op::duration_literal) {
      tree.at(what).value += step;
    } else {
      return false;
    }
    return true;
  }

  void membership(std::uint32_t node) {
    const auto children = written_.at(node).children;
    for (std::size_t i = 1; i < children.size(); ++i) {
      if (written_.at(children[i]).op == op::range) {
        range(node, children[i]);
      } else {
        threshold(node, children[i]);
      }
    }
    if (children.size() > 2) drop_alternatives(node);
  }

  void range(std::uint32_t shown_at, std::uint32_t node) {
    for (const bool is_low : {true, false}) {
      const auto end = written_.at(node).children[is_low ? 0 : 1];
      if (written_.at(end).op == op::absent) continue;
      threshold(shown_at, end);
      auto changed = written_;
      auto& open = is_low ? changed.at(node).low_open : changed.at(node).high_open;
      open = !open;
      add(mutant_kind::comparator, shown_at, std::move(changed));
    }
  }

  void drop_alternatives(std::uint32_t node) {
    for (std::size_t i = 1; i < written_.at(node).children.size(); ++i) {
      auto changed = written_;
      auto& children = changed.at(node).children;
      children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
      add(mutant_kind::comparator, node, std::move(changed));
    }
  }

  void junction(std::uint32_t node) {
    auto changed = written_;
    changed.at(node).op =
        written_.at(node).op == op::logical_and ? op::logical_or : op::logical_and;
    add(mutant_kind::and_or, node, std::move(changed));
    drop_parts(node, 0);
  }

  void codes(std::uint32_t node) {
    if (written_.at(node).children.size() < 3) return;
    auto changed = written_;
    changed.at(node).op = written_.at(node).op == op::any_of ? op::all_of : op::any_of;
    add(mutant_kind::and_or, node, std::move(changed));
    drop_alternatives(node);
  }

  /// One part at a time; what is left of two is the other.
  void drop_parts(std::uint32_t node, std::size_t first) {
    const auto& parts = written_.at(node).children;
    for (auto i = first; i < parts.size(); ++i) {
      auto changed = written_;
      auto& left = changed.at(node).children;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      if (left.size() == 1 && written_.at(node).op != op::count_true) {
        const auto only = changed.at(left.front());
        changed.at(node) = only;
      }
      add(mutant_kind::condition_dropped, node, std::move(changed));
    }
  }

  /// A number that is not compared: one off in its last digit.
  void constant(std::uint32_t node) {
    const auto number = written_.at(node).number;
    for (const int step : {-1, 1}) {
      auto changed = written_;
      changed.at(node).number = {number.units + step, number.scale};
      add_constant(node, std::move(changed));
    }
  }

  void add_constant(std::uint32_t node, lang::ast changed) {
    auto words = name_of(rules_, at_) + ": " + shown(written_, node) + " becomes " +
                 shown(changed, node);
    words += " in " + shown(written_, written_.root);
    auto& made = add(mutant_kind::points, std::move(words), written_.at(node).where);
    made.change = [at = at_, tree = std::move(changed)](ruleset::rule_set& rules) {
      written_at(rules, at).tree = tree;
    };
  }

  void atom(std::uint32_t node) {
    for (const bool value : {true, false}) {
      auto changed = written_;
      auto& here = changed.at(node);
      const auto where = here.where;
      here = {};
      here.op = op::truth;
      here.where = where;
      here.value = value ? 1 : 0;
      add(value ? mutant_kind::atom_true : mutant_kind::atom_false, node,
          std::move(changed));
    }
  }

  const ruleset::rule_set& rules_;
  const lang::ast& written_;
  const lang::ast& typed_;
  const site at_;
  std::vector<mutant>& out_;
};

}  // namespace

void change_expression(const book::rulebook& book, std::uint32_t set, const site& at,
                       std::vector<mutant>& out) {
  expression_mutants(*book.sets[set].rules, typed_at(book, set, at), at, out).run();
}

}  // namespace arvio::inline v0::analysis
