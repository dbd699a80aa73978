#include "twin_books.hpp"

#include "arvio/ruleset/outline.hpp"

#include "cases/case_bench.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using book::answer;
using book::linked_input;
using book::rule_reference;
using book::rulebook;

std::vector<std::optional<std::uint32_t>> places_in(const rulebook& from,
                                                    const rulebook& to) {
  std::vector<std::optional<std::uint32_t>> out;
  for (const auto& input : from.inputs) {
    out.push_back(to.find_input(input.id));
  }
  return out;
}

/// The code of the same name.
std::optional<std::uint32_t> code_in(const linked_input& to, const std::string& id) {
  const auto found = std::find(to.codes.begin(), to.codes.end(), id);
  if (found == to.codes.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - to.codes.begin());
}

/// A value of one declaration as one of the other.
std::optional<std::int64_t> value_in(const linked_input& from, const linked_input& to,
                                     std::int64_t value) {
  if (from.type.kind == lang::kind::code) {
    const auto code = code_in(to, from.codes[static_cast<std::size_t>(value)]);
    return code ? std::optional<std::int64_t>(*code) : std::nullopt;
  }
  for (auto scale = from.type.scale; scale < to.type.scale; ++scale)
    value *= 10;
  for (auto scale = from.type.scale; scale > to.type.scale; --scale) {
    if (value % 10 != 0) return std::nullopt;
    value /= 10;
  }
  return to.domain.contains(value) ? std::optional(value) : std::nullopt;
}

std::optional<value_set> values_in(const linked_input& from, const linked_input& to,
                                   const value_set& values) {
  value_set out;
  for (const auto& range : values.ranges()) {
    if (from.type.kind == lang::kind::code) {
      for (auto one = range.low; one <= range.high; ++one) {
        const auto code = value_in(from, to, one);
        if (!code) return std::nullopt;
        out = out.united(value_set::single(*code));
      }
      continue;
    }
    const auto low = value_in(from, to, range.low);
    const auto high = value_in(from, to, range.high);
    if (!low || !high) return std::nullopt;
    out = out.united({*low, *high});
  }
  return out;
}

/// An answer to one declaration as one to the other; nullopt where that declares no such
/// answer.
std::optional<answer> answer_in(const linked_input& from, const linked_input& to,
                                const answer& given) {
  auto made = given;
  if (given.state == answer_state::not_asked) return made;
  if (from.type.kind != to.type.kind || from.type.unit != to.type.unit) {
    return std::nullopt;
  }
  if (!given.codes.empty()) {
    made.codes.assign(to.codes.size(), code_state::unsaid);
    for (std::size_t i = 0; i < given.codes.size(); ++i) {
      if (given.codes[i] == code_state::unsaid) continue;
      if (const auto code = code_in(to, from.codes[i])) {
        made.codes[*code] = given.codes[i];
      } else if (given.codes[i] == code_state::present) {
        return std::nullopt;
      }
    }
    return made;
  }
  if (given.state == answer_state::unknown) return made;
  const auto values = values_in(from, to, given.values);
  if (!values) return std::nullopt;
  made.values = *values;
  return made;
}

std::optional<book::answers> contact_in(
    const rulebook& from, const rulebook& to,
    const std::vector<std::optional<std::uint32_t>>& places,
    const book::answers& contact) {
  book::answers made;
  made.at = contact.at;
  made.finished = contact.finished;
  made.by_input.resize(to.inputs.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    auto given = answer_in(from.inputs[i], to.inputs[*places[i]], contact.by_input[i]);
    if (!given) return std::nullopt;
    made.by_input[*places[i]] = std::move(*given);
  }
  return made;
}

const std::string& level_id(const rulebook& book, book::level_index level) {
  return book.words().levels[level].id.text;
}

const char* word_of(arvio::status what) {
  switch (what) {
    case status::emergency: return "emergency";
    case status::open: return "open";
    case status::complete: return "complete";
    case status::out_of_scope: return "out_of_scope";
    case status::exhausted: return "exhausted";
  }
  return "";  // not reached
}

/// What came out, in ids, so that two books can be compared.
struct named_outcome {
  std::string words;
  // Places on the later book's scale:
  book::level_index level = 0;  // recommended
  book::level_index at_least = 0;
  std::vector<std::string> rules;
  std::vector<std::string> states;  // of rules, with their levels
  std::vector<std::string> routes;
};

book::level_index place_on(const rulebook& book, const std::string& level,
                           book::level_index otherwise) {
  const auto& levels = book.words().levels;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].id.text == level) return static_cast<book::level_index>(i);
  }
  return otherwise;
}

std::string route_text(const rulebook& book, const book::route_reference& which) {
  const auto& route = route_of(book, which);
  auto out = route.declared->channel.text;
  if (route.declared->professional) out += "/" + route.declared->professional->text;
  return out;
}

named_outcome named(const rulebook& book, const rulebook& scale,
                    const book::outcome& got) {
  named_outcome out;
  const auto level = got.recommended ? got.recommended->level : got.bounds.not_excluded;
  out.level = place_on(scale, level_id(book, level), level);
  out.at_least =
      place_on(scale, level_id(book, got.bounds.at_least), got.bounds.at_least);
  out.words = std::string(word_of(got.status)) + ", " + level_id(book, level);
  if (got.bounds.at_least != level) {
    out.words += ", at least " + level_id(book, got.bounds.at_least);
  }
  for (const auto& one : got.rules_certain) {
    out.rules.push_back(book.groups[one.rule.group].rules[one.rule.rule].id);
    out.states.push_back(out.rules.back() + twin_books::level_of(book, one.rule));
  }
  for (const auto& one : got.rules_possible) {
    out.states.push_back("? " + book.groups[one.group].rules[one.rule].id +
                         twin_books::level_of(book, one));
  }
  for (const auto& need : got.routes) {
    for (const auto& route : need.offered) {
      out.routes.push_back(route_text(book, route));
    }
    if (need.fallback) out.routes.emplace_back("fallback");
  }
  return out;
}

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& one : all) {
    out += (out.empty() ? "" : " ") + one;
  }
  return out.empty() ? "none" : out;
}

/// Makes one answer another: a value of the domain, `?` or not asked.
void change(const linked_input& input, answer& given, std::mt19937_64& random) {
  const auto below = [&random](std::uint64_t count) { return random() % count; };
  given = {};
  const auto choice = below(6);
  if (choice == 0) return;
  if (choice == 1) {
    given.state = answer_state::unknown;
    return;
  }
  given.state = answer_state::known;
  if (input.type.kind == lang::kind::codes) {
    for (std::size_t i = 0; i < input.codes.size(); ++i) {
      given.codes.push_back(below(4) == 0 ? code_state::present : code_state::absent);
    }
    return;
  }
  const auto low = input.domain.min();
  const auto width = static_cast<std::uint64_t>(input.domain.max() - low) + 1;
  auto value = low + static_cast<std::int64_t>(below(width));
  if (!input.domain.contains(value)) value = low;
  given.values = value_set::single(value);
}

/// The classes that another input does not have: where something moved.
std::vector<value_set> only_in(const std::vector<value_set>& all,
                               const std::vector<value_set>& theirs) {
  std::vector<value_set> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&theirs](const value_set& one) {
                 return std::find(theirs.begin(), theirs.end(), one) == theirs.end();
               });
  return out;
}

/// The answers that say something of an input: by its applicability, its inferences and
/// its presumptions.
std::set<variable> variables_around(const rulebook& book, const linked_input& input) {
  mentions names;
  mention(book, input, names);
  for (const auto& one : input.presumptions) {
    mention(book, one.when, names);
  }
  const auto behind = all_behind(book, names, false).variables;
  return {behind.begin(), behind.end()};
}

}  // namespace

twin_books::twin_books(const rulebook& before, const rulebook& after)
    : before_(before),
      after_(after),
      old_(before),
      new_(after),
      old_rules_(before),
      new_rules_(after),
      later_place_(places_in(before, after)),
      earlier_place_(places_in(after, before)),
      old_classes_(classes_of_inputs(before)),
      new_classes_(classes_of_inputs(after)) {
  add_beginnings(true, beginnings_);
  add_beginnings(false, beginnings_);
}

std::optional<paired_contact> twin_books::paired(const book::answers& contact,
                                                 bool of_later) const {
  auto other = of_later ? contact_in(after_, before_, earlier_place_, contact)
                        : contact_in(before_, after_, later_place_, contact);
  if (!other) return std::nullopt;
  paired_contact made;
  (of_later ? made.after : made.before) = contact;
  (of_later ? made.before : made.after) = std::move(*other);
  made.before.finished = true;
  made.after.finished = true;
  return made;
}

certainty twin_books::state_before(std::optional<rule_reference> rule,
                                   const paired_contact& both) const {
  return rule ? old_.rule_state(*rule, both.before) : certainty::excluded;
}

certainty twin_books::state_after(std::optional<rule_reference> rule,
                                  const paired_contact& both) const {
  return rule ? new_.rule_state(*rule, both.after) : certainty::excluded;
}

std::string twin_books::level_of(const rulebook& book, rule_reference which) {
  const auto& rule = book.groups[which.group].rules[which.rule];
  std::string out;
  if (rule.urgency) out = level_id(book, *rule.urgency);
  if (rule.suggest) out += " suggests " + level_id(book, *rule.suggest);
  return out;
}

std::vector<std::uint32_t> twin_books::inputs_of(
    std::optional<rule_reference> rule_before, std::optional<rule_reference> rule_after,
    bool in_later) const {
  const auto collect = [](const reference::prepared& rules, rule_reference which) {
    std::set<std::uint32_t> found;
    for (const auto slot : rules.group(which.group).rules[which.rule]->slots) {
      rules.inputs_of(rules.at(slot), found);
    }
    return found;
  };
  std::set<std::uint32_t> all;
  if (rule_before) {
    for (const auto input : collect(old_rules_, *rule_before)) {
      const auto place = in_later ? later_place_[input] : std::optional(input);
      if (place) all.insert(*place);
    }
  }
  if (rule_after) {
    for (const auto input : collect(new_rules_, *rule_after)) {
      const auto place = in_later ? std::optional(input) : earlier_place_[input];
      if (place) all.insert(*place);
    }
  }
  return {all.begin(), all.end()};
}

twin_books::comparison twin_books::compared(const paired_contact& both) const {
  const auto was = named(before_, after_, old_.assess(both.before));
  const auto is = named(after_, after_, new_.assess(both.after));
  comparison out;
  out.before = was.words;
  out.after = is.words;
  if (is.level != was.level) {
    out.way = is.level < was.level ? direction::more_urgent : direction::less_urgent;
  } else if (is.at_least != was.at_least) {
    out.way =
        is.at_least < was.at_least ? direction::more_urgent : direction::less_urgent;
  } else if (is.routes != was.routes) {
    out.way = direction::routed;
  }
  out.some_rule_differs = is.states != was.states;
  if (is.rules != was.rules) {
    out.before += ", rules " + joined(was.rules);
    out.after += ", rules " + joined(is.rules);
  }
  if (is.routes != was.routes) {
    out.before += ", routes " + joined(was.routes);
    out.after += ", routes " + joined(is.routes);
  }
  return out;
}

void twin_books::add_beginnings(bool of_later, std::vector<beginning>& into) const {
  const auto& book = of_later ? after_ : before_;
  for (std::uint32_t group = 0; group < book.groups.size(); ++group) {
    for (auto& start : starting_points(book, group)) {
      auto contact = start.contact;
      into.push_back({std::move(start), std::move(contact), of_later});
    }
  }
  case_bench ready;
  ready.book = std::shared_ptr<const rulebook>(std::shared_ptr<void>(), &book);
  const auto add = [&](book::answers contact) {
    auto start = empty_start(book);
    start.contact.at = contact.at;
    into.push_back({std::move(start), std::move(contact), of_later});
  };
  for (ready.set = 0; ready.set < book.sets.size(); ++ready.set) {
    for (const auto& group : ready.rules().groups) {
      for (const auto& rule : group.rules) {
        for (const auto& one : rule.cases) {
          add(contact_of(ready, group, one));
        }
      }
    }
    for (const auto& one : ready.rules().cases) {
      add(contact_of(ready, one));
    }
  }
}

void twin_books::add_pair(const beginning& from, const book::answers& contact,
                          std::vector<paired_contact>& into) const {
  auto both = paired(contact, from.of_later);
  if (!both) return;
  both->words = words(book_of(from), contact, from.start);
  into.push_back(std::move(*both));
}

std::vector<paired_contact> twin_books::samples(std::size_t count,
                                                std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<paired_contact> out;
  for (const auto& one : beginnings_) {
    if (out.size() < count) add_pair(one, one.contact, out);
  }
  for (std::size_t i = 0; out.size() < count && i < 2 * count; ++i) {
    const auto& from = beginnings_[i % beginnings_.size()];
    const auto& book = book_of(from);
    auto contact = from.contact;
    const auto changes = 1 + random() % 4;
    for (std::uint64_t change_number = 0; change_number < changes; ++change_number) {
      const auto input = random() % book.inputs.size();
      change(book.inputs[input], contact.by_input[input], random);
    }
    add_pair(from, contact, out);
  }
  return out;
}

std::vector<std::string> twin_books::inputs_known_otherwise() const {
  const auto knowledge = [](const linked_input& of) {
    std::string out;
    if (of.declared == nullptr) return out;
    ruleset::rule_set alone;
    alone.inputs.push_back(*of.declared);
    for (const auto& section : ruleset::outline_of(alone).children) {
      if (section.element != "inputs") continue;
      for (const auto& [name, value] : section.children[0].attributes) {
        out += name + "=" + value + ";";
      }
      for (const auto& child : section.children[0].children) {
        if (child.element != "infer" && child.element != "presume") continue;
        out += child.element;
        for (const auto& [name, value] : child.attributes) {
          if (name != "source") out += " " + name + "=" + value;
        }
      }
    }
    return out;
  };
  std::vector<std::string> out;
  for (std::size_t i = 0; i < before_.inputs.size(); ++i) {
    if (!later_place_[i]) continue;
    const auto& later = after_.inputs[*later_place_[i]];
    if (knowledge(before_.inputs[i]) != knowledge(later)) out.push_back(later.id);
  }
  return out;
}

void twin_books::put_edge_value(const variable& what, const rulebook& book,
                                book::answers& contact, std::mt19937_64& random) const {
  const bool in_before = random() % 2 == 0;
  if (random() % 4 == 0) return;  // as it was
  const auto& input = book.inputs[what.input];
  const auto place = (in_before ? before_ : after_).find_input(input.id);
  const auto& own = in_before ? old_classes_ : new_classes_;
  auto& given = contact.by_input[what.input];
  if (what.is_code() || !place || own[*place].classes.empty()) {
    change(input, given, random);
    return;
  }
  auto classes = own[*place].classes;
  const auto twin = (in_before ? later_place_ : earlier_place_)[*place];
  const auto moved =
      twin ? only_in(classes, (in_before ? new_classes_ : old_classes_)[*twin].classes)
           : std::vector<value_set>();
  if (!moved.empty() && random() % 4 != 0) classes = moved;
  const auto& chosen = classes[random() % classes.size()];
  const auto value = random() % 2 == 0 ? chosen.min() : chosen.max();
  if (!input.domain.contains(value)) return;
  given = {};
  given.state = answer_state::known;
  given.values = value_set::single(value);
}

std::vector<paired_contact> twin_books::samples_about(const std::string& id,
                                                      std::size_t count,
                                                      std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<paired_contact> out;
  if (beginnings_.empty()) return out;
  const auto old_input = *before_.find_input(id);
  const auto new_input = *after_.find_input(id);
  const auto old_around = variables_around(before_, before_.inputs[old_input]);
  const auto new_around = variables_around(after_, after_.inputs[new_input]);
  for (std::size_t i = 0; out.size() < count && i < 3 * count; ++i) {
    const auto& from = beginnings_[random() % beginnings_.size()];
    const auto& book = book_of(from);
    const auto looked_at = from.of_later ? new_input : old_input;
    const auto& around = from.of_later ? new_around : old_around;
    auto contact = from.contact;
    auto& asked = contact.by_input[looked_at];
    asked = {};
    if (random() % 2 == 0) asked.state = answer_state::unknown;
    for (const auto& what : around) {
      put_edge_value(what, book, contact, random);
    }
    for (auto more = random() % 3; more > 0; --more) {
      const auto input = static_cast<std::uint32_t>(random() % book.inputs.size());
      const bool in_focus =
          input == looked_at ||
          std::any_of(around.begin(), around.end(),
                      [input](const variable& what) { return what.input == input; });
      if (!in_focus) change(book.inputs[input], contact.by_input[input], random);
    }
    add_pair(from, contact, out);
  }
  return out;
}

}  // namespace arvio::inline v0::analysis
