#ifndef ARVIO_CORE_IMAGE_IMAGE_CHECK_RULES_HPP
#define ARVIO_CORE_IMAGE_IMAGE_CHECK_RULES_HPP

#include "arvio/core/image/image_check.hpp"

#include <cstdint>

/// Whether the parts about rules point only at what is there.
namespace arvio::inline v0::core {

inline bool image_check::groups() const noexcept {
  const auto is_level = [this](std::uint32_t level) noexcept {
    return level == none || level < head_.level_count;
  };
  const bool groups =
      every<group_record>(part::groups, [&](const group_record& one) noexcept {
        return is_decided(one.scope) && one.apart <= 1 &&
               has(part::rules, one.first_rule, one.rules) &&
               has(part::requirements, one.first_requirement, one.requirements) &&
               has(part::routes, one.first_route, one.routes) &&
               has(part::names, one.name);
      });
  const bool rules =
      every<rule_record>(part::rules, [&](const rule_record& one) noexcept {
        return std::uint64_t{one.first_clause} + one.clauses <= row_bits() &&
               is_level(one.level) && is_level(one.suggest) &&
               has(part::groups, one.group) && duties_of(one) &&
               has(part::names, one.name);
      });
  const bool requirements = every<requirement_record>(
      part::requirements, [&](const requirement_record& one) noexcept {
        return has(part::inputs, one.input) && is_level(one.level);
      });
  return groups && rules && requirements;
}

/// Its duties, and behind them the kinds of deadlines that it asks for.
inline bool image_check::duties_of(const rule_record& rule) const noexcept {
  const auto both = std::uint64_t{rule.duties} + rule.deadline_kinds;
  if (!has(part::duties, rule.first_duty, both)) return false;
  const auto* named = rules_.get<place>(part::duties) + rule.first_duty;
  for (std::uint64_t i = 0; i < both; ++i) {
    if (named[i] >= (i < rule.duties ? head_.duty_count : head_.deadline_kinds))
      return false;
  }
  return true;
}

inline bool image_check::deadlines() const noexcept {
  return every<deadline_record>(
      part::deadlines, [this](const deadline_record& one) noexcept {
        if (!has(part::conditions, one.condition) || one.kind >= head_.deadline_kinds)
          return false;
        if (one.event == none) return true;
        if (!has(part::inputs, one.event)) return false;
        const auto kind = rules_.inputs()[one.event].kind;
        return kind == input_kind::date || kind == input_kind::datetime;
      });
}

inline bool image_check::routes() const noexcept {
  return has(part::routes, head_.first_vocabulary_route, head_.vocabulary_routes) &&
         every<route_record>(part::routes, [this](const route_record& one) noexcept {
           return has(part::conditions, one.condition) &&
                  has_or_none(part::groups, one.group);
         });
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_IMAGE_IMAGE_CHECK_RULES_HPP
