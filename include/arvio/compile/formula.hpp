#ifndef ARVIO_COMPILE_FORMULA_HPP
#define ARVIO_COMPILE_FORMULA_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/lang/ast.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

/// Conditions as Boolean formulas over slots: what boxes are made from.
namespace arvio::inline v0::compile {

using slot_index = std::uint32_t;
using term_index = std::uint32_t;

/// What a condition can test (semantics.md section 2).
enum class slot_kind : std::uint8_t {
  input,       // `index`: a boolean, code, number or duration input
  code,        // code number `code` of the codes input `index`: 0 absent, 1 present
  derived,     // `index`
  anonymous,   // the arithmetic below `node` of `tree`
  comparison,  // slot `left` compared with slot `right`: 0 less, 1 equal, 2 greater
  gate,        // 1 where a complaint of group `index` is named
  urgency,  // place on the scale of need `index` minus 1, or of the route's own need (0);
            // one past the last level: the need is absent
};

/// One slot with all the values it can ever have.
///
/// Meaning  kind, index, code, left, right and text together say which slot it is; the
///          rest follows from them. `tree` belongs to the rulebook, which must outlive
///          it.
struct slot {
  slot_kind kind = slot_kind::input;
  std::uint32_t index = 0;
  std::uint32_t code = 0;
  slot_index left = 0;
  slot_index right = 0;
  std::string text;  // canonical
  value_set domain;
  int scale = 0;  // digits after the point; numbers only
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;
};

/// A formula's node.
struct term {
  enum class form : std::uint8_t { truth, atom, all, any };

  form shape = form::truth;
  bool value = false;             // truth
  slot_index slot = 0;            // atom: the slot has one of `values`, which is neither
  value_set values;               // nothing nor the whole domain
  std::vector<term_index> parts;  // all, any: two or more
};

/// Slots, and formulas over them that share their parts.
///
/// Meaning  formulas are built without negation: it moves into the value sets of the
///          atoms. Parts of one conjunction or disjunction that test the same slot are
///          one atom.
class formula_pool {
 public:
  /// The slot's index: the one it already has, if the pool knows it.
  slot_index add_slot(slot what);

  term_index truth(bool value);
  /// `values` need not lie inside the slot's domain.
  term_index atom(slot_index where, const value_set& values);
  term_index all(const std::vector<term_index>& parts);
  term_index any(const std::vector<term_index>& parts);
  /// Cost  linear in the distinct parts of `of`; asked again, nothing.
  term_index negation(term_index of);

  [[nodiscard]] const std::vector<slot>& slots() const noexcept { return slots_; }
  [[nodiscard]] const slot& slot_at(slot_index index) const { return slots_[index]; }
  [[nodiscard]] std::size_t term_count() const noexcept { return terms_.size(); }
  [[nodiscard]] const term& at(term_index index) const { return terms_[index]; }

 private:
  using identity = std::tuple<slot_kind, std::uint32_t, std::uint32_t, slot_index,
                              slot_index, std::string>;

  term_index add(term what);
  term_index combined(term::form shape, const std::vector<term_index>& parts);
  void relate(term_index one, term_index negated);

  std::vector<slot> slots_;
  std::map<identity, slot_index> known_;
  std::vector<term> terms_;
  std::map<term_index, term_index> negations_;
};

/// Whether a formula is true for one choice of a value per slot.
[[nodiscard]] bool holds(const formula_pool& pool, term_index what,
                         std::span<const std::int64_t> choice);

/// What comparing a number of `left` with one of `right` can give: 0 less, 1 equal, 2
/// greater, of numbers with `left_scale` and `right_scale` digits after the point.
[[nodiscard]] value_set compared(const value_set& left, int left_scale,
                                 const value_set& right, int right_scale);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_COMPILE_FORMULA_HPP
