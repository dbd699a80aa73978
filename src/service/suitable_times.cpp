#include "suitable_times.hpp"

#include "arvio/base/limits.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace arvio::inline v0::service {

namespace {

constexpr std::int64_t searched =
    std::int64_t{limits::opening_days_searched} * 24 * 60 * 60;

/// What is so from a moment to the next cut: the contact is at once or at one moment, and
/// so is being seen.
struct piece {
  instant from;
  instant to;
  std::optional<instant> contact;  // absent: at once
  std::optional<instant> seen;     // absent: when the wait is over
  bool never = false;
};

/// The moments of a piece at which somebody is seen in time, as [first, last] seconds.
struct in_time {
  std::int64_t first = 0;
  std::int64_t last = -1;
};

in_time in_time_of(const piece& at, std::int64_t within, std::optional<instant> end,
                   std::int64_t target_seconds) {
  in_time out{at.from.seconds, at.to.seconds - 1};
  if (at.never) return {0, -1};
  // An open moment is looked for so long and no longer.
  if (at.contact) out.first = std::max(out.first, at.contact->seconds - searched);
  if (at.seen) {
    if (!at.contact) {
      out.first = std::max(out.first, at.seen->seconds - searched - within);
    } else if (at.contact->seconds + within < at.seen->seconds - searched) {
      return {0, -1};
    }
  }
  const auto not_after = [&out](std::int64_t last) {
    out.last = std::min(out.last, last);
  };
  const auto seen_at = at.seen      ? at.seen
                       : at.contact ? std::optional(instant{at.contact->seconds + within})
                                    : std::nullopt;
  if (end) {
    if (!seen_at) {
      not_after(end->seconds - within);
    } else if (*end < *seen_at) {
      return {0, -1};
    }
  } else if (seen_at) {
    out.first = std::max(out.first, seen_at->seconds - target_seconds);
  } else if (within > target_seconds) {
    return {0, -1};
  }
  return out;
}

/// Moves on to the first span that is not over at a moment.
void move_to(std::vector<time_span>::const_iterator& span,
             const std::vector<time_span>& spans, instant at) {
  while (span != spans.end() && span->to <= at)
    ++span;
}

/// The pieces of the time between two moments.
class pieces_of {
 public:
  pieces_of(const std::vector<time_span>& spans, std::int64_t within,
            std::vector<instant> cuts)
      : spans_(spans), within_(within), cuts_(std::move(cuts)) {}

  template <class Visit>
  void visit(Visit&& visit) const {
    auto contact = spans_.begin();
    auto seen = spans_.begin();
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
      piece made{cuts_[i], cuts_[i + 1], {}, {}, false};
      move_to(contact, spans_, made.from);
      made.never = contact == spans_.end();
      if (!made.never) {
        if (made.from < contact->from) made.contact = contact->from;
        const instant ready{made.contact.value_or(made.from).seconds + within_};
        move_to(seen, spans_, ready);
        made.never = seen == spans_.end();
        if (!made.never && ready < seen->from) made.seen = seen->from;
      }
      visit(made);
    }
  }

 private:
  const std::vector<time_span>& spans_;
  std::int64_t within_;
  std::vector<instant> cuts_;
};

void add_range(std::vector<minute_range>& to, minute_range range) {
  if (range.last < range.first) return;
  if (!to.empty() && range.first <= to.back().last + 1) {
    to.back().last = std::max(to.back().last, range.last);
  } else {
    to.push_back(range);
  }
}

}  // namespace

different_times::different_times(const region& where) {
  for (const auto& one : where.services) {
    const auto same = std::find_if(first.begin(), first.end(), [&one](const auto* other) {
      return other->within == one.within && other->open == one.open;
    });
    of_service.push_back(static_cast<std::size_t>(same - first.begin()));
    if (same == first.end()) first.push_back(&one);
  }
}

late_minutes::late_minutes(const region& where, const proof_dates& dates)
    : times_of_(where) {
  const auto begin = helsinki_midnight(dates.first);
  const auto end = helsinki_midnight({dates.last().days + 1});
  count_ = (end.seconds - begin.seconds) / 60;
  // Who is seen after the last end of a target is late, however long after.
  instant latest = end;
  for (book::level_index level = 0; level < where.targets.size(); ++level) {
    if (const auto of_last = target_end(where, level, {end.seconds - 60}))
      latest = std::max(latest, *of_last);
  }
  last_looked_at_ = helsinki_date(latest);
  for (const auto* one : times_of_.first)
    by_times_.push_back(late_for(where, *one, dates));
}

std::vector<std::vector<minute_range>> late_minutes::late_for(
    const region& where, const region_service& one, const proof_dates& dates) const {
  const auto begin = helsinki_midnight(dates.first);
  const auto end = helsinki_midnight({dates.last().days + 1});
  const auto spans = one.open.open_spans({dates.first.days - 1}, last_looked_at_);

  // Between two cuts nothing changes: no door opens or closes, for who makes contact or
  // for who has waited, and no date ends.
  std::vector<instant> cuts{begin, end};
  for (const auto& span : spans) {
    for (const auto edge : {span.from, span.to}) {
      for (const auto back : {std::int64_t{0}, one.within}) {
        const instant cut{edge.seconds - back};
        if (begin < cut && cut < end) cuts.push_back(cut);
      }
    }
  }
  for (auto day = dates.first; day <= dates.last(); ++day.days)
    cuts.push_back(helsinki_midnight(day));
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

  const auto levels = where.targets.size();
  std::vector<std::vector<minute_range>> late(levels);
  std::vector<std::int64_t> next(levels, 0);  // the first minute not yet told of
  pieces_of(spans, one.within, std::move(cuts)).visit([&](const piece& at) {
    for (book::level_index level = 0; level < levels; ++level) {
      const auto* target = std::get_if<elapsed>(&where.targets[level]);
      const auto ends = target ? std::nullopt : target_end(where, level, at.from);
      in_time good{at.from.seconds, at.to.seconds - 1};  // no end: outside the calendar
      if (target || ends)
        good = in_time_of(at, one.within, ends, target ? target->seconds : 0);
      if (good.last < good.first) continue;
      const auto first = (good.first - begin.seconds + 59) / 60;
      const auto last = (good.last - begin.seconds) / 60;
      if (last < first) continue;
      add_range(late[level], {next[level], first - 1});
      next[level] = std::max(next[level], last + 1);
    }
  });
  for (book::level_index level = 0; level < levels; ++level)
    add_range(late[level], {next[level], count_ - 1});
  return late;
}

}  // namespace arvio::inline v0::service
