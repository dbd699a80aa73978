#ifndef ARVIO_TESTS_SUPPORT_SAMPLE_SCOPE_HPP
#define ARVIO_TESTS_SUPPORT_SAMPLE_SCOPE_HPP

#include "arvio/base/date.hpp"
#include "arvio/lang/check.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::testing {

/// Names of every type for the tests of expressions, without a rule set around them.
class sample_scope : public lang::scope {
 public:
  struct entry {
    std::string name;
    lang::type type;
  };

  sample_scope() {
    using lang::kind;
    number("age", kind::integer, "a", 0, 0, 120);
    number("pulse", kind::integer, "/min", 0, 20, 250);
    number("respiratory_rate", kind::integer, "/min", 0, 0, 80);
    number("temperature", kind::decimal, "Cel", 1, 250, 450);
    number("skin_temperature", kind::decimal, "Cel", 2, 1000, 4500);
    number("weight", kind::decimal, "kg", 1, 5, 3000);
    number("height", kind::decimal, "m", 2, 30, 250);
    number("pain", kind::integer, "1", 0, 0, 10);
    number("signs", kind::integer, "1", 0, 0, 5);
    number("change", kind::integer, "1", 0, -10, 10);
    add("cold_sweat", kind::boolean, 0, 1);
    add("nausea", kind::boolean, 0, 1);
    add("pregnant", kind::boolean, 0, 1);
    code("sex", 0);
    code("pain_onset", 1);
    code("worse_onset", 1);
    add("complaint", kind::codes, 0, 2);
    entries_.back().type.value_set = 2;
    add("birth_date", kind::date, to_date({1900, 1, 1}).days,
        to_date({2199, 12, 31}).days);
    add("symptoms_began", kind::datetime,
        to_date({2000, 1, 1}).days * std::int64_t{86400},
        to_date({2100, 1, 1}).days * std::int64_t{86400});
    add("ill_for", kind::duration, 0, 30 * 86400);
    add("asleep_for", kind::duration, 0, 2 * 86400);
  }

  [[nodiscard]] const std::vector<entry>& entries() const { return entries_; }

  [[nodiscard]] std::optional<lang::symbol> find(std::string_view name) const override {
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].name == name)
        return lang::symbol{lang::symbol_kind::input, i, entries_[i].type};
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<std::string> names() const override {
    std::vector<std::string> all;
    for (const auto& one : entries_)
      all.push_back(one.name);
    return all;
  }
  [[nodiscard]] const std::vector<std::string>& codes(
      std::uint32_t value_set) const override {
    return codes_.at(value_set);
  }
  [[nodiscard]] std::optional<std::uint32_t> level(std::string_view id) const override {
    return place(levels(), id);
  }
  [[nodiscard]] std::optional<std::uint32_t> need(std::string_view id) const override {
    return place(needs(), id);
  }
  [[nodiscard]] std::vector<std::string> levels() const override {
    return {"U0", "U1", "U2", "U3"};
  }
  [[nodiscard]] std::vector<std::string> needs() const override {
    return {"body", "home"};
  }

 private:
  void add(std::string name, lang::kind what, std::int64_t low, std::int64_t high) {
    entry made{std::move(name), {}};
    made.type.kind = what;
    made.type.low = low;
    made.type.high = high;
    entries_.push_back(std::move(made));
  }
  void number(std::string name, lang::kind what, std::string unit, int scale,
              std::int64_t low, std::int64_t high) {
    add(std::move(name), what, low, high);
    entries_.back().type.unit = std::move(unit);
    entries_.back().type.scale = scale;
  }
  void code(std::string name, std::uint32_t value_set) {
    add(std::move(name), lang::kind::code, 0,
        static_cast<std::int64_t>(codes_.at(value_set).size()) - 1);
    entries_.back().type.value_set = value_set;
  }
  static std::optional<std::uint32_t> place(const std::vector<std::string>& all,
                                            std::string_view id) {
    const auto found = std::find(all.begin(), all.end(), id);
    if (found == all.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - all.begin());
  }

  std::vector<std::vector<std::string>> codes_{
      {"female", "male", "other"},
      {"sudden", "minutes", "gradual"},
      {"chest_pain", "rash", "fever"},
  };
  std::vector<entry> entries_;
};

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_SAMPLE_SCOPE_HPP
