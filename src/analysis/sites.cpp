#include "sites.hpp"

#include "lang/wording.hpp"

#include <stdexcept>
#include <variant>

namespace arvio::inline v0::analysis {

namespace {

using lang::in_backticks;

using ruleset::expression;
using ruleset::rule_set;

class lister {
 public:
  [[nodiscard]] std::vector<site> run(const rule_set& rules) {
    for (std::uint32_t i = 0; i < rules.inputs.size(); ++i)
      input(i, rules.inputs[i]);
    for (std::uint32_t i = 0; i < rules.derived.size(); ++i)
      derived(i, rules.derived[i]);
    for (std::uint32_t i = 0; i < rules.groups.size(); ++i)
      group(i, rules.groups[i]);
    if (rules.vocabulary) routes(site_kind::common_route, 0, rules.vocabulary->routes);
    return std::move(found_);
  }

 private:
  void add(bool is_there, site_kind kind, std::uint32_t first, std::uint32_t second) {
    if (is_there) found_.push_back({kind, first, second});
  }

  void input(std::uint32_t place, const ruleset::input& one) {
    add(one.applies_when.has_value(), site_kind::input_applies, place, 0);
    for (std::uint32_t i = 0; i < one.inferences.size(); ++i) {
      add(one.inferences[i].when.has_value(), site_kind::infer_when, place, i);
      add(one.inferences[i].value.has_value(), site_kind::infer_value, place, i);
    }
    for (std::uint32_t i = 0; i < one.presumptions.size(); ++i) {
      add(one.presumptions[i].when.has_value(), site_kind::presume_when, place, i);
    }
  }

  void derived(std::uint32_t place, const ruleset::derived_value& one) {
    add(std::holds_alternative<expression>(one.definition), site_kind::derived_expression,
        place, 0);
    const auto* score = std::get_if<ruleset::score>(&one.definition);
    if (score == nullptr) return;
    for (std::uint32_t i = 0; i < score->items.size(); ++i) {
      add(score->items[i].value.has_value(), site_kind::item_value, place, i);
    }
  }

  void group(std::uint32_t place, const ruleset::group& one) {
    add(one.applies_when.has_value(), site_kind::group_applies, place, 0);
    for (std::uint32_t i = 0; i < one.rules.size(); ++i) {
      add(one.rules[i].when.has_value(), site_kind::rule_when, place, i);
    }
    routes(site_kind::group_route, place, one.routes);
  }

  /// Of a group they are numbered second, of the vocabulary too.
  void routes(site_kind kind, std::uint32_t place,
              const std::vector<ruleset::route>& all) {
    for (std::uint32_t i = 0; i < all.size(); ++i)
      add(all[i].when.has_value(), kind, place, i);
  }

  std::vector<site> found_;
};

std::string name_of(const ruleset::route& one) {
  return "route " + in_backticks(one.channel.text +
                                 (one.professional ? "/" + one.professional->text : ""));
}

}  // namespace

std::vector<site> sites_of(const rule_set& rules) { return lister().run(rules); }

const expression& written_at(const rule_set& rules, const site& where) {
  const auto [kind, first, second] = where;
  switch (kind) {
    case site_kind::input_applies: return *rules.inputs[first].applies_when;
    case site_kind::infer_when: return *rules.inputs[first].inferences[second].when;
    case site_kind::infer_value: return *rules.inputs[first].inferences[second].value;
    case site_kind::presume_when: return *rules.inputs[first].presumptions[second].when;
    case site_kind::derived_expression:
      return std::get<expression>(rules.derived[first].definition);
    case site_kind::item_value:
      return *std::get<ruleset::score>(rules.derived[first].definition)
                  .items[second]
                  .value;
    case site_kind::group_applies: return *rules.groups[first].applies_when;
    case site_kind::rule_when: return *rules.groups[first].rules[second].when;
    case site_kind::group_route: return *rules.groups[first].routes[second].when;
    case site_kind::common_route: return *rules.vocabulary->routes[second].when;
  }
  throw std::logic_error("no such site");  // not reached
}

expression& written_at(rule_set& rules, const site& where) {
  // One switch says where an expression stands; here the rule set may be changed.
  return const_cast<expression&>(written_at(static_cast<const rule_set&>(rules), where));
}

const lang::ast& typed_at(const book::rulebook& book, std::uint32_t set,
                          const site& where) {
  const auto at = places_of(book, set);
  const auto [kind, first, second] = where;
  switch (kind) {
    case site_kind::input_applies: return *book.inputs[at.input + first].applies_when;
    case site_kind::infer_when:
      return *book.inputs[at.input + first].inferences[second].when;
    case site_kind::infer_value:
      return *book.inputs[at.input + first].inferences[second].value;
    case site_kind::presume_when:
      return *book.inputs[at.input + first].presumptions[second].when;
    case site_kind::derived_expression:
      return *book.derived[at.derived + first].expression;
    case site_kind::item_value:
      return *book.derived[at.derived + first].items[second].value;
    case site_kind::group_applies: return *book.groups[at.group + first].applies_when;
    case site_kind::rule_when: return *book.groups[at.group + first].rules[second].when;
    case site_kind::group_route:
      return *book.groups[at.group + first].routes[second].when;
    case site_kind::common_route: return *book.routes[second].when;
  }
  throw std::logic_error("no such site");  // not reached
}

std::string name_of(const rule_set& rules, const site& where) {
  const auto [kind, first, second] = where;
  switch (kind) {
    case site_kind::input_applies:
      return "`applies-when` of input " + in_backticks(rules.inputs[first].id.text);
    case site_kind::infer_when:
    case site_kind::infer_value:
      return "an inference of " + in_backticks(rules.inputs[first].id.text);
    case site_kind::presume_when:
      return "a presumption of " + in_backticks(rules.inputs[first].id.text);
    case site_kind::derived_expression: return in_backticks(rules.derived[first].id.text);
    case site_kind::item_value: {
      const auto& score = std::get<ruleset::score>(rules.derived[first].definition);
      return "item " + in_backticks(score.items[second].id.text);
    }
    case site_kind::group_applies:
      return "`applies-when` of group " + in_backticks(rules.groups[first].id.text);
    case site_kind::rule_when:
      return "rule " + in_backticks(rules.groups[first].rules[second].id.text);
    case site_kind::group_route:
      return name_of(rules.groups[first].routes[second]) + " of group " +
             in_backticks(rules.groups[first].id.text);
    case site_kind::common_route: return name_of(rules.vocabulary->routes[second]);
  }
  throw std::logic_error("no such site");  // not reached
}

set_places places_of(const book::rulebook& book, std::uint32_t set) {
  set_places found;
  const auto first = [set](const auto& all, const auto& is_declared) {
    std::uint32_t place = 0;
    while (place < all.size() && (all[place].set != set || !is_declared(all[place])))
      ++place;
    return place;
  };
  const auto declared = [](const auto& one) { return one.declared != nullptr; };
  found.input = first(book.inputs, declared);  // the complaint is declared by no `input`
  found.derived = first(book.derived, declared);
  found.group = first(book.groups, declared);
  return found;
}

}  // namespace arvio::inline v0::analysis
