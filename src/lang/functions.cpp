#include "arvio/lang/functions.hpp"

#include "arvio/base/limits.hpp"

#include <algorithm>

namespace arvio::inline v0::lang {
namespace {

constexpr std::size_t any_number = limits::expression_nodes;

constexpr function table[] = {
    {"min", op::minimum, 1, any_number},
    {"max", op::maximum, 1, any_number},
    {"sum", op::sum, 1, any_number},
    {"abs", op::absolute, 1, 1},
    {"round", op::round, 1, 1},
    {"floor", op::floor, 1, 1},
    {"ceiling", op::ceiling, 1, 1},
    {"count_true", op::count_true, 1, any_number},
    {"years_between", op::years_between, 2, 2},
    {"months_between", op::months_between, 2, 2},
    {"days_between", op::days_between, 2, 2},
    {"hours_between", op::hours_between, 2, 2},
    {"minutes_between", op::minutes_between, 2, 2},
};

}  // namespace

std::span<const function> functions() noexcept { return table; }

const function* find_function(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(std::begin(table), std::end(table),
                   [name](const function& one) { return one.name == name; });
  return found == std::end(table) ? nullptr : found;
}

const function* find_function(op means) noexcept {
  const auto* const found =
      std::find_if(std::begin(table), std::end(table),
                   [means](const function& one) { return one.means == means; });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace arvio::inline v0::lang
