#include "arvio/base/limits.hpp"

#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace arvio::inline v0::ruleset {
namespace {

const choices input_types{"boolean", "integer", "decimal",  "code",
                          "codes",   "date",    "datetime", "duration"};

/// What an input of a type must and may have: by the names of its attributes.
struct type_attribute {
  const char* attribute;
  std::vector<std::string> must;
  std::vector<std::string> may;
};
const std::vector<type_attribute> attributes_by_type{
    {"unit", {}, {"integer", "decimal"}},
    {"min", {"integer", "decimal", "date", "datetime", "duration"}, {}},
    {"max", {"integer", "decimal", "date", "datetime", "duration"}, {}},
    {"resolution", {"decimal"}, {}},
    {"values", {}, {"code", "codes"}},
};

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void read_inference(reader& in, element_index at, std::vector<inference>& into) {
  inference made;
  made.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"when", optional, &forms::expression, &made.when},
                         {"value", optional, &forms::expression, &made.value},
                         {"values", optional, &forms::code, &made.values},
                         {"from", optional, &forms::as_written, &made.from},
                         {"to", optional, &forms::as_written, &made.to},
                         {"source", optional, &forms::id, &made.source}});
  in.nothing_inside(at);
  in.cite(made.source);
  const int ways = (in.peek(at, "value") ? 1 : 0) + (in.peek(at, "values") ? 1 : 0) +
                   (made.from || made.to ? 1 : 0);
  if (clear && ways != 1) {
    in.error(ways == 0 ? errc::missing_attribute : errc::bad_value, made.where,
             "an `infer` says one thing: `values`, or `from` and `to`, or `value`", "");
  }
  in.keep(into, std::move(made));
}

void read_presumption(reader& in, element_index at, std::vector<presumption>& into) {
  presumption made;
  made.where = in.place_of(at);
  in.attributes(at, {{"value", required, &forms::as_written, &made.value},
                     {"when", optional, &forms::expression, &made.when},
                     {"source", optional, &forms::id, &made.source}});
  in.nothing_inside(at);
  in.cite(made.source);
  in.keep(into, std::move(made));
}

void check_attributes_of_type(reader& in, element_index at, const input& made) {
  const auto& type = made.type.text;
  for (const auto& [attribute, must, may] : attributes_by_type) {
    const auto given = in.peek(at, attribute);
    if (!given && contains(must, type)) {
      in.error(
          errc::missing_attribute, made.where,
          fmt::format("an input of type {} needs the attribute `{}`", type, attribute),
          "");
    }
    if (given && !contains(must, type) && !contains(may, type)) {
      in.error(errc::unknown_attribute, given->where,
               fmt::format("an input of type {} has no attribute `{}`", type, attribute),
               "");
    }
  }
  const bool coded = type == "code" || type == "codes";
  if (coded && made.values_of.has_value() == !made.values.empty()) {
    in.error(
        made.values_of ? errc::bad_value : errc::missing_element, made.where,
        fmt::format("an input of type {} has `value` elements, or a shared set named "
                    "by `values`",
                    type),
        "one of the two");
  }
  if (!coded && !made.values.empty()) {
    in.error(errc::unknown_element, made.values.front().id.where,
             fmt::format("an input of type {} has no `value` elements", type), "");
  }
  if (type == "codes" && !made.inferences.empty()) {
    in.error(errc::unknown_element, made.inferences.front().where,
             "an input of type codes has no `infer`", "");
  }
  if (made.values.size() > limits::codes_per_input) {
    in.error(errc::limit_count, made.where,
             fmt::format("too many values: at most {}", limits::codes_per_input), "");
  }
}

void read_input(reader& in, element_index at, std::vector<input>& into) {
  input made;
  const part_scope part(in);
  made.where = in.place_of(at);
  const bool clear = in.attributes(
      at, {{"id", required, &forms::input_name, &made.id},
           {"type", required, nullptr, &made.type, &input_types},
           {"unit", optional, &forms::unit, &made.unit},
           {"min", optional, &forms::as_written, &made.minimum},
           {"max", optional, &forms::as_written, &made.maximum},
           {"resolution", optional, &forms::resolution, &made.resolution},
           {"max-age", optional, &forms::duration, &made.max_age},
           {"after", optional, &forms::input_name, &made.after},
           {"values", optional, &forms::code, &made.values_of},
           {"applies-when", optional, &forms::expression, &made.applies_when},
           {"otherwise", optional, &forms::as_written, &made.otherwise}});
  in.add(in.ids.names, made.id);
  id_set values{"value"};
  const bool known = in.children(
      at, {{"infer", occurrence::any,
            [&](element_index child) { read_inference(in, child, made.inferences); }},
           {"presume", occurrence::any,
            [&](element_index child) { read_presumption(in, child, made.presumptions); }},
           {"ask", occurrence::any,
            [&](element_index child) { in.text(child, made.ask, text_kind::wording); }},
           {"help", occurrence::any,
            [&](element_index child) { in.text(child, made.help, text_kind::wording); }},
           {"value", occurrence::any, [&](element_index child) {
              read_coded_value(in, child, made.values, values);
            }}});
  const bool typed = contains(input_types, made.type.text);
  if (clear && known && typed) check_attributes_of_type(in, at, made);
  if (clear && in.peek(at, "applies-when").has_value() != made.otherwise.has_value()) {
    in.error(errc::missing_attribute, made.where,
             "`applies-when` and `otherwise` belong together",
             made.otherwise ? "say when the input applies"
                            : "say what the input is where it does not apply");
  }
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

}  // namespace

void read_coded_value(reader& in, element_index at, std::vector<coded_value>& into,
                      id_set& ids) {
  coded_value made;
  in.attributes(at, {{"id", required, &forms::code, &made.id}});
  in.children(at, {{"text", occurrence::any, [&](element_index child) {
                      in.text(child, made.labels, text_kind::wording);
                    }}});
  in.add(ids, made.id);
  in.keep(into, std::move(made));
}

void read_shared_values(reader& in, element_index at, std::vector<shared_values>& into) {
  shared_values made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::code, &made.id}});
  in.add(in.ids.value_sets, made.id);
  id_set values{"value"};
  in.children(at, {{"value", occurrence::some, [&](element_index child) {
                      read_coded_value(in, child, made.values, values);
                    }}});
  if (made.values.size() > limits::codes_per_input) {
    in.error(errc::limit_count, made.id.where,
             fmt::format("too many values: at most {}", limits::codes_per_input), "");
  }
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

void read_inputs(reader& in, element_index section, std::vector<input>& into) {
  in.attributes(section, {});
  in.children(section, {{"input", occurrence::any,
                         [&](element_index child) { read_input(in, child, into); }}});
  if (into.size() > limits::inputs_per_set) {
    in.error(errc::limit_count, in.place_of(section),
             fmt::format("too many inputs: at most {}", limits::inputs_per_set), "");
  }
}

}  // namespace arvio::inline v0::ruleset
