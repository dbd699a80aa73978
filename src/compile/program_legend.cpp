// What the slots and clauses of a program mean.

#include "compile/program_writer.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::compile {

using core::place;

namespace {

/// The codes that an expression names, each in its place.
void name_codes(const lang::ast& tree, std::uint32_t node,
                std::vector<std::string>& codes) {
  const auto& here = tree.at(node);
  if (here.op == lang::op::text) {
    const auto code = static_cast<std::size_t>(here.value);
    if (codes.size() <= code) codes.resize(code + 1);
    codes[code] = here.name;
  }
  for (const auto child : here.children)
    name_codes(tree, child, codes);
}

}  // namespace

std::string program_writer::text_of(const slot& operand) const {
  switch (operand.kind) {
    case slot_kind::input:
    case slot_kind::code: return book_.inputs[operand.index].id;
    case slot_kind::derived: return book_.derived[operand.index].id;
    case slot_kind::anonymous:
    case slot_kind::comparison:
    case slot_kind::gate:
    case slot_kind::urgency: break;
  }
  return operand.text;
}

slot_meaning program_writer::meaning_of(const slot& what) const {
  slot_meaning out;
  out.kind = what.kind;
  out.index = what.index;
  out.code = what.code;
  out.text = text_of(what);
  out.domain = what.domain;
  switch (what.kind) {
    case slot_kind::input:
      out.type = book_.inputs[what.index].type;
      out.codes = book_.inputs[what.index].codes;
      break;
    case slot_kind::code:
    case slot_kind::gate: out.type.kind = lang::kind::boolean; break;
    case slot_kind::derived:
      out.type = book_.derived[what.index].type;
      out.codes = book_.derived[what.index].codes;
      break;
    case slot_kind::anonymous:
      out.type = what.tree->at(what.node).type;
      name_codes(*what.tree, what.node, out.codes);
      break;
    case slot_kind::comparison:
      out.text = text_of(clauses_.pool().slot_at(what.left));
      out.with = text_of(clauses_.pool().slot_at(what.right));
      out.type.kind = lang::kind::code;
      out.codes = {"less", "equal", "greater"};
      out.domain = {0, 2};
      break;
    case slot_kind::urgency:
      out.type.kind = lang::kind::code;
      for (const auto& level : book_.words().levels)
        out.codes.push_back(level.id.text);
      break;
  }
  return out;
}

legend program_writer::meaning() const {
  legend out;
  for (const auto& one : slots_)
    out.slots.push_back(meaning_of(clauses_.pool().slot_at(one.source)));
  for (const auto& group : book_.groups) {
    for (std::uint32_t rule = 0; rule < group.rules.size(); ++rule)
      out.rules.push_back(rule);
  }
  for (const auto& bit : bits_)
    out.clauses.push_back(bit.meaning);
  return out;
}

}  // namespace arvio::inline v0::compile
