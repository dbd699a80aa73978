#ifndef ARVIO_BASE_DID_YOU_MEAN_HPP
#define ARVIO_BASE_DID_YOU_MEAN_HPP

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// How many letters must be put in, left out, changed or swapped with their neighbour to
/// get from one word to the other.
///
/// Cost   the product of the lengths.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the usual table: a swap looks two rows back.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

/// The known word that was probably meant: the nearest one, the first of several equally
/// near. Nullopt where none is near: one letter in three may be wrong, and at least one.
///
/// Cost   bounded: of very many known words only the first are looked at.
[[nodiscard]] inline std::optional<std::string> nearest_word(
    std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // longer words are not worth the time
  constexpr std::size_t most_steps = std::size_t{1} << 20;  // of edit_distance
  std::size_t steps = 0;
  if (word.empty() || word.size() > longest) return std::nullopt;
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  const std::string* found = nullptr;
  for (const auto& one : known) {
    const auto apart =
        one.size() > word.size() ? one.size() - word.size() : word.size() - one.size();
    if (apart >= best || one.size() > longest) continue;
    steps += word.size() * one.size();
    if (steps > most_steps) break;
    const auto distance = edit_distance(word, one);
    if (distance < best) {
      best = distance;
      found = &one;
    }
  }
  return found == nullptr ? std::nullopt : std::optional(*found);
}

/// The hint of a finding about an unknown word: "did you mean `age`?", or nothing.
[[nodiscard]] inline std::string did_you_mean(std::string_view word,
                                              const std::vector<std::string>& known) {
  const auto meant = nearest_word(word, known);
  return meant ? "did you mean `" + *meant + "`?" : "";
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_DID_YOU_MEAN_HPP
