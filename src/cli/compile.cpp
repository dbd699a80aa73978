#include "arvio/base/date.hpp"
#include "arvio/core/load.hpp"
#include "arvio/engine/engine.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <fstream>
#include <limits>
#include <optional>
#include <span>
#include <string>

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

bool write(const std::string& path, std::span<const std::byte> bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  file.close();
  return static_cast<bool>(file);
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
  const auto ready = opened(from.rules);
  if (!ready) return ready.error();
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
  if (!write(from.image, image)) {
    complain(fmt::format("arvio: `{}` could not be written\n", harmless(from.image)));
    return bad_usage;
  }
  print(harmless(from.image) + "\n");
  describe(*loaded);
  return fine;
}

}  // namespace arvio::cli
