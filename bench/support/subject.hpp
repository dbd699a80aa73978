#ifndef ARVIO_BENCH_SUPPORT_SUBJECT_HPP
#define ARVIO_BENCH_SUPPORT_SUBJECT_HPP

#include "arvio/core/bounds.hpp"
#include "arvio/core/evaluation.hpp"
#include "arvio/core/session.hpp"

#include "support/measured_set.hpp"
#include "support/stream_floor.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace arvio::bench {

/// Contacts that know so many inputs, and what is measured on them: each call takes the
/// next contact.
class subject {
 public:
  subject(const measured_set& of, std::uint32_t known, std::uint32_t count,
          core::row_kernel kernel)
      : of_(of),
        given_(of.contacts(known, count)),
        pristine_(of.program(), given_),
        prepared_(of.program(), given_),
        room_(of.program(), 3),
        given_values_(typed(of.program(), given_)),
        empty_memory_(core::empty_frame::words(of.program())),
        empty_(of.program(), empty_memory_),
        session_memory_(core::session::words(of.program())),
        bits_(of.program()),
        kernel_(kernel) {
    if (of.has_bytecode()) frame_ = of.code().frame();
    std::size_t lines = 0;
    for (std::size_t i = 0; i < prepared_.size(); ++i) {
      core::evaluate(prepared_[i], kernel_);
      lines += lines_read(prepared_[i]);
    }
    lines_ = lines / prepared_.size();
  }

  [[nodiscard]] const measured_set& set() const noexcept { return of_; }
  [[nodiscard]] const std::vector<known_contact>& given() const noexcept {
    return given_;
  }
  /// Lines of rows that an evaluation reads, on average.
  [[nodiscard]] std::size_t lines() const noexcept { return lines_; }

  /// The rows of a contact whose answers are in place.
  void evaluate() noexcept { core::evaluate(prepared_[next()], kernel_); }
  /// The same, which rules are certain and which possible, and the first.
  core::place all() noexcept {
    auto& contact = prepared_[next()];
    core::evaluate(contact, kernel_);
    bits_.read(contact);
    return bits_.first;
  }
  /// The same from the answers on: into a contact that has none.
  core::place all_from_answers() noexcept {
    auto& contact = room_[0];
    contact.copy(room_[2]);
    put_answers(contact, given_[next()]);
    core::evaluate(contact, kernel_);
    bits_.read(contact);
    return bits_.first;
  }
  /// The core from the answers on, as who uses it has them: a session is begun, given all
  /// answers by their places, and says which rules are certain and which possible, and
  /// the bounds.
  core::place from_answers() noexcept {
    core::session call(empty_, session_memory_, instant{contact_time}, kernel_);
    if (!give(call, given_values_[next()])) return core::none;
    auto& found = call.details();
    bits_.read(found.contact());
    return bits_.first + found.bounds().not_excluded;
  }
  /// The same, and the whole result: while it is open with the next question.
  core::place result_from_answers() noexcept {
    core::session call(empty_, session_memory_, instant{contact_time}, kernel_);
    if (!give(call, given_values_[next()])) return core::none;
    return call.result().next.input;
  }
  /// Whether sessions that are told everything at once find in each contact what a frame
  /// finds that is told one by one.
  [[nodiscard]] bool sessions_agree();

  /// The time of all(), in nanoseconds, for a contact whose answers are in place and that
  /// was never evaluated: no derived value stands yet as it was left.
  double first_evaluation() noexcept;
  /// The level that is certain and the most urgent one that is not excluded: evaluates no
  /// further.
  arvio::bounds bounds() noexcept {
    return core::find_bounds(prepared_[next()], kernel_);
  }
  /// Status, recommendation, bounds, coverage, and while it is open the next question.
  core::outcome outcome() noexcept {
    return core::evaluation(prepared_[next()], room_[1], kernel_).outcome();
  }

  /// The bytecode, from the answers on.
  std::uint32_t bytecode() noexcept {
    of_.code().read(given_[next()], frame_);
    return of_.code().evaluate(frame_);
  }

 private:
  [[nodiscard]] std::size_t next() noexcept {
    const auto now = next_;
    next_ = now + 1 == prepared_.size() ? 0 : now + 1;
    return now;
  }

  /// An answer by places alone: a value, or (of `codes`) the codes that are present, all
  /// others being absent.
  struct typed_answer {
    core::place input = 0;
    std::uint32_t first_code = 0;
    std::uint32_t codes = 0;
    bool is_list = false;
    core::given_value value{false};
  };
  struct typed_contact {
    std::vector<typed_answer> answers;
    std::vector<core::place> codes;
  };
  static std::vector<typed_contact> typed(const core::program& rules,
                                          const std::vector<known_contact>& given);
  static bool give(core::session& call, const typed_contact& all) noexcept {
    for (const auto& one : all.answers) {
      const std::span codes(all.codes.data() + one.first_code, one.codes);
      const auto fault =
          one.is_list ? call.answer_codes(one.input, codes, {}, other_codes::absent)
                      : call.answer(one.input, one.value);
      if (fault != errc::none) return false;
    }
    return true;
  }

  const measured_set& of_;
  std::vector<known_contact> given_;
  core_contacts pristine_;  // never evaluated
  core_contacts prepared_;
  core_contacts room_;  // for one contact, what is beside it, and one without answers
  std::vector<typed_contact> given_values_;
  std::vector<std::uint64_t> empty_memory_;
  core::empty_frame empty_;
  std::vector<std::uint64_t> session_memory_;
  rule_bits bits_;
  bytecode_frame frame_;
  core::row_kernel kernel_;
  std::size_t lines_ = 0;
  std::size_t next_ = 0;
};

/// Calls of so many answers in random order, each begun with nothing known.
class calls {
 public:
  calls(const measured_set& of, std::uint32_t answers, std::uint32_t count,
        core::row_kernel kernel);

  [[nodiscard]] std::size_t size() const noexcept { return given_.size(); }
  [[nodiscard]] std::size_t steps() const noexcept { return steps_; }  // of all of them

  /// Runs one call by a session: after each answer the next question. Returns the time
  /// of its steps in nanoseconds.
  double run(std::size_t which);
  /// The same, and after each answer the whole outcome.
  double run_with_outcome(std::size_t which);
  /// The same with evaluations alone: what a session is compared with.
  double run_evaluations(std::size_t which);

  /// Whether a session says after each answer what a fresh evaluation says.
  [[nodiscard]] bool agrees_with_fresh_evaluation(std::size_t which);

 private:
  template <class Look>
  double run(std::size_t which, Look look);

  const measured_set& of_;
  std::vector<known_contact> given_;
  std::vector<std::uint64_t> memory_;
  core_contacts room_;
  core::row_kernel kernel_;
  std::size_t steps_ = 0;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_SUBJECT_HPP
