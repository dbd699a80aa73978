#ifndef ARVIO_TESTS_EXAMPLES_SHIPPED_RULES_HPP
#define ARVIO_TESTS_EXAMPLES_SHIPPED_RULES_HPP

#include <string>

namespace arvio::testing_program {

/// The folder of the rule sets that come with arvio.
inline const std::string shipped_rules = std::string(ARVIO_SOURCE_DIR) + "/rules";

}  // namespace arvio::testing_program

#endif  // ARVIO_TESTS_EXAMPLES_SHIPPED_RULES_HPP
