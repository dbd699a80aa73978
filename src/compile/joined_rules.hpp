#ifndef ARVIO_SRC_COMPILE_JOINED_RULES_HPP
#define ARVIO_SRC_COMPILE_JOINED_RULES_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>
#include <vector>

namespace arvio::inline v0::compile {

/// A set of classes per slot, as the states of all slots stand in a contact.
using class_box = std::vector<std::uint64_t>;

/// All classes of every slot.
[[nodiscard]] class_box every_class(const core::program& rules);
/// What a clause allows.
[[nodiscard]] class_box box_of(const core::program& rules, core::place clause);

/// Rules of a group at a level or above that hold all of a box together, none of them to
/// spare; as places in the group.
///
/// Cost  limited: where that runs out rules that are to spare are among them.
[[nodiscard]] std::vector<std::uint32_t> joined_rules(const core::program& rules,
                                                      core::place group,
                                                      book::level_index level,
                                                      class_box box);

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_JOINED_RULES_HPP
