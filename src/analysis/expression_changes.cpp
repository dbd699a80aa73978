#include "expression_changes.hpp"

#include "arvio/lang/parser.hpp"
#include "arvio/lang/print.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using lang::ast;
using lang::op;

struct part {
  const ast* tree = nullptr;
  std::uint32_t node = 0;
  std::string text;
};

part part_at(const ast& tree, std::uint32_t node) {
  return {&tree, node, lang::print(tree, node)};
}

std::vector<part> children_of(const part& what) {
  std::vector<part> out;
  for (const auto child : what.tree->at(what.node).children) {
    out.push_back(part_at(*what.tree, child));
  }
  return out;
}

bool is_joint(op what) {
  return what == op::logical_and || what == op::logical_or || what == op::logical_not;
}

/// Takes out of both lists what stands in both.
void drop_common(std::vector<part>& before, std::vector<part>& after) {
  std::erase_if(before, [&after](const part& one) {
    const auto same = std::find_if(after.begin(), after.end(), [&one](const part& other) {
      return other.text == one.text;
    });
    if (same == after.end()) return false;
    after.erase(same);
    return true;
  });
}

void compare(const part& before, const part& after, std::vector<expression_change>& out) {
  if (before.text == after.text) return;
  const auto how = before.tree->at(before.node).op;
  if (how != after.tree->at(after.node).op || !is_joint(how)) {
    out.push_back({before.text, after.text});
    return;
  }
  auto gone = children_of(before);
  auto made = children_of(after);
  drop_common(gone, made);
  const auto paired = std::min(gone.size(), made.size());
  for (std::size_t i = 0; i < paired; ++i) {
    compare(gone[i], made[i], out);
  }
  for (std::size_t i = paired; i < gone.size(); ++i) {
    out.push_back({gone[i].text, ""});
  }
  for (std::size_t i = paired; i < made.size(); ++i) {
    out.push_back({"", made[i].text});
  }
}

}  // namespace

std::vector<expression_change> expression_changes(std::string_view before,
                                                  std::string_view after) {
  std::vector<expression_change> out;
  findings none;
  const auto first = lang::parse(before, {}, none);
  const auto second = lang::parse(after, {}, none);
  if (first && second) {
    compare(part_at(*first, first->root), part_at(*second, second->root), out);
  } else if (before != after) {
    out.push_back({std::string(before), std::string(after)});
  }
  return out;
}

}  // namespace arvio::inline v0::analysis
