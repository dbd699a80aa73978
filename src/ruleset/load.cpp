#include "arvio/ruleset/load.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"

#include "load_document.hpp"
#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::ruleset {
namespace {

constexpr const char* vocabulary_id = "vocabulary";

const choices status_words{"demonstration", "draft", "approved", "retired"};
const choices confidence_words{"verified", "secondary", "unverified"};

// --- about, sources, use --------------------------------------------------------------

void read_owner(reader& in, element_index at, std::vector<about_section::owner>& into) {
  about_section::owner made;
  in.attributes(at, {{"role", required, &forms::words, &made.role}});
  made.who = in.plain_text(at);
  in.keep(into, std::move(made));
}

}  // namespace

void read_about(reader& in, element_index at, about_section& into) {
  into.where = in.place_of(at);
  in.attributes(at, {{"status", required, nullptr, &into.status, &status_words},
                     {"review-by", optional, &forms::day, &into.review_by}});
  in.children(
      at, {{"title", occurrence::some,
            [&](element_index child) { in.text(child, into.titles, text_kind::plain); }},
           {"purpose", occurrence::any,
            [&](element_index child) { in.text(child, into.purpose, text_kind::plain); }},
           {"note", occurrence::any,
            [&](element_index child) { in.text(child, into.notes, text_kind::note); }},
           {"owner", occurrence::any,
            [&](element_index child) { read_owner(in, child, into.owners); }},
           {"licence", occurrence::optional, [&](element_index child) {
              in.attributes(child, {{"spdx", required, &forms::words, &into.licence}});
              in.nothing_inside(child);
            }}});
}

namespace {

void read_source(reader& in, element_index at, std::vector<source>& into) {
  source made;
  made.where = in.place_of(at);
  in.attributes(at,
                {{"id", required, &forms::id, &made.id},
                 {"title", required, &forms::words, &made.title},
                 {"publisher", required, &forms::words, &made.publisher},
                 {"year", required, &forms::year, &made.year},
                 {"url", optional, &forms::address, &made.url},
                 {"confidence", required, nullptr, &made.confidence, &confidence_words}});
  in.add(in.ids.sources, made.id);
  in.children(at, {{"note", occurrence::any, [&](element_index child) {
                      in.text(child, made.notes, text_kind::note);
                    }}});
  in.keep(into, std::move(made));
}

}  // namespace

void read_sources(reader& in, element_index section, std::vector<source>& into) {
  in.attributes(section, {});
  in.children(section, {{"source", occurrence::any,
                         [&](element_index child) { read_source(in, child, into); }}});
}

namespace {

int major_of(const name& version) {
  int major = 0;
  std::from_chars(version.text.data(), version.text.data() + version.text.size(), major);
  return major;
}

/// `<use calendar="finland" version="1"/>`, once: two calendars could not both be right.
void read_used_calendar(reader& in, element_index at, rule_set& into) {
  used_calendar made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"calendar", required, &forms::id, &made.calendar},
                     {"version", required, &forms::major, &made.version}});
  in.nothing_inside(at);
  made.major = major_of(made.version);
  made.faulty = part.faulty();
  if (into.calendar) {
    in.error(errc::repeated_element, made.where, "a calendar is used here already",
             "all deadlines count by one calendar");
    return;
  }
  into.calendar = std::move(made);
}

void read_use(reader& in, element_index at, rule_set& into) {
  if (in.peek(at, "calendar") && !in.peek(at, "ruleset"))
    return read_used_calendar(in, at, into);
  use made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"ruleset", required, &forms::id, &made.ruleset},
                     {"version", required, &forms::major, &made.version}});
  in.nothing_inside(at);
  in.add(in.ids.uses, made.ruleset);
  made.major = major_of(made.version);
  made.faulty = part.faulty();
  in.keep(into.uses, std::move(made));
}

// --- the root -------------------------------------------------------------------------

void read_root_attributes(reader& in, rule_set& into) {
  std::string space;
  name version;
  name valid_from;
  std::vector<name> languages;
  into.where = in.place_of(0);
  in.attributes(0, {{"xmlns", required, &forms::as_written, &space},
                    {"id", required, &forms::id, &into.id},
                    {"version", required, &forms::version, &version},
                    {"valid-from", required, &forms::day, &valid_from},
                    {"languages", required, &forms::language, &languages}});
  if (const auto number = parse_version(version.text)) into.version = *number;
  if (const auto day = parse_date(valid_from.text)) into.valid_from = *day;
  into.languages = taken_languages(in, std::move(languages));
}

/// The sections that only the vocabulary has.
std::vector<child_rule> vocabulary_sections(reader& in, rule_set& into) {
  const bool allowed = into.id.text == vocabulary_id;
  const auto section = [&in, &into, allowed](const char* called, auto read) {
    return child_rule{
        called, occurrence::optional, [=, &in, &into](element_index at) {
          if (!allowed) {
            in.error(errc::unknown_element, in.place_of(at),
                     fmt::format("only the rule set `vocabulary` has `{}`", called),
                     "use what the vocabulary declares");
            in.leave_unread(at);
            return;
          }
          if (!into.vocabulary) {
            into.vocabulary.emplace();
            into.vocabulary->where = in.place_of(at);
          }
          const part_scope part(in);
          read(at, *into.vocabulary);
          into.vocabulary->faulty = into.vocabulary->faulty || part.faulty();
        }};
  };
  const auto terms = [&in, &section](const char* called, const char* element,
                                     std::vector<term> vocabulary_section::* list) {
    return section(called,
                   [&in, element, list](element_index at, vocabulary_section& words) {
                     read_terms(in, at, element, words.*list);
                   });
  };
  return {section("scale",
                  [&in](element_index at, vocabulary_section& words) {
                    read_scale(in, at, words.levels);
                  }),
          section("statuses",
                  [&in](element_index at, vocabulary_section& words) {
                    read_statuses(in, at, words.statuses);
                  }),
          section("complaints",
                  [&in](element_index at, vocabulary_section& words) {
                    read_complaints(in, at, words);
                  }),
          section("routes",
                  [&in](element_index at, vocabulary_section& words) {
                    read_default_routes(in, at, words);
                  }),
          terms("needs", "need", &vocabulary_section::needs),
          terms("channels", "channel", &vocabulary_section::channels),
          terms("professionals", "professional", &vocabulary_section::professionals)};
}

void read_sections(reader& in, rule_set& into) {
  std::vector<child_rule> sections{
      {"about", occurrence::one,
       [&](element_index at) { read_about(in, at, into.about); }},
      {"sources", occurrence::optional,
       [&](element_index at) { read_sources(in, at, into.sources); }},
      {"use", occurrence::any, [&](element_index at) { read_use(in, at, into); }},
      {"values", occurrence::any,
       [&](element_index at) { read_shared_values(in, at, into.values); }},
      {"inputs", occurrence::optional,
       [&](element_index at) { read_inputs(in, at, into.inputs); }},
      {"derived", occurrence::optional,
       [&](element_index at) { read_derived(in, at, into.derived); }},
      {"rules", occurrence::any,
       [&](element_index at) { read_group(in, at, into.groups); }},
      {"duties", occurrence::optional,
       [&](element_index at) { read_duties(in, at, into.duties); }},
      {"deadlines", occurrence::optional,
       [&](element_index at) { read_deadlines(in, at, into.deadlines); }},
      {"properties", occurrence::later, nullptr},
      {"cases", occurrence::optional,
       [&](element_index at) { read_cases(in, at, into.cases); }}};
  for (auto& section : vocabulary_sections(in, into))
    sections.push_back(std::move(section));
  in.children(0, sections);
}

// --- what concerns more than one section ----------------------------------------------

void check_vocabulary(reader& in, const rule_set& made) {
  if (made.id.text != vocabulary_id) return;
  const auto need = [&](bool there, const char* section) {
    if (there) return;
    in.error(errc::missing_element, made.where,
             fmt::format("the vocabulary needs an element `{}`", section), "");
  };
  need(made.vocabulary && !made.vocabulary->levels.empty(), "scale");
  need(made.vocabulary && !made.vocabulary->statuses.empty(), "statuses");
  need(made.vocabulary && !made.vocabulary->needs.empty(), "needs");
}

/// `group.baseline`, both of this rule set: a group id may hold dots, a baseline none.
void check_baselines_of_cases(reader& in, const rule_set& made) {
  std::set<std::string> known;
  for (const auto& group : made.groups) {
    for (const auto& one : group.baselines)
      known.insert(fmt::format("{}.{}", group.id.text, one.id.text));
  }
  for (const auto& test : made.cases) {
    if (!test.baseline) continue;
    const auto& wanted = test.baseline->text;
    if (wanted.empty() || known.contains(wanted)) continue;
    auto hint = did_you_mean(wanted, {known.begin(), known.end()});
    in.error(errc::reference_unknown, test.baseline->where,
             fmt::format("`{}` is no baseline of this rule set", wanted),
             hint.empty() ? "write the group, a dot and the baseline: adult.well" : hint);
  }
}

void check_counts(reader& in, const rule_set& made) {
  std::size_t rules = 0;
  std::size_t cases = made.cases.size();
  for (const auto& group : made.groups) {
    rules += group.rules.size() + (group.otherwise ? 1 : 0);
    for (const auto& rule : group.rules)
      cases += rule.cases.size();
    if (group.otherwise) cases += group.otherwise->cases.size();
  }
  const auto check = [&](std::size_t count, std::size_t limit, const char* what) {
    if (count <= limit) return;
    in.error(errc::limit_count, made.where,
             fmt::format("too many {}: at most {}", what, limit), "");
  };
  check(rules, limits::rules_per_set, "rules");
  check(cases, limits::cases_per_set, "cases");
}

/// Whether it is a rule set, was read to its end and says what it is; its faults are
/// findings.
bool read_rule_set(reader& in, rule_set& into) {
  if (!has_root(in, "ruleset", "rule set")) return false;
  const part_scope root(in);
  read_root_attributes(in, into);
  const bool known = !root.faulty();
  read_sections(in, into);
  if (in.full()) return false;
  in.check_sources();
  check_vocabulary(in, into);
  check_baselines_of_cases(in, into);
  check_counts(in, into);
  into.unread = std::move(in.unread);
  return known && in.unread_fits;
}

}  // namespace

std::optional<rule_set> load_in_part(const source_map& sources, std::uint32_t source,
                                     findings& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  rule_set made;
  const auto read = read_document(
      sources, source, out, [&made](reader& in) { return read_rule_set(in, made); });
  made.in_part = read.faulty;
  const bool over_budget =
      std::any_of(out.begin() + first, out.end(),
                  [](const finding& one) { return one.code == errc::limit_count; });
  if (!read.whole || over_budget) return std::nullopt;
  return made;
}

std::optional<rule_set> load(const source_map& sources, std::uint32_t source,
                             findings& out) {
  auto made = load_in_part(sources, source, out);
  if (made && made->in_part) made.reset();
  return made;
}

}  // namespace arvio::inline v0::ruleset
