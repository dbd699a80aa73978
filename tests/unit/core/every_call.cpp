// Calls everything that the core has: tests/tools/core_symbols_test.py looks at what this
// unit needs of others. Only headers of the core, as an integrator has them.

#include "arvio/core/load.hpp"
#include "arvio/core/session.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace core = arvio::core;
using arvio::errc;
using arvio::instant;
using arvio::other_codes;
using arvio::purpose;

namespace {

struct any_urgency {
  [[nodiscard]] static bool holds(const core::program&,
                                  const core::predicate_record& test) noexcept {
    return test.mask != 0;
  }
};

std::uint64_t look(core::session& call, std::span<core::question> room) noexcept {
  std::uint64_t seen = 0;
  const auto add = [&seen](auto value) {
    seen = seen * 31 + static_cast<std::uint64_t>(value);
  };
  const auto& rules = call.rules();
  const auto& result = call.result();
  add(result.status);
  add(result.recommended.level);
  add(result.bounds.at_least);
  add(result.next.input);
  add(result.if_finished.level);
  auto& found = call.details();
  add(found.questions(room));
  found.for_urgency_reasons([&](const std::uint64_t* inputs, const core::reason& why) {
    add(inputs[0]);
    add(why.level);
  });
  found.for_certain_rules([&](core::place rule) { add(rule); });
  found.for_rules_not_excluded([&](core::place rule) { add(rule); });
  found.for_requirements([&](core::place group, const core::requirement_record& one) {
    add(group);
    add(found.requirement_is_open(one.input));
  });
  for (std::uint32_t need = 0; need < rules.head().needs; ++need) {
    add(found.need(need).found.at_least);
    add(found.cautious_need(need));
    add(rules.need_name(need).size());
    const auto reasons = [&](const std::uint64_t* inputs, const core::reason& why) {
      add(inputs[0]);
      add(why.level);
    };
    found.ask_for_levels(0, found.need_row(need), found.bounds().at_least, purpose::need,
                         reasons);
  }
  for (core::place rule = 0; rule < rules.rules().size(); ++rule) {
    add(found.rule_state(rule));
    add(found.under(rule)[0]);
    add(rules.rule_name(rule).size());
  }
  for (core::place group = 0; group < rules.groups().size(); ++group)
    add(found.in_scope(group));
  for (const auto& route : rules.routes())
    add(found.open().behind_route(route.condition, any_urgency())[0]);
  for (core::place input = 0; input < rules.inputs().size(); ++input) {
    add(found.contact().values(input).min());
    add(rules.input_name(input).size());
  }
  for (core::place derived = 0; derived < rules.derived().size(); ++derived)
    add(found.contact().derived_values(derived).max());
  add(found.cautious());
  add(found.lacks_required());
  add(found.coverage());
  add(rules.level_name(rules.default_level()).size());
  for (const auto& one : rules.identities())
    add(rules.name(one.id).size());
  return seen;
}

}  // namespace

/// `what` says which call to make: nothing of it is known when this is compiled.
std::uint64_t every_call(std::span<const std::byte> image,
                         std::span<std::uint64_t> memory, std::span<core::question> room,
                         std::span<const int> what, std::string_view name,
                         std::string_view code) noexcept;

std::uint64_t every_call(std::span<const std::byte> image,
                         std::span<std::uint64_t> memory, std::span<core::question> room,
                         std::span<const int> what, std::string_view name,
                         std::string_view code) noexcept {
  const auto loaded = core::load(image);
  if (!loaded) return static_cast<std::uint64_t>(loaded.fault);
  const auto words = core::session::words(*loaded);
  const auto of_empty = core::empty_frame::words(*loaded);
  if (memory.size() < 2 * words + of_empty) return 0;
  core::session call(*loaded, memory, instant{what[0]}, core::own_row_kernel());
  const core::empty_frame empty(*loaded, memory.last(of_empty));
  core::session other(empty, memory.subspan(words), instant{what[0]},
                      core::own_row_kernel());
  const auto where = static_cast<core::place>(what[0]);
  std::uint64_t seen =
      static_cast<std::uint64_t>(other.answer(where, core::given_value::code_at(where)));
  seen += static_cast<std::uint64_t>(
      other.answer_codes(where, std::span<const core::place>(&where, 1)));
  seen += look(other, room);
  for (const auto one : what) {
    auto fault = errc::none;
    switch (one % 16) {
      case 0: fault = call.answer(name, one > 100); break;
      case 1: fault = call.answer(name, one); break;
      case 2: fault = call.answer(name, arvio::decimal{one, 1}); break;
      case 3: fault = call.answer(name, code); break;
      case 4: fault = call.answer(name, arvio::date{one}); break;
      case 5: fault = call.answer(name, instant{one}); break;
      case 6: fault = call.answer(name, core::given_value::seconds(one)); break;
      case 7: fault = call.answer_between(name, one, one + 5); break;
      case 8: fault = call.answer_one_of(name, {code, name}); break;
      case 9: fault = call.answer_codes(name, {code}); break;
      case 10:
        fault = call.answer_codes(name, {code}, {name}, other_codes::absent);
        break;
      case 11: fault = call.unknown(name); break;
      case 12: fault = call.retract(static_cast<core::place>(one)); break;
      case 13: fault = call.observed(name, instant{one}); break;
      case 14: fault = call.at(instant{one}); break;
      default: call.finish(); break;
    }
    seen += static_cast<std::uint64_t>(fault) + look(call, room);
  }
  return seen;
}
