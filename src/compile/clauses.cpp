#include "compile/clauses.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/core/detail/sets.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace arvio::inline v0::compile {

using core::place;

std::uint32_t value_catalogue::add(slot_index of, const value_set& values) {
  if (of >= sets_.size()) sets_.resize(of + 1);
  auto& known = sets_[of];
  const auto found = std::find(known.begin(), known.end(), values);
  if (found != known.end()) return static_cast<std::uint32_t>(found - known.begin());
  known.push_back(values);
  return static_cast<std::uint32_t>(known.size() - 1);
}

book_clauses::book_clauses(closed_conditions& closed)
    : book_(closed.book()), closed_(closed) {
  for (const auto& one : closed.decided()) {
    const auto use = one.gives_values ? condition_use::early : condition_use::late;
    known_[{one.tree, one.node}] = add(closed.boxes(*one.tree, one.node), use);
  }
  for (std::uint32_t group = 0; group < book_.groups.size(); ++group)
    add_group(group);
  const auto everywhere = closed.formulas().truth(true);
  for (const auto& route : book_.routes)
    vocabulary_routes_.push_back(add_loose(route.when, everywhere));
  for (const auto& deadline : book_.deadlines)
    deadlines_.push_back(add_loose(deadline.when, everywhere));
  add_coverage();
}

clause book_clauses::clause_of(const box_list& boxes, std::size_t box) {
  clause out;
  const auto& space = boxes.space();
  const auto bits = boxes.box(box);
  for (const auto& field : space.fields()) {
    bool is_all = true;
    for (std::uint32_t word = field.word; word < field.word + field.word_count; ++word) {
      const auto all = field.word_count == 1 ? core::bits_from(field.shift, field.width)
                                             : space.full()[word];
      is_all = is_all && (bits[word] & all) == all;
    }
    if (is_all) continue;
    out.tests.push_back(
        {field.slot, values_.add(field.slot, space.values(bits, field.slot))});
  }
  std::sort(out.tests.begin(), out.tests.end(),
            [](const auto& a, const auto& b) { return a.slot < b.slot; });
  return out;
}

std::vector<clause> book_clauses::clauses_of(const closed_boxes& boxes) {
  std::vector<clause> out;
  if (!boxes) {
    if (failed_ == errc::none) failed_ = boxes.error().code;
    return out;
  }
  out.reserve(boxes->size());
  for (std::size_t i = 0; i < boxes->size(); ++i)
    out.push_back(clause_of(*boxes, i));
  return out;
}

place book_clauses::add(const closed_boxes& boxes, condition_use use) {
  return add(clauses_of(boxes), use);
}

/// Conditions with the same boxes are one: many scopes are always true.
place book_clauses::add(std::vector<clause> clauses, condition_use use) {
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(use)};
  for (const auto& one : clauses) {
    key.push_back(static_cast<std::uint32_t>(one.tests.size()));
    for (const auto& test : one.tests) {
      key.push_back(test.slot);
      key.push_back(test.values);
    }
  }
  const auto next = static_cast<place>(conditions_.size());
  const auto [where, is_new] = known_lists_.emplace(std::move(key), next);
  if (is_new) conditions_.push_back({std::move(clauses), use});
  return where->second;
}

/// A condition that may ask for an urgency: what a route or a deadline says of itself.
place book_clauses::add_loose(const book::condition& when, term_index scope) {
  auto formula = scope;
  if (when) {
    const auto own = closed_.formula(*when, when->root);
    formula = closed_.formulas().all({scope, own});
  }
  return add(closed_.boxes(formula), condition_use::loose);
}

void book_clauses::add_group(std::uint32_t index) {
  const auto& group = book_.groups[index];
  group_clauses out;
  for (const auto& route : group.routes)
    out.routes.push_back(add_loose(route.when, closed_.scope_formula(index)));
  out.scope = add(closed_.scope(index), condition_use::late);
  for (std::uint32_t i = 0; i < group.rules.size(); ++i) {
    out.rules.push_back(clauses_of(closed_.in_scope(index, i)));
    for (auto& one : out.rules.back()) {
      one.rule = rules_before_ + i;
      one.needs = group.rules[i].needs;
    }
  }
  rules_before_ += static_cast<std::uint32_t>(group.rules.size());
  out.joint.resize(book_.level_count);
  out.apart = closed_.apart(index) != errc::none;
  groups_.push_back(std::move(out));

  // Needs for which all urgency rules of the group speak are decided as the group is.
  const auto all = rules_at(group, book_.default_level(), std::nullopt);
  book::need_set shared = 0;
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    if (rules_at(group, book_.default_level(), need) == all)
      shared |= book::need_set{1} << need;
  }
  add_levels(index, std::nullopt, all.empty() ? 0 : shared);
  for (std::uint32_t need = 0; need < limits::needs; ++need) {
    const auto some = rules_at(group, book_.default_level(), need);
    if (some.empty() || some == all) continue;
    add_levels(index, need, book::need_set{1} << need);
  }
}

/// Boxes of the group's rules together that none of them has by itself, each at the most
/// urgent level at which it is one.
void book_clauses::add_levels(std::uint32_t index, std::optional<std::uint32_t> need,
                              book::need_set needs) {
  const auto& group = book_.groups[index];
  std::set<std::vector<std::uint64_t>> told;  // boxes that stand as clauses
  const auto tell = [&](std::span<const std::uint64_t> box) {
    return told.emplace(box.begin(), box.end()).second;
  };
  for (const auto& one : closed_.levels(index, need)) {
    for (const auto rule : rules_at(group, one.level, need)) {
      const auto& own = closed_.in_scope(index, rule);
      if (*group.rules[rule].urgency != one.level || !own) continue;
      for (std::size_t i = 0; i < own->size(); ++i)
        tell(own->box(i));
    }
    if (!one.joins) continue;
    const auto& sum = one.boxes;
    for (std::size_t i = 0; i < sum.size(); ++i) {
      if (!tell(sum.box(i))) continue;
      auto joint = clause_of(sum, i);
      joint.needs = needs;
      // what joins the rules of one need may be what joins all of them
      auto& there = groups_[index].joint[one.level];
      const auto same =
          std::find_if(there.begin(), there.end(), [&](const clause& known) {
            return std::equal(known.tests.begin(), known.tests.end(), joint.tests.begin(),
                              joint.tests.end(), [](const auto& a, const auto& b) {
                                return a.slot == b.slot && a.values == b.values;
                              });
          });
      if (same != there.end()) {
        same->needs |= needs;
      } else {
        there.push_back(std::move(joint));
      }
    }
  }
}

/// Section 4, "Coverage".
void book_clauses::add_coverage() {
  std::vector<term_index> star;
  for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
    if (book_.groups[i].every_complaint) star.push_back(closed_.scope_formula(i));
  }
  const auto add_any = [this](const std::vector<term_index>& scopes) {
    return add(closed_.boxes(closed_.formulas().any(scopes)), condition_use::late);
  };
  star_ = add_any(star);
  const auto complaints =
      book_.complaint ? book_.inputs[*book_.complaint].codes.size() : 0;
  std::map<std::vector<term_index>, place> known;  // many complaints have the same scopes
  for (std::uint32_t complaint = 0; complaint < complaints; ++complaint) {
    auto scopes = star;
    for (std::uint32_t i = 0; i < book_.groups.size(); ++i) {
      const auto& covered = book_.groups[i].complaints;
      if (std::find(covered.begin(), covered.end(), complaint) != covered.end())
        scopes.push_back(closed_.scope_formula(i));
    }
    const auto [where, is_new] = known.emplace(scopes, star_);
    if (is_new && scopes != star) where->second = add_any(scopes);
    coverage_.push_back(where->second);
  }
}

}  // namespace arvio::inline v0::compile
