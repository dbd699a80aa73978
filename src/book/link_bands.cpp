#include "link_bands.hpp"

#include "arvio/base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arvio::inline v0::book::linking {

namespace {

bool has_ranges(lang::kind kind) {
  return kind != lang::kind::boolean && kind != lang::kind::code;
}

/// The values of a key that is a range, wherever they lie; nullopt with a finding.
std::optional<value_set> range_of(context& at, const banded& over, const key& wanted,
                                  std::string_view what) {
  if (!has_ranges(over.form.type.kind)) {
    at.report(errc::type_mismatch, wanted.where,
              fmt::format("{} has no ranges: it is of type {}", quoted(over.id),
                          lang::kind_name(over.form.type.kind)),
              fmt::format("name the value of each {}, or write otherwise", what));
    return std::nullopt;
  }
  const auto everywhere = every_number();
  const auto end = [&](const std::optional<name>& text, std::int64_t open) {
    return text ? read_value(at, over.form, everywhere, *text, "the bound") : open;
  };
  const auto low = end(wanted.from, everywhere.min());
  const auto high = end(wanted.to, everywhere.max());
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    at.report(errc::range_empty, wanted.where,
              fmt::format("the {} is empty: {} is above {}", what,
                          quoted(wanted.from->text), quoted(wanted.to->text)));
    return std::nullopt;
  }
  return value_set(*low, *high);
}

std::optional<value_set> values_of(context& at, const banded& over, const key& wanted,
                                   std::string_view what) {
  if (wanted.is) {
    const auto value = read_value(at, over.form, every_number(), *wanted.is, "the value");
    if (!value) return std::nullopt;
    return value_set::single(*value);
  }
  if (wanted.from || wanted.to) return range_of(at, over, wanted, what);
  at.report(errc::missing_attribute, wanted.where,
            fmt::format("the {} does not say for which values it is", what));
  return std::nullopt;
}

/// Follows which values are taken while keys come one by one.
class covering {
 public:
  covering(context& at, const banded& over, std::string_view what)
      : at_(at), over_(over), what_(what), free_(over.domain) {}

  /// The values that a key is for.
  value_set take(const key& wanted) {
    const auto values = values_of(at_, over_, wanted, what_);
    if (!values) {
      faulty_ = true;
      return {};
    }
    const auto reached = values->intersected(over_.domain);
    const auto twice = reached.without(free_);
    if (reached.empty()) {
      report_never(wanted,
                   fmt::format("{} has {}", quoted(over_.id), text(over_.domain)));
    } else if (!twice.empty()) {
      at_.report(errc::band_overlap, wanted.where,
                 fmt::format("an earlier {} is for {} {} too", what_, quoted(over_.id),
                             text(twice)));
    }
    free_ = free_.without(reached);
    return reached;
  }

  /// What the others leave.
  value_set take_rest(const key& wanted) {
    if (rest_taken_) {
      at_.report(errc::band_overlap, wanted.where, "`otherwise` stands twice");
    } else if (free_.empty() && !faulty_) {
      report_never(wanted,
                   fmt::format("the others are for all values of {}", quoted(over_.id)));
    }
    rest_taken_ = true;
    return std::exchange(free_, {});
  }

  void finish(source_span where) {
    if (faulty_ || rest_taken_ || free_.empty()) return;
    at_.report(errc::band_gap, where,
               fmt::format("no {} is for {} {}", what_, quoted(over_.id), text(free_)));
  }

 private:
  [[nodiscard]] std::string text(const value_set& values) const {
    return values_text(over_.form, values);
  }
  void report_never(const key& wanted, const std::string& why) {
    at_.report(errc::value_outside, wanted.where,
               fmt::format("this {} is never reached", what_), why);
  }

  context& at_;
  const banded& over_;
  std::string what_;
  value_set free_;
  bool faulty_ = false;
  bool rest_taken_ = false;
};

template <class T>
std::vector<const key*> keys_of(const std::vector<T>& all) {
  std::vector<const key*> keys;
  keys.reserve(all.size());
  for (const auto& one : all)
    keys.push_back(&one.key);
  return keys;
}

// --- scores ---------------------------------------------------------------------------

lang::type point_type() {
  lang::type type;
  type.kind = lang::kind::integer;
  type.unit = "1";
  type.low = -limits::number_units;
  type.high = limits::number_units;
  return type;
}

void link_banded_item(context& at, std::uint32_t set, const score_item& declared,
                      linked_item& made) {
  const auto over = banded_by(at, set, *declared.input);
  if (!over) return;
  const auto type = point_type();
  made.operand = over->place;
  const auto values = cover(at, *over, keys_of(declared.bands), declared.where, "band");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto points = read_value(at, {type, {}}, every_number(),
                                   declared.bands[i].points, "the points");
    made.rows.push_back({values[i], {}, points.value_or(0)});
  }
}

value_range hull_of(const std::vector<linked_row>& rows) {
  if (rows.empty()) return {};
  value_range hull{rows.front().result, rows.front().result};
  for (const auto& row : rows) {
    hull.low = std::min(hull.low, row.result);
    hull.high = std::max(hull.high, row.result);
  }
  return hull;
}

value_range hull_of(const linked_item& item) {
  if (!item.value) return hull_of(item.rows);
  const auto& type = item.value->top().type;
  return {type.low, type.high};
}

// --- tables ---------------------------------------------------------------------------

/// The results of a table as written, row by row, cell by cell.
std::vector<const name*> results_of(const table& definition) {
  std::vector<const name*> all;
  for (const auto& row : definition.rows) {
    if (row.value) all.push_back(&*row.value);
    for (const auto& cell : row.cells)
      all.push_back(&cell.value);
  }
  return all;
}

/// Decimals of a table have as many digits as the finest that is written.
int finest_scale(const table& definition) {
  int scale = 0;
  for (const auto* text : results_of(definition)) {
    if (const auto number = parse_decimal(text->text)) {
      scale = std::max(scale, number->scale);
    }
  }
  return scale;
}

class table_linker {
 public:
  table_linker(context& at, linked_derived& derived, const lang::type& type)
      : at_(at), derived_(derived), form_{type, derived.codes} {}

  void one_input(const banded& over, const table& definition) {
    const auto values = cover(at_, over, keys_of(definition.rows), where(), "row");
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& row = definition.rows[i];
      if (row.value && row.cells.empty()) {
        add(values[i], {}, *row.value);
      } else {
        at_.report(errc::missing_attribute, row.key.where,
                   "a row of a table with one input has a value and no cells");
      }
    }
  }

  void two_inputs(const banded& first, const banded& second, const table& definition) {
    const auto values = cover(at_, first, keys_of(definition.rows), where(), "row");
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& row = definition.rows[i];
      if (row.value) {
        at_.report(errc::missing_element, row.key.where,
                   "a row of a table with two inputs has cells and no value");
        continue;
      }
      const auto cells = cover(at_, second, keys_of(row.cells), row.key.where, "cell");
      for (std::size_t j = 0; j < cells.size(); ++j) {
        add(values[i], cells[j], row.cells[j].value);
      }
    }
  }

 private:
  [[nodiscard]] source_span where() const { return derived_.declared->where; }
  void add(const value_set& values, const value_set& second, const name& result) {
    const auto value = read_value(at_, form_, every_number(), result, "the result");
    derived_.rows.push_back({values, second, value.value_or(0)});
  }

  context& at_;
  linked_derived& derived_;
  value_form form_;
};

}  // namespace

value_set every_number() { return {-limits::number_units, limits::number_units}; }

std::optional<banded> banded_by(context& at, std::uint32_t set, const name& id) {
  const auto known = at.resolve(set, id, "the name");
  if (!known) return std::nullopt;
  const auto& type = at.type_of(*known);
  switch (type.kind) {
    case lang::kind::boolean:
    case lang::kind::integer:
    case lang::kind::decimal:
    case lang::kind::code:
    case lang::kind::duration:
      return banded{{known->kind, known->index},
                    {type, at.codes_of(*known)},
                    {type.low, type.high},
                    id.text};
    case lang::kind::codes:
      at.report(errc::type_mismatch, id.where,
                fmt::format("{} is of type codes and can have many values at once",
                            quoted(id.text)),
                "derive a boolean or a number from it");
      break;
    case lang::kind::date:
    case lang::kind::datetime:
      at.report(errc::not_allowed_here, id.where,
                fmt::format("{} is a date: dates stand in the ..._between functions",
                            quoted(id.text)),
                "derive a number of years, days or hours from it");
      break;
    case lang::kind::none: ++at.faults; break;  // reported where it is declared
  }
  return std::nullopt;
}

std::vector<value_set> cover(context& at, const banded& over,
                             const std::vector<const key*>& keys, source_span where,
                             std::string_view what) {
  covering state(at, over, what);
  std::vector<value_set> out(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i]->otherwise) out[i] = state.take(*keys[i]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i]->otherwise) out[i] = state.take_rest(*keys[i]);
  }
  state.finish(where);
  return out;
}

void link_score(context& at, linked_derived& derived, const score& definition) {
  auto type = point_type();
  wide_int low = 0;
  wide_int high = 0;
  for (const auto& declared : definition.items) {
    auto& made = derived.items.emplace_back();
    made.id = declared.id.text;
    if (declared.value) {
      made.value = at.typed(derived.set, *declared.value, {point_type(), false});
    } else if (declared.input) {
      link_banded_item(at, derived.set, declared, made);
    }
    const auto hull = hull_of(made);
    low += hull.low;
    high += hull.high;
  }
  if (low < type.low || high > type.high) {
    at.report(errc::number_range, derived.declared->where,
              fmt::format("the points of {} can be too large to be counted",
                          quoted(derived.id)));
    return;
  }
  type.low = static_cast<std::int64_t>(low);
  type.high = static_cast<std::int64_t>(high);
  derived.type = type;
}

void link_table(context& at, linked_derived& derived, const table& definition,
                lang::type type) {
  const auto& inputs = definition.inputs;
  if (inputs.empty() || inputs.size() > 2) {
    at.report(errc::bad_value, derived.declared->where,
              fmt::format("table {} needs one or two inputs", quoted(derived.id)));
    return;
  }
  std::vector<banded> over;
  for (const auto& id : inputs) {
    auto one = banded_by(at, derived.set, id);
    if (!one) return;
    derived.operands.push_back(one->place);
    over.push_back(std::move(*one));
  }
  if (type.kind == lang::kind::decimal) type.scale = finest_scale(definition);
  table_linker linker(at, derived, type);
  if (over.size() == 1) {
    linker.one_input(over[0], definition);
  } else {
    linker.two_inputs(over[0], over[1], definition);
  }
  if (type.is_number()) {
    const auto hull = hull_of(derived.rows);
    type.low = hull.low;
    type.high = hull.high;
  }
  derived.type = type;
}

}  // namespace arvio::inline v0::book::linking
