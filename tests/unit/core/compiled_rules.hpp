#ifndef ARVIO_TESTS_UNIT_CORE_COMPILED_RULES_HPP
#define ARVIO_TESTS_UNIT_CORE_COMPILED_RULES_HPP

#include "arvio/compile/program.hpp"
#include "arvio/core/session.hpp"

#include "support/sample_rules.hpp"
#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Rule sets written in tests, compiled, with a call about them.
namespace arvio::tests {

/// 2 March 2026, 10:00 in Helsinki.
inline constexpr std::int64_t noon = 1772438400;

class compiled_rules {
 public:
  explicit compiled_rules(linked from) : linked_(std::move(from)) {
    EXPECT_TRUE(linked_.book) << linked_.text();
    if (!linked_.book) return;
    auto made = compile::compile_program(*linked_.book, {});
    EXPECT_TRUE(made) << "the rule set does not compile";
    if (made) image_ = std::make_unique<compile::program_image>(std::move(made->image));
  }
  /// The demonstration vocabulary (book/link_support.hpp) and a rule set.
  explicit compiled_rules(const std::string& content)
      : compiled_rules(link_demo(content)) {}

  [[nodiscard]] const book::rulebook& book() const { return *linked_.book; }
  [[nodiscard]] std::span<const std::byte> bytes() const { return image_->bytes(); }
  [[nodiscard]] core::program program() const { return image_->program(); }
  [[nodiscard]] core::place input(std::string_view id) const {
    return program().find_input(id);
  }
  [[nodiscard]] core::place rule(std::string_view id) const {
    for (core::place i = 0; i < program().rules().size(); ++i) {
      if (program().rule_name(i) == id) return i;
    }
    return core::none;
  }
  [[nodiscard]] std::vector<std::uint64_t> memory() const {
    return std::vector<std::uint64_t>(core::session::words(program()));
  }

 private:
  linked linked_;
  std::unique_ptr<compile::program_image> image_;
};

/// The sample rule set with something of everything, compiled once.
inline const compiled_rules& everything() {
  static const compiled_rules made(something_of_everything());
  return made;
}

/// A call that owns its memory.
class call_of {
 public:
  call_of(const compiled_rules& rules, std::int64_t now)
      : memory_(rules.memory()),
        call_(rules.program(), memory_, instant{now}, core::own_row_kernel()) {}
  explicit call_of(const compiled_rules& rules) : call_of(rules, noon) {}

  core::session* operator->() { return &call_; }
  core::session& operator*() { return call_; }

 private:
  std::vector<std::uint64_t> memory_;
  core::session call_;
};

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_UNIT_CORE_COMPILED_RULES_HPP
