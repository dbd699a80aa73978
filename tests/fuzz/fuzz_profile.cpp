// Whatever is read as a profile is written in the canonical form, which is read as the
// same; linked with a book it is refused with findings, or gives everybody a place to
// turn to. The rest is refused with findings that point into it. With
// ARVIO_FUZZ_READ=FILE, each document that was read is appended to the file, a zero byte
// after it, for xmllint.

#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/load_profile.hpp"
#include "arvio/service/routes.hpp"
#include "arvio/service/save_profile.hpp"

#include "fuzz/fuzz.hpp"
#include "unit/service/finland.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arvio;  // NOLINT: a program

/// The vocabulary of the tests of services.
const book::rulebook& vocabulary() {
  static const auto book = [] {
    source_map sources;
    findings found;
    const auto source =
        sources.add("vocabulary.xml",
                    fuzz::bytes_of(ARVIO_SOURCE_DIR
                                   "/tests/unit/service/data/region-vocabulary.xml"));
    auto rules = ruleset::load(sources, source, found);
    fuzz::must(rules.has_value(), "the vocabulary is sound");
    return book::link({std::make_shared<const ruleset::rule_set>(std::move(*rules))},
                      found);
  }();
  fuzz::must(book != nullptr, "the vocabulary can be linked");
  return *book;
}

void check_services(service::profile&& what, const source_map& sources) {
  static const auto days = service::finland(2025, 2030);
  static const auto free_days = std::make_shared<const service::calendar>(days);
  const auto& book = vocabulary();
  const auto linked =
      service::link_region(std::make_shared<const service::profile>(std::move(what)),
                           book, {&days, free_days}, {.other_languages = true});
  findings found;
  for (const auto& one : linked.found)
    found.push_back(one.what);
  fuzz::must((linked.made == nullptr) == has_errors(found), "errors alone refuse");
  fuzz::must_point_inside(found, sources);
  if (!linked.made) return;
  service::known_person person;
  for (std::size_t i = 0; i < service::person_facts; ++i) {
    if (linked.made->inputs[i])
      person.possible[i] = book.inputs[*linked.made->inputs[i]].domain;
  }
  std::vector<service::asked_need> needs;
  for (book::level_index level = 1; level < book.level_count; ++level) {
    service::asked_need made{0U, level, {}};
    for (std::uint32_t route = 0; route < book.routes.size(); ++route)
      made.routes.push_back({{std::nullopt, route}, static_cast<certainty>(route % 3)});
    needs.push_back(made);
  }
  const instant at{std::int64_t{20700} * 86400};  // in the autumn of 2026
  const auto services = service::services_for(*linked.made, book, needs, person, at);
  for (std::size_t i = 0; services && i < services->size(); ++i) {
    const auto& one = (*services)[i];
    bool somewhere = one.fallback && !one.fallback->services.empty();
    for (const auto& route : one.routes)
      somewhere = somewhere || !route.suitable.empty();
    // where the fallback's service is not open within four hundred days, nothing is
    for (const auto& service : linked.made->services)
      somewhere = somewhere || !service.open.next_open(at);
    fuzz::must(somewhere, "everybody has a place to turn to");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  source_map sources;
  const auto source = sources.add("fuzz.xml", bytes);
  findings found;
  auto profile = service::load_profile(sources, source, found);
  fuzz::must(profile.has_value() == !has_errors(found), "errors and nothing else refuse");
  fuzz::must_point_inside(found, sources);
  if (!profile) return 0;
  fuzz::keep_what_is_read(bytes);
  fuzz::check_saving(*profile, service::load_profile,
                     [](const auto& one) { return service::save(one); });
  check_services(std::move(*profile), sources);
  return 0;
}
