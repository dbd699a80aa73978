#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

namespace arvio::inline v0::ruleset {
namespace {

const choices derived_types{"boolean", "integer", "decimal", "code"};

/// A key says one thing: a range, one value, or the rest.
void check_key(reader& in, const key& made, std::string_view value_attribute) {
  const int ways =
      (made.from || made.to ? 1 : 0) + (made.is ? 1 : 0) + (made.otherwise ? 1 : 0);
  if (ways == 1) return;
  in.error(
      ways == 0 ? errc::missing_attribute : errc::bad_value, made.where,
      fmt::format("which values is this for? `from` and `to`, or `{}`, or `otherwise`",
                  value_attribute),
      "one of the three");
}

void read_band(reader& in, element_index at, std::vector<band>& into) {
  band made;
  made.key.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"value", optional, &forms::code, &made.key.is},
                         {"from", optional, &forms::as_written, &made.key.from},
                         {"to", optional, &forms::as_written, &made.key.to},
                         {"otherwise", optional, &forms::boolean, &made.key.otherwise},
                         {"points", required, &forms::whole_number, &made.points}});
  in.nothing_inside(at);
  if (clear) check_key(in, made.key, "value");
  in.keep(into, std::move(made));
}

void check_item(reader& in, const score_item& made) {
  const bool by_value = made.value.has_value();
  if (by_value == made.input.has_value()) {
    in.error(by_value ? errc::bad_value : errc::missing_attribute, made.where,
             "an item has an `input` with bands, or a `value`", "one of the two");
  } else if (by_value != made.bands.empty()) {
    in.error(by_value ? errc::unknown_element : errc::missing_element, made.where,
             by_value ? "an item with a `value` has no bands"
                      : "an item with an `input` needs bands",
             "");
  }
}

void read_item(reader& in, element_index at, std::vector<score_item>& into) {
  score_item made;
  made.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"id", required, &forms::input_name, &made.id},
                         {"input", optional, &forms::input_name, &made.input},
                         {"value", optional, &forms::expression, &made.value}});
  const bool known = in.children(at, {{"band", occurrence::any, [&](element_index child) {
                                         read_band(in, child, made.bands);
                                       }}});
  in.add(in.ids.items, made.id);
  const bool faulty_value = in.peek(at, "value") && !made.value;
  if (clear && known && !faulty_value) check_item(in, made);
  in.keep(into, std::move(made));
}

void read_score(reader& in, element_index at, std::vector<derived_value>& into) {
  derived_value made;
  const part_scope part(in);
  made.where = in.place_of(at);
  score definition;
  in.attributes(at, {{"id", required, &forms::input_name, &made.id},
                     {"unit", optional, &forms::unit, &made.unit},
                     {"source", optional, &forms::id, &made.source}});
  in.add(in.ids.names, made.id);
  in.cite(made.source);
  in.children(
      at, {{"title", occurrence::any,
            [&](element_index child) { in.text(child, made.labels, text_kind::plain); }},
           {"item", occurrence::some,
            [&](element_index child) { read_item(in, child, definition.items); }}});
  made.definition = std::move(definition);
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

void read_cell(reader& in, element_index at, std::vector<table_cell>& into) {
  table_cell made;
  made.key.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"is", optional, &forms::code, &made.key.is},
                         {"from", optional, &forms::as_written, &made.key.from},
                         {"to", optional, &forms::as_written, &made.key.to},
                         {"otherwise", optional, &forms::boolean, &made.key.otherwise},
                         {"value", required, &forms::as_written, &made.value}});
  in.nothing_inside(at);
  if (clear) check_key(in, made.key, "is");
  in.keep(into, std::move(made));
}

void read_row(reader& in, element_index at, std::size_t inputs,
              std::vector<table_row>& into) {
  table_row made;
  made.key.where = in.place_of(at);
  const bool clear =
      in.attributes(at, {{"is", optional, &forms::code, &made.key.is},
                         {"from", optional, &forms::as_written, &made.key.from},
                         {"to", optional, &forms::as_written, &made.key.to},
                         {"otherwise", optional, &forms::boolean, &made.key.otherwise},
                         {"value", optional, &forms::as_written, &made.value}});
  const bool known = in.children(at, {{"cell", occurrence::any, [&](element_index child) {
                                         read_cell(in, child, made.cells);
                                       }}});
  if (clear) check_key(in, made.key, "is");
  if (clear && known && inputs == 1 && (!made.value || !made.cells.empty())) {
    in.error(made.value ? errc::unknown_element : errc::missing_attribute, made.key.where,
             "a row of a table with one input has a `value` and no cells", "");
  }
  if (clear && known && inputs == 2 && (made.value || made.cells.empty())) {
    in.error(made.value ? errc::unknown_attribute : errc::missing_element, made.key.where,
             "a row of a table with two inputs has cells and no `value`", "");
  }
  in.keep(into, std::move(made));
}

void read_table(reader& in, element_index at, std::vector<derived_value>& into) {
  derived_value made;
  const part_scope part(in);
  made.where = in.place_of(at);
  table definition;
  in.attributes(at, {{"id", required, &forms::input_name, &made.id},
                     {"type", required, nullptr, &made.type, &derived_types},
                     {"unit", optional, &forms::unit, &made.unit},
                     {"values", optional, &forms::code, &made.values_of},
                     {"input", required, &forms::input_name, &definition.inputs},
                     {"source", optional, &forms::id, &made.source}});
  in.add(in.ids.names, made.id);
  in.cite(made.source);
  if (definition.inputs.size() > 2) {
    in.error(errc::bad_value, definition.inputs[2].where, "a table has one input or two",
             "put a table of two of them into another");
  }
  in.children(
      at, {{"title", occurrence::any,
            [&](element_index child) { in.text(child, made.labels, text_kind::plain); }},
           {"row", occurrence::some, [&](element_index child) {
              read_row(in, child, definition.inputs.size(), definition.rows);
            }}});
  made.definition = std::move(definition);
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

void read_value(reader& in, element_index at, std::vector<derived_value>& into) {
  derived_value made;
  const part_scope part(in);
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::input_name, &made.id},
                     {"type", required, nullptr, &made.type, &derived_types},
                     {"unit", optional, &forms::unit, &made.unit},
                     {"values", optional, &forms::code, &made.values_of},
                     {"source", optional, &forms::id, &made.source}});
  in.add(in.ids.names, made.id);
  in.cite(made.source);
  if (auto formula = in.formula(at)) made.definition = std::move(*formula);
  made.faulty = part.faulty();
  in.keep(into, std::move(made));
}

}  // namespace

void read_derived(reader& in, element_index section, std::vector<derived_value>& into) {
  in.attributes(section, {});
  in.children(section, {{"score", occurrence::any,
                         [&](element_index child) { read_score(in, child, into); }},
                        {"table", occurrence::any,
                         [&](element_index child) { read_table(in, child, into); }},
                        {"value", occurrence::any,
                         [&](element_index child) { read_value(in, child, into); }}});
}

}  // namespace arvio::inline v0::ruleset
