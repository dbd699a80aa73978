#ifndef ARVIO_TESTS_UNIT_ENGINE_SHIPPED_ENGINE_HPP
#define ARVIO_TESTS_UNIT_ENGINE_SHIPPED_ENGINE_HPP

#include "arvio.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace arvio::testing_rules {

/// The engine with the rule sets that come with arvio, opened once.
inline const engine& shipped() {
  static const auto opened =
      engine::open(std::filesystem::path(ARVIO_SOURCE_DIR) / "rules");
  EXPECT_TRUE(opened) << (opened ? "" : opened.error().text());
  return *opened;
}

}  // namespace arvio::testing_rules

#endif  // ARVIO_TESTS_UNIT_ENGINE_SHIPPED_ENGINE_HPP
