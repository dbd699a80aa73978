#include "lang/wording.hpp"
#include "workbench.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace arvio::inline v0::analysis {

namespace {

/// The inputs that are asked before one, by `after`.
std::set<std::uint32_t> asked_before(const book::rulebook& book, std::uint32_t input) {
  std::set<std::uint32_t> before;
  for (auto next = book.inputs[input].after; next && before.insert(*next).second;)
    next = book.inputs[*next].after;
  return before;
}

}  // namespace

/// Of one rank the author's order decides: what is declared first is asked first.
void find_asked_early(workbench& bench) {
  const auto& book = bench.book;
  for (std::uint32_t i = 0; i < book.inputs.size(); ++i) {
    const auto& input = book.inputs[i];
    if (!input.applies_when || input.declared == nullptr) continue;
    mentions named;
    mention(book, input.applies_when, named);
    const auto before = asked_before(book, i);
    std::set<std::uint32_t> told;
    for (const auto& one : all_behind(book, named, false).variables) {
      const bool is_later = one.input > i && !before.contains(one.input);
      if (!is_later || !told.insert(one.input).second) continue;
      const auto& decides = book.inputs[one.input];
      bench.out.push_back(
          {errc::asked_early, severity::warning, input.declared->id.where,
           lang::in_backticks(input.id) + " may be asked before " +
               lang::in_backticks(decides.id) + ", which decides whether it applies",
           "declare it after that one, or write after=\"" + decides.id + "\"", ""});
    }
  }
}

}  // namespace arvio::inline v0::analysis
