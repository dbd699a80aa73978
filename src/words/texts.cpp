#include "texts.hpp"

#include <algorithm>
#include <array>

namespace arvio::inline v0 {

namespace {

constexpr std::array<std::string_view, 3> fallback_order = {"fi", "sv", "en"};

/// In the order of fallback_order.
std::array<const char*, 3> words_of(phrase what) {
  switch (what) {
    case phrase::no_urgency:
      return {"Kiireellisyytt\u00e4 ei ole todettu",
              "Ingen br\u00e5dska har konstaterats", "No urgency established"};
    case phrase::emergency_not_excluded:
      return {
          "H\u00e4t\u00e4tilannetta ei voi sulkea pois. Henkil\u00f6 on tavoitettava "
          "nyt.",
          "En n\u00f6dsituation kan inte uteslutas. Personen m\u00e5ste n\u00e5s nu.",
          "An emergency cannot be ruled out. The person must be reached now."};
    case phrase::route_suits:
      return {
          "Sopii t\u00e4h\u00e4n kiireellisyyteen ja siihen, mit\u00e4 "
          "tiedet\u00e4\u00e4n",
          "Passar den h\u00e4r br\u00e5dskan och det som \u00e4r k\u00e4nt",
          "Suits this urgency and what is known"};
    case phrase::route_fallback:
      return {"Mik\u00e4\u00e4n muu palvelu ei sovi; t\u00e4m\u00e4 on varalla",
              "Ingen annan tj\u00e4nst passar; den h\u00e4r finns i reserv",
              "No other service suits; this is the fallback"};
    case phrase::route_not_known: return {"Ei tiedossa", "Inte k\u00e4nt", "Not known"};
    case phrase::route_not_suited:
      return {"Ei sovi t\u00e4h\u00e4n tilanteeseen",
              "Passar inte den h\u00e4r situationen", "Does not suit this situation"};
    case phrase::value_or_more:
      return {"v\u00e4hint\u00e4\u00e4n {}", "minst {}", "{} or more"};
    case phrase::value_or_less:
      return {"enint\u00e4\u00e4n {}", "h\u00f6gst {}", "{} or less"};
    case phrase::value_yes: return {"kyll\u00e4", "ja", "yes"};
    case phrase::value_no: return {"ei", "nej", "no"};
    case phrase::value_or: return {" tai ", " eller ", " or "};
    case phrase::value_less_than:
      return {"pienempi kuin {}", "mindre \u00e4n {}", "less than {}"};
    case phrase::value_at_most:
      return {"enint\u00e4\u00e4n {}", "h\u00f6gst {}", "at most {}"};
    case phrase::value_equal_to:
      return {"yht\u00e4 suuri kuin {}", "lika stor som {}", "equal to {}"};
    case phrase::value_at_least:
      return {"v\u00e4hint\u00e4\u00e4n {}", "minst {}", "at least {}"};
    case phrase::value_more_than:
      return {"suurempi kuin {}", "st\u00f6rre \u00e4n {}", "more than {}"};
    case phrase::value_other_than:
      return {"eri suuri kuin {}", "n\u00e5got annat \u00e4n {}", "other than {}"};
    case phrase::would_be:
      return {"Olisi {}, jos {}", "Skulle vara {} om {}", "Would be {} if {}"};
    case phrase::were: return {"{} olisi {}", "{} vore {}", "{} were {}"};
    case phrase::conditions_and: return {" ja ", " och ", " and "};
    case phrase::for_example:
      return {" (esimerkiksi {})", " (till exempel {})", " (for example {})"};
    case phrase::computed_of:
      return {"luku, joka lasketaan t\u00e4st\u00e4: {}",
              "ett tal som ber\u00e4knas av {}", "a number computed from {}"};
  }
  return {"", "", ""};  // not reached
}

}  // namespace

text_chooser::text_chooser(std::string_view wanted)
    : wanted_(wanted), plain_(wanted.substr(0, wanted.find('-'))) {
  std::transform(plain_.begin(), plain_.end(), plain_.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
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
  for (const auto language : fallback_order) {
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

shown_text text_chooser::of(phrase what) const {
  const auto words = words_of(what);
  const auto has = std::find(fallback_order.begin(), fallback_order.end(), plain_);
  const auto place = has == fallback_order.end()
                         ? std::size_t{0}
                         : static_cast<std::size_t>(has - fallback_order.begin());
  return shown(words[place], fallback_order[place]);
}

shown_text text_chooser::of(phrase what,
                            std::initializer_list<std::string_view> words) const {
  auto text = of(what);
  std::size_t at = 0;
  for (const auto word : words) {
    at = text.words.find("{}", at);
    if (at == std::string::npos) break;
    text.words.replace(at, 2, word);
    at += word.size();
  }
  return text;
}

}  // namespace arvio::inline v0
