#include "arvio/base/date.hpp"
#include "arvio/book/answer.hpp"

#include "link_steps.hpp"

#include <fmt/format.h>

#include <cstddef>

/// What is known of inputs without asking.
namespace arvio::inline v0::book::linking {

namespace {

value_form form_of(const linked_input& input) { return {input.type, input.codes}; }

std::optional<std::int64_t> value_of(context& at, const linked_input& input,
                                     const name& text, std::string_view what) {
  return read_value(at, form_of(input), input.domain, text, what);
}

value_set inferred_codes(context& at, const linked_input& input, const inference& said) {
  value_set values;
  if (input.type.kind != lang::kind::code && input.type.kind != lang::kind::boolean) {
    at.report(errc::type_mismatch, said.where,
              fmt::format("an input of type {} is not inferred by `values`",
                          lang::kind_name(input.type.kind)),
              "write from= and to=, or value=");
    return values;
  }
  for (const auto& code : said.values) {
    const auto value = value_of(at, input, code, "the inferred value");
    if (value) values = values.united(value_set::single(*value));
  }
  return values;
}

value_set inferred_range(context& at, const linked_input& input, const inference& said) {
  const auto kind = input.type.kind;
  if (kind == lang::kind::boolean || kind == lang::kind::code) {
    at.report(errc::type_mismatch, said.where,
              fmt::format("an input of type {} has no ranges", lang::kind_name(kind)),
              "write values=");
    return {};
  }
  const auto end = [&](const std::optional<name>& text, std::int64_t otherwise) {
    return text ? value_of(at, input, *text, "the inferred bound") : otherwise;
  };
  const auto low = end(said.from, input.type.low);
  const auto high = end(said.to, input.type.high);
  if (!low || !high) return {};
  if (*low > *high) {
    at.report(errc::range_empty, said.where, "the inferred range is empty");
  }
  return {*low, *high};
}

condition inferred_value(context& at, const linked_input& input, const inference& said) {
  const auto kind = input.type.kind;
  if (kind == lang::kind::date || kind == lang::kind::datetime) {
    at.report(errc::not_supported, said.where,
              fmt::format("an expression for an input of type {} is not supported yet",
                          lang::kind_name(kind)));
    return std::nullopt;
  }
  auto value = at.typed(input.set, *said.value, {input.type, false});
  if (!value || !input.type.is_number()) return value;
  const auto& given = value->top().type;
  if (given.kind == lang::kind::none) return value;
  const auto& wanted = input.type;
  if (decimal{given.high, given.scale} < decimal{wanted.low, wanted.scale} ||
      decimal{wanted.high, wanted.scale} < decimal{given.low, given.scale}) {
    at.report(errc::value_outside, said.value->where,
              "the inferred values lie outside the domain",
              fmt::format("they are {}, the domain is {}",
                          values_text({given, {}}, {given.low, given.high}),
                          values_text(form_of(input), input.domain)));
  }
  return value;
}

void link_inference(context& at, linked_input& input, std::size_t place) {
  const auto& said = input.declared->inferences[place];
  if (input.type.kind == lang::kind::codes) {
    at.report(errc::not_allowed_here, said.where,
              "nothing is inferred of an input of type codes");
    return;
  }
  linked_inference made;
  made.source = static_cast<std::uint32_t>(place);
  made.when = at.typed_condition(input.set, said.when);
  if (input.type.kind == lang::kind::none) return;
  if (said.value) {
    made.value = inferred_value(at, input, said);
  } else if (!said.values.empty()) {
    made.values = inferred_codes(at, input, said);
  } else if (said.from || said.to) {
    made.values = inferred_range(at, input, said);
  } else {
    at.report(errc::missing_attribute, said.where, "nothing is inferred",
              "write from= and to=, values= or value=");
  }
  input.inferences.push_back(std::move(made));
}

/// `vomiting -headache -*`: what is presumed of each code.
void presume_codes(context& at, const linked_input& input, const name& text,
                   linked_presumption& made) {
  const auto said = read_answer(input, text.text);
  if (!said || said->state != answer_state::known) {
    at.report(
        said ? errc::bad_value : errc::value_outside, text.where,
        fmt::format("{} does not say which codes are presumed", quoted(text.text)),
        fmt::format("write `a -b -*`: present, absent, none of the rest; it takes {}",
                    what_fits(input)));
    return;
  }
  for (std::uint32_t i = 0; i < said->codes.size(); ++i) {
    if (said->codes[i] == code_state::unsaid) continue;
    if (said->codes[i] == code_state::unknown) {
      at.report(errc::bad_value, text.where, "what cannot be said is not presumed");
      return;
    }
    made.codes.emplace_back(i, said->codes[i] == code_state::present);
  }
}

void link_presumption(context& at, linked_input& input, const presumption& said) {
  linked_presumption made;
  made.when = at.typed_condition(input.set, said.when);
  if (input.type.kind == lang::kind::codes) {
    presume_codes(at, input, said.value, made);
  } else {
    made.value = value_of(at, input, said.value, "the presumed value").value_or(0);
  }
  input.presumptions.push_back(std::move(made));
}

void link_applicability(context& at, linked_input& input) {
  const auto& declared = *input.declared;
  input.applies_when = at.typed_condition(input.set, declared.applies_when);
  if (declared.applies_when && !declared.otherwise) {
    at.report(
        errc::missing_attribute, declared.where,
        fmt::format("input {} has `applies-when` but no `otherwise`", quoted(input.id)),
        "say which value it has where it does not apply");
  } else if (!declared.applies_when && declared.otherwise) {
    at.report(
        errc::missing_attribute, declared.otherwise->where,
        fmt::format("input {} has `otherwise` but no `applies-when`", quoted(input.id)));
  }
  if (!declared.otherwise) return;
  if (input.type.kind != lang::kind::codes) {
    input.otherwise = value_of(at, input, *declared.otherwise, "`otherwise`").value_or(0);
  } else if (declared.otherwise->text != "-*") {
    at.report(errc::value_outside, declared.otherwise->where,
              "`otherwise` of an input of type codes is `-*`: none of the codes");
  }
}

void link_after(context& at, linked_input& input) {
  if (!input.declared->after) return;
  const auto& after = *input.declared->after;
  if (after.text == input.id) {
    at.report(errc::reference_cycle, after.where,
              fmt::format("{} cannot be asked after itself", quoted(input.id)));
    return;
  }
  input.after = at.resolve_input(input.set, after, "the earlier input");
}

void link_max_age(context& at, linked_input& input) {
  constexpr std::int64_t hour = 3600;
  if (!input.declared->max_age) return;
  const auto& text = *input.declared->max_age;
  const auto age = parse_duration(text.text);
  if (!age || *age <= 0 || *age % hour != 0) {
    at.report(
        errc::bad_value, text.where,
        fmt::format("`max-age` {} is not a number of days or hours", quoted(text.text)),
        "write PT12H or P3D");
    return;
  }
  input.max_age = age;
}

}  // namespace

void link_inputs(context& at) {
  for (auto& input : at.book.inputs) {
    if (input.declared == nullptr || input.declared->faulty) continue;
    link_applicability(at, input);
    for (std::size_t i = 0; i < input.declared->inferences.size(); ++i) {
      link_inference(at, input, i);
    }
    for (const auto& said : input.declared->presumptions)
      link_presumption(at, input, said);
    link_after(at, input);
    link_max_age(at, input);
  }
}

}  // namespace arvio::inline v0::book::linking
