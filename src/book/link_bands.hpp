#ifndef ARVIO_SRC_BOOK_LINK_BANDS_HPP
#define ARVIO_SRC_BOOK_LINK_BANDS_HPP

#include "link_context.hpp"

/// Bands, rows and cells: which values each is for, so that none is left out or taken
/// twice.
namespace arvio::inline v0::book::linking {

/// All values that a number can have anywhere.
[[nodiscard]] value_set every_number();

/// What bands are over: an input or derived value with its domain.
struct banded {
  linked_operand place;
  value_form form;
  value_set domain;
  std::string id;
};

/// The input or derived value that a name stands for, or a finding where it can have no
/// bands.
[[nodiscard]] std::optional<banded> banded_by(context& at, std::uint32_t set,
                                              const name& id);

/// The values that each key is for, cut to the domain, in order.
///
/// Errors  band_overlap and value_outside at a key, band_gap at `where`. `what` is what
///         holds a key: "band", "row", "cell".
[[nodiscard]] std::vector<value_set> cover(context& at, const banded& over,
                                           const std::vector<const key*>& keys,
                                           source_span where, std::string_view what);

/// Sets definition and type of a derived value that is a score, a table.
void link_score(context& at, linked_derived& derived, const score& definition);
void link_table(context& at, linked_derived& derived, const table& definition,
                lang::type type);

}  // namespace arvio::inline v0::book::linking

#endif  // ARVIO_SRC_BOOK_LINK_BANDS_HPP
