#ifndef ARVIO_SRC_ANALYSIS_TWIN_BOOKS_HPP
#define ARVIO_SRC_ANALYSIS_TWIN_BOOKS_HPP

#include "arvio/analysis/outcome_changes.hpp"
#include "arvio/analysis/witness.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/reference/interpreter.hpp"

#include "analysis/dependencies.hpp"
#include "reference/prepared.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace arvio::inline v0::analysis {

/// One contact in the places of two books.
struct paired_contact {
  book::answers before;
  book::answers after;
  std::string words;  // its answers, as cases write them
};

/// Two books that declare much the same inputs, and what both make of contacts.
class twin_books {
 public:
  /// The books must outlive it.
  twin_books(const book::rulebook& before, const book::rulebook& after);

  [[nodiscard]] const book::rulebook& before() const { return before_; }
  [[nodiscard]] const book::rulebook& after() const { return after_; }

  /// A contact of one book in both, finished.
  ///
  /// Meaning  answers to inputs that the other book does not declare are left out there.
  /// Errors   nullopt where an answer is outside what the other book declares.
  [[nodiscard]] std::optional<paired_contact> paired(const book::answers& contact,
                                                     bool of_later) const;

  /// What a rule is; an absent one is excluded.
  [[nodiscard]] arvio::certainty state_before(std::optional<book::rule_reference> rule,
                                              const paired_contact& both) const;
  [[nodiscard]] arvio::certainty state_after(std::optional<book::rule_reference> rule,
                                             const paired_contact& both) const;
  /// The ids of the levels of a rule: its own and the one that it suggests.
  [[nodiscard]] static std::string level_of(const book::rulebook& book,
                                            book::rule_reference rule);
  /// Inputs, in the places of one book, that the rule depends on in either.
  [[nodiscard]] std::vector<std::uint32_t> inputs_of(
      std::optional<book::rule_reference> rule_before,
      std::optional<book::rule_reference> rule_after, bool in_later) const;

  /// What comes out of both, and which way it goes; `way` is absent where nothing that
  /// matters changes.
  struct comparison {
    std::string before;
    std::string after;
    std::optional<direction> way;
    bool some_rule_differs = false;  // is certain, possible or excluded otherwise

    [[nodiscard]] bool urgency_differs() const {
      return way && *way != direction::routed;
    }
  };
  [[nodiscard]] comparison compared(const paired_contact& both) const;

  /// Contacts from the baselines and cases of both books, with answers changed, left out
  /// or not known.
  [[nodiscard]] std::vector<paired_contact> samples(std::size_t count,
                                                    std::uint64_t seed) const;
  /// Inputs of both books of which something else is inferred, presumed or presupposed:
  /// their ids.
  [[nodiscard]] std::vector<std::string> inputs_known_otherwise() const;
  /// Contacts in which such an input is not known, and the answers that say something of
  /// it stand on each side of what they are compared with.
  [[nodiscard]] std::vector<paired_contact> samples_about(const std::string& input,
                                                          std::size_t count,
                                                          std::uint64_t seed) const;

 private:
  struct beginning {
    starting_point start;
    book::answers contact;
    bool of_later = false;
  };
  [[nodiscard]] const book::rulebook& book_of(const beginning& one) const {
    return one.of_later ? after_ : before_;
  }
  void add_beginnings(bool of_later, std::vector<beginning>& into) const;
  /// Puts a value at the edge of a class in the place of an answer: of the classes of
  /// either book, since what is compared with may have moved.
  void put_edge_value(const variable& what, const book::rulebook& book,
                      book::answers& contact, std::mt19937_64& random) const;
  void add_pair(const beginning& from, const book::answers& contact,
                std::vector<paired_contact>& into) const;

  const book::rulebook& before_;
  const book::rulebook& after_;
  reference::interpreter old_;
  reference::interpreter new_;
  reference::prepared old_rules_;
  reference::prepared new_rules_;
  std::vector<std::optional<std::uint32_t>> later_place_;    // per input of `before`
  std::vector<std::optional<std::uint32_t>> earlier_place_;  // per input of `after`
  std::vector<input_classes> old_classes_;                   // per input of `before`
  std::vector<input_classes> new_classes_;                   // per input of `after`
  std::vector<beginning> beginnings_;
};

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_TWIN_BOOKS_HPP
