#ifndef ARVIO_SERVICE_LINK_REGION_HPP
#define ARVIO_SERVICE_LINK_REGION_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/service/calendar_document.hpp"
#include "arvio/service/coverage.hpp"
#include "arvio/service/region.hpp"

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace arvio::inline v0::service {

/// A finding about a profile, with what shows it as data: a contact that has no service,
/// or a moment at which something is not so.
struct region_finding {
  finding what;
  std::variant<std::monostate, coverage_witness, instant> witness;
};

struct linked_region {
  std::shared_ptr<const region> made;  // null where there are errors
  std::vector<region_finding> found;   // in file order as far as it is one of names
};

/// The calendar that a repository gives a profile: its document, and what is made of it.
struct given_calendar {
  const calendar_document* document = nullptr;
  std::shared_ptr<const calendar> free_days;
};

/// What is to be looked into beside what an engine needs to know.
struct link_options {
  bool other_languages = false;  // coverage in languages that are not official: warnings
};

/// Links a profile with the rule sets that it is used with and proves that it leaves
/// nobody without a service.
///
/// Meaning  docs/services.md, "What loading proves". The region refers to places of the
///          book, and holds with it alone.
/// Errors   no region where there is an error. Where a name is at fault nothing is said
///          of coverage.
/// Cost     linear in the open spans of the services over the days of the proof, and in
///          the groups of persons whom the same services take: under a second for a
///          hundred services.
[[nodiscard]] linked_region link_region(std::shared_ptr<const profile> written,
                                        const book::rulebook& book,
                                        const given_calendar& calendar,
                                        const link_options& options);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_LINK_REGION_HPP
