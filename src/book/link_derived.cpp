#include "arvio/base/limits.hpp"

#include "link_bands.hpp"
#include "link_steps.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace arvio::inline v0::book::linking {

namespace {

/// The value set that a derived value of type code is from.
std::optional<std::uint32_t> declared_values(context& at, std::uint32_t set,
                                             const name& id) {
  const auto shared = at.shared_values.find({set, id.text});
  if (shared != at.shared_values.end()) return shared->second;
  const auto input = at.resolve_input(set, id, "the value set");
  if (!input) return std::nullopt;
  const auto& type = at.book.inputs[*input].type;
  if (type.kind == lang::kind::code || type.kind == lang::kind::codes) {
    return type.value_set;
  }
  if (type.kind != lang::kind::none) {
    at.report(errc::type_mismatch, id.where,
              fmt::format("{} is of type {} and has no codes", quoted(id.text),
                          lang::kind_name(type.kind)));
  }
  return std::nullopt;
}

lang::type code_type(context& at, const derived_value& declared, linked_derived& made) {
  lang::type type;
  if (!declared.values_of) {
    at.report(errc::missing_attribute, declared.where,
              fmt::format("{} of type code has no `values`", quoted(made.id)),
              "name a shared value set, or an input whose codes it has");
    return type;
  }
  const auto values = declared_values(at, made.set, *declared.values_of);
  if (!values || *values == no_values) return type;
  made.codes = at.value_sets[*values];
  type.kind = lang::kind::code;
  type.value_set = *values;
  type.high = static_cast<std::int64_t>(made.codes.size()) - 1;
  return type;
}

/// A number of any size; its unit is empty where none is declared.
lang::type number_type(context& at, lang::kind kind, const std::optional<name>& unit) {
  lang::type type;
  type.kind = kind;
  type.low = -limits::number_units;
  type.high = limits::number_units;
  if (!unit) return type;
  const auto canonical = lang::canonical_unit(unit->text);
  if (!canonical) {
    at.report(errc::bad_value, unit->where,
              fmt::format("{} is not a UCUM unit", quoted(unit->text)));
  }
  type.unit = canonical.value_or("");
  return type;
}

void refuse_number_words(context& at, const derived_value& declared, lang::kind kind) {
  const bool number = kind == lang::kind::integer || kind == lang::kind::decimal;
  if (declared.unit && !number) {
    at.report(errc::bad_value, declared.unit->where, "only a number has a unit");
  }
  if (declared.values_of && kind != lang::kind::code) {
    at.report(errc::bad_value, declared.values_of->where,
              "only a derived value of type code has `values`");
  }
}

/// What the attributes say of a derived value; of kind none, with a finding, where they
/// do not say enough.
lang::type declared_type(context& at, const derived_value& declared,
                         linked_derived& made) {
  if (!declared.type) {
    at.report(errc::missing_attribute, declared.where,
              fmt::format("{} has no `type`", quoted(made.id)));
    return {};
  }
  const auto kind = kind_of(declared.type->text);
  refuse_number_words(at, declared, kind);
  if (kind == lang::kind::integer || kind == lang::kind::decimal) {
    return number_type(at, kind, declared.unit);
  }
  if (kind == lang::kind::code) return code_type(at, declared, made);
  lang::type type;
  if (kind == lang::kind::boolean) {
    type.kind = kind;
    type.high = 1;
    return type;
  }
  at.report(errc::bad_value, declared.type->where,
            fmt::format("no derived value is of type {}", quoted(declared.type->text)),
            "it is boolean, integer, decimal or code");
  return type;
}

/// An expression of a type that says how many digits a decimal has only once it is known.
condition typed_as(context& at, std::uint32_t set, const expression& written,
                   lang::type wanted) {
  if (wanted.kind == lang::kind::decimal) {
    const auto any = at.typed(set, written, {});
    if (!any) return std::nullopt;
    wanted.scale = any->top().type.scale;
  }
  return at.typed(set, written, {wanted, false});
}

void link_expression(context& at, linked_derived& made, const expression& written) {
  const auto wanted = declared_type(at, *made.declared, made);
  if (wanted.kind == lang::kind::none) return;
  made.expression = typed_as(at, made.set, written, wanted);
  if (!made.expression) return;
  const auto& given = made.expression->top().type;
  // A number that rests on what is at fault could be any.
  if (wanted.is_number() && given.kind == lang::kind::none) return;
  made.type = wanted;
  if (!wanted.is_number()) return;
  made.type.scale = given.scale;
  made.type.low = given.low;
  made.type.high = given.high;
  if (made.type.unit.empty()) made.type.unit = given.unit.empty() ? "1" : given.unit;
}

void define_score(context& at, linked_derived& made, const score& definition) {
  const auto& declared = *made.declared;
  if (declared.type && declared.type->text != "integer") {
    at.report(errc::type_mismatch, declared.type->where, "a score is an integer");
  }
  if (declared.unit && lang::canonical_unit(declared.unit->text) != "1") {
    at.report(errc::unit_mismatch, declared.unit->where, "a score has no unit",
              "leave the unit out");
  }
  link_score(at, made, definition);
}

void define_table(context& at, linked_derived& made, const table& definition) {
  auto type = declared_type(at, *made.declared, made);
  if (type.kind == lang::kind::none) return;
  if (type.is_number() && type.unit.empty()) type.unit = "1";
  link_table(at, made, definition, std::move(type));
}

void define(context& at, linked_derived& made) {
  if (made.declared->faulty) return;
  const auto& definition = made.declared->definition;
  if (const auto* written = std::get_if<expression>(&definition)) {
    made.how = derivation::expression;
    link_expression(at, made, *written);
  } else if (const auto* points = std::get_if<score>(&definition)) {
    made.how = derivation::score;
    define_score(at, made, *points);
  } else if (const auto* rows = std::get_if<table>(&definition)) {
    made.how = derivation::table;
    define_table(at, made, *rows);
  }
}

}  // namespace

void link_derived(context& at) {
  at.unsound.assign(at.book.derived.size(), false);
  for (const auto index : at.derived_order) {
    auto& made = at.book.derived[index];
    const auto before = at.faults;
    define(at, made);
    at.unsound[index] = made.declared->faulty || at.faults != before;
  }
}

}  // namespace arvio::inline v0::book::linking
