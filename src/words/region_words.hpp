#ifndef ARVIO_SRC_WORDS_REGION_WORDS_HPP
#define ARVIO_SRC_WORDS_REGION_WORDS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include "book_words.hpp"
#include "evaluate/contact_region.hpp"
#include "value_words.hpp"

#include <string>
#include <vector>

namespace arvio::inline v0 {

/// The services and deadlines of one contact, in names and words.
class region_words {
 public:
  /// They must outlive this.
  region_words(const book::rulebook& book, const text_chooser& text,
               const book_words& words, const value_words& values,
               const service::region* where, instant at)
      : book_(book),
        text_(text),
        words_(words),
        values_(values),
        where_(where),
        at_(at) {}

  [[nodiscard]] listed_service service(const service::listed_service& one) const;
  [[nodiscard]] std::vector<listed_service> services(
      const std::vector<service::listed_service>& all) const;

  /// By when the routes of a need are to lead to somebody, and to whom meanwhile.
  void set_target(const service::need_services& found, listed_routes& to) const;

  /// `asked`: the same deadline as it was decided.
  [[nodiscard]] listed_deadline deadline(const service::dated_deadline& one,
                                         const book::applying_deadline& asked) const;

  /// The questions for some inputs, in one line.
  [[nodiscard]] std::string questions(const std::vector<std::uint32_t>& inputs) const;

 private:
  [[nodiscard]] listed_service service(const service::listed_service& one,
                                       const std::string& open) const;
  [[nodiscard]] std::string hours(const service::service_times& times) const;
  [[nodiscard]] std::string limit(const time_limit& within) const;
  [[nodiscard]] std::string days(const service::date_span& span) const;
  [[nodiscard]] std::string counted(const service::dated_deadline& one,
                                    const book::linked_deadline& linked) const;
  [[nodiscard]] std::string when_due(const service::dated_deadline& one,
                                     const book::linked_deadline& linked) const;
  [[nodiscard]] std::string law(const book::linked_deadline& linked) const;
  [[nodiscard]] std::string why(const service::unsuitable& against,
                                const std::string& hours,
                                const std::vector<std::uint32_t>& unknown) const;
  [[nodiscard]] std::vector<std::uint32_t> inputs_of(
      const std::vector<service::person_fact>& facts) const;
  [[nodiscard]] std::string question(std::uint32_t input) const;
  template <class What>
  [[nodiscard]] std::string told(const What& what) const {
    return text_.of(what).words;
  }

  const book::rulebook& book_;
  const text_chooser& text_;
  const book_words& words_;
  const value_words& values_;
  const service::region* where_;
  instant at_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_REGION_WORDS_HPP
