#include "arvio/base/did_you_mean.hpp"

#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace arvio::inline v0::ruleset {
namespace {

std::string id_of(const reader& in, element_index at) {
  const auto id = in.peek(at, "id");
  return id && forms::id.fits(id->text) ? id->text : "";
}

void read_citation(reader& in, element_index at, std::vector<citation>& into) {
  citation made;
  const part_scope no_fault_of_its_rule(in);
  in.attributes(at, {{"ref", required, &forms::id, &made.source},
                     {"clause", optional, &forms::words, &made.clause}});
  in.nothing_inside(at);
  in.cite(made.source);
  in.keep(into, std::move(made));
}

/// What was named before among parts that name each thing once.
using named_before = std::set<std::string>;

/// `<duty ref="..."/>`, `<deadline kind="..."/>`
void read_reference(reader& in, element_index at, std::string_view attribute,
                    std::string_view what, std::vector<name>& into,
                    named_before& before) {
  name named;
  in.attributes(at, {{attribute, required, &forms::id, &named}});
  in.nothing_inside(at);
  if (!named.text.empty() && !before.insert(named.text).second) {
    in.error(errc::repeated_element, named.where,
             fmt::format("the {} `{}` is named already", what, named.text), "");
  }
  in.keep(into, std::move(named));
}

/// What a rule and `otherwise` have in common; only a rule has `when`.
bool read_rule_parts(reader& in, element_index at, rule& made, bool has_when) {
  named_before duties;
  named_before deadlines;
  std::vector<child_rule> parts{
      {"title", occurrence::any,
       [&](element_index child) { in.text(child, made.titles, text_kind::plain); }},
      {"advice", occurrence::any,
       [&](element_index child) { in.text(child, made.advice, text_kind::advice); }},
      {"safety-net", occurrence::any,
       [&](element_index child) { in.text(child, made.safety_net, text_kind::plain); }},
      {"note", occurrence::any,
       [&](element_index child) { in.text(child, made.notes, text_kind::note); }},
      {"source", occurrence::any,
       [&](element_index child) { read_citation(in, child, made.sources); }},
      {"duty", occurrence::any,
       [&](element_index child) {
         read_reference(in, child, "ref", "duty", made.duties, duties);
       }},
      {"deadline", occurrence::any,
       [&](element_index child) {
         read_reference(in, child, "kind", "kind of deadline", made.deadlines, deadlines);
       }},
      {"case", occurrence::any,
       [&](element_index child) { read_rule_case(in, child, made.cases); }}};
  if (has_when) {
    parts.push_back({"when", occurrence::one, [&](element_index child) {
                       in.attributes(child, {});
                       made.when = in.formula(child);
                     }});
  }
  return in.children(at, parts);
}

void check_needs(reader& in, const rule& made, const group& around) {
  if (!made.needs.empty() || !around.needs.empty()) return;
  if (!made.urgency && !made.suggest) return;
  in.error(errc::missing_attribute, made.where,
           "for which need does this speak? neither it nor its group has `need`", "");
}

void read_rule(reader& in, element_index at, group& around) {
  const rule_scope scope(in, id_of(in, at));
  const part_scope part(in);
  rule made;
  made.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"id", required, &forms::id, &made.id},
                         {"need", optional, &forms::code, &made.needs},
                         {"urgency", optional, &forms::code, &made.urgency},
                         {"suggest", optional, &forms::code, &made.suggest}});
  in.add(in.ids.rules, made.id);
  const bool known = read_rule_parts(in, at, made, true);
  if (made.urgency && made.suggest) {
    in.error(errc::bad_value, made.suggest->where,
             "a rule has `urgency` or `suggest`, not both",
             "a suggestion does not change the urgency: make it a rule of its own");
  }
  if (clear && known && !made.urgency && !made.suggest && made.duties.empty() &&
      made.deadlines.empty()) {
    in.error(errc::missing_attribute, made.where,
             "a rule has `urgency`, or `suggest`, or names a duty or deadline", "");
  }
  check_needs(in, made, around);
  made.faulty = part.faulty();
  in.keep(around.rules, std::move(made));
}

void read_otherwise(reader& in, element_index at, group& around) {
  const rule_scope scope(in, id_of(in, at));
  const part_scope part(in);
  rule made;
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::id, &made.id},
                     {"need", optional, &forms::code, &made.needs},
                     {"urgency", required, &forms::code, &made.urgency}});
  in.add(in.ids.rules, made.id);
  read_rule_parts(in, at, made, false);
  check_needs(in, made, around);
  made.faulty = part.faulty();
  around.otherwise = std::move(made);
}

void read_requirement(reader& in, element_index at, std::vector<requirement>& into,
                      named_before& before) {
  requirement made;
  const part_scope no_fault_of_its_group(in);
  in.attributes(at, {{"input", required, &forms::input_name, &made.input},
                     {"level", optional, &forms::code, &made.level}});
  in.nothing_inside(at);
  if (!made.input.text.empty() && !before.insert(made.input.text).second) {
    in.error(errc::repeated_element, made.input.where,
             fmt::format("`{}` is required already", made.input.text), "");
  }
  in.keep(into, std::move(made));
}

/// complaints="a b", or complaints="*" for every contact.
void read_complaints_of(reader& in, group& made) {
  const auto star = std::find_if(made.complaints.begin(), made.complaints.end(),
                                 [](const name& one) { return one.text == "*"; });
  if (star == made.complaints.end()) return;
  if (made.complaints.size() > 1) {
    in.error(errc::bad_value, star->where, "`*` stands alone: it is every contact", "");
  }
  made.complaints.clear();
  made.every_complaint = true;
}

void check_baselines_of_cases(reader& in, const group& made, const id_set& baselines) {
  const part_scope no_fault_of_the_group(in);
  const auto check = [&](const rule& of) {
    const rule_scope scope(in, of.id.text);
    for (const auto& test : of.cases) {
      if (!test.baseline || test.baseline->text.empty()) continue;
      if (baselines.contains(test.baseline->text)) continue;
      in.error(errc::reference_unknown, test.baseline->where,
               fmt::format("`{}` is no baseline of this group", test.baseline->text),
               did_you_mean(test.baseline->text, baselines.all()));
    }
  };
  std::for_each(made.rules.begin(), made.rules.end(), check);
  if (made.otherwise) check(*made.otherwise);
}

void check_otherwise(reader& in, const group& made) {
  const bool covers = made.every_complaint || !made.complaints.empty();
  if (covers && !made.otherwise) {
    in.error(errc::otherwise_missing, made.where,
             "a group that covers complaints needs an `otherwise`",
             "say how urgent a contact is when none of the rules applies");
  }
}

}  // namespace

void read_route(reader& in, element_index at, std::vector<route>& into) {
  route made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"channel", required, &forms::code, &made.channel},
                     {"professional", optional, &forms::code, &made.professional},
                     {"levels", required, &forms::code, &made.levels},
                     {"need", optional, &forms::code, &made.needs}});
  in.children(
      at, {{"title", occurrence::any,
            [&](element_index child) { in.text(child, made.titles, text_kind::plain); }},
           {"when", occurrence::optional, [&](element_index child) {
              in.attributes(child, {});
              made.when = in.formula(child);
            }}});
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

void read_group(reader& in, element_index at, std::vector<group>& into) {
  group made;
  const part_scope part(in);
  made.where = in.place_of(at);
  const bool clear = in.attributes(
      at, {{"id", required, &forms::id, &made.id},
           {"complaints", optional, &forms::complaint, &made.complaints},
           {"applies-when", optional, &forms::expression, &made.applies_when},
           {"need", optional, &forms::code, &made.needs}});
  in.add(in.ids.groups, made.id);
  read_complaints_of(in, made);
  id_set baselines{"baseline"};
  named_before required_inputs;
  const bool known = in.children(
      at, {{"title", occurrence::any,
            [&](element_index child) { in.text(child, made.titles, text_kind::plain); }},
           {"require", occurrence::any,
            [&](element_index child) {
              read_requirement(in, child, made.requirements, required_inputs);
            }},
           {"baseline", occurrence::any,
            [&](element_index child) {
              read_baseline(in, child, made.baselines, baselines);
            }},
           {"rule", occurrence::any,
            [&](element_index child) { read_rule(in, child, made); }},
           {"otherwise", occurrence::optional,
            [&](element_index child) { read_otherwise(in, child, made); }},
           {"route", occurrence::any,
            [&](element_index child) { read_route(in, child, made.routes); }}});
  check_baselines_of_cases(in, made, baselines);
  if (clear && known) check_otherwise(in, made);
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

void read_duties(reader& in, element_index section, std::vector<duty>& into) {
  const auto read_duty = [&](element_index at) {
    duty made;
    made.where = in.place_of(at);
    in.attributes(at, {{"id", required, &forms::id, &made.id},
                       {"by", required, &forms::id, &made.by},
                       {"to", required, &forms::code, &made.to},
                       {"subject", required, &forms::id, &made.subject},
                       {"within", required, &forms::within, &made.within},
                       {"basis", required, &forms::id, &made.basis}});
    in.add(in.ids.duties, made.id);
    in.cite(made.basis);
    in.children(
        at,
        {{"title", occurrence::any,
          [&](element_index child) { in.text(child, made.titles, text_kind::plain); }},
         {"advice", occurrence::any,
          [&](element_index child) { in.text(child, made.advice, text_kind::advice); }}});
    in.keep(into, std::move(made));
  };
  in.attributes(section, {});
  in.children(section, {{"duty", occurrence::any, read_duty}});
}

}  // namespace arvio::inline v0::ruleset
