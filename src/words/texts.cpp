#include "texts.hpp"

#include <algorithm>

namespace arvio::inline v0 {

text_chooser::text_chooser(std::string_view wanted)
    : wanted_(wanted), plain_(wanted.substr(0, wanted.find('-'))) {
  std::transform(plain_.begin(), plain_.end(), plain_.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto& all = phrase_languages;
  const auto own = std::find(all.begin(), all.end(), plain_);
  own_ = own == all.end() ? 0 : static_cast<std::size_t>(own - all.begin());
}

/// The first text in the language that is chosen; none where no text fits.
template <class Fits>
const ruleset::text* text_chooser::first_among(const ruleset::texts& all,
                                               Fits fits) const {
  const auto first_in = [&](std::string_view language) -> const ruleset::text* {
    for (const auto& one : all) {
      if (one.language == language && fits(one)) return &one;
    }
    return nullptr;
  };
  if (const auto* own = first_in(wanted_)) return own;
  if (plain_ != wanted_) {
    if (const auto* own = first_in(plain_)) return own;
  }
  for (const auto language : phrase_languages) {
    if (const auto* own = first_in(language)) return own;
  }
  const auto first = std::find_if(all.begin(), all.end(), fits);
  return first == all.end() ? nullptr : &*first;
}

shown_text text_chooser::shown(std::string words, std::string_view language) const {
  const bool meant = wanted_.empty() || language == wanted_ || language == plain_;
  return {std::move(words), std::string(language), !meant};
}

shown_text text_chooser::of(const ruleset::texts& all) const {
  const auto* found = first_among(all, [](const ruleset::text&) { return true; });
  return found == nullptr ? shown_text() : shown(found->words, found->language);
}

std::vector<shown_text> text_chooser::advice(const ruleset::texts& all,
                                             std::string_view audience) const {
  const auto meant = [audience](const ruleset::text& one) {
    return one.audience == audience;
  };
  std::vector<shown_text> out;
  const auto* found = first_among(all, meant);
  if (found == nullptr) return out;
  for (const auto& one : all) {
    if (meant(one) && one.language == found->language)
      out.push_back(shown(one.words, one.language));
  }
  return out;
}

}  // namespace arvio::inline v0
