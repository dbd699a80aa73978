#include "arvio/base/date.hpp"
#include "arvio/core/load.hpp"
#include "arvio/engine/engine.hpp"
#include "arvio/engine/repository.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "output_file.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arvio::cli {

namespace {

/// The moment that the image is for: far in the future where none is given.
std::optional<instant> wanted(const std::string& at) {
  if (at.empty()) return instant{std::numeric_limits<std::int64_t>::max()};
  const auto time = parse_time(at);
  if (!time) {
    complain("arvio: --at takes a time with its offset: 2026-03-02T10:00:00+02:00\n");
    return std::nullopt;
  }
  return time->moment;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void describe(const core::program& rules) {
  const auto& head = rules.head();
  const auto identities = rules.identities();
  for (const auto& one : identities) {
    print(fmt::format("  {} {}  {}\n", rules.name(one.id), rules.name(one.version),
                      rules.name(one.digest)));
  }
  print(fmt::format("  {}, {}, {}, {} bytes\n",
                    counted(rules.inputs().size(), "input", "inputs"),
                    counted(rules.rules().size(), "rule", "rules"),
                    counted(rules.all<core::place>(core::part::clause_tests).size() - 1,
                            "place for clauses", "places for clauses"),
                    head.bytes));
}

}  // namespace

int run(const compile_options& from) {
  const auto at = wanted(from.at);
  if (!at) return bad_usage;
  const auto ready = opened(from.rules, from.retired);
  if (!ready) return ready.error();
  if (!may_write(from.image, from.rules, ready->repository().sources)) return bad_usage;
  const auto image = ready->image(*at);
  if (image.empty()) {
    complain("arvio: no rule set is valid at that time\n");
    return has_findings;
  }
  const auto loaded = core::load(image);
  if (!loaded) {  // not reached: what was compiled is sound
    complain("arvio: the image is not sound; nothing was written\n");
    return bad_usage;
  }
  if (!write_whole(from.image, as_text(image))) return bad_usage;
  print(harmless(from.image) + "\n");
  describe(*loaded);
  return fine;
}

}  // namespace arvio::cli
