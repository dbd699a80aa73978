#include "arvio/engine/publish_check.hpp"

#include "arvio/engine/case_run.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace arvio::inline v0 {

namespace {

using ruleset::texts;

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

/// Looks through one rule set.
class reader {
 public:
  reader(const ruleset::rule_set& rules, findings& out) : rules_(rules), out_(out) {}

  void run() {
    about();
    for (const auto& one : rules_.sources) {
      if (one.confidence.text != "unverified") continue;
      report(errc::source_unverified, one.confidence.where,
             "the source " + ticked(one.id.text) + " is unverified");
    }
    if (rules_.vocabulary) words(*rules_.vocabulary);
    for (const auto& shared : rules_.values) {
      codes(shared.values);
    }
    for (const auto& one : rules_.inputs) {
      input(one);
    }
    for (const auto& one : rules_.derived) {
      optional_text(one.labels, one.id.where, "title of " + ticked(one.id.text));
    }
    for (const auto& one : rules_.groups) {
      group(one);
    }
    for (const auto& one : rules_.duties) {
      text(one.titles, one.id.where, "title of the duty " + ticked(one.id.text));
      advice(one.advice, one.id.where, ticked(one.id.text));
    }
  }

 private:
  void report(errc code, source_span where, std::string message, std::string hint = "") {
    out_.push_back(
        {code, severity::error, where, std::move(message), std::move(hint), rule_});
  }

  // --- texts

  /// A text that must be there, in both languages.
  void text(const texts& all, source_span where, const std::string& what) {
    for (const auto* language : {"fi", "sv"}) {
      const bool there =
          std::any_of(all.begin(), all.end(),
                      [&](const ruleset::text& one) { return one.language == language; });
      if (there) continue;
      report(errc::text_missing, where,
             "the " + what + " is not there in " + ticked(language));
    }
  }
  /// The same where there may be none at all.
  void optional_text(const texts& all, source_span where, const std::string& what) {
    if (!all.empty()) text(all, where, what);
  }
  void advice(const texts& all, source_span where, const std::string& whose) {
    std::set<std::string> audiences;
    for (const auto& one : all) {
      audiences.insert(one.audience);
    }
    for (const auto& audience : audiences) {
      texts some;
      std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                   [&](const ruleset::text& one) { return one.audience == audience; });
      const auto to = audience.empty() ? "" : " to the " + audience;
      text(some, where, "advice" + to + " of " + whose);
    }
  }
  void codes(const std::vector<ruleset::coded_value>& values) {
    for (const auto& one : values) {
      text(one.labels, one.id.where, "text of the value " + ticked(one.id.text));
    }
  }
  void terms(const std::vector<ruleset::term>& all, const std::string& what) {
    for (const auto& one : all) {
      text(one.labels, one.id.where, "text of the " + what + " " + ticked(one.id.text));
    }
  }

  // --- sections

  void about() {
    const auto& about = rules_.about;
    if (about.status.text != "approved") {
      report(errc::status_not_approved, about.status.where,
             "the status is " + ticked(about.status.text) + ", not `approved`");
    }
    text(about.titles, rules_.id.where, "title of the rule set");
    text(about.purpose, rules_.id.where, "purpose of the rule set");
  }

  void words(const ruleset::vocabulary_section& all) {
    for (const auto& one : all.levels) {
      text(one.labels, one.id.where, "text of the level " + ticked(one.id.text));
      if (one.emergency) continue;
      text(one.safety_net, one.id.where,
           "safety net of the level " + ticked(one.id.text));
    }
    terms(all.statuses, "status");
    terms(all.needs, "need");
    terms(all.complaints, "complaint");
    terms(all.channels, "channel");
    terms(all.professionals, "professional");
    text(all.complaint_ask, all.where, "question for the complaint");
  }

  void input(const ruleset::input& one) {
    const auto name = ticked(one.id.text);
    text(one.ask, one.id.where, "question for " + name);
    optional_text(one.help, one.id.where, "help for " + name);
    codes(one.values);
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

  void group(const ruleset::group& one) {
    optional_text(one.titles, one.id.where, "title of the group " + ticked(one.id.text));
    for (const auto& rule : one.rules) {
      this->rule(rule);
    }
    if (one.otherwise) rule(*one.otherwise);
    for (const auto& route : one.routes) {
      optional_text(route.titles, route.where, "title of a route");
    }
  }

  void rule(const ruleset::rule& one) {
    rule_ = one.id.text;
    text(one.titles, one.id.where, "title of " + ticked(one.id.text));
    advice(one.advice, one.id.where, ticked(one.id.text));
    if (one.sources.empty()) {
      report(errc::source_missing, one.id.where,
             ticked(one.id.text) + " names no source");
    }
    for (const auto* state : {"certain", "excluded"}) {
      const bool there =
          std::any_of(one.cases.begin(), one.cases.end(),
                      [&](const auto& each) { return each.expect.text == state; });
      if (there) continue;
      report(errc::case_missing, one.id.where,
             ticked(one.id.text) + " has no case in which it is " + state);
    }
    rule_.clear();
  }

  const ruleset::rule_set& rules_;
  findings& out_;
  std::string rule_;  // the rule being looked through
};

void add_coverage(const case_report& report, findings& out) {
  const auto add = [&out](source_span where, std::string message) {
    out.push_back(
        {errc::case_missing, severity::error, where, std::move(message), "", ""});
  };
  for (const auto& one : report.thresholds) {
    if (one.below && one.above) continue;
    const auto* side = one.below ? "above" : one.above ? "below" : "on either side of";
    add(one.where, "no case of " + one.place + " stands right " + side +
                       " the threshold " + ticked(one.what));
  }
  for (const auto& one : report.complaints) {
    if (one.named) continue;
    add(one.where, "no case names the complaint " + ticked(one.complaint) +
                       ", which the group " + ticked(one.group) + " covers");
  }
}

}  // namespace

void check_publishable(const repository& loaded, findings& out) {
  for (const auto& rules : loaded.sets) {
    reader(*rules, out).run();
  }
  const auto report = run_cases(loaded);
  out.insert(out.end(), report.failures.begin(), report.failures.end());
  add_coverage(report, out);
  sort_and_unite(out);
}

}  // namespace arvio::inline v0
