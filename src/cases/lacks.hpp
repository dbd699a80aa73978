#ifndef ARVIO_SRC_CASES_LACKS_HPP
#define ARVIO_SRC_CASES_LACKS_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/cases/case_run.hpp"
#include "arvio/ruleset/ruleset.hpp"
#include "arvio/service/calendar_document.hpp"
#include "arvio/service/profile.hpp"

#include <string>
#include <vector>

/// What a document lacks: an error for whom it keeps from publishing, less for others.
namespace arvio::inline v0 {

/// The texts for people that are not there in one of the languages: titles, advice,
/// questions, values, levels and the other words of a vocabulary. Of texts that need not
/// be there at all, those that are there in another language.
void add_missing_texts(const ruleset::rule_set& rules,
                       const std::vector<std::string>& languages, severity level,
                       findings& out);

/// The same of a profile: its title and purpose, municipalities, names of services.
void add_missing_texts(const service::profile& profile,
                       const std::vector<std::string>& languages, severity level,
                       findings& out);

/// The same of a calendar: the titles of its days.
void add_missing_texts(const service::calendar_document& calendar,
                       const std::vector<std::string>& languages, severity level,
                       findings& out);

/// The thresholds with no case on one of their sides, and the complaints that are covered
/// and that no case names.
void add_missing_cases(const case_report& report, severity level, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_CASES_LACKS_HPP
