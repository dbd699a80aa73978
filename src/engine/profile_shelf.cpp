#include "profile_shelf.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/ruleset/digest.hpp"
#include "arvio/service/link_region.hpp"
#include "arvio/service/load_profile.hpp"
#include "arvio/service/save_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace arvio::inline v0 {

namespace {

using service::profile_use;
using profile_ptr = std::shared_ptr<const service::profile>;

/// What a profile takes: versions and digests of rule sets and of the calendar.
std::vector<ruleset::used_version> versions_taken(const service::profile& profile,
                                                  const validity_period& period) {
  std::vector<ruleset::used_version> taken;
  for (const auto& use : profile.uses) {
    if (use.what == profile_use::kind::calendar) {
      const auto& document = *period.calendar->document;
      taken.push_back({document.id.text, document.version, period.calendar->digest});
      continue;
    }
    for (std::size_t set = 0; set < period.book->sets.size(); ++set) {
      const auto& rules = *period.book->sets[set].rules;
      if (rules.id.text == use.id.text)
        taken.push_back({rules.id.text, rules.version, period.digests[set]});
    }
  }
  return taken;
}

const loaded_calendar* calendar_of(const service::profile& profile,
                                   const repository& loaded) {
  for (const auto& use : profile.uses) {
    if (use.what == profile_use::kind::calendar)
      return loaded.find_calendar({use.id.text, use.major});
  }
  return nullptr;
}

}  // namespace

void profile_shelf::error(errc code, source_span where, std::string message,
                          std::string hint) {
  out_.push_back({code, severity::error, where, std::move(message), std::move(hint), ""});
}

void profile_shelf::read(std::uint32_t source) {
  auto read = service::load_profile(sources_, source, out_);
  if (!read) {
    unread_ = true;
    return;
  }
  all_.push_back(std::make_shared<const service::profile>(std::move(*read)));
}

void profile_shelf::choose(const std::string& wanted, bool all) {
  std::stable_sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) {
    return std::pair(std::string_view(a->id.text), a->version) <
           std::pair(std::string_view(b->id.text), b->version);
  });
  check_versions();
  std::vector<std::string> ids;
  for (const auto& one : all_)
    ids.push_back(one->id.text);
  const bool is_there = std::find(ids.begin(), ids.end(), wanted) != ids.end();
  if (!wanted.empty() && !is_there && !unread_)
    error(errc::reference_unknown, {}, fmt::format("there is no profile `{}`", wanted),
          did_you_mean(wanted, ids));
  if (!all) std::erase_if(all_, [&](const auto& one) { return one->id.text != wanted; });
}

/// One version stands in one document, and a later one is valid from a later day.
void profile_shelf::check_versions() {
  for (std::size_t i = 1; i < all_.size(); ++i) {
    const auto& older = *all_[i - 1];
    const auto& newer = *all_[i];
    if (older.id.text != newer.id.text) continue;
    if (older.version == newer.version) {
      error(errc::version_invalid, newer.id.where,
            fmt::format("the profile `{}` {} is in `{}` too", newer.id.text,
                        ruleset::to_text(newer.version),
                        sources_.find(older.id.where.source)->name),
            "a change makes a new version");
    } else if (newer.valid_from <= older.valid_from) {
      error(errc::version_invalid, newer.id.where,
            fmt::format("the profile `{}` {} is valid from {}, so that {} never is",
                        newer.id.text, ruleset::to_text(newer.version),
                        to_text(newer.valid_from), ruleset::to_text(older.version)),
            "a later version has a later `valid-from`");
    }
  }
}

std::set<instant> profile_shelf::changes() const {
  std::set<instant> moments;
  for (const auto& one : all_)
    moments.insert(helsinki_midnight(one->valid_from));
  return moments;
}

std::vector<profile_ptr> profile_shelf::valid_at(instant moment) const {
  std::map<std::string_view, profile_ptr> newest;
  for (const auto& one : all_) {  // versions ascend
    if (helsinki_midnight(one->valid_from) <= moment) newest[one->id.text] = one;
  }
  std::vector<profile_ptr> valid;
  valid.reserve(newest.size());
  for (auto& [id, one] : newest)
    valid.push_back(std::move(one));
  return valid;
}

void link_profiles(const std::vector<profile_ptr>& valid,
                   const repository_options& options, const repository& loaded,
                   validity_period& period, findings& out) {
  for (const auto& one : valid) {
    service::given_calendar given;
    if (const auto* calendar = calendar_of(*one, loaded)) {
      given = {calendar->document.get(), calendar->days};
      if (!period.calendar) period.calendar = *calendar;
    }
    auto linked = service::link_region(one, *period.book, given,
                                       {.other_languages = options.check_profiles});
    for (auto& each : linked.found)
      out.push_back(std::move(each.what));
    if (one->id.text != options.profile || !linked.made) continue;
    period.profile_digest = service::digest(*one, versions_taken(*one, period));
    period.region = std::move(linked.made);
  }
}

}  // namespace arvio::inline v0
