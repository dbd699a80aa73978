#ifndef ARVIO_SRC_EVALUATE_EXPLAINED_HPP
#define ARVIO_SRC_EVALUATE_EXPLAINED_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/compile/legend.hpp"
#include "arvio/core/evaluation.hpp"

#include <cstdint>
#include <vector>

/// Why the core finds what it finds, in the indices of the rulebook.
namespace arvio::inline v0::evaluated {

using book::level_index;
using book::rule_reference;

/// Where what a contact has in a slot comes from.
enum class origin : std::uint8_t {
  answered,
  inferred,
  inapplicable,
  computed,
  unknown,
  not_asked
};

/// One slot that a box tests.
struct box_side {
  std::uint32_t slot = 0;  // of the program
  value_set allowed;
  value_set found;  // what the contact can have there
  evaluated::origin origin = origin::answered;
  std::vector<std::uint32_t> inputs;  // that it rests on and that were asked

  friend bool operator==(const box_side&, const box_side&) = default;
};

/// A maximal box that holds.
struct held_box {
  level_index level = 0;
  std::uint32_t group = 0;
  std::vector<rule_reference> rules;  // one; several that it joins and none has alone
  std::vector<box_side> sides;

  friend bool operator==(const held_box&, const held_box&) = default;
};

/// What a group may still say of a level, and the inputs that are not known and open in
/// it.
struct open_level {
  level_index level = 0;
  std::uint32_t group = 0;
  std::vector<rule_reference> rules;
  std::vector<std::uint32_t> inputs;

  friend bool operator==(const open_level&, const open_level&) = default;
};

struct changed_answer {
  std::uint32_t input = 0;
  book::answer given;  // known

  friend bool operator==(const changed_answer&, const changed_answer&) = default;
};

/// A box that is excluded, and the fewest answers that would make it certain.
struct change_set {
  level_index level = 0;
  std::uint32_t group = 0;
  std::vector<rule_reference> rules;
  bool in_scope = true;         // its group may speak for this contact
  std::vector<box_side> sides;  // those that the contact is not known to lie inside
  bool direct = false;          // every side is the answer to one input: any allowed does
  std::vector<changed_answer> example;            // enough, as it is
  std::vector<std::vector<std::uint32_t>> other;  // as few inputs that could change too
  std::size_t other_left_out = 0;

  friend bool operator==(const change_set&, const change_set&) = default;
};

struct explanation {
  level_index level = 0;  // at_least
  std::vector<held_box> holding;
  std::vector<open_level> possible;
  std::vector<change_set> changes;
  std::uint32_t searched = 0;  // sets of up to so many answers were all looked at

  friend bool operator==(const explanation&, const explanation&) = default;
};

/// Explains an evaluated contact. `asking` is the same without_unknown(), `beside` a
/// contact of the same program; what they hold is lost.
[[nodiscard]] explanation explained(const book::rulebook& book,
                                    const compile::legend& legend,
                                    core::evaluation& found, core::frame& asking,
                                    core::frame& beside, core::row_kernel kernel);

}  // namespace arvio::inline v0::evaluated

#endif  // ARVIO_SRC_EVALUATE_EXPLAINED_HPP
