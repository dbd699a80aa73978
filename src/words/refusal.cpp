#include "refusal.hpp"

#include "book/refusal.hpp"
#include "texts.hpp"

namespace arvio::inline v0 {

shown_text refusal_text(errc code, const book::linked_input& input,
                        std::string_view language) {
  const text_chooser text(language);
  const auto own = book::refusal_language(text.own_language());
  return text.own(book::refusal_words(code, input, own));
}

shown_text undeclared_text(std::string_view language) {
  return refusal_text(errc::answer_undeclared, {}, language);
}

}  // namespace arvio::inline v0
