#include "arvio/base/did_you_mean.hpp"

#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace arvio::inline v0::ruleset {
namespace {

const choices expectations{"certain", "excluded", "possible"};
const choices origins{"caller", "proxy", "professional", "device", "record"};

/// What a whole case may expect, in the order of the canonical form.
const choices expected_fields{
    "status", "urgency",        "basis",       "at-least",  "not-excluded",
    "rules",  "rules-possible", "suggestions", "duties",    "routes",
    "next",   "uncovered",      "inferred",    "unexpected"};

using answered = std::set<std::string>;

void add_answer(reader& in, given_answer&& made, std::vector<given_answer>& into,
                answered& before) {
  if (!made.input.text.empty() && !before.insert(made.input.text).second) {
    in.error(errc::answer_twice, made.input.where,
             fmt::format("`{}` is answered already", made.input.text), "");
    return;  // or the rest would tell it again
  }
  in.keep(into, std::move(made));
}

/// Answers as attributes, one for each input; `id` is the baseline's own.
void read_plain_answers(reader& in, element_index at, std::vector<given_answer>& into,
                        bool has_id) {
  auto all = in.all_attributes(at);
  into.reserve(into.size() + all.size());
  for (auto& one : all) {
    if (has_id && one.input.text == "id") continue;
    if (!forms::input_name.fits(one.input.text)) {
      in.error(errc::unknown_attribute, one.input.where,
               fmt::format("`{}` cannot be the name of an input", one.input.text),
               std::string(forms::input_name.hint));
      continue;
    }
    if (!forms::as_written.fits(one.value.text)) {
      in.error(errc::bad_value, one.input.where,
               fmt::format("`{}` has no answer", one.input.text),
               "a value; `?` for unknown; `-` for not asked; `-*` for none of the codes");
      one.value.text.clear();
    }
    const bool known = std::any_of(
        into.begin(), into.end(),
        [&](const given_answer& other) { return other.input.text == one.input.text; });
    if (!known) into.push_back(std::move(one));  // two attributes: reported by the scan
  }
}

void read_answer(reader& in, element_index at, std::vector<given_answer>& into,
                 answered& before) {
  given_answer made;
  in.attributes(at, {{"input", required, &forms::input_name, &made.input},
                     {"value", required, &forms::as_written, &made.value},
                     {"at", optional, &forms::time, &made.at},
                     {"origin", optional, nullptr, &made.origin, &origins}});
  in.nothing_inside(at);
  add_answer(in, std::move(made), into, before);
}

void read_answers_inside(reader& in, element_index at, std::vector<given_answer>& into) {
  answered before;
  for (const auto& one : into)
    before.insert(one.input.text);
  in.children(at, {{"answer", occurrence::any,
                    [&](element_index child) { read_answer(in, child, into, before); }}});
}

void read_given(reader& in, element_index at, std::vector<given_answer>& into) {
  read_plain_answers(in, at, into, false);
  read_answers_inside(in, at, into);
}

void read_expected(reader& in, element_index at, std::vector<given_answer>& into) {
  const auto found = in.all_attributes(at);
  into.reserve(found.size());
  for (const auto& field : expected_fields) {
    const auto one =
        std::find_if(found.begin(), found.end(),
                     [&](const given_answer& each) { return each.input.text == field; });
    if (one != found.end()) into.push_back(*one);
  }
  for (const auto& one : found) {
    const auto& field = one.input.text;
    if (std::find(expected_fields.begin(), expected_fields.end(), field) !=
        expected_fields.end()) {
      continue;
    }
    in.error(errc::unknown_attribute, one.input.where,
             fmt::format("`expect` has no attribute `{}`", field),
             did_you_mean(field, expected_fields));
  }
  if (found.empty()) {
    in.error(errc::missing_attribute, in.place_of(at), "`expect` expects nothing",
             "name at least one: status, urgency, rules, ...");
  }
  in.nothing_inside(at);
}

void read_case(reader& in, element_index at, std::vector<assessment_case>& into) {
  assessment_case made;
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::id, &made.id},
                     {"at", optional, &forms::time, &made.at},
                     {"baseline", optional, &forms::id, &made.baseline},
                     {"finish", optional, &forms::boolean, &made.finish}});
  in.add(in.ids.cases, made.id);
  in.children(at, {{"given", occurrence::optional,
                    [&](element_index child) { read_given(in, child, made.given); }},
                   {"expect", occurrence::one, [&](element_index child) {
                      read_expected(in, child, made.expect);
                    }}});
  in.keep(into, std::move(made));
}

}  // namespace

void read_baseline(reader& in, element_index at, std::vector<baseline>& into,
                   id_set& ids) {
  baseline made;
  const part_scope no_fault_of_its_group(in);
  made.where = in.place_of(at);
  if (const auto id = in.peek(at, "id")) {
    made.id = *id;
    if (!forms::plain_id.fits(id->text)) {
      in.error(errc::bad_value, id->where,
               fmt::format("`{}` is not an id without dots", id->text),
               std::string(forms::plain_id.hint));
    }
  } else {
    in.error(errc::missing_attribute, made.where, "`baseline` needs the attribute `id`",
             "");
  }
  in.add(ids, made.id);
  read_plain_answers(in, at, made.answers, true);
  read_answers_inside(in, at, made.answers);
  in.keep(into, std::move(made));
}

void read_rule_case(reader& in, element_index at, std::vector<rule_case>& into) {
  rule_case made;
  const part_scope no_fault_of_its_rule(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"expect", required, nullptr, &made.expect, &expectations},
                     {"baseline", optional, &forms::plain_id, &made.baseline},
                     {"at", optional, &forms::time, &made.at}});
  in.children(at, {{"given", occurrence::optional,
                    [&](element_index child) { read_given(in, child, made.given); }}});
  in.keep(into, std::move(made));
}

void read_cases(reader& in, element_index section, std::vector<assessment_case>& into) {
  in.attributes(section, {});
  in.children(section, {{"case", occurrence::any,
                         [&](element_index child) { read_case(in, child, into); }}});
}

}  // namespace arvio::inline v0::ruleset
