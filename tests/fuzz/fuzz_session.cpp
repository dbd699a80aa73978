// After every edit a call says what a fresh call would that is told the same at once.

#include "arvio/core/session.hpp"

#include "fuzz/compiled.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/numbers.hpp"
#include "support/core_calls.hpp"

#include <utility>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arvio;  // NOLINT: a program
  static const auto books = fuzz::compiled_books();
  fuzz::numbers script(data, size);
  const auto& book = books[fuzz::some_book(script)];
  const auto rules = book.image->program();
  std::vector<std::uint64_t> memory(core::session::words(rules));
  std::vector<std::uint64_t> other(core::session::words(rules));
  std::int64_t now = 1772438400;
  testing::remembered_call call(rules, memory, now, core::own_row_kernel());
  auto before = testing::all_of(call.call().details());
  for (int edits = 0; edits < 40 && !script.empty(); ++edits) {
    const auto what = script.below(20);
    auto fault = errc::none;
    if (what == 0) {
      now += script.between(0, 7200);
      fault = call.at(now);
      fuzz::must(fault == errc::none, "time goes on");
    } else if (what == 1) {
      call.finish();
    } else {
      auto edit = testing::random_core_edit(rules, script);
      if (what < 4) edit.observed = now - script.between(-10, 7200);
      fault = call.edit(edit);
    }
    auto after = testing::all_of(call.call().details());
    fuzz::must(fault == errc::none || after == before, "what is refused changes nothing");
    bool same = false;
    const bool told = call.anew(
        other, [&](core::evaluation& fresh) { same = testing::all_of(fresh) == after; });
    fuzz::must(told, "what was taken is taken again");
    fuzz::must(same, "the way there is of no matter");
    before = std::move(after);
  }
  return 0;
}
