#include "mutant_meaning.hpp"

#include "arvio/book/value.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/lang/print.hpp"

#include "dependencies.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace arvio::inline v0::analysis {

namespace {

using book::linked_row;
using book::rulebook;
using compile::box_list;
using compile::formula_pool;
using compile::slot_kind;
using compile::term_index;

/// The same condition of the two books, in one pool.
struct condition_pair {
  term_index original = 0;
  term_index changed = 0;
};

using bits = std::vector<std::uint64_t>;

std::vector<bits> sorted_boxes(const box_list& all) {
  std::vector<bits> boxes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto box = all.box(i);
    boxes.emplace_back(box.begin(), box.end());
  }
  std::sort(boxes.begin(), boxes.end());
  return boxes;
}

/// Compares what stands in two books.
class meaning_comparer {
 public:
  explicit meaning_comparer(const changed_book& books)
      : books_(books),
        original_(books.original, pool_),
        changed_(books.changed, pool_),
        at_(places_of(books.original, books.set)) {}

  // --- conditions

  /// The condition that is changed with what it stands under; nullopt for a number.
  [[nodiscard]] std::optional<condition_pair> pair_of(const mutant& change) {
    if (change.rule) return pair_of_rule(change.rule->first, change.rule->second);
    if (!change.at) return std::nullopt;
    const auto [kind, first, second] = *change.at;
    switch (kind) {
      case site_kind::rule_when: return pair_of_rule(first, second);
      case site_kind::group_applies: {
        const auto group = at_.group + first;
        return condition_pair{original_.scope(group), changed_.scope(group)};
      }
      case site_kind::group_route: return pair_of_route(first, second);
      case site_kind::input_applies:
      case site_kind::infer_when:
      case site_kind::presume_when:
      case site_kind::common_route:
        return condition_pair{
            original_.condition(condition_at(books_.original, *change.at)),
            changed_.condition(condition_at(books_.changed, *change.at))};
      case site_kind::infer_value:
      case site_kind::derived_expression:
      case site_kind::item_value: return std::nullopt;
    }
    return std::nullopt;  // not reached
  }

  [[nodiscard]] bool are_equal(const condition_pair& both) {
    if (both.original == both.changed) return true;
    const std::array formulas{both.original, both.changed};
    const auto space = std::make_shared<const compile::box_space>(pool_, formulas);
    compile::box_budget budget;
    const auto one = compile::maximal_boxes(pool_, both.original, space, budget);
    if (!one) return false;
    const auto other = compile::maximal_boxes(pool_, both.changed, space, budget);
    return other && sorted_boxes(*one) == sorted_boxes(*other);
  }

  /// A box in which the one holds and the other does not, whichever way round, as words.
  [[nodiscard]] std::optional<std::string> words_between(const condition_pair& both) {
    const auto more = pool_.all({both.original, pool_.negation(both.changed)});
    const auto less = pool_.all({both.changed, pool_.negation(both.original)});
    if (const auto answers = answers_in(more)) {
      return *answers + " is certain, and excluded where it is changed";
    }
    if (const auto answers = answers_in(less)) {
      return *answers + " is excluded, and certain where it is changed";
    }
    return std::nullopt;
  }

  /// Answers with which a rule alone decides the level.
  [[nodiscard]] std::optional<std::string> answers_alone(std::uint32_t group,
                                                         std::uint32_t rule) {
    const auto& all = books_.original.groups[at_.group + group].rules;
    const auto level =
        all[rule].urgency ? *all[rule].urgency : all[rule].suggest.value_or(0);
    std::vector<term_index> parts{original_.rule(at_.group + group, rule)};
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (i == rule || !all[i].urgency || *all[i].urgency > level) continue;
      if (!all[i].when) continue;
      parts.push_back(pool_.negation(original_.condition(all[i].when)));
    }
    return answers_in(pool_.all(parts));
  }

  // --- numbers

  /// Whether two expressions are the same but for boolean parts that have the same boxes.
  [[nodiscard]] bool same(const lang::ast& a, std::uint32_t i, const lang::ast& b,
                          std::uint32_t j) {
    const auto& one = a.at(i);
    const auto& other = b.at(j);
    if (one.type.kind != other.type.kind) return false;
    if (one.type.kind == lang::kind::boolean) {
      return are_equal({original_.condition(a, i), changed_.condition(b, j)});
    }
    if (one.op != other.op || one.children.size() != other.children.size()) return false;
    if (one.children.empty()) return lang::print(a, i) == lang::print(b, j);
    for (std::size_t child = 0; child < one.children.size(); ++child) {
      if (!same(a, one.children[child], b, other.children[child])) return false;
    }
    return true;
  }

  /// The first boolean part in which two expressions differ, with what tells it.
  [[nodiscard]] std::optional<std::string> words_inside(const lang::ast& a,
                                                        std::uint32_t i,
                                                        const lang::ast& b,
                                                        std::uint32_t j) {
    const auto& one = a.at(i);
    const auto& other = b.at(j);
    if (one.type.kind != other.type.kind) return std::nullopt;
    if (one.type.kind == lang::kind::boolean) {
      const condition_pair both{original_.condition(a, i), changed_.condition(b, j)};
      const auto words = are_equal(both) ? std::nullopt : words_between(both);
      if (!words) return std::nullopt;
      return "`" + lang::print(a, i) + "`: " + *words;
    }
    if (one.op != other.op || one.children.size() != other.children.size()) {
      return std::nullopt;
    }
    for (std::size_t child = 0; child < one.children.size(); ++child) {
      auto words = words_inside(a, one.children[child], b, other.children[child]);
      if (words) return words;
    }
    return std::nullopt;
  }

 private:
  condition_pair pair_of_rule(std::uint32_t group, std::uint32_t rule) {
    const auto place = at_.group + group;
    return {original_.rule(place, rule), changed_.rule(place, rule)};
  }

  /// A route is asked only where nothing more urgent than its levels can hold.
  condition_pair pair_of_route(std::uint32_t group, std::uint32_t route) {
    const auto place = at_.group + group;
    const auto calm = none_more_urgent(place, route);
    const auto one = route_of(original_, books_.original, place, route);
    const auto other = route_of(changed_, books_.changed, place, route);
    return {pool_.all({one, calm}), pool_.all({other, calm})};
  }

  /// That no rule holds which would make every need of a route more urgent than all of
  /// its levels. Rules that hang on what can be presumed are left out: they may be
  /// possible all the same.
  term_index none_more_urgent(std::uint32_t group, std::uint32_t route) {
    const auto& book = books_.original;
    const auto& all = book.groups[group];
    const auto& where = all.routes[route];
    const auto first = static_cast<std::uint32_t>(std::countr_zero(where.levels));
    std::vector<term_index> parts;
    for (std::uint32_t i = 0; i < all.rules.size(); ++i) {
      const auto& rule = all.rules[i];
      const bool speaks = (rule.needs & where.needs) == where.needs;
      if (!rule.urgency || *rule.urgency >= first || !speaks) continue;
      if (hangs_on_presumed(all.applies_when, rule.when)) continue;
      parts.push_back(pool_.negation(original_.rule(group, i)));
    }
    return pool_.all(parts);
  }

  [[nodiscard]] bool hangs_on_presumed(const book::condition& scope,
                                       const book::condition& when) const {
    const auto& book = books_.original;
    mentions names;
    mention(book, scope, names);
    mention(book, when, names);
    const auto behind = all_behind(book, names, true);
    return std::any_of(behind.variables.begin(), behind.variables.end(),
                       [&book](const variable& one) {
                         return !book.inputs[one.input].presumptions.empty();
                       });
  }

  term_index route_of(compile::condition_builder& builder, const rulebook& book,
                      std::uint32_t group, std::uint32_t route) {
    return pool_.all(
        {builder.scope(group), builder.condition(book.groups[group].routes[route].when)});
  }

  [[nodiscard]] const book::condition& condition_at(const rulebook& book,
                                                    const site& where) const {
    const auto [kind, first, second] = where;
    if (kind == site_kind::common_route) return book.routes[second].when;
    const auto& input = book.inputs[at_.input + first];
    if (kind == site_kind::infer_when) return input.inferences[second].when;
    if (kind == site_kind::presume_when) return input.presumptions[second].when;
    return input.applies_when;
  }

  // --- words

  /// A box in which the formula holds, as the answers of a case.
  [[nodiscard]] std::optional<std::string> answers_in(term_index what) {
    compile::box_budget budget;
    const auto boxes = compile::maximal_boxes(pool_, what, budget);
    if (!boxes || boxes->never_holds()) return std::nullopt;
    std::string given;
    std::string others;
    std::map<std::uint32_t, std::string> codes;
    for (compile::slot_index i = 0; i < pool_.slots().size(); ++i) {
      const auto& slot = pool_.slot_at(i);
      if (boxes->space().field_of(i) == nullptr) continue;
      const auto values = boxes->values(0, i);
      if (values == slot.domain) continue;
      add_answer(slot, values, given, codes, others);
    }
    for (const auto& [input, list] : codes)
      given += " " + books_.original.inputs[input].id + "=\"" + list + "\"";
    return "`<given" + given + "/>`" + (others.empty() ? "" : " where" + others);
  }

  void add_answer(const compile::slot& slot, const value_set& values, std::string& given,
                  std::map<std::uint32_t, std::string>& codes,
                  std::string& others) const {
    const auto& book = books_.original;
    const auto add_other = [&others](const std::string& text) {
      others += (others.empty() ? " " : ", ") + text;
    };
    switch (slot.kind) {
      case slot_kind::input: {
        const auto& input = book.inputs[slot.index];
        given += " " + input.id + "=\"" +
                 book::value_text({input.type, input.codes}, values.min()) + "\"";
        return;
      }
      case slot_kind::code: {
        auto& list = codes[slot.index];
        list += (list.empty() ? "" : " ") + std::string(values.contains(1) ? "" : "-") +
                book.inputs[slot.index].codes[slot.code];
        return;
      }
      case slot_kind::gate: {
        if (values.contains(1)) given = complaint_of(book.groups[slot.index]) + given;
        return;
      }
      case slot_kind::derived: {
        const auto& derived = book.derived[slot.index];
        add_other("`" + derived.id + "` is " +
                  book::value_text({derived.type, derived.codes}, values.min()));
        return;
      }
      case slot_kind::anonymous:
      case slot_kind::comparison:
      case slot_kind::urgency: add_other("`" + slot.text + "` is so"); return;
    }
  }

  /// One of the complaints of a group, as an answer.
  [[nodiscard]] std::string complaint_of(const book::linked_group& group) const {
    const auto& input = books_.original.inputs[*books_.original.complaint];
    return " " + input.id + "=\"" + input.codes[group.complaints.front()] + "\"";
  }

  const changed_book& books_;
  formula_pool pool_;
  compile::condition_builder original_;
  compile::condition_builder changed_;
  set_places at_;
};

// --- scores and tables

/// A value for which rows give other results; nullopt where they give the same for all.
std::optional<std::int64_t> differing_value(const std::vector<linked_row>& one,
                                            const std::vector<linked_row>& other) {
  for (const auto& a : one) {
    for (const auto& b : other) {
      const bool both_seconds = a.second.empty() || a.second.meets(b.second);
      const auto both = a.values.intersected(b.values);
      if (a.result != b.result && both_seconds && !both.empty()) return both.min();
    }
  }
  return std::nullopt;
}

bool same_rows(const std::vector<linked_row>& one, const std::vector<linked_row>& other) {
  return !differing_value(one, other);
}

const book::linked_derived& derived_at(const rulebook& book, std::uint32_t set,
                                       const mutant& change) {
  return book.derived[places_of(book, set).derived + *change.derived];
}

bool same_definition(meaning_comparer& compare, const book::linked_derived& one,
                     const book::linked_derived& other) {
  if (one.expression) {
    return compare.same(*one.expression, one.expression->root, *other.expression,
                        other.expression->root);
  }
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    const auto& a = one.items[i].value;
    const auto& b = other.items[i].value;
    if (a && !compare.same(*a, a->root, *b, b->root)) return false;
    if (!a && !same_rows(one.items[i].rows, other.items[i].rows)) return false;
  }
  return same_rows(one.rows, other.rows);
}

std::string words_of_value(const rulebook& book, const book::linked_operand& operand,
                           std::int64_t value) {
  if (operand.kind == lang::symbol_kind::input) {
    const auto& input = book.inputs[operand.index];
    return "`" + input.id + "` " + book::value_text({input.type, input.codes}, value);
  }
  const auto& derived = book.derived[operand.index];
  return "`" + derived.id + "` " + book::value_text({derived.type, derived.codes}, value);
}

/// A value for which a score or table gives something else.
std::optional<std::string> words_in_rows(const rulebook& book,
                                         const book::linked_derived& one,
                                         const book::linked_derived& other) {
  for (std::size_t i = 0; i < one.items.size(); ++i) {
    const auto value = differing_value(one.items[i].rows, other.items[i].rows);
    if (value) return words_of_value(book, *one.items[i].operand, *value);
  }
  const auto value = differing_value(one.rows, other.rows);
  if (!value) return std::nullopt;
  return words_of_value(book, one.operands.front(), *value);
}

/// What would tell two definitions of a derived value apart.
std::string difference_of_values(meaning_comparer& compare, const rulebook& book,
                                 const book::linked_derived& one,
                                 const book::linked_derived& other) {
  const auto decides = "a case in which `" + one.id + "` decides";
  if (one.expression) {
    const auto words = compare.words_inside(*one.expression, one.expression->root,
                                            *other.expression, other.expression->root);
    return words ? decides + ": " + *words : decides;
  }
  const auto words = words_in_rows(book, one, other);
  return words ? decides + ", with " + *words : decides;
}

}  // namespace

std::optional<std::string> why_equivalent(const changed_book& books,
                                          const mutant& change) {
  meaning_comparer compare(books);
  if (change.derived) {
    const bool equal =
        same_definition(compare, derived_at(books.original, books.set, change),
                        derived_at(books.changed, books.set, change));
    return equal ? std::optional<std::string>("its values are the same") : std::nullopt;
  }
  if (change.kind == mutant_kind::urgency) return std::nullopt;
  const auto both = compare.pair_of(change);
  if (!both || !compare.are_equal(*both)) return std::nullopt;
  const bool is_route = change.at && change.at->kind == site_kind::group_route;
  return is_route ? "it has the same boxes where its levels can be"
                  : "it has the same boxes";
}

std::string difference(const changed_book& books, const mutant& change) {
  meaning_comparer compare(books);
  std::optional<std::string> words;
  if (change.derived) {
    return difference_of_values(compare, books.original,
                                derived_at(books.original, books.set, change),
                                derived_at(books.changed, books.set, change));
  }
  if (change.kind == mutant_kind::urgency) {
    words = compare.answers_alone(change.rule->first, change.rule->second);
    return words ? "a whole case with " + *words + ", of which it decides the level"
                 : "a whole case whose level hangs on it";
  }
  if (const auto both = compare.pair_of(change)) words = compare.words_between(*both);
  if (!words) return "a case that hangs on it";
  const char* asked = change.rule ? "a case of the rule: " : "";
  return asked + *words;
}

}  // namespace arvio::inline v0::analysis
