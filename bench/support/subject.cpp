#include "support/subject.hpp"

#include "support/draws.hpp"
#include "support/timing.hpp"

#include <array>
#include <string_view>

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

double subject::first_evaluation() noexcept {
  auto& person = room_[0];
  person.copy(pristine_[next()]);
  const auto begin = ticks();
  core::evaluate(person, kernel_);
  bits_.read(person);
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
  auto& person = room_[0];
  person.clear(contact_time);
  double took = 0;
  for (const auto& one : given_[which]) {
    put_answer(person, one);
    const auto begin = ticks();
    core::evaluate(person, kernel_);
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
