#include "contact_region.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace arvio::inline v0 {

namespace {

/// The routes of a need in their order, offered and refused ones together: those of the
/// groups come first, the vocabulary's last.
std::vector<service::asked_route> routes_of(const book::need_routes& need) {
  std::vector<service::asked_route> all;
  all.reserve(need.offered.size() + need.refused.size());
  for (const auto& route : need.offered)
    all.push_back({route, certainty::certain});
  for (const auto& refused : need.refused)
    all.push_back({refused.route, refused.condition});
  const auto place_of = [](const service::asked_route& one) {
    const auto last = std::numeric_limits<std::uint32_t>::max();
    return std::pair(one.route.group.value_or(last), one.route.route);
  };
  std::sort(all.begin(), all.end(),
            [&](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
  return all;
}

}  // namespace

book::region_wishes contact_region::look_at(const book::outcome& decided,
                                            const book::input_values& values) {
  book::region_wishes wishes;
  date_deadlines(decided);
  wishes.deadlines.resize(decided.deadlines.size());
  for (std::size_t i = 0; i < decided.deadlines.size(); ++i) {
    const auto dated = std::find_if(
        deadlines_.begin(), deadlines_.end(),
        [&](const auto& one) { return one.deadline == decided.deadlines[i].deadline; });
    wishes.deadlines[i] = dated != deadlines_.end() && dated->binds != whether::no;
  }
  if (where_ == nullptr) return wishes;
  const auto person = person_of(values);
  find_services(decided, person);
  lives_elsewhere_ = is_elsewhere(person);
  if (needs_) wishes.routes = route_wishes();
  return wishes;
}

void contact_region::date_deadlines(const book::outcome& decided) {
  std::vector<service::deadline_facts> facts;
  facts.reserve(decided.deadlines.size());
  for (const auto& one : decided.deadlines)
    facts.push_back({one.deadline, one.state(), one.event});
  deadlines_ = service::dated_deadlines(book_, facts, days_, at_);
}

void contact_region::find_services(const book::outcome& decided,
                                   const service::known_person& person) {
  std::vector<service::asked_need> asked;
  asked.reserve(decided.routes.size());
  for (const auto& need : decided.routes)
    asked.push_back({need.need, need.level, routes_of(need)});
  needs_ = service::services_for(*where_, book_, asked, person, at_);
  for (const auto& duty : decided.duties) {
    const auto& declared = *book_.duties[duty.duty].declared;
    const auto& channels = book_.words().channels;
    const auto to = std::find_if(
        channels.begin(), channels.end(),
        [&](const auto& channel) { return channel.id.text == declared.to.text; });
    recipients_.emplace_back();
    if (to == channels.end() || !needs_) continue;
    recipients_.back() = service::recipients_of(
        *where_, static_cast<std::uint32_t>(to - channels.begin()), person, at_);
  }
}

service::known_person contact_region::person_of(const book::input_values& values) const {
  service::known_person person;
  for (std::size_t fact = 0; fact < service::person_facts; ++fact) {
    if (where_->inputs[fact]) person.possible[fact] = values(*where_->inputs[fact]);
  }
  person.interpreter =
      where_->interpreter && values(*where_->interpreter) == value_set::single(1);
  return person;
}

bool contact_region::is_elsewhere(const service::known_person& person) const {
  if (!where_->input_of(service::person_fact::municipality)) return false;
  const auto& lives =
      person.possible[static_cast<std::size_t>(service::person_fact::municipality)];
  const auto& region = where_->municipalities;
  return std::none_of(region.begin(), region.end(), [&lives](std::int64_t municipality) {
    return lives.contains(municipality);
  });
}

std::vector<book::route_wish> contact_region::route_wishes() const {
  std::vector<book::route_wish> wishes;
  for (std::size_t i = 0; i < needs_->size(); ++i) {
    for (const auto& question : (*needs_)[i].questions) {
      book::route_wish wish{i, question.route, question.condition, {}};
      for (const auto fact : question.facts) {
        if (const auto input = where_->input_of(fact)) wish.inputs.push_back(*input);
      }
      wishes.push_back(std::move(wish));
    }
  }
  return wishes;
}

}  // namespace arvio::inline v0
