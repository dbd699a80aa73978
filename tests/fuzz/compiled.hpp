#ifndef ARVIO_TESTS_FUZZ_COMPILED_HPP
#define ARVIO_TESTS_FUZZ_COMPILED_HPP

#include "arvio/compile/program.hpp"

#include "fuzz/fuzz.hpp"
#include "support/sample_rules.hpp"
#include "unit/book/link_support.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Small rule sets, compiled, for targets that do not read any.
namespace arvio::fuzz {

struct compiled {
  std::shared_ptr<const book::rulebook> book;
  std::unique_ptr<compile::program_image> image;
};

/// Which of them, by chance: seldom the last, which takes long.
template <class Numbers>
std::size_t some_book(Numbers& choice) {
  const auto which = choice.below(32);
  return which == 31 ? 2 : which % 2;
}

inline std::vector<compiled> compiled_books() {
  std::vector<compiled> all;
  const auto smallest = std::string("<inputs><input id=\"pain\" type=\"boolean\"/>") +
                        "</inputs><rules id=\"g\" complaints=\"rash\" need=\"body\">" +
                        tests::when("1", "urgency=\"U1\"", "pain and age >= 5") +
                        tests::otherwise("2", "U4") + "</rules>";
  for (const auto& content :
       {tests::something_of_everything(), smallest, tests::many_codes(70)}) {
    const auto linked = tests::link_demo(content);
    must(linked.book != nullptr, "the rule set is sound");
    auto made = compile::compile_program(*linked.book, {});
    must(static_cast<bool>(made), "the rule set compiles");
    all.push_back(
        {linked.book, std::make_unique<compile::program_image>(std::move(made->image))});
  }
  return all;
}

}  // namespace arvio::fuzz

#endif  // ARVIO_TESTS_FUZZ_COMPILED_HPP
