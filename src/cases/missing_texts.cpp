#include "arvio/base/limits.hpp"

#include "lacks.hpp"
#include "lang/wording.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace arvio::inline v0 {

namespace {

using lang::in_backticks;

using ruleset::texts;

/// Says which texts of one document are not there in some languages.
class missing_texts {
 public:
  missing_texts(const std::vector<std::string>& languages, severity level, findings& out)
      : languages_(languages), level_(level), out_(out) {}

  /// A text that must be there, in all languages.
  void text(const texts& all, source_span where, const std::string& what) {
    for (const auto& language : languages_) {
      const bool there =
          std::any_of(all.begin(), all.end(),
                      [&](const ruleset::text& one) { return one.language == language; });
      if (there || ++found_ > limits::findings_in_all) continue;  // nobody reads more
      out_.push_back({errc::text_missing, level_, where,
                      "the " + what + " is not there in " + in_backticks(language), "",
                      rule_});
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
  /// The rule or deadline that is looked through from here on; empty: none.
  void inside(const std::string& rule) { rule_ = rule; }

 private:
  const std::vector<std::string>& languages_;
  severity level_;
  findings& out_;
  std::size_t found_ = 0;
  std::string rule_;
};

/// Looks through the texts of one rule set.
class text_reader : missing_texts {
 public:
  text_reader(const ruleset::rule_set& rules, const std::vector<std::string>& languages,
              severity level, findings& out)
      : missing_texts(languages, level, out), rules_(rules) {}

  void run() {
    text(rules_.about.titles, rules_.id.where, "title of the rule set");
    text(rules_.about.purpose, rules_.id.where, "purpose of the rule set");
    if (rules_.vocabulary) words(*rules_.vocabulary);
    for (const auto& shared : rules_.values) {
      codes(shared.values);
    }
    for (const auto& one : rules_.inputs) {
      input(one);
    }
    for (const auto& one : rules_.derived) {
      optional_text(one.labels, one.id.where, "title of " + in_backticks(one.id.text));
    }
    for (const auto& one : rules_.groups) {
      group(one);
    }
    for (const auto& one : rules_.duties) {
      text(one.titles, one.id.where, "title of the duty " + in_backticks(one.id.text));
      advice(one.advice, one.id.where, in_backticks(one.id.text));
    }
    for (const auto& one : rules_.deadlines) {
      inside(one.id.text);
      text(one.titles, one.id.where,
           "title of the deadline " + in_backticks(one.id.text));
      advice(one.advice, one.id.where, in_backticks(one.id.text));
      inside("");
    }
  }

 private:
  void codes(const std::vector<ruleset::coded_value>& values) {
    for (const auto& one : values) {
      text(one.labels, one.id.where, "text of the value " + in_backticks(one.id.text));
    }
  }
  void terms(const std::vector<ruleset::term>& all, const std::string& what) {
    for (const auto& one : all) {
      text(one.labels, one.id.where,
           "text of the " + what + " " + in_backticks(one.id.text));
    }
  }

  void words(const ruleset::vocabulary_section& all) {
    for (const auto& one : all.levels) {
      text(one.labels, one.id.where, "text of the level " + in_backticks(one.id.text));
      advice(one.advice, one.id.where, "the level " + in_backticks(one.id.text));
      if (one.emergency) continue;
      text(one.safety_net, one.id.where,
           "safety net of the level " + in_backticks(one.id.text));
    }
    terms(all.statuses, "status");
    terms(all.needs, "need");
    terms(all.complaints, "complaint");
    terms(all.channels, "channel");
    terms(all.professionals, "professional");
    text(all.complaint_ask, all.where, "question for the complaint");
  }

  void input(const ruleset::input& one) {
    const auto name = in_backticks(one.id.text);
    text(one.ask, one.id.where, "question for " + name);
    optional_text(one.help, one.id.where, "help for " + name);
    codes(one.values);
  }

  void group(const ruleset::group& one) {
    optional_text(one.titles, one.id.where,
                  "title of the group " + in_backticks(one.id.text));
    for (const auto& rule : one.rules) {
      this->rule(rule);
    }
    if (one.otherwise) rule(*one.otherwise);
    for (const auto& route : one.routes) {
      optional_text(route.titles, route.where, "title of a route");
    }
  }

  void rule(const ruleset::rule& one) {
    inside(one.id.text);
    text(one.titles, one.id.where, "title of " + in_backticks(one.id.text));
    advice(one.advice, one.id.where, in_backticks(one.id.text));
    optional_text(one.safety_net, one.id.where,
                  "safety net of " + in_backticks(one.id.text));
    inside("");
  }

  const ruleset::rule_set& rules_;
};

}  // namespace

void add_missing_texts(const ruleset::rule_set& rules,
                       const std::vector<std::string>& languages, severity level,
                       findings& out) {
  text_reader(rules, languages, level, out).run();
}

void add_missing_texts(const service::profile& profile,
                       const std::vector<std::string>& languages, severity level,
                       findings& out) {
  missing_texts lacks(languages, level, out);
  lacks.text(profile.about.titles, profile.id.where, "title of the profile");
  lacks.text(profile.about.purpose, profile.id.where, "purpose of the profile");
  for (const auto& one : profile.municipalities)
    lacks.text(one.labels, one.id.where,
               "text of the municipality " + in_backticks(one.id.text));
  for (const auto& one : profile.services)
    lacks.text(one.names, one.id.where,
               "name of the service " + in_backticks(one.id.text));
}

void add_missing_texts(const service::calendar_document& calendar,
                       const std::vector<std::string>& languages, severity level,
                       findings& out) {
  missing_texts lacks(languages, level, out);
  for (const auto& one : calendar.days)
    lacks.text(one.titles, one.id.where, "title of the day " + in_backticks(one.id.text));
}

}  // namespace arvio::inline v0
