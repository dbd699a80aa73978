#ifndef ARVIO_TESTS_SUPPORT_CORE_CALLS_HPP
#define ARVIO_TESTS_SUPPORT_CORE_CALLS_HPP

#include "arvio/core/session.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Calls to the core made up by chance, and all that the core says of them: for any
/// program, of the core's headers alone.
namespace arvio::testing {

/// One edit of a call: what is said of an input.
struct core_edit {
  enum class form : std::uint8_t { retract, unknown, value, between, one_of, codes };

  core::place input = core::none;
  form how = form::retract;
  std::int64_t low = 0;  // in the input's units
  std::int64_t high = 0;
  std::vector<std::string_view> present;  // one_of: the codes
  std::vector<std::string_view> absent;
  arvio::other_codes others = other_codes::unsaid;
  std::optional<std::int64_t> observed;
};

/// A number of units as a caller gives it.
inline core::given_value core_value(const core::program& rules, core::place input,
                                    std::int64_t units) {
  const auto& declared = rules.inputs()[input];
  switch (declared.kind) {
    case core::input_kind::boolean: return units != 0;
    case core::input_kind::number:
      return decimal{units, static_cast<int>(declared.scale)};
    case core::input_kind::date: return date{static_cast<std::int32_t>(units)};
    case core::input_kind::datetime: return instant{units};
    case core::input_kind::duration: return core::given_value::seconds(units);
    case core::input_kind::code:
      if (units < 0 || units >= std::int64_t{declared.codes}) return "";
      return rules.code_name(input, static_cast<core::place>(units));
    case core::input_kind::codes: break;
  }
  return units;
}

/// Makes an edit; what the session says of it is returned.
[[nodiscard]] inline errc tell(core::session& call, const core_edit& what) {
  const auto value = [&](std::int64_t units) {
    return core_value(call.rules(), what.input, units);
  };
  const std::span<const std::string_view> present(what.present);
  const std::span<const std::string_view> absent(what.absent);
  auto fault = errc::none;
  switch (what.how) {
    case core_edit::form::retract: fault = call.retract(what.input); break;
    case core_edit::form::unknown: fault = call.unknown(what.input); break;
    case core_edit::form::value: fault = call.answer(what.input, value(what.low)); break;
    case core_edit::form::between:
      fault = call.answer_between(what.input, value(what.low), value(what.high));
      break;
    case core_edit::form::one_of: fault = call.answer_one_of(what.input, present); break;
    case core_edit::form::codes:
      fault = call.answer_codes(what.input, present, absent, what.others);
      break;
  }
  if (fault == errc::none && what.observed)
    fault = call.observed(what.input, instant{*what.observed});
  return fault;
}

/// An edit by chance. `Numbers` has `below(count)` and `between(low, high)`.
///
/// Meaning  mostly of the form that the input takes, sometimes of any; values inside the
///          domain and sometimes beside it.
template <class Numbers>
core_edit random_core_edit(const core::program& rules, Numbers& random) {
  core_edit made;
  const auto inputs = static_cast<std::uint32_t>(rules.inputs().size());
  made.input = static_cast<core::place>(random.below(inputs));
  const auto& declared = rules.inputs()[made.input];
  const auto chance = [&](std::uint32_t percent) { return random.below(100) < percent; };
  using form = core_edit::form;
  if (chance(10)) {
    made.how = static_cast<form>(random.below(6));
  } else if (chance(15)) {
    made.how = chance(50) ? form::retract : form::unknown;
  } else {
    switch (declared.kind) {
      case core::input_kind::boolean: made.how = form::value; break;
      case core::input_kind::code:
        made.how = chance(60) ? form::value : form::one_of;
        break;
      case core::input_kind::codes: made.how = form::codes; break;
      case core::input_kind::number:
      case core::input_kind::date:
      case core::input_kind::datetime:
      case core::input_kind::duration:
        made.how = chance(60) ? form::value : form::between;
        break;
    }
  }
  const auto number = [&]() -> std::int64_t {
    if (declared.codes != 0) return random.between(-1, declared.codes);
    if (chance(5)) return core::minus(declared.low, 1);
    if (chance(5)) return core::plus(declared.high, 1);
    if (chance(10)) return chance(50) ? declared.low : declared.high;
    if (declared.low > declared.high) return declared.low;  // a damaged program
    return random.between(declared.low, declared.high);
  };
  made.low = number();
  made.high = number();
  if (made.how == form::between && made.low > made.high && chance(90))
    std::swap(made.low, made.high);
  if (declared.codes != 0 && (made.how == form::one_of || made.how == form::codes)) {
    const auto density = random.below(101);
    const auto rest = made.how == form::codes ? random.below(101 - density) : 0;
    for (core::place code = 0; code < declared.codes; ++code) {
      const auto roll = random.below(100);
      if (roll < density) {
        made.present.push_back(rules.code_name(made.input, code));
      } else if (roll < density + rest) {
        made.absent.push_back(rules.code_name(made.input, code));
      }
    }
    if (chance(2) && !made.present.empty()) made.absent.push_back(made.present.front());
    made.others = static_cast<arvio::other_codes>(random.below(3));
  }
  return made;
}

/// A call and what was said in it, so that it can be made anew.
class remembered_call {
 public:
  remembered_call(const core::program& rules, std::span<std::uint64_t> memory,
                  std::int64_t now, core::row_kernel kernel)
      : call_(rules, memory, instant{now}, kernel),
        kernel_(kernel),
        now_(now),
        said_(rules.inputs().size()) {}

  [[nodiscard]] core::session& call() { return call_; }

  errc edit(const core_edit& what) {
    auto kept = what;
    kept.observed.reset();
    const auto fault = tell(call_, kept);
    if (fault != errc::none) return fault;
    if (what.how == core_edit::form::retract) {
      said_[what.input].reset();
      return fault;
    }
    kept.observed = now_;
    if (what.observed &&
        call_.observed(what.input, instant{*what.observed}) == errc::none)
      kept.observed = what.observed;
    said_[what.input] = std::move(kept);
    return fault;
  }
  errc at(std::int64_t now) {
    const auto fault = call_.at(instant{now});
    if (fault == errc::none) now_ = now;
    return fault;
  }
  void finish() {
    call_.finish();
    finished_ = true;
  }

  /// Says the same to a new session, at once and in the order of the inputs; `look` sees
  /// what it finds. False where it does not take what was taken before.
  template <class Look>
  bool anew(std::span<std::uint64_t> memory, Look look) const {
    core::session fresh(call_.rules(), memory, instant{now_}, kernel_);
    for (const auto& one : said_) {
      if (one && tell(fresh, *one) != errc::none) return false;
    }
    if (finished_) fresh.finish();
    look(fresh.details());
    return true;
  }

 private:
  core::session call_;
  core::row_kernel kernel_;
  std::int64_t now_;
  bool finished_ = false;
  std::vector<std::optional<core_edit>> said_;
};

/// All that an assessment says, as numbers in a fixed order.
inline std::vector<std::int64_t> all_of(core::evaluation& found) {
  std::vector<std::int64_t> out;
  const auto add = [&out](auto value) {
    out.push_back(static_cast<std::int64_t>(value));
  };
  const auto add_question = [&](const core::question& one) {
    add(one.input);
    add(one.purpose);
    add(one.level);
  };
  const auto& rules = found.rules();
  const auto whole = found.outcome();
  add(whole.status);
  add(whole.recommended.level);
  add(whole.recommended.basis);
  add(whole.bounds.at_least);
  add(whole.bounds.not_excluded);
  add(whole.coverage);
  add_question(whole.next);
  add(whole.if_finished.level);
  add(whole.if_finished.basis);
  add(found.cautious());
  for (std::uint32_t need = 0; need < rules.head().needs; ++need) {
    const auto one = found.need(need);
    add(one.present);
    add(one.found.at_least);
    add(one.found.not_excluded);
    add(found.cautious_need(need));
  }
  std::array<core::question, 32> questions;
  const auto count = found.questions(questions);
  add(count);
  for (std::size_t i = 0; i < count && i < questions.size(); ++i)
    add_question(questions[i]);
  for (core::place rule = 0; rule < rules.rules().size(); ++rule) {
    add(found.rule_state(rule));
    if (rule >= 16) continue;  // what is behind a rule takes long to find
    const auto* behind = found.under(rule);
    for (std::uint32_t w = 0; w < found.open().input_words(); ++w)
      add(behind[w]);
  }
  found.for_certain_rules([&](core::place rule) {
    add(rule);
    add(rules.rule_name(rule).size());
  });
  add(-1);
  found.for_rules_not_excluded([&](core::place rule) {
    add(rule);
    add(rules.rules()[rule].level);
  });
  add(-1);
  for (core::place g = 0; g < rules.groups().size(); ++g)
    add(found.in_scope(g));
  found.for_requirements([&](core::place group, const core::requirement_record& one) {
    add(group);
    add(found.requirement_is_open(one.input));
  });
  for (core::place i = 0; i < rules.inputs().size(); ++i) {
    const auto& set = found.contact().possible(i);
    add(set.applicable);
    add(set.inferred);
    add(set.unexpected);
    add(set.outdated);
    const auto values = found.contact().values(i);
    add(values.min());
    add(values.max());
    for (std::uint32_t w = 0; w < found.contact().code_words(i); ++w) {
      add(found.contact().codes(i, core::code_plane::may_be_absent)[w]);
      add(found.contact().codes(i, core::code_plane::may_be_present)[w]);
    }
  }
  for (core::place d = 0; d < rules.derived().size(); ++d) {
    const auto values = found.contact().derived_values(d);
    add(values.min());
    add(values.max());
    for (std::uint32_t w = 0; w < core::words_for(rules.derived()[d].codes); ++w)
      add(found.contact().derived_codes(d)[w]);
  }
  return out;
}

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_CORE_CALLS_HPP
