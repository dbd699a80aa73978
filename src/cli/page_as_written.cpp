#include "arvio/lang/print.hpp"
#include "arvio/ruleset/digest.hpp"

#include "pages.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::cli {

namespace {

using namespace ruleset;

std::string joined(const std::vector<name>& names) {
  std::string out;
  for (const auto& one : names) {
    out += (out.empty() ? "" : " ") + one.text;
  }
  return out;
}

/// Writes a rule set as its author wrote it, with ids and conditions.
class page_writer {
 public:
  page_writer(const rule_set& rules, std::string language)
      : rules_(rules), language_(std::move(language)) {}

  std::string run() {
    head();
    if (rules_.vocabulary) words(*rules_.vocabulary);
    if (!rules_.inputs.empty()) heading("Inputs");
    for (const auto& one : rules_.inputs) {
      input(one);
    }
    if (!rules_.derived.empty()) heading("Derived values");
    for (const auto& one : rules_.derived) {
      derived(one);
    }
    for (const auto& one : rules_.groups) {
      group(one);
    }
    if (!rules_.duties.empty()) heading("Duties");
    for (const auto& one : rules_.duties) {
      duty(one);
    }
    if (!rules_.deadlines.empty()) heading("Deadlines");
    for (const auto& one : rules_.deadlines) {
      deadline(one);
    }
    sources();
    return std::move(out_);
  }

 private:
  // --- texts

  /// The words in the wanted language, else in Finnish, Swedish, English, or any.
  [[nodiscard]] const text* chosen(const texts& all, std::string_view audience) const {
    const std::string_view order[] = {language_, "fi", "sv", "en"};
    for (const auto language : order) {
      for (const auto& one : all) {
        if (one.language == language && one.audience == audience) return &one;
      }
    }
    for (const auto& one : all) {
      if (one.audience == audience) return &one;
    }
    return nullptr;
  }
  [[nodiscard]] std::string in_words(const texts& all) const {
    const auto* one = chosen(all, "");
    return one == nullptr ? "" : one->words;
  }

  void heading(const std::string& title) {
    out_ += "\n" + painted(style::strong, title) + "\n";
  }
  void line(const std::string& text, std::size_t indent, std::string_view first) {
    out_ += wrapped(text, indent, first);
  }
  void fact(std::size_t indent, const std::string& what, const std::string& text) {
    if (text.empty()) return;
    const auto begin = std::string(indent, ' ') + what + ": ";
    line(text, begin.size(), begin);
  }
  void advice(const texts& all) {
    for (const auto* audience : {"patient", "professional", "record"}) {
      const auto* one = chosen(all, audience);
      if (one != nullptr) fact(6, audience, one->words);
    }
  }
  static std::string condition(const std::optional<expression>& what) {
    return what ? lang::print(what->tree) : "";
  }

  // --- sections

  void head() {
    out_ += painted(style::strong, fmt::format("{} {}", rules_.id.text,
                                               ruleset::to_text(rules_.version)));
    out_ += fmt::format(", valid from {}, {}\n", to_text(rules_.valid_from),
                        rules_.about.status.text);
    line(in_words(rules_.about.titles), 0, "");
    line(in_words(rules_.about.purpose), 0, "");
    for (const auto& one : rules_.uses) {
      fact(0, "uses", one.ruleset.text + " " + one.version.text);
    }
  }

  void terms(const std::string& title, const std::vector<term>& all) {
    if (all.empty()) return;
    heading(title);
    for (const auto& one : all) {
      line(one.id.text + ": " + in_words(one.labels), 4, "  ");
    }
  }

  void words(const vocabulary_section& all) {
    heading("Scale, most urgent first");
    for (const auto& one : all.levels) {
      auto marks = std::string(one.emergency ? " [emergency]" : "");
      if (one.out_of_scope) marks += " [out of scope]";
      if (one.standard) marks += " [default]";
      line(one.id.text + " " + in_words(one.labels) + marks, 4, "  ");
      advice(one.advice);
      fact(6, "safety net", in_words(one.safety_net));
    }
    terms("Statuses", all.statuses);
    terms("Needs", all.needs);
    terms("Complaints", all.complaints);
    terms("Channels", all.channels);
    terms("Professionals", all.professionals);
    if (!all.routes.empty()) heading("Routes");
    for (const auto& one : all.routes) {
      route(one);
    }
    if (all.fallback) route(*all.fallback);
  }

  void input(const ruleset::input& one) {
    auto form = one.type.text;
    if (one.unit) form += " " + one.unit->text;
    if (one.minimum || one.maximum) {
      form += " from " + (one.minimum ? one.minimum->text : "...");
      form += " to " + (one.maximum ? one.maximum->text : "...");
    }
    if (one.resolution) form += " in steps of " + one.resolution->text;
    line(painted(style::strong, one.id.text) + " (" + form + ") " + in_words(one.ask), 4,
         "  ");
    fact(6, "values", codes(one.values));
    fact(6, "applies when", condition(one.applies_when));
    fact(6, "otherwise", one.otherwise ? one.otherwise->text : "");
    fact(6, "asked after", one.after ? one.after->text : "");
    fact(6, "valid for", one.max_age ? one.max_age->text : "");
    for (const auto& inference : one.inferences) {
      const auto when = condition(inference.when);
      fact(6, "infers " + values_of(inference), when.empty() ? "always" : when);
    }
    for (const auto& presumption : one.presumptions) {
      const auto when = condition(presumption.when);
      fact(6, "presumes " + presumption.value.text, when.empty() ? "always" : when);
    }
  }

  [[nodiscard]] std::string codes(const std::vector<coded_value>& values) const {
    std::string out;
    for (const auto& one : values) {
      out += (out.empty() ? "" : "; ") + one.id.text + " " + in_words(one.labels);
    }
    return out;
  }

  static std::string values_of(const inference& one) {
    if (one.value) return condition(one.value);
    if (!one.values.empty()) return joined(one.values);
    return (one.from ? one.from->text : "...") + " to " + (one.to ? one.to->text : "...");
  }

  void derived(const derived_value& one) {
    const auto title = in_words(one.labels);
    line(painted(style::strong, one.id.text) + (title.empty() ? "" : " " + title), 4,
         "  ");
    if (const auto* plain = std::get_if<expression>(&one.definition)) {
      line(lang::print(plain->tree), 6, "      ");
    } else if (const auto* points = std::get_if<score>(&one.definition)) {
      for (const auto& item : points->items) {
        fact(6, item.id.text, item_text(item));
      }
    } else {
      const auto& rows = std::get<ruleset::table>(one.definition);
      for (const auto& row : rows.rows) {
        fact(6, key_text(row.key), row.value ? row.value->text : cells_text(row));
      }
    }
  }

  static std::string key_text(const key& what) {
    if (what.otherwise) return "otherwise";
    if (what.is) return what.is->text;
    return (what.from ? what.from->text : "...") + " to " +
           (what.to ? what.to->text : "...");
  }
  static std::string item_text(const score_item& item) {
    if (item.value) return condition(item.value);
    std::string out = item.input ? item.input->text : "";
    for (const auto& band : item.bands) {
      out += "; " + key_text(band.key) + " = " + band.points.text;
    }
    return out;
  }
  static std::string cells_text(const ruleset::table_row& row) {
    std::string out;
    for (const auto& cell : row.cells) {
      out += (out.empty() ? "" : "; ") + key_text(cell.key) + " = " + cell.value.text;
    }
    return out;
  }

  void group(const ruleset::group& one) {
    const auto title = in_words(one.titles);
    heading("Group " + one.id.text + (title.empty() ? "" : ": " + title));
    fact(2, "covers", one.every_complaint ? "every contact" : joined(one.complaints));
    fact(2, "applies when", condition(one.applies_when));
    fact(2, "speaks for", joined(one.needs));
    for (const auto& required : one.requirements) {
      const auto level =
          required.level ? " (as early as " + required.level->text + ")" : "";
      fact(2, "must be asked", required.input.text + level);
    }
    for (const auto& rule : one.rules) {
      this->rule(rule);
    }
    if (one.otherwise) rule(*one.otherwise);
    for (const auto& each : one.routes) {
      route(each);
    }
  }

  void rule(const ruleset::rule& one) {
    auto level = one.urgency ? one.urgency->text : std::string();
    if (one.suggest) level = "suggests " + one.suggest->text;
    line(painted(style::strong, one.id.text) + " " + level + " " + in_words(one.titles),
         4, "  ");
    fact(6, one.when ? "when" : "otherwise",
         one.when ? condition(one.when) : "what remains");
    fact(6, "speaks for", joined(one.needs));
    fact(6, "duties", joined(one.duties));
    fact(6, "deadlines", joined(one.deadlines));
    advice(one.advice);
    fact(6, "safety net", in_words(one.safety_net));
    for (const auto& from : one.sources) {
      fact(6, "source",
           from.source.text + (from.clause.empty() ? "" : ", " + from.clause));
    }
  }

  void route(const ruleset::route& one) {
    auto text = one.channel.text;
    if (one.professional) text += "/" + one.professional->text;
    if (!one.levels.empty()) text += " at " + joined(one.levels);
    if (!one.needs.empty()) text += " for " + joined(one.needs);
    const auto when = condition(one.when);
    if (!when.empty()) text += " when " + when;
    fact(2, "route", text);
  }

  void duty(const ruleset::duty& one) {
    line(painted(style::strong, one.id.text) + " " + in_words(one.titles), 4, "  ");
    fact(6, "who",
         one.by.text + " to " + one.to.text + ", about the " + one.subject.text);
    fact(6, "within", one.within.text);
    fact(6, "basis", one.basis.text);
    advice(one.advice);
  }

  void deadline(const ruleset::deadline& one) {
    line(painted(style::strong, one.id.text) + " " + in_words(one.titles), 4, "  ");
    fact(6, "kind", one.kind.text);
    fact(6, "within", one.within.text + " from " + one.counts_from.text);
    if (one.start_day) fact(6, "start day", one.start_day->text);
    if (one.roll) fact(6, "roll", one.roll->text);
    if (one.in_force_from) fact(6, "in force from", one.in_force_from->text);
    if (one.in_force_to) fact(6, "in force to", one.in_force_to->text);
    fact(6, "when", condition(one.when));
    fact(6, "source", one.source.text);
    advice(one.advice);
  }

  void sources() {
    if (rules_.sources.empty()) return;
    heading("Sources");
    for (const auto& one : rules_.sources) {
      auto text = one.id.text + ": " + one.title;
      if (!one.publisher.empty()) text += ". " + one.publisher;
      if (!one.year.empty()) text += " " + one.year;
      line(text + " (" + one.confidence.text + ")", 4, "  ");
    }
  }

  const rule_set& rules_;
  std::string language_;
  std::string out_;
};

}  // namespace

std::string page_as_written(const rule_set& rules, const std::string& language) {
  return page_writer(rules, language).run();
}

}  // namespace arvio::cli
