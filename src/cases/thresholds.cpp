#include "thresholds.hpp"

#include "arvio/book/value.hpp"
#include "arvio/lang/print.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace arvio::inline v0 {

namespace {

using book::linked_operand;
using lang::op;

const std::vector<std::string> no_codes;

bool has_order(const lang::type& type) {
  return type.is_number() || type.kind == lang::kind::duration;
}

/// A literal in units of 10^-scale; nullopt for anything else.
std::optional<std::int64_t> literal(expression_at what, int scale) {
  const auto& here = what.here();
  if (here.op == op::number) return units_at(here.number, scale);
  if (here.op == op::duration_literal) return here.value;
  if (here.op != op::negate) return std::nullopt;
  const auto inner = literal(what.child(0), scale);
  return inner ? std::optional(-*inner) : std::nullopt;
}

class collector {
 public:
  collector(const book::rulebook& book, std::uint32_t set) : book_(book), set_(set) {}

  [[nodiscard]] std::vector<threshold> run() {
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      if (book_.groups[i].set == set_) of_group(i);
    }
    for (const auto& derived : book_.derived) {
      if (derived.set == set_) of_derived(derived);
    }
    return std::move(found_);
  }

 private:
  /// Where the thresholds that are found now belong.
  void enter(std::string place, std::optional<std::uint32_t> group,
             std::optional<std::uint32_t> rule) {
    now_ = {};
    now_.place = std::move(place);
    now_.group = group;
    now_.rule = rule;
    seen_.clear();
  }

  void of_group(std::uint32_t index) {
    const auto& group = book_.groups[index];
    enter("group `" + group.id + "`", index, std::nullopt);
    of_condition(group.applies_when);
    for (std::uint32_t i = 0; i < group.rules.size(); ++i) {
      enter("rule `" + group.rules[i].id + "`", index, i);
      of_condition(group.rules[i].when);
    }
  }

  void of_derived(const book::linked_derived& derived) {
    enter("`" + derived.id + "`", std::nullopt, std::nullopt);
    of_condition(derived.expression);
    for (const auto& item : derived.items) {
      of_condition(item.value);
      if (item.operand) of_rows(*item.operand, item.rows, derived.declared->where);
    }
    // In a table with two inputs a row's neighbour depends on the other input: both are
    // thresholds of their own there.
    if (derived.operands.size() == 1) {
      of_rows(derived.operands.front(), derived.rows, derived.declared->where);
    }
  }

  void of_condition(const book::condition& what) {
    if (!what) return;
    for (std::uint32_t i = 0; i < what->nodes.size(); ++i) {
      of_node({&*what, i});
    }
  }

  void of_node(expression_at what) {
    switch (what.here().op) {
      case op::less:
      case op::greater_equal: comparison(what, true, false); return;
      case op::less_equal:
      case op::greater: comparison(what, false, true); return;
      case op::equal:
      case op::not_equal: comparison(what, true, true); return;
      case op::in: membership(what); return;
      case op::number:
      case op::text:
      case op::truth:
      case op::date_literal:
      case op::duration_literal:
      case op::name:
      case op::assessment_time:
      case op::logical_and:
      case op::logical_or:
      case op::logical_not:
      case op::range:
      case op::absent:
      case op::negate:
      case op::add:
      case op::subtract:
      case op::multiply:
      case op::divide:
      case op::conditional:
      case op::minimum:
      case op::maximum:
      case op::sum:
      case op::absolute:
      case op::round:
      case op::floor:
      case op::ceiling:
      case op::count_true:
      case op::years_between:
      case op::months_between:
      case op::days_between:
      case op::hours_between:
      case op::minutes_between:
      case op::any_of:
      case op::all_of:
      case op::any_code:
      case op::urgency_equal:
      case op::urgency_at_least:
      case op::urgency_at_most: return;
    }
  }

  /// `subject < literal` changes below the literal, `subject <= literal` above it.
  void comparison(expression_at what, bool change_below, bool change_above) {
    auto subject = what.child(0);
    auto other = what.child(1);
    if (const auto scale = subject.here().type.scale; !literal(other, scale)) {
      std::swap(subject, other);
      const auto op = what.here().op;
      if (op != op::equal && op != op::not_equal) std::swap(change_below, change_above);
    }
    const auto value = literal(other, subject.here().type.scale);
    if (!value) return;
    if (change_below) add(subject, *value - 1);
    if (change_above) add(subject, *value);
  }

  void membership(expression_at what) {
    const auto subject = what.child(0);
    const auto scale = subject.here().type.scale;
    for (std::size_t i = 1; i < what.size(); ++i) {
      const auto alternative = what.child(i);
      if (const auto value = literal(alternative, scale)) {
        add(subject, *value - 1);
        add(subject, *value);
      } else if (alternative.here().op == op::range) {
        range(subject, alternative, scale);
      }
    }
  }

  void range(expression_at subject, expression_at what, int scale) {
    const auto low = literal(what.child(0), scale);
    const auto high = literal(what.child(1), scale);
    if (low) add(subject, what.here().low_open ? *low : *low - 1);
    if (high) add(subject, what.here().high_open ? *high - 1 : *high);
  }

  void of_rows(const linked_operand& operand, const std::vector<book::linked_row>& rows,
               source_span where) {
    const auto& type = type_of(operand);
    if (!has_order(type)) return;
    for (const auto& row : rows) {
      for (const auto& range : row.values.ranges()) {
        for (const auto& next : rows) {
          if (!next.values.contains(range.high + 1) || next.result == row.result)
            continue;
          add(operand, name_of(operand), type, range.high, where);
        }
      }
    }
  }

  [[nodiscard]] const lang::type& type_of(const linked_operand& operand) const {
    return operand.kind == lang::symbol_kind::input ? book_.inputs[operand.index].type
                                                    : book_.derived[operand.index].type;
  }
  [[nodiscard]] const std::string& name_of(const linked_operand& operand) const {
    return operand.kind == lang::symbol_kind::input ? book_.inputs[operand.index].id
                                                    : book_.derived[operand.index].id;
  }

  void add(expression_at subject, std::int64_t below) {
    const auto& node = subject.here();
    if (!has_order(node.type)) return;
    add(subject, lang::print(*subject.tree, subject.node), node.type, below, node.where);
  }

  void add(std::variant<expression_at, linked_operand> subject, const std::string& name,
           const lang::type& type, std::int64_t below, source_span where) {
    if (below < type.low || below + 1 > type.high) return;  // no answer stands there
    if (!seen_.insert({name, below}).second) return;
    auto made = now_;
    made.subject = subject;
    made.below = below;
    made.what = name + " " + book::value_text({type, no_codes}, below) + " | " +
                book::value_text({type, no_codes}, below + 1);
    made.where = where;
    found_.push_back(std::move(made));
  }

  const book::rulebook& book_;
  std::uint32_t set_;
  threshold now_;
  std::set<std::pair<std::string, std::int64_t>> seen_;  // at the place of now_
  std::vector<threshold> found_;
};

}  // namespace

std::vector<threshold> thresholds_of(const book::rulebook& book, std::uint32_t set) {
  return collector(book, set).run();
}

}  // namespace arvio::inline v0
