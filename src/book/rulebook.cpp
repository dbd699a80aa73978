#include "arvio/book/rulebook.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace arvio::inline v0::book {

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
  const auto found = input_places.find(id);
  if (found == input_places.end()) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> rulebook::find_derived(std::string_view id) const {
  return place_of(derived, id);
}

value_range rulebook::in_force(const linked_deadline& what) const {
  const bool is_date = what.event && inputs[*what.event].type.kind == lang::kind::date;
  const auto first_of = [is_date](date day) {
    return is_date ? std::int64_t{day.days} : helsinki_midnight(day).seconds;
  };
  value_range range{std::numeric_limits<std::int64_t>::min(),
                    std::numeric_limits<std::int64_t>::max()};
  if (what.in_force_from) range.low = first_of(*what.in_force_from);
  if (what.in_force_to) range.high = first_of({what.in_force_to->days + 1}) - 1;
  return range;
}

std::set<std::uint32_t> rulebook::sets_behind(std::uint32_t set) const {
  std::set<std::uint32_t> found{0, set};  // the vocabulary is the first
  std::vector<std::uint32_t> waiting(found.begin(), found.end());
  while (!waiting.empty()) {
    const auto next = waiting.back();
    waiting.pop_back();
    for (const auto use : sets[next].uses) {
      if (found.insert(use).second) waiting.push_back(use);
    }
  }
  return found;
}

}  // namespace arvio::inline v0::book
