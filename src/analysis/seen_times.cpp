#include "seen_times.hpp"

#include "arvio/base/limits.hpp"

#include <algorithm>

namespace arvio::inline v0::analysis {

namespace {

using service::proof_dates;
using service::region_service;

constexpr std::int64_t a_minute = 60;
constexpr std::int64_t a_day = 86400;

std::optional<instant> seen_by(const region_service& one, instant at) {
  const auto contact = one.open.next_open(at);
  if (!contact || one.within == 0) return contact;
  return one.open.next_open({contact->seconds + one.within});
}

void add(minutes& to, std::int64_t first, std::int64_t last) {
  if (!to.empty() && to.back().last + 1 == first) {
    to.back().last = last;
  } else {
    to.push_back({first, last});
  }
}

class time_comparer {
 public:
  time_comparer(const region_service& first, const region_service& second,
                const proof_dates& dates)
      : first_(first),
        second_(second),
        dates_(dates),
        begin_(helsinki_midnight(dates.first)),
        end_(helsinki_midnight({dates.last().days + 1})) {}

  seen_differences run() {
    const auto cuts = cut_minutes();
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
      piece(cuts[i], cuts[i + 1] - 1);
    return std::move(found_);
  }

 private:
  /// The minutes from which on either may see people otherwise: a door opens or closes
  /// for who makes contact, or for who has waited. In between each sees them at one
  /// moment, or a fixed time after the contact.
  [[nodiscard]] std::vector<std::int64_t> cut_minutes() const {
    std::vector<std::int64_t> cuts{0, (end_.seconds - begin_.seconds) / a_minute};
    for (const auto* one : {&first_, &second_}) {
      const date last{dates_.last().days +
                      static_cast<std::int32_t>(one->within / a_day) + 2};
      for (const auto& span : one->open.open_spans({dates_.first.days - 1}, last)) {
        for (const auto edge : {span.from, span.to}) {
          for (const auto back : {std::int64_t{0}, one->within}) {
            const instant cut{edge.seconds - back};
            if (begin_ < cut && cut < end_)
              cuts.push_back((cut.seconds - begin_.seconds + a_minute - 1) / a_minute);
          }
        }
      }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    return cuts;
  }

  /// -1: the second is earlier, 1: later; nullopt where either sees nobody.
  [[nodiscard]] std::optional<int> compared(std::int64_t minute) const {
    const instant at{begin_.seconds + minute * a_minute};
    const auto first = seen_by(first_, at);
    const auto second = first ? seen_by(second_, at) : std::nullopt;
    if (!second) return std::nullopt;
    return *second < *first ? -1 : *first < *second ? 1 : 0;
  }

  /// Minutes between two cuts: the difference of the two grows, shrinks or stays, so that
  /// what is so at both ends is so between them. Where an open moment comes within reach,
  /// or the two cross, the piece is halved.
  void piece(std::int64_t first, std::int64_t last) {
    const auto at_first = compared(first);
    if (at_first == compared(last)) {
      if (at_first == 1) add(found_.later, first, last);
      if (at_first == -1) add(found_.earlier, first, last);
      return;
    }
    const auto middle = first + (last - first) / 2;
    piece(first, middle);
    piece(middle + 1, last);
  }

  const region_service& first_;
  const region_service& second_;
  const proof_dates& dates_;
  instant begin_;
  instant end_;
  seen_differences found_;
};

}  // namespace

std::optional<std::int64_t> first_outside(const minutes& some,
                                          std::initializer_list<const minutes*> others) {
  for (const auto& range : some) {
    auto minute = range.first;
    for (bool moved = true; moved && minute <= range.last;) {
      moved = false;
      for (const auto* other : others) {
        const auto place = std::lower_bound(
            other->begin(), other->end(), minute,
            [](const auto& one, std::int64_t wanted) { return one.last < wanted; });
        if (place == other->end() || minute < place->first) continue;
        minute = place->last + 1;
        moved = true;
      }
    }
    if (minute <= range.last) return minute;
  }
  return std::nullopt;
}

seen_differences seen_differences_between(const region_service& first,
                                          const region_service& second,
                                          const proof_dates& dates) {
  // As far as anybody is looked for who makes contact on the last of the dates.
  const date last{dates.last().days + limits::opening_days_searched * 2 +
                  static_cast<std::int32_t>(first.within / a_day) + 2};
  const bool same = first.within == second.within &&
                    first.open.open_spans({dates.first.days - 1}, last) ==
                        second.open.open_spans({dates.first.days - 1}, last);
  if (same) return {};
  return time_comparer(first, second, dates).run();
}

}  // namespace arvio::inline v0::analysis
