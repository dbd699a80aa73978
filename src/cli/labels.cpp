#include "labels.hpp"

#include <algorithm>

namespace arvio::cli {

std::size_t language_of(std::string_view tag) {
  const auto& all = label_languages;
  const auto found = std::find(all.begin(), all.end(), tag.substr(0, tag.find('-')));
  return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin());
}

std::string_view wording(arvio::basis what, std::size_t language) {
  switch (what) {
    case basis::absent: break;  // then nothing is recommended
    case basis::certain: return wording(label::basis_certain, language);
    case basis::cautious: return wording(label::basis_cautious, language);
    case basis::presumed: return wording(label::basis_presumed, language);
  }
  return {};
}

std::string wording(arvio::purpose what, std::string_view level, std::size_t language) {
  const auto plain = [language](label words) {
    return std::string(wording(words, language));
  };
  switch (what) {
    case purpose::urgency: return wording(say::purpose_urgency{level}, language);
    case purpose::coverage: return plain(label::purpose_coverage);
    case purpose::requirement: return plain(label::purpose_requirement);
    case purpose::need: return plain(label::purpose_need);
    case purpose::suggestion: return plain(label::purpose_suggestion);
    case purpose::duty: return plain(label::purpose_duty);
    case purpose::route: return plain(label::purpose_route);
  }
  return {};  // not reached
}

}  // namespace arvio::cli
