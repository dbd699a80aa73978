#ifndef ARVIO_BENCH_SUPPORT_MEASURED_SET_HPP
#define ARVIO_BENCH_SUPPORT_MEASURED_SET_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/compile/program.hpp"
#include "arvio/core/detail/rows.hpp"
#include "arvio/core/frame.hpp"

#include "support/boxed_rules.hpp"
#include "support/bytecode.hpp"
#include "support/contacts.hpp"
#include "support/synthetic.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace arvio::bench {

/// Rule sets in every form that is measured.
///
/// Meaning  immutable; cannot be moved, since the forms point into each other.
class measured_set {
 public:
  /// Errors  std::runtime_error where the documents do not load or compile.
  explicit measured_set(const synthetic_shape& shape);
  /// Documents that are somebody's. There is no bytecode of them: it knows no inferences.
  explicit measured_set(std::vector<std::string> documents);
  measured_set(const measured_set&) = delete;
  measured_set& operator=(const measured_set&) = delete;

  [[nodiscard]] const std::vector<std::string>& documents() const { return documents_; }
  [[nodiscard]] const book::rulebook& book() const { return *book_; }
  [[nodiscard]] const core::program& program() const { return program_; }
  [[nodiscard]] bool has_bytecode() const { return code_ != nullptr; }
  [[nodiscard]] const boxed_rules& rules() const { return *rules_; }
  [[nodiscard]] const bytecode& code() const { return *code_; }

  /// Made-up contacts that know so many inputs: the same ones for the same numbers.
  [[nodiscard]] std::vector<known_contact> contacts(std::uint32_t known,
                                                    std::uint32_t count) const;

  /// Whether the core decides every rule as the bytecode does, by its clauses and by the
  /// bits of its rules, and finds the same bounds alone.
  [[nodiscard]] bool agrees_with_bytecode(const std::vector<known_contact>& contacts,
                                          core::row_kernel kernel) const;
  /// Whether core and bytecode decide every rule as the reference interpreter does. Takes
  /// minutes for many rules.
  [[nodiscard]] bool agrees_with_reference(
      const std::vector<known_contact>& contacts) const;

 private:
  void compile();

  std::vector<std::string> documents_;
  std::shared_ptr<const book::rulebook> book_;
  std::unique_ptr<compile::program_image> image_;
  core::program program_;
  std::unique_ptr<boxed_rules> rules_;
  std::unique_ptr<bytecode> code_;
};

/// The documents of the rule sets that come with arvio.
[[nodiscard]] std::vector<std::string> shipped_documents();

/// When every measured contact is.
inline constexpr std::int64_t contact_time = 1772438400;  // 2026-03-02T10:00:00+02:00

/// Puts one answer into a contact of the core.
void put_answer(core::frame& into, const known_input& given) noexcept;
/// Puts all answers into a contact of the core that has none.
void put_answers(core::frame& into, const known_contact& given) noexcept;

/// Which rules are certain and which not excluded, a bit at the last clause of each in
/// its word; and the most urgent certain one.
struct rule_bits {
  std::vector<std::uint64_t> certain;
  std::vector<std::uint64_t> possible;  // certain ones included
  core::place first = core::none;
  std::vector<std::uint64_t> lines;  // that may hold some, a bit each

  explicit rule_bits(const core::program& rules);
  /// Reads an evaluated contact: the whole answer, without a list of it.
  void read(const core::frame& contact) noexcept;
};

/// Contacts of the core in one block of memory, each beginning at a line.
class core_contacts {
 public:
  /// One for each, answered.
  core_contacts(const core::program& rules, const std::vector<known_contact>& given);
  /// So many without answers.
  core_contacts(const core::program& rules, std::size_t count);

  [[nodiscard]] std::size_t size() const noexcept { return contacts_.size(); }
  [[nodiscard]] core::frame& operator[](std::size_t which) noexcept {
    return contacts_[which];
  }

 private:
  std::vector<std::uint64_t> memory_;
  std::vector<core::frame> contacts_;
};

/// Lines of rows that evaluating a contact reads: what every stratum lists, in the lines
/// of bits that are visited, and the row that the clauses begin with. `contact` is
/// evaluated.
[[nodiscard]] std::size_t lines_read(const core::frame& contact);

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_MEASURED_SET_HPP
