#ifndef ARVIO_TESTS_UNIT_LANG_NAMES_HPP
#define ARVIO_TESTS_UNIT_LANG_NAMES_HPP

#include "support/sample_scope.hpp"

namespace arvio::lang {

/// The names that the expressions of these tests may use.
inline const testing::sample_scope names;

}  // namespace arvio::lang

#endif  // ARVIO_TESTS_UNIT_LANG_NAMES_HPP
