#ifndef ARVIO_BENCH_SUPPORT_ASSESSED_HPP
#define ARVIO_BENCH_SUPPORT_ASSESSED_HPP

#include "arvio/book/answer.hpp"
#include "arvio/engine/engine.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace arvio::bench {

/// The folder of the rule sets that come with arvio.
[[nodiscard]] std::filesystem::path shipped_rules();

/// Made-up contacts of so many answers, as who uses the engine has them: as C++ and as
/// lines of JSON. Each call takes the next contact.
class assessed {
 public:
  /// Errors  std::runtime_error where no rule set is valid, or one is refused.
  assessed(const engine& with, std::uint32_t answers, std::uint32_t count);
  /// The ends of calls by the engine's own questions, in which all is denied and some of
  /// what is measured is normal: contacts that have routes, while most of those above are
  /// emergencies, which have none.
  ///
  /// Errors  the same; and where a call ends without a route.
  [[nodiscard]] static assessed calls(const engine& with, std::uint32_t count);

  [[nodiscard]] std::size_t size() const noexcept { return contacts_.size(); }

  /// Whether the engine says of each contact what the reference interpreter says (status,
  /// bounds, certain rules, questions), by its line as well.
  [[nodiscard]] bool agrees_with_reference() const;

  /// engine::assess; returns something that depends on all of it.
  std::size_t assess();
  /// read_contact, engine::assess, to_json; returns the length of the line.
  std::size_t line_to_line();
  /// The same of engine::assess_briefly.
  std::size_t line_to_brief_line();

 private:
  explicit assessed(const engine& with) : engine_(with) {}
  /// `same`: the same, for the reference.
  void add(contact made, book::answers same);

  [[nodiscard]] std::size_t next() noexcept {
    const auto now = next_;
    next_ = now + 1 == contacts_.size() ? 0 : now + 1;
    return now;
  }

  engine engine_;
  std::vector<contact> contacts_;
  std::vector<std::string> lines_;
  std::vector<book::answers> answers_;  // the same, for the reference
  std::size_t next_ = 0;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_ASSESSED_HPP
