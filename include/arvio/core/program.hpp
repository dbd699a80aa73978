#ifndef ARVIO_CORE_PROGRAM_HPP
#define ARVIO_CORE_PROGRAM_HPP

#include "arvio/core/image/image.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace arvio::inline v0::core {

/// The rule sets of one assessment, compiled: a view over an image that load() has found
/// sound.
///
/// Meaning  immutable, cheap to copy, may be read by many threads. The image must outlive
///          it. Parts are given as the image has them: an index in one is within the part
///          it points into.
class program {
 public:
  program() noexcept = default;
  /// Over an image whose parts lie inside it; everything else is load()'s to find out.
  explicit program(const std::byte* image) noexcept
      : head_(reinterpret_cast<const image_header*>(image)) {}

  [[nodiscard]] const image_header& head() const noexcept { return *head_; }
  [[nodiscard]] std::span<const std::byte> image() const noexcept {
    return {base(), static_cast<std::size_t>(head_->bytes)};
  }

  // --- names: ids as the rule sets have them -----------------------------------------

  [[nodiscard]] std::string_view name(place index) const noexcept {
    const auto& range = get<name_record>(part::names)[index];
    return {reinterpret_cast<const char*>(get<char>(part::letters)) + range.first,
            range.size};
  }
  /// The input with an id; none where there is no such input.
  /// Cost  the logarithm of the inputs, in comparisons of names.
  [[nodiscard]] place find_input(std::string_view id) const noexcept {
    const auto order = all<place>(part::input_order);
    std::size_t low = 0;
    std::size_t high = order.size();
    while (low < high) {
      const auto middle = low + (high - low) / 2;
      if (name(inputs()[order[middle]].name) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == order.size() || name(inputs()[order[low]].name) != id) return none;
    return order[low];
  }
  /// The code of a code or codes input with an id; none where there is no such code.
  [[nodiscard]] place find_code(place input, std::string_view id) const noexcept {
    for (place code = 0; code < inputs()[input].codes; ++code) {
      if (name(inputs()[input].first_code_name + code) == id) return code;
    }
    return none;
  }
  [[nodiscard]] std::string_view input_name(place input) const noexcept {
    return name(inputs()[input].name);
  }
  [[nodiscard]] std::string_view code_name(place input, place code) const noexcept {
    return name(inputs()[input].first_code_name + code);
  }
  [[nodiscard]] std::string_view rule_name(place rule) const noexcept {
    return name(rules()[rule].name);
  }
  /// The ids of the levels, most urgent first, and of the needs, are the first names.
  [[nodiscard]] std::string_view level_name(std::uint32_t level) const noexcept {
    return name(level);
  }
  [[nodiscard]] std::string_view need_name(std::uint32_t need) const noexcept {
    return name(head_->level_count + need);
  }

  [[nodiscard]] std::uint32_t default_level() const noexcept {
    return head_->level_count - 1U;
  }

  // --- parts -------------------------------------------------------------------------

  [[nodiscard]] std::span<const input_record> inputs() const noexcept {
    return all<input_record>(part::inputs);
  }
  [[nodiscard]] std::span<const derived_record> derived() const noexcept {
    return all<derived_record>(part::derived);
  }
  [[nodiscard]] std::span<const expression_record> expressions() const noexcept {
    return all<expression_record>(part::expressions);
  }
  [[nodiscard]] std::span<const slot_record> slots() const noexcept {
    return all<slot_record>(part::slots);
  }
  [[nodiscard]] std::span<const quad_record> quads() const noexcept {
    return all<quad_record>(part::quads);
  }
  [[nodiscard]] std::span<const condition_record> conditions() const noexcept {
    return all<condition_record>(part::conditions);
  }
  [[nodiscard]] std::span<const group_record> groups() const noexcept {
    return all<group_record>(part::groups);
  }
  [[nodiscard]] std::span<const rule_record> rules() const noexcept {
    return all<rule_record>(part::rules);
  }
  [[nodiscard]] std::span<const requirement_record> requirements() const noexcept {
    return all<requirement_record>(part::requirements);
  }
  [[nodiscard]] std::span<const route_record> routes() const noexcept {
    return all<route_record>(part::routes);
  }
  [[nodiscard]] std::span<const stratum_record> strata() const noexcept {
    return all<stratum_record>(part::strata);
  }
  [[nodiscard]] std::span<const place> coverage() const noexcept {
    return all<place>(part::coverage);
  }
  [[nodiscard]] std::span<const identity_record> identities() const noexcept {
    return all<identity_record>(part::identities);
  }

  /// The predicates of a clause: its box, slot by slot.
  [[nodiscard]] std::span<const place> tests(place clause) const noexcept {
    const auto* begins = get<place>(part::clause_tests);
    return {get<place>(part::tests) + begins[clause],
            begins[clause + 1] - begins[clause]};
  }
  [[nodiscard]] const predicate_record& predicate(place index) const noexcept {
    return get<predicate_record>(part::predicates)[index];
  }
  /// The rule of a clause; none where the clause is of a condition, or joins rules.
  [[nodiscard]] place rule_of(place clause) const noexcept {
    return get<place>(part::clause_rules)[clause];
  }
  /// The clauses that rules of a group add to its conditions at a level.
  [[nodiscard]] const condition_record& segment(place group,
                                                std::uint32_t level) const noexcept {
    return get<condition_record>(part::segments)[group * head_->level_count + level];
  }
  [[nodiscard]] const std::uint64_t* row(place line) const noexcept {
    return get<std::uint64_t>(part::rows) + std::size_t{line} * line_words;
  }
  [[nodiscard]] place row_place(place row) const noexcept {
    return get<place>(part::row_places)[row];
  }

  template <class T>
  [[nodiscard]] std::span<const T> all(part which) const noexcept {
    return {get<T>(which), head_->parts[static_cast<std::size_t>(which)].count};
  }
  template <class T>
  [[nodiscard]] const T* get(part which) const noexcept {
    const auto line = head_->parts[static_cast<std::size_t>(which)].line;
    return reinterpret_cast<const T*>(base() + std::size_t{line} * line_bytes);
  }

 private:
  [[nodiscard]] const std::byte* base() const noexcept {
    return reinterpret_cast<const std::byte*>(head_);
  }

  const image_header* head_ = nullptr;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_PROGRAM_HPP
