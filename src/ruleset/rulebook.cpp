#include "arvio/ruleset/rulebook.hpp"

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::ruleset {

namespace {

template <class T>
std::optional<std::uint32_t> place_of(const std::vector<T>& all, std::string_view id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const T& one) { return one.id == id; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

}  // namespace

std::optional<std::uint32_t> rulebook::find_input(std::string_view id) const {
  return place_of(inputs, id);
}

std::optional<std::uint32_t> rulebook::find_derived(std::string_view id) const {
  return place_of(derived, id);
}

}  // namespace arvio::inline v0::ruleset
