#ifndef ARVIO_SRC_CLI_PAGES_HPP
#define ARVIO_SRC_CLI_PAGES_HPP

#include "arvio/ruleset/ruleset.hpp"
#include "arvio/service/calendar_document.hpp"
#include "arvio/service/profile.hpp"

#include <string>
#include <vector>

/// A document as text, for who reviews it without reading XML.
namespace arvio::cli {

/// In words alone: questions, choices and titles stand where the rule set has ids.
/// `known`: the rule sets whose words it uses; what none of them has a word for keeps its
/// id.
[[nodiscard]] std::string page_in_words(const ruleset::rule_set& rules,
                                        const std::vector<ruleset::rule_set>& known,
                                        const std::string& language);

/// As its author wrote it, with ids and conditions.
[[nodiscard]] std::string page_as_written(const ruleset::rule_set& rules,
                                          const std::string& language);

/// A profile: about it, municipalities, targets, and each service with whom it takes and
/// when it is open. `known`: as above.
[[nodiscard]] std::string page_of_profile(const service::profile& profile,
                                          const std::vector<ruleset::rule_set>& known,
                                          const std::string& language);

/// A calendar: its days off from one year to another, both included and its own.
[[nodiscard]] std::string page_of_calendar(const service::calendar_document& calendar,
                                           int first, int last,
                                           const std::string& language);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_PAGES_HPP
