#include "arvio/service/region.hpp"

#include <algorithm>

namespace arvio::inline v0::service {

std::optional<instant> target_end(const region& where, book::level_index level,
                                  instant at) {
  const auto& within = where.targets[level];
  if (const auto* span = std::get_if<elapsed>(&within))
    return instant{at.seconds + span->seconds};
  const auto& limit = std::get<time_limit>(within);
  const auto today = helsinki_date(at);
  std::optional<date> last;
  if (limit.unit == time_limit_unit::working_days) {
    if (where.free_days) last = where.free_days->working_day_after(today, limit.amount);
  } else {
    last = date{today.days + limit.amount};
  }
  if (!last) return std::nullopt;
  return helsinki_midnight({last->days + 1});
}

bool fits_route(const region_service& which, const book::linked_route& route,
                std::optional<std::uint32_t> need) {
  const auto& professionals = which.professionals;
  if (which.channel != route.channel) return false;
  if (route.professional && std::find(professionals.begin(), professionals.end(),
                                      *route.professional) == professionals.end())
    return false;
  return !need || which.needs == 0 || (which.needs >> *need & 1U) != 0;
}

}  // namespace arvio::inline v0::service
