// Whatever is read is written in the canonical form, which is read as the same; beside a
// vocabulary it is linked and checked, or refused with findings that point into it. With
// ARVIO_FUZZ_READ=FILE, each document that was read is appended to the file, a zero byte
// after it: tools/check_fuzzed.py gives them to xmllint.

#include "arvio/cases/case_run.hpp"
#include "arvio/cases/publish_check.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/ruleset/save.hpp"

#include "fuzz/fuzz.hpp"

#include <string>

namespace {

using namespace arvio;  // NOLINT: a program

void check_repository(std::string bytes) {
  static const auto vocabulary =
      fuzz::bytes_of(ARVIO_SOURCE_DIR "/tests/hostile/bases/complete.xml");
  const auto loaded = load_repository(
      {{"vocabulary.xml", vocabulary}, {"fuzz.xml", std::move(bytes)}}, {});
  fuzz::must_point_inside(loaded.findings, loaded.sources);
  fuzz::must(!has_errors(loaded.findings) || loaded.periods.empty(),
             "nothing is half-loaded");
  if (has_errors(loaded.findings)) return;
  findings found;
  check_publishable(loaded, found);  // runs the cases, too
  fuzz::must_point_inside(found, loaded.sources);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  source_map sources;
  const auto source = sources.add("fuzz.xml", bytes);
  findings found;
  const auto rules = ruleset::load(sources, source, found);
  fuzz::must(rules.has_value() == !has_errors(found), "errors and nothing else refuse");
  fuzz::must_point_inside(found, sources);
  if (rules) fuzz::keep_what_is_read(bytes);
  if (rules)
    fuzz::check_saving(*rules, ruleset::load,
                       [](const auto& one) { return ruleset::save(one); });
  check_repository(bytes);
  return 0;
}
