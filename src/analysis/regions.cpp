#include "regions.hpp"

#include "arvio/book/value.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/lang/print.hpp"
#include "arvio/ruleset/outline.hpp"

#include "lang/wording.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using lang::in_backticks;

using compile::slot_kind;

const std::vector<std::string> truths;

/// All of an element but its texts for people.
std::string logic_of(const ruleset::outline& what) {
  std::string out = "<" + what.element;
  for (const auto& [name, value] : what.attributes) {
    if (name == "lang" || name == "source") continue;
    out += " " + name + "=" + value;
  }
  out += ">" + what.text;
  for (const auto& child : what.children) {
    const bool spoken = !child.attributes.empty() && child.attributes[0].first == "lang";
    if (!spoken) out += logic_of(child);
  }
  return out;
}

/// The elements of a section as logic, by id.
std::string logic_in(const ruleset::outline& rules, const char* section,
                     const std::string& id) {
  for (const auto& part : rules.children) {
    if (part.element != section) continue;
    for (const auto& one : part.children) {
      if (one.attributes.front().second == id) return logic_of(one);
    }
  }
  return {};
}

/// What is left of a box when another is taken from it: pieces that do not overlap.
void cut(const region_box& from, const region_box& by,
         const std::map<slot_meaning, value_set>& domains, region& out) {
  auto rest = from;
  region pieces;
  for (const auto& [where, values] : by) {
    const auto found = rest.find(where);
    const auto& has = found == rest.end() ? domains.at(where) : found->second;
    const auto outside = has.without(values);
    const auto inside = has.intersected(values);
    if (inside.empty()) {
      out.push_back(from);  // the two have nothing in common
      return;
    }
    if (outside.empty()) continue;
    auto piece = rest;
    piece[where] = outside;
    pieces.push_back(std::move(piece));
    rest[where] = inside;
  }
  out.insert(out.end(), pieces.begin(), pieces.end());
}

}  // namespace

std::optional<region> without(const region& from, const region& taken,
                              const std::map<slot_meaning, value_set>& domains,
                              std::size_t most) {
  region left;
  for (const auto& box : from) {
    region pieces{box};
    for (const auto& other : taken) {
      region next;
      for (const auto& piece : pieces) {
        cut(piece, other, domains, next);
      }
      if (next.size() > most) return std::nullopt;
      pieces = std::move(next);
    }
    left.insert(left.end(), pieces.begin(), pieces.end());
    if (left.size() > most) return std::nullopt;
  }
  return left;
}

region_maker::region_maker(const book::rulebook& book)
    : book_(book), builder_(book, pool_) {
  for (const auto& set : book.sets) {
    outlines_.push_back(ruleset::outline_of(*set.rules));
  }
}

std::optional<region> region_maker::of_rule(std::uint32_t group, std::uint32_t rule) {
  const auto term = builder_.rule(group, rule);
  compile::box_budget budget;
  const auto boxes = compile::maximal_boxes(pool_, term, budget);
  if (!boxes) return std::nullopt;
  region out;
  for (std::size_t i = 0; i < boxes->size(); ++i) {
    region_box made;
    for (const auto& field : boxes->space().fields()) {
      const auto values = boxes->values(i, field.slot);
      if (values == pool_.slot_at(field.slot).domain) continue;
      made.emplace(meaning_of(field.slot), values);
    }
    out.push_back(std::move(made));
  }
  return out;
}

std::optional<compile::slot_index> region_maker::find(const slot_meaning& what) const {
  const auto found = slots_.find(what);
  if (found == slots_.end()) return std::nullopt;
  return found->second;
}

slot_meaning region_maker::meaning_of(compile::slot_index index) {
  const auto& what = pool_.slot_at(index);
  slot_meaning made;
  switch (what.kind) {
    case slot_kind::input:
      made = {in_backticks(book_.inputs[what.index].id), definition_of_input(what.index)};
      break;
    case slot_kind::code: {
      const auto& input = book_.inputs[what.index];
      made = {in_backticks(input.id) + " " + in_backticks(input.codes[what.code]),
              input.is_complaint ? "complaint" : definition_of_input(what.index)};
      break;
    }
    case slot_kind::derived:
      made = {in_backticks(book_.derived[what.index].id),
              definition_of_derived(what.index)};
      break;
    case slot_kind::anonymous:
      made = {in_backticks(what.text), definition_of_names_in(*what.tree, what.node)};
      break;
    case slot_kind::comparison: {
      const auto left = meaning_of(what.left);
      const auto right = meaning_of(what.right);
      made = {left.name + " beside " + right.name, left.definition + right.definition};
      break;
    }
    case slot_kind::gate: {
      std::string complaints;
      for (const auto one : book_.groups[what.index].complaints) {
        complaints += " " + book_.inputs[*book_.complaint].codes[one];
      }
      made = {"complaint one of" + complaints, ""};
      break;
    }
    case slot_kind::urgency: made = {"urgency", ""}; break;
  }
  slots_.emplace(made, index);
  domains_.emplace(made, what.domain);
  return made;
}

/// What its values are. What is known of it beside them (inferences, applicability,
/// bounds) changes which values a contact has, not what a condition says of a value.
std::string region_maker::definition_of_input(std::uint32_t index) const {
  const auto& input = book_.inputs[index];
  if (input.declared == nullptr) return "complaint";
  auto out = "<input " + input.id + " " + input.declared->type.text + " " +
             input.type.unit + " " + std::to_string(input.type.scale);
  for (const auto& code : input.codes) {
    out += " " + code;
  }
  return out + ">";
}

std::string region_maker::definition_of_derived(std::uint32_t index) const {
  const auto& derived = book_.derived[index];
  auto out = logic_in(outlines_[derived.set], "derived", derived.id);
  const auto operand = [this, &out](const book::linked_operand& of) {
    out += of.kind == lang::symbol_kind::input ? definition_of_input(of.index)
                                               : definition_of_derived(of.index);
  };
  const auto condition = [this, &out](const book::condition& what) {
    if (what) out += definition_of_names_in(*what, what->root);
  };
  condition(derived.expression);
  for (const auto& item : derived.items) {
    condition(item.value);
    if (item.operand) operand(*item.operand);
  }
  std::for_each(derived.operands.begin(), derived.operands.end(), operand);
  return out;
}

std::string region_maker::definition_of_names_in(const lang::ast& tree,
                                                 std::uint32_t node) const {
  const auto& here = tree.at(node);
  std::string out;
  if (here.symbol == lang::symbol_kind::input) out = definition_of_input(here.index);
  if (here.symbol == lang::symbol_kind::derived) out = definition_of_derived(here.index);
  for (const auto child : here.children) {
    out += definition_of_names_in(tree, child);
  }
  return out;
}

std::string region_maker::words(const region_box& box) const {
  std::string out;
  for (const auto& [where, values] : box) {
    const auto slot = find(where);
    if (!slot) continue;
    out += (out.empty() ? "" : ", ") + values_words(*slot, values);
  }
  return out;
}

std::string region_maker::values_words(compile::slot_index index,
                                       const value_set& values) const {
  const auto& what = pool_.slot_at(index);
  const auto is_one = values == value_set::single(1);
  switch (what.kind) {
    case slot_kind::input: {
      const auto& input = book_.inputs[what.index];
      return in_backticks(input.id) + " " +
             book::values_text({input.type, input.codes}, values);
    }
    case slot_kind::derived: {
      const auto& derived = book_.derived[what.index];
      return in_backticks(derived.id) + " " +
             book::values_text({derived.type, derived.codes}, values);
    }
    case slot_kind::anonymous:
      return in_backticks(what.text) + " " +
             book::values_text({what.tree->at(what.node).type, truths}, values);
    case slot_kind::code: {
      const auto& input = book_.inputs[what.index];
      return in_backticks(input.id) + (is_one ? " with " : " without ") +
             in_backticks(input.codes[what.code]);
    }
    case slot_kind::gate: {
      std::string out = is_one ? "complaint" : "complaint none of";
      for (const auto one : book_.groups[what.index].complaints) {
        out += " " + in_backticks(book_.inputs[*book_.complaint].codes[one]);
      }
      return out;
    }
    case slot_kind::comparison: {
      static const std::vector<std::string> relations{"less than", "equal to",
                                                      "more than"};
      const auto side = [this](compile::slot_index of) {
        return in_backticks(pool_.slot_at(of).text);
      };
      std::string out;
      for (std::int64_t i = 0; i < 3; ++i) {
        if (!values.contains(i)) continue;
        out += (out.empty() ? "" : " or ") + relations[static_cast<std::size_t>(i)];
      }
      return side(what.left) + " " + out + " " + side(what.right);
    }
    case slot_kind::urgency: return "urgency";
  }
  return {};  // not reached
}

}  // namespace arvio::inline v0::analysis
