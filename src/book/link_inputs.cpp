#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/lang/parser.hpp"

#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::book::linking {

namespace {

// --- names ----------------------------------------------------------------------------

/// Whether an expression can name the id: `and`, `max` or `urgency` are words of the
/// language.
bool is_free_word(std::string_view id) {
  findings ignored;
  const auto tree = lang::parse(id, {}, ignored);
  return tree && tree->top().op == lang::op::name && tree->top().name == id;
}

void declare_name(context& at, const name& id, step what, std::string_view kind) {
  if (is_alike(id.text, ruleset::complaint_input)) {
    at.report(errc::bad_value, id.where, "`complaint` is the input of the complaints",
              "choose another id");
    return;
  }
  if (!is_free_word(id.text)) {
    at.report(errc::bad_value, id.where,
              fmt::format("{} means something else in expressions", quoted(id.text)),
              fmt::format("choose another id for the {}", kind));
    return;
  }
  const auto [known, is_new] = at.names.emplace(id.text, what);
  if (is_new) return;
  const auto& other = at.rules_of(at.owner_of(known->second)).id.text;
  const auto message =
      known->first == id.text
          ? fmt::format("{} is declared in {} already", quoted(id.text), quoted(other))
          : fmt::format(
                "{} differs from {}, which {} declares, in the case of letters "
                "alone",
                quoted(id.text), quoted(known->first), quoted(other));
  at.report(errc::input_duplicate, id.where, message,
            "inputs and derived values of all rule sets share one name space");
}

/// What could not be read has its name and the type none: nothing more is said of it.
void declare_faulty(context& at, const name& id, step what) {
  if (!id.text.empty()) at.names.emplace(id.text, what);
}

// --- value sets -----------------------------------------------------------------------

void check_count(context& at, std::size_t codes, const name& id) {
  if (codes == 0) {
    at.report(errc::domain_invalid, id.where,
              fmt::format("{} has no values", quoted(id.text)));
  } else if (codes > limits::codes_per_input) {
    at.report(errc::limit_count, id.where,
              fmt::format("{} has more than {} values", quoted(id.text),
                          limits::codes_per_input));
  }
}

void declare_values(context& at, std::uint32_t set) {
  for (const auto& shared : at.rules_of(set).values) {
    if (shared.faulty) {
      at.shared_values.emplace(std::pair(set, shared.id.text), no_values);
      continue;
    }
    check_count(at, shared.values.size(), shared.id);
    at.shared_values.emplace(std::pair(set, shared.id.text),
                             at.add_values(ids_of(shared.values)));
  }
}

std::optional<std::uint32_t> shared_set(context& at, std::uint32_t set, const name& id) {
  const auto found = at.shared_values.find({set, id.text});
  if (found != at.shared_values.end()) return found->second;
  at.report(errc::reference_unknown, id.where,
            fmt::format("there are no values {}", quoted(id.text)),
            did_you_mean(id.text, ids_of(at.rules_of(set).values)), id.text,
            {lack::declaration});
  return std::nullopt;
}

// --- types ----------------------------------------------------------------------------

void take_codes(context& at, const input& declared, lang::kind kind, linked_input& made) {
  std::optional<std::uint32_t> values;
  if (declared.values_of) {
    values = shared_set(at, made.set, *declared.values_of);
  } else {
    check_count(at, declared.values.size(), declared.id);
    values = at.add_values(ids_of(declared.values));
  }
  if (!values || at.value_sets[*values].empty()) return;
  at.codes_in_all += at.value_sets[*values].size();
  if (at.codes_in_all > limits::codes_in_all) {
    at.report(errc::limit_count, declared.id.where,
              fmt::format("with {} all inputs have more than {} values",
                          quoted(declared.id.text), limits::codes_in_all));
    return;
  }
  made.codes = at.value_sets[*values];
  made.type.kind = kind;
  made.type.value_set = *values;
  made.type.high = static_cast<std::int64_t>(made.codes.size()) - 1;
  if (kind == lang::kind::code) made.domain = value_set(0, made.type.high);
}

const name* present(context& at, const input& declared, const std::optional<name>& text,
                    std::string_view attribute) {
  if (text) return &*text;
  at.report(errc::missing_attribute, declared.where,
            fmt::format("input {} of type {} has no `{}`", quoted(declared.id.text),
                        declared.type.text, attribute));
  return nullptr;
}

std::optional<std::int64_t> bound(context& at, const input& declared,
                                  const std::optional<name>& text,
                                  std::string_view attribute, const lang::type& type) {
  const auto* written = present(at, declared, text, attribute);
  if (written == nullptr) return std::nullopt;
  const auto value = units_of_text({type, {}}, written->text);
  if (value) return *value;
  const auto said = fmt::format("`{}` {}", attribute, quoted(written->text));
  if (value.error() == errc::answer_too_fine) {
    at.report(errc::domain_invalid, written->where,
              fmt::format("{} is finer than {}", said, to_text(decimal{1, type.scale})));
  } else {
    at.report(errc::bad_value, written->where,
              fmt::format("{} is not of type {}", said, lang::kind_name(type.kind)));
  }
  return std::nullopt;
}

/// The digits after the point that a resolution allows: 0.01 has two.
std::optional<int> scale_of(context& at, const input& declared) {
  const auto* written = present(at, declared, declared.resolution, "resolution");
  if (written == nullptr) return std::nullopt;
  if (const auto step = parse_decimal(written->text)) {
    for (int scale = 0; scale <= limits::decimal_scale; ++scale) {
      if (*step == decimal{1, scale}) return scale;
    }
  }
  at.report(
      errc::bad_value, written->where,
      fmt::format("`resolution` {} is not a power of ten up to 1", quoted(written->text)),
      "write 1, 0.1, 0.01 or finer");
  return std::nullopt;
}

void take_bounds(context& at, const input& declared, lang::type type,
                 linked_input& made) {
  const auto low = bound(at, declared, declared.minimum, "min", type);
  const auto high = bound(at, declared, declared.maximum, "max", type);
  if (!low || !high) return;
  if (*low > *high) {
    at.report(errc::domain_invalid, declared.minimum->where,
              fmt::format("`min` {} is above `max` {}", quoted(declared.minimum->text),
                          quoted(declared.maximum->text)));
    return;
  }
  type.low = *low;
  type.high = *high;
  made.type = type;
  made.domain = value_set(*low, *high);
}

void take_number(context& at, const input& declared, lang::kind kind,
                 linked_input& made) {
  lang::type type;
  type.kind = kind;
  if (const auto* unit = present(at, declared, declared.unit, "unit")) {
    const auto canonical = lang::canonical_unit(unit->text);
    if (!canonical) {
      at.report(errc::bad_value, unit->where,
                fmt::format("{} is not a UCUM unit", quoted(unit->text)),
                "write 1 for numbers without a unit");
    }
    type.unit = canonical.value_or("");
  }
  if (kind == lang::kind::decimal) {
    const auto scale = scale_of(at, declared);
    if (!scale) return;  // what is finer than an unknown resolution cannot be said
    type.scale = *scale;
  }
  take_bounds(at, declared, type, made);
}

void take_type(context& at, const input& declared, linked_input& made) {
  const auto kind = kind_of(declared.type.text);
  switch (kind) {
    case lang::kind::boolean:
      made.type.kind = kind;
      made.type.high = 1;
      made.domain = value_set::boolean();
      return;
    case lang::kind::integer:
    case lang::kind::decimal: take_number(at, declared, kind, made); return;
    case lang::kind::code:
    case lang::kind::codes: take_codes(at, declared, kind, made); return;
    case lang::kind::date:
    case lang::kind::datetime:
    case lang::kind::duration: {
      lang::type type;
      type.kind = kind;
      take_bounds(at, declared, type, made);
      return;
    }
    case lang::kind::none: break;
  }
  at.report(errc::bad_value, declared.type.where,
            fmt::format("no input is of type {}", quoted(declared.type.text)),
            did_you_mean(declared.type.text, {"boolean", "integer", "decimal", "code",
                                              "codes", "date", "datetime", "duration"}));
}

/// The complaint: a codes input that nobody writes, since its codes have a section of
/// their own in the vocabulary.
void declare_complaint(context& at) {
  if (at.words.complaints.empty()) return;
  linked_input made;
  made.id = ruleset::complaint_input;
  made.is_complaint = true;
  made.codes = at.words.complaints;
  made.type.kind = lang::kind::codes;
  made.type.high = static_cast<std::int64_t>(made.codes.size()) - 1;
  made.type.value_set = at.add_values(made.codes);
  at.book.complaint = static_cast<std::uint32_t>(at.book.inputs.size());
  at.names.emplace(made.id, step{lang::symbol_kind::input, *at.book.complaint});
  at.book.input_places.emplace(made.id, *at.book.complaint);
  at.book.inputs.push_back(std::move(made));
}

void declare_input(context& at, std::uint32_t set, const input& declared) {
  const auto index = static_cast<std::uint32_t>(at.book.inputs.size());
  auto& made = at.book.inputs.emplace_back();
  made.id = declared.id.text;
  at.book.input_places.emplace(made.id, index);
  made.set = set;
  made.declared = &declared;
  const step what{lang::symbol_kind::input, index};
  if (declared.faulty) {
    declare_faulty(at, declared.id, what);
    return;
  }
  declare_name(at, declared.id, what, "input");
  take_type(at, declared, made);
}

}  // namespace

void declare_inputs(context& at) {
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    if (set == 0) declare_complaint(at);
    declare_values(at, set);
    for (const auto& declared : at.rules_of(set).inputs)
      declare_input(at, set, declared);
  }
}

void declare_derived(context& at) {
  for (std::uint32_t set = 0; set < at.book.sets.size(); ++set) {
    for (const auto& declared : at.rules_of(set).derived) {
      const auto index = static_cast<std::uint32_t>(at.book.derived.size());
      auto& made = at.book.derived.emplace_back();
      made.id = declared.id.text;
      made.set = set;
      made.declared = &declared;
      const step what{lang::symbol_kind::derived, index};
      if (declared.faulty) {
        declare_faulty(at, declared.id, what);
      } else {
        declare_name(at, declared.id, what, "derived value");
      }
    }
  }
}

}  // namespace arvio::inline v0::book::linking
