#include "arvio/ruleset/outline.hpp"

#include "arvio/base/date.hpp"
#include "arvio/lang/print.hpp"
#include "arvio/ruleset/digest.hpp"

#include "outline_writer.hpp"

#include <string_view>
#include <variant>

namespace arvio::inline v0::ruleset {
namespace {

/// An element with attributes alone.
template <class Attributes>
void leaf(outline_writer& out, const char* element, Attributes attributes) {
  out.begin(element);
  attributes();
  out.end();
}

/// A section is left out where it would be empty.
template <class List, class Write>
void section(outline_writer& out, const char* element, const List& list, Write write) {
  if (list.empty()) return;
  out.begin(element);
  for (const auto& one : list)
    write(out, one);
  out.end();
}

void write_formula(outline_writer& out, const char* element,
                   const std::optional<expression>& what) {
  if (!what) return;
  out.begin(element);
  out.text(lang::print(what->tree));
  out.end();
}

// --- about, sources, use --------------------------------------------------------------

}  // namespace

void write_about(outline_writer& out, const about_section& about) {
  out.begin("about");
  out.attribute("status", about.status);
  out.attribute("review-by", about.review_by);
  out.texts("title", about.titles);
  out.texts("purpose", about.purpose);
  for (const auto& owner : about.owners) {
    out.begin("owner");
    out.attribute("role", owner.role);
    out.text(owner.who);
    out.end();
  }
  if (!about.licence.empty()) {
    leaf(out, "licence", [&] { out.attribute("spdx", about.licence); });
  }
  out.texts("note", about.notes);
  out.end();
}

namespace {

void write_source(outline_writer& out, const source& what) {
  out.begin("source");
  out.attribute("id", what.id);
  out.attribute("title", what.title);
  out.attribute("publisher", what.publisher);
  out.attribute("year", what.year);
  if (!what.url.empty()) out.attribute("url", what.url);
  out.attribute("confidence", what.confidence);
  out.texts("note", what.notes);
  out.end();
}

}  // namespace

void write_sources(outline_writer& out, const std::vector<source>& all) {
  section(out, "sources", all, write_source);
}

namespace {

void write_use(outline_writer& out, const use& what) {
  leaf(out, "use", [&] {
    out.attribute("ruleset", what.ruleset);
    out.attribute("version", what.version);
  });
}

void write_used_calendar(outline_writer& out, const used_calendar& what) {
  leaf(out, "use", [&] {
    out.attribute("calendar", what.calendar);
    out.attribute("version", what.version);
  });
}

// --- vocabulary -----------------------------------------------------------------------

void write_level(outline_writer& out, const level& what) {
  out.begin("level");
  out.attribute("id", what.id);
  out.flag("emergency", what.emergency);
  out.flag("out-of-scope", what.out_of_scope);
  out.flag("default", what.standard);
  out.texts("text", what.labels);
  out.texts("advice", what.advice);
  out.texts("safety-net", what.safety_net);
  out.end();
}

auto term_writer(const char* element) {
  return [element](outline_writer& out, const term& what) {
    out.begin(element);
    out.attribute("id", what.id);
    out.texts("text", what.labels);
    out.end();
  };
}

void write_route(outline_writer& out, const route& what) {
  out.begin("route");
  out.attribute("channel", what.channel);
  out.attribute("professional", what.professional);
  out.attribute("levels", what.levels);
  out.attribute("need", what.needs);
  out.texts("title", what.titles);
  write_formula(out, "when", what.when);
  out.end();
}

void write_vocabulary(outline_writer& out, const vocabulary_section& words) {
  section(out, "scale", words.levels, write_level);
  section(out, "statuses", words.statuses, term_writer("status"));
  section(out, "needs", words.needs, term_writer("need"));
  if (!words.complaints.empty() || !words.complaint_ask.empty()) {
    out.begin("complaints");
    out.texts("ask", words.complaint_ask);
    for (const auto& one : words.complaints)
      term_writer("complaint")(out, one);
    out.end();
  }
  section(out, "channels", words.channels, term_writer("channel"));
  section(out, "professionals", words.professionals, term_writer("professional"));
  if (words.routes.empty() && !words.fallback) return;
  out.begin("routes");
  for (const auto& one : words.routes)
    write_route(out, one);
  if (words.fallback) {
    out.begin("fallback");
    out.attribute("channel", words.fallback->channel);
    out.attribute("professional", words.fallback->professional);
    out.texts("title", words.fallback->titles);
    out.end();
  }
  out.end();
}

// --- inputs ---------------------------------------------------------------------------

void write_coded_value(outline_writer& out, const coded_value& what) {
  out.begin("value");
  out.attribute("id", what.id);
  out.texts("text", what.labels);
  out.end();
}

void write_input(outline_writer& out, const input& what) {
  out.begin("input");
  out.attribute("id", what.id);
  out.attribute("type", what.type);
  out.attribute("unit", what.unit);
  out.attribute("min", what.minimum);
  out.attribute("max", what.maximum);
  out.attribute("resolution", what.resolution);
  out.attribute("max-age", what.max_age);
  out.attribute("after", what.after);
  out.attribute("values", what.values_of);
  out.attribute("applies-when", what.applies_when);
  out.attribute("otherwise", what.otherwise);
  for (const auto& one : what.inferences) {
    leaf(out, "infer", [&] {
      out.attribute("when", one.when);
      out.attribute("from", one.from);
      out.attribute("to", one.to);
      out.attribute("values", one.values);
      out.attribute("value", one.value);
      out.attribute("source", one.source);
    });
  }
  for (const auto& one : what.presumptions) {
    leaf(out, "presume", [&] {
      out.attribute("value", one.value);
      out.attribute("when", one.when);
      out.attribute("source", one.source);
    });
  }
  out.texts("ask", what.ask);
  out.texts("help", what.help);
  for (const auto& one : what.values)
    write_coded_value(out, one);
  out.end();
}

// --- derived values -------------------------------------------------------------------

void write_key(outline_writer& out, const key& what, const char* one_value) {
  out.attribute(one_value, what.is);
  out.attribute("from", what.from);
  out.attribute("to", what.to);
  out.flag("otherwise", what.otherwise);
}

void write_start(outline_writer& out, const char* element, const derived_value& what) {
  out.begin(element);
  out.attribute("id", what.id);
  out.attribute("type", what.type);
  out.attribute("unit", what.unit);
  out.attribute("values", what.values_of);
}

void write_score(outline_writer& out, const derived_value& what,
                 const score& definition) {
  write_start(out, "score", what);
  out.attribute("source", what.source);
  out.texts("title", what.labels);
  for (const auto& item : definition.items) {
    out.begin("item");
    out.attribute("id", item.id);
    out.attribute("input", item.input);
    out.attribute("value", item.value);
    for (const auto& band : item.bands) {
      leaf(out, "band", [&] {
        write_key(out, band.key, "value");
        out.attribute("points", band.points);
      });
    }
    out.end();
  }
  out.end();
}

void write_table(outline_writer& out, const derived_value& what,
                 const table& definition) {
  write_start(out, "table", what);
  out.attribute("input", definition.inputs);
  out.attribute("source", what.source);
  out.texts("title", what.labels);
  for (const auto& row : definition.rows) {
    out.begin("row");
    write_key(out, row.key, "is");
    out.attribute("value", row.value);
    for (const auto& cell : row.cells) {
      leaf(out, "cell", [&] {
        write_key(out, cell.key, "is");
        out.attribute("value", cell.value);
      });
    }
    out.end();
  }
  out.end();
}

void write_value(outline_writer& out, const derived_value& what,
                 const expression& definition) {
  write_start(out, "value", what);
  out.attribute("source", what.source);
  out.text(lang::print(definition.tree));
  out.end();
}

void write_derived(outline_writer& out, const derived_value& what) {
  if (const auto* points = std::get_if<score>(&what.definition)) {
    write_score(out, what, *points);
  } else if (const auto* rows = std::get_if<table>(&what.definition)) {
    write_table(out, what, *rows);
  } else {
    write_value(out, what, *std::get_if<expression>(&what.definition));
  }
}

// --- rules ----------------------------------------------------------------------------

bool is_plain(const given_answer& what) { return !what.at && !what.origin; }

/// Attributes as long as an attribute can say it, elements from there on: so the answers
/// keep their order.
void write_answers(outline_writer& out, const std::vector<given_answer>& answers) {
  std::size_t next = 0;
  while (next < answers.size() && is_plain(answers[next])) {
    out.attribute(answers[next].input.text.c_str(), answers[next].value);
    ++next;
  }
  for (; next < answers.size(); ++next) {
    leaf(out, "answer", [&] {
      out.attribute("input", answers[next].input);
      out.attribute("value", answers[next].value);
      out.attribute("at", answers[next].at);
      out.attribute("origin", answers[next].origin);
    });
  }
}

void write_given(outline_writer& out, const std::vector<given_answer>& answers) {
  if (answers.empty()) return;
  out.begin("given");
  write_answers(out, answers);
  out.end();
}

void write_rule_case(outline_writer& out, const rule_case& what) {
  out.begin("case");
  out.attribute("expect", what.expect);
  out.attribute("baseline", what.baseline);
  out.attribute("at", what.at);
  write_given(out, what.given);
  out.end();
}

void write_rule(outline_writer& out, const char* element, const rule& what) {
  out.begin(element);
  out.attribute("id", what.id);
  out.attribute("need", what.needs);
  out.attribute("urgency", what.urgency);
  out.attribute("suggest", what.suggest);
  out.texts("title", what.titles);
  write_formula(out, "when", what.when);
  out.texts("advice", what.advice);
  out.texts("safety-net", what.safety_net);
  out.texts("note", what.notes);
  for (const auto& one : what.sources) {
    leaf(out, "source", [&] {
      out.attribute("ref", one.source);
      if (!one.clause.empty()) out.attribute("clause", one.clause);
    });
  }
  for (const auto& one : what.duties) {
    leaf(out, "duty", [&] { out.attribute("ref", one); });
  }
  for (const auto& one : what.deadlines) {
    leaf(out, "deadline", [&] { out.attribute("kind", one); });
  }
  for (const auto& one : what.cases)
    write_rule_case(out, one);
  out.end();
}

void write_group(outline_writer& out, const group& what) {
  out.begin("rules");
  out.attribute("id", what.id);
  out.attribute("complaints", what.complaints);
  if (what.every_complaint) out.attribute("complaints", "*");
  out.attribute("applies-when", what.applies_when);
  out.attribute("need", what.needs);
  out.texts("title", what.titles);
  for (const auto& one : what.requirements) {
    leaf(out, "require", [&] {
      out.attribute("input", one.input);
      out.attribute("level", one.level);
    });
  }
  for (const auto& one : what.baselines) {
    out.begin("baseline");
    out.attribute("id", one.id);
    write_answers(out, one.answers);
    out.end();
  }
  for (const auto& one : what.rules)
    write_rule(out, "rule", one);
  if (what.otherwise) write_rule(out, "otherwise", *what.otherwise);
  for (const auto& one : what.routes)
    write_route(out, one);
  out.end();
}

void write_duty(outline_writer& out, const duty& what) {
  out.begin("duty");
  out.attribute("id", what.id);
  out.attribute("by", what.by);
  out.attribute("to", what.to);
  out.attribute("subject", what.subject);
  out.attribute("within", what.within);
  out.attribute("basis", what.basis);
  out.texts("title", what.titles);
  out.texts("advice", what.advice);
  out.end();
}

void write_deadline(outline_writer& out, const deadline& what) {
  out.begin("deadline");
  out.attribute("id", what.id);
  out.attribute("kind", what.kind);
  out.attribute("within", what.within);
  out.attribute("counts-from", what.counts_from);
  out.attribute("start-day", what.start_day);
  out.attribute("roll", what.roll);
  out.attribute("in-force-from", what.in_force_from);
  out.attribute("in-force-to", what.in_force_to);
  out.attribute("source", what.source);
  out.texts("title", what.titles);
  write_formula(out, "when", what.when);
  out.texts("advice", what.advice);
  out.texts("note", what.notes);
  out.end();
}

void write_case(outline_writer& out, const assessment_case& what) {
  out.begin("case");
  out.attribute("id", what.id);
  out.attribute("at", what.at);
  out.attribute("baseline", what.baseline);
  out.flag("finish", what.finish);
  write_given(out, what.given);
  leaf(out, "expect", [&] {
    for (const auto& field : what.expect) {
      out.attribute(field.input.text.c_str(), field.value);
    }
  });
  out.end();
}

// --- the whole ------------------------------------------------------------------------

std::string languages_text(const std::vector<std::string>& languages) {
  std::string out;
  for (const auto& one : languages)
    out += (out.empty() ? "" : " ") + one;
  return out;
}

}  // namespace

outline outline_of(const rule_set& rules) {
  outline_writer out;
  out.begin("ruleset");
  out.attribute("xmlns", "urn:arvio:ruleset:1");
  out.attribute("id", rules.id);
  out.attribute("version", to_text(rules.version));
  out.attribute("valid-from", to_text(rules.valid_from));
  out.attribute("languages", languages_text(rules.languages));
  write_about(out, rules.about);
  write_sources(out, rules.sources);
  for (const auto& one : rules.uses)
    write_use(out, one);
  if (rules.calendar) write_used_calendar(out, *rules.calendar);
  if (rules.vocabulary) write_vocabulary(out, *rules.vocabulary);
  for (const auto& one : rules.values) {
    out.begin("values");
    out.attribute("id", one.id);
    for (const auto& value : one.values)
      write_coded_value(out, value);
    out.end();
  }
  section(out, "inputs", rules.inputs, write_input);
  section(out, "derived", rules.derived, write_derived);
  for (const auto& one : rules.groups)
    write_group(out, one);
  section(out, "duties", rules.duties, write_duty);
  section(out, "deadlines", rules.deadlines, write_deadline);
  section(out, "cases", rules.cases, write_case);
  out.end();
  return out.take();
}

}  // namespace arvio::inline v0::ruleset
