#ifndef ARVIO_TESTS_UNIT_COMPILE_NUMBER_SLOT_HPP
#define ARVIO_TESTS_UNIT_COMPILE_NUMBER_SLOT_HPP

#include "arvio/compile/formula.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace arvio::tests {

/// A slot for a number of that domain, called n0, n1, ... by its index.
inline compile::slot_index number_slot(compile::formula_pool& pool, std::uint32_t index,
                                       value_set domain) {
  compile::slot one;
  one.index = index;
  one.text = "n" + std::to_string(index);
  one.domain = std::move(domain);
  return pool.add_slot(one);
}

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_COMPILE_NUMBER_SLOT_HPP
