#ifndef ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP
#define ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/service/profile.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Profiles written in tests, and what loading them gives.
namespace arvio::inline v0::service {

struct loaded_profile {
  source_map sources;
  findings found;
  std::optional<profile> made;

  /// One line a finding: `E0011 3:14 clozed`, the last being the bytes it marks.
  [[nodiscard]] std::vector<std::string> summary() const;
  [[nodiscard]] std::string rendered() const;
};

[[nodiscard]] loaded_profile load_text(const std::string& bytes);

/// The text of a file of tests/unit/service/data.
[[nodiscard]] std::string data_text(const std::string& file);

/// A text with some parts of it changed; each stands in it once.
[[nodiscard]] std::string changed(
    std::string text, const std::vector<std::pair<std::string, std::string>>& edits);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_TESTS_UNIT_SERVICE_REGION_SUPPORT_HPP
