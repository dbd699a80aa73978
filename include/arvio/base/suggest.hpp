#ifndef ARVIO_BASE_SUGGEST_HPP
#define ARVIO_BASE_SUGGEST_HPP

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// How many letters one has to insert, drop, replace or swap with their neighbour to turn one
/// name into another.
///
/// Cost  product of the lengths.
[[nodiscard]] inline std::size_t spelling_distance(std::string_view from,
                                                   std::string_view to) {
  // rows of the usual table: distances of the first i letters of `from` to those of `to`
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::vector<std::size_t> row(to.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last[to.size()];
}

/// The candidate that was most likely meant by `name`, the first of equally near ones; nullopt
/// where none is near: a wrong guess costs an author more than none.
template <class Names>
[[nodiscard]] std::optional<std::string> closest_name(std::string_view name,
                                                      const Names& candidates) {
  constexpr std::size_t longest = 64;  // names beyond are no slip of the pen
  if (name.empty() || name.size() > longest) return std::nullopt;
  std::size_t nearest = name.size() < 3 ? 1 : name.size() / 3;
  std::optional<std::string> found;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > longest || candidate.size() > name.size() + nearest) continue;
    const std::size_t distance = spelling_distance(name, candidate);
    if (found ? distance < nearest : distance <= nearest) {
      nearest = distance;
      found = std::string(candidate);
    }
  }
  return found;
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_SUGGEST_HPP
