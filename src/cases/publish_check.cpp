#include "arvio/cases/publish_check.hpp"

#include "arvio/cases/case_run.hpp"

#include "lacks.hpp"
#include "lang/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

namespace {

using lang::in_backticks;

const std::vector<std::string>& published_languages() {
  static const std::vector<std::string> all{"fi", "sv"};
  return all;
}

void report(errc code, source_span where, std::string message, std::string rule,
            findings& out) {
  out.push_back({code, severity::error, where, std::move(message), "", std::move(rule)});
}

void check_status(const ruleset::name& status, findings& out) {
  if (status.text == "approved") return;
  report(errc::status_not_approved, status.where,
         "the status is " + in_backticks(status.text) + ", not `approved`", "", out);
}

void check_sources(const std::vector<ruleset::source>& all, findings& out) {
  for (const auto& one : all) {
    if (one.confidence.text != "unverified") continue;
    report(errc::source_unverified, one.confidence.where,
           "the source " + in_backticks(one.id.text) + " is unverified", "", out);
  }
}

void check(const service::profile& profile, findings& out) {
  check_status(profile.about.status, out);
  add_missing_texts(profile, published_languages(), severity::error, out);
}

void check(const service::calendar_document& calendar, findings& out) {
  check_sources(calendar.sources, out);
  add_missing_texts(calendar, published_languages(), severity::error, out);
}

/// Looks through one rule set.
class publish_checker {
 public:
  publish_checker(const ruleset::rule_set& rules, findings& out)
      : rules_(rules), out_(out) {}

  void run() {
    check_status(rules_.about.status, out_);
    check_sources(rules_.sources, out_);
    add_missing_texts(rules_, published_languages(), severity::error, out_);
    for (const auto& one : rules_.inputs) {
      input(one);
    }
    for (const auto& group : rules_.groups) {
      for (const auto& one : group.rules) {
        rule(one);
      }
      if (group.otherwise) rule(*group.otherwise);
    }
  }

 private:
  void report(errc code, source_span where, std::string message) {
    arvio::report(code, where, std::move(message), rule_, out_);
  }

  void input(const ruleset::input& one) {
    const auto name = in_backticks(one.id.text);
    for (const auto& inference : one.inferences) {
      if (inference.source) continue;
      report(errc::source_missing, inference.where,
             "an inference of " + name + " names no source");
    }
    for (const auto& presumption : one.presumptions) {
      if (presumption.source) continue;
      report(errc::source_missing, presumption.where,
             "a presumption of " + name + " names no source");
    }
  }

  void rule(const ruleset::rule& one) {
    rule_ = one.id.text;
    if (one.sources.empty()) {
      report(errc::source_missing, one.id.where,
             in_backticks(one.id.text) + " names no source");
    }
    for (const auto* state : {"certain", "excluded"}) {
      const bool there =
          std::any_of(one.cases.begin(), one.cases.end(),
                      [&](const auto& each) { return each.expect.text == state; });
      if (there) continue;
      report(errc::case_missing, one.id.where,
             in_backticks(one.id.text) + " has no case in which it is " + state);
    }
    rule_.clear();
  }

  const ruleset::rule_set& rules_;
  findings& out_;
  std::string rule_;  // the rule being looked through
};

}  // namespace

void add_missing_cases(const case_report& report, severity level, findings& out) {
  const auto add = [&](source_span where, std::string message) {
    out.push_back({errc::case_missing, level, where, std::move(message), "", ""});
  };
  for (const auto& one : report.thresholds) {
    if (one.below && one.above) continue;
    const auto* side = one.below ? "above" : one.above ? "below" : "on either side of";
    add(one.where, "no case of " + one.place + " stands right " + side +
                       " the threshold " + in_backticks(one.what));
  }
  for (const auto& one : report.complaints) {
    if (one.named) continue;
    add(one.where, "no case names the complaint " + in_backticks(one.complaint) +
                       ", which the group " + in_backticks(one.group) + " covers");
  }
}

void check_publishable(const repository& loaded, findings& out) {
  for (const auto& rules : loaded.sets) {
    publish_checker(*rules, out).run();
  }
  for (const auto& profile : loaded.profiles)
    check(*profile, out);
  for (const auto& calendar : loaded.calendars)
    check(*calendar.document, out);
  const auto report = run_cases(loaded);
  out.insert(out.end(), report.failures.begin(), report.failures.end());
  add_missing_cases(report, severity::error, out);
  sort_and_unite(out);
}

}  // namespace arvio::inline v0
