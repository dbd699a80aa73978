#include "support/subject.hpp"

#include "support/draws.hpp"
#include "support/timing.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace arvio::bench {

namespace {

/// Gives an answer as an integrator does, by a value of its own type.
errc give(core::session& call, const known_input& given) {
  const auto& rules = call.rules();
  const auto& declared = rules.inputs()[given.input];
  switch (declared.kind) {
    case core::input_kind::boolean: return call.answer(given.input, given.value != 0);
    case core::input_kind::number:
      return call.answer(given.input,
                         decimal{given.value, static_cast<int>(declared.scale)});
    case core::input_kind::code:
      return call.answer(
          given.input,
          rules.code_name(given.input, static_cast<core::place>(given.value)));
    case core::input_kind::date:
      return call.answer(given.input, date{static_cast<std::int32_t>(given.value)});
    case core::input_kind::datetime:
      return call.answer(given.input, instant{given.value});
    case core::input_kind::duration:
      return call.answer(given.input, core::given_value::seconds(given.value));
    case core::input_kind::codes: break;
  }
  std::array<std::string_view, 3> names;
  for (std::size_t i = 0; i < given.present.size() && i < names.size(); ++i)
    names[i] = rules.code_name(given.input, given.present[i]);
  const auto said = other_codes::absent;
  switch (given.present.size()) {
    case 0: return call.answer_codes(given.input, {}, {}, said);
    case 1: return call.answer_codes(given.input, {names[0]}, {}, said);
    case 2: return call.answer_codes(given.input, {names[0], names[1]}, {}, said);
    default:
      return call.answer_codes(given.input, {names[0], names[1], names[2]}, {}, said);
  }
}

}  // namespace

std::vector<subject::typed_contact> subject::typed(
    const core::program& rules, const std::vector<known_contact>& given) {
  std::vector<typed_contact> all;
  for (const auto& contact : given) {
    typed_contact made;
    for (const auto& one : contact) {
      const auto& declared = rules.inputs()[one.input];
      typed_answer answer;
      answer.input = one.input;
      switch (declared.kind) {
        case core::input_kind::boolean: answer.value = one.value != 0; break;
        case core::input_kind::number:
          answer.value = decimal{one.value, static_cast<int>(declared.scale)};
          break;
        case core::input_kind::code:
          answer.value = core::given_value::code_at(static_cast<core::place>(one.value));
          break;
        case core::input_kind::date:
          answer.value = date{static_cast<std::int32_t>(one.value)};
          break;
        case core::input_kind::datetime: answer.value = instant{one.value}; break;
        case core::input_kind::duration:
          answer.value = core::given_value::seconds(one.value);
          break;
        case core::input_kind::codes:
          answer.is_list = true;
          answer.first_code = static_cast<std::uint32_t>(made.codes.size());
          answer.codes = static_cast<std::uint32_t>(one.present.size());
          made.codes.insert(made.codes.end(), one.present.begin(), one.present.end());
          break;
      }
      made.answers.push_back(answer);
    }
    all.push_back(std::move(made));
  }
  return all;
}

bool subject::sessions_agree() {
  for (std::size_t i = 0; i < prepared_.size(); ++i) {
    core::session call(empty_, session_memory_, instant{contact_time}, kernel_);
    if (!give(call, given_values_[i])) return false;
    room_[0].clear(contact_time);
    for (const auto& one : given_[i]) {
      put_answer(room_[0], one);
      core::evaluate(room_[0], kernel_);
    }
    core::evaluation found(room_[0], room_[1], kernel_);
    for (core::place rule = 0; rule < found.rules().rules().size(); ++rule) {
      if (found.rule_state(rule) != call.details().rule_state(rule)) return false;
    }
    const auto expected = found.outcome();
    const auto& said = call.result();
    if (said.status != expected.status || said.bounds != expected.bounds ||
        said.recommended != expected.recommended || said.next != expected.next)
      return false;
  }
  return true;
}

double subject::first_evaluation() noexcept {
  auto& contact = room_[0];
  contact.copy(pristine_[next()]);
  const auto begin = ticks();
  core::evaluate(contact, kernel_);
  bits_.read(contact);
  return nanoseconds_since(begin);
}

calls::calls(const measured_set& of, std::uint32_t answers, std::uint32_t count,
             core::row_kernel kernel)
    : of_(of),
      given_(of.contacts(answers, count)),
      memory_(core::session::words(of.program())),
      room_(of.program(), 2),
      kernel_(kernel) {
  draws random(answers);
  for (auto& one : given_) {
    random.shuffle(one);
    steps_ += one.size();
  }
}

template <class Look>
double calls::run(std::size_t which, Look look) {
  core::session call(of_.program(), memory_, instant{contact_time}, kernel_);
  const auto begin = ticks();
  for (const auto& one : given_[which]) {
    static_cast<void>(give(call, one));
    look(call);
  }
  return nanoseconds_since(begin);
}

double calls::run(std::size_t which) {
  core::place sum = 0;
  const auto took =
      run(which, [&sum](core::session& call) { sum += call.details().next().input; });
  asm volatile("" : : "r"(sum));
  return took;
}

double calls::run_with_outcome(std::size_t which) {
  core::place sum = 0;
  const auto took =
      run(which, [&sum](core::session& call) { sum += call.result().next.input; });
  asm volatile("" : : "r"(sum));
  return took;
}

double calls::run_evaluations(std::size_t which) {
  auto& contact = room_[0];
  contact.clear(contact_time);
  double took = 0;
  for (const auto& one : given_[which]) {
    put_answer(contact, one);
    const auto begin = ticks();
    core::evaluate(contact, kernel_);
    took += nanoseconds_since(begin);
  }
  return took;
}

bool calls::agrees_with_fresh_evaluation(std::size_t which) {
  core::session call(of_.program(), memory_, instant{contact_time}, kernel_);
  known_contact so_far;
  for (const auto& one : given_[which]) {
    if (give(call, one) != errc::none) return false;
    so_far.push_back(one);
    room_[0].clear(contact_time);
    put_answers(room_[0], so_far);
    core::evaluation fresh(room_[0], room_[1], kernel_);
    const auto expected = fresh.outcome();
    const auto& found = call.result();
    if (found.status != expected.status || found.bounds != expected.bounds ||
        found.recommended != expected.recommended || found.next != expected.next)
      return false;
    if (call.details().next() != fresh.next()) return false;
  }
  return true;
}

}  // namespace arvio::bench
