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

template <class Fits>
std::string_view text_chooser::language_among(const ruleset::texts& all,
                                              Fits fits) const {
  const auto has = [&](std::string_view language) {
    return std::any_of(all.begin(), all.end(), [&](const ruleset::text& one) {
      return fits(one) && one.language == language;
    });
  };
  if (has(wanted_)) return wanted_;
  if (has(plain_)) return plain_;
  for (const auto language : phrase_languages) {
    if (has(language)) return language;
  }
  const auto first = std::find_if(all.begin(), all.end(), fits);
  return first == all.end() ? std::string_view() : first->language;
}

shown_text text_chooser::shown(std::string words, std::string_view language) const {
  const bool meant = wanted_.empty() || language == wanted_ || language == plain_;
  return {std::move(words), std::string(language), !meant};
}

shown_text text_chooser::of(const ruleset::texts& all) const {
  for (const auto& one : all) {  // as nearly always
    if (one.language == wanted_) return shown(one.words, wanted_);
  }
  const auto any = [](const ruleset::text&) { return true; };
  const auto language = language_among(all, any);
  for (const auto& one : all) {
    if (one.language == language) return shown(one.words, language);
  }
  return {};
}

std::vector<shown_text> text_chooser::advice(const ruleset::texts& all,
                                             std::string_view audience) const {
  const auto meant = [audience](const ruleset::text& one) {
    return one.audience == audience;
  };
  const auto language = language_among(all, meant);
  std::vector<shown_text> out;
  for (const auto& one : all) {
    if (meant(one) && one.language == language) {
      out.push_back(shown(one.words, language));
    }
  }
  return out;
}

}  // namespace arvio::inline v0
