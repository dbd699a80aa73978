#include "labels.hpp"

#include <fmt/format.h>

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
    case purpose::deadline: return plain(label::purpose_deadline);
    case purpose::route: return plain(label::purpose_route);
  }
  return {};  // not reached
}

std::string wording(const time_limit& within, std::size_t language) {
  const auto count = std::to_string(within.amount);
  const auto counted = [&](label one, const auto& many) {
    return within.amount == 1 ? std::string(wording(one, language))
                              : wording(many, language);
  };
  switch (within.unit) {
    case time_limit_unit::immediately:
      return std::string(wording(label::within_immediately, language));
    case time_limit_unit::without_delay:
      return std::string(wording(label::within_without_delay, language));
    case time_limit_unit::hours:
      return counted(label::within_hour, say::within_hours{count});
    case time_limit_unit::days:
      if (within.amount == 0)
        return std::string(wording(label::within_same_day, language));
      return counted(label::within_day, say::within_days{count});
    case time_limit_unit::working_days:
      return counted(label::within_working_day, say::within_working_days{count});
    case time_limit_unit::weeks:
      return counted(label::within_week, say::within_weeks{count});
    case time_limit_unit::months:
      return counted(label::within_month, say::within_months{count});
  }
  return {};  // not reached
}

std::string wording(const ruleset::source& what, std::size_t language) {
  auto text = what.title;
  if (!what.publisher.empty()) text += ". " + what.publisher;
  if (!what.year.empty()) text += " " + what.year;
  const auto confidence = what.confidence.text == "verified"    ? label::show_verified
                          : what.confidence.text == "secondary" ? label::show_secondary
                                                                : label::show_unverified;
  return fmt::format("{} ({})", text, wording(confidence, language));
}

std::string status_name(std::string_view id, std::size_t language) {
  const auto word = [language](label what) {
    return std::string(wording(what, language));
  };
  if (id == "demonstration") return word(label::show_demonstration);
  if (id == "draft") return word(label::show_draft);
  if (id == "approved") return word(label::show_approved);
  return id == "retired" ? word(label::show_retired) : std::string(id);
}

std::string language_name(std::string_view tag, std::size_t language) {
  const auto plain = tag.substr(0, tag.find('-'));
  if (plain == "fi") return std::string(wording(label::in_finnish, language));
  if (plain == "sv") return std::string(wording(label::in_swedish, language));
  if (plain == "en") return std::string(wording(label::in_english, language));
  return std::string(tag);
}

}  // namespace arvio::cli
