#include "contact_maker.hpp"

#include <algorithm>

namespace arvio::inline v0::analysis {

namespace {

constexpr std::int64_t day_seconds = 86400;

bool has_codes(const book::linked_input& input) {
  return input.type.kind == lang::kind::codes;
}

}  // namespace

contact_maker::contact_maker(const book::rulebook& book, const core::program& rules)
    : book_(book), limits_(book.inputs.size()) {
  add_limits(rules);
  for (auto& all : limits_) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }
}

/// Where something changes: the limits of the classes of slots, of bands, of rows and of
/// inferences.
void contact_maker::add_limits(const core::program& rules) {
  for (const auto& slot : rules.slots()) {
    if (slot.kind != core::slot_kind::input) continue;
    const auto* bands = rules.get<core::interval_record>(core::part::intervals);
    for (std::uint32_t i = 0; i < slot.intervals; ++i)
      limits_[slot.index].push_back(bands[slot.first_interval + i].low);
  }
  for (const auto& item : rules.all<core::item_record>(core::part::items)) {
    if (item.expression != core::none || item.counted.kind != core::operand_kind::input)
      continue;
    const auto* bands = rules.get<core::band_record>(core::part::bands);
    for (std::uint32_t i = 0; i < item.bands; ++i)
      limits_[item.counted.index].push_back(bands[item.first_band + i].low);
  }
  for (std::uint32_t i = 0; i < book_.inputs.size(); ++i) {
    for (const auto& inference : book_.inputs[i].inferences) {
      if (!inference.values || inference.values->empty()) continue;
      limits_[i].push_back(inference.values->min());
      limits_[i].push_back(inference.values->max() + 1);
    }
  }
  for (const auto& derived : book_.derived) {
    for (std::size_t o = 0; o < derived.operands.size(); ++o) {
      const auto& operand = derived.operands[o];
      if (operand.kind != lang::symbol_kind::input) continue;
      for (const auto& row : derived.rows) {
        const auto& values = o == 0 ? row.values : row.second;
        for (const auto& range : values.ranges())
          limits_[operand.index].push_back(range.low);
      }
    }
  }
}

std::int64_t contact_maker::value(std::uint32_t input, instant now,
                                  chance& random) const {
  const auto& declared = book_.inputs[input];
  const auto low = declared.domain.min();
  const auto high = declared.domain.max();
  const auto inside = [&](std::int64_t what) { return std::clamp(what, low, high); };
  const auto kind = declared.type.kind;
  const bool is_time = kind == lang::kind::date || kind == lang::kind::datetime;
  if (is_time && random.of_hundred(70)) {
    const auto unit = kind == lang::kind::date ? day_seconds : 1;
    const auto years = random.below(100);
    const auto back = random.below(2) == 0
                          ? random.between(0, 3 * day_seconds)
                          : static_cast<std::int64_t>(years) * 365 * day_seconds;
    return inside((now.seconds - back) / unit);
  }
  if (kind == lang::kind::boolean) return random.of_hundred(present_) ? high : low;
  const auto& limits = limits_[input];
  if (!limits.empty() && random.of_hundred(70))
    return inside(limits[random.below(limits.size())] + random.between(-1, 1));
  return random.between(low, high);
}

book::answer contact_maker::codes(std::uint32_t input, chance& random) const {
  const auto& declared = book_.inputs[input];
  book::answer given;
  given.state = answer_state::known;
  // present, absent, or as the others are: said to be absent, unknown, or not said
  const bool closed = declared.is_complaint;
  const auto others = closed ? 0 : random.below(3);
  bool any = false;
  const auto named = closed && random.of_hundred(60) ? random.below(declared.codes.size())
                                                     : declared.codes.size();
  for (std::size_t code = 0; code < declared.codes.size(); ++code) {
    auto state = others == 0   ? code_state::absent
                 : others == 1 ? code_state::unknown
                               : code_state::unsaid;
    if (code == named || random.of_hundred(closed ? 10 : present_)) {
      state = code_state::present;
    } else if (!closed && random.of_hundred(30)) {
      state = code_state::absent;
    }
    any = any || state != code_state::unsaid;
    given.codes.push_back(state);
  }
  if (!any) given.codes.front() = code_state::present;  // a list that says nothing
  return given;
}

book::answer contact_maker::answer(std::uint32_t input, instant now, chance& random,
                                   std::uint64_t known) const {
  const auto& declared = book_.inputs[input];
  book::answer out;
  const bool is_known = random.of_hundred(known);
  const auto how = random.below(4);
  if (is_known) {
    out = has_codes(declared) ? codes(input, random)
                              : book::known_answer(value(input, now, random));
  } else if (how == 0) {
    out.state = answer_state::unknown;
  } else if (how == 1 && !has_codes(declared) &&
             declared.type.kind != lang::kind::boolean) {
    out.state = answer_state::partly_known;
    if (declared.type.kind == lang::kind::code) {
      for (std::size_t code = 0; code < declared.codes.size(); ++code) {
        if (random.of_hundred(50))
          out.values =
              out.values.united(value_set::single(static_cast<std::int64_t>(code)));
      }
      if (out.values.empty()) out.values = value_set::single(0);
    } else {
      const auto one = value(input, now, random);
      const auto other = value(input, now, random);
      out.values = {std::min(one, other), std::max(one, other)};
    }
    if (out.values.is_single()) out.state = answer_state::known;
  }
  const bool ages = declared.max_age.has_value();
  if (out.state != answer_state::not_asked && ages && random.of_hundred(40)) {
    const auto age =
        random.between(-2, 2) + (random.below(2) == 0 ? *declared.max_age : 0);
    out.observed = instant{now.seconds - std::max<std::int64_t>(age, 0)};
  }
  return out;
}

book::answers contact_maker::contact(chance& random, std::uint64_t known) {
  book::answers contact;
  // some moment of 2026
  contact.at.moment.seconds = 1767225600 + random.between(0, 365 * day_seconds);
  contact.at.offset = helsinki_offset(contact.at.moment);
  contact.finished = random.of_hundred(25);
  // Whole contacts too, and calm ones: where every second sign is present, all is urgent.
  if (random.of_hundred(15)) known = 100;
  const std::uint64_t shares[] = {50, 10, 2};
  present_ = shares[random.below(3)];
  for (std::uint32_t i = 0; i < book_.inputs.size(); ++i)
    contact.by_input.push_back(answer(i, contact.at.moment, random, known));
  // some presume something themselves
  const auto share = random.of_hundred(30) ? random.below(40) : 0;
  for (std::uint32_t i = 0; share != 0 && i < book_.inputs.size(); ++i) {
    if (random.of_hundred(share))
      contact.presumed.push_back(presumed(i, contact.at.moment, random));
  }
  return contact;
}

book::presumed_input contact_maker::presumed(std::uint32_t input, instant now,
                                             chance& random) const {
  const auto& declared = book_.inputs[input];
  book::presumed_input made{input, std::nullopt, {}};
  if (!has_codes(declared)) {
    made.value = value(input, now, random);
    return made;
  }
  for (std::size_t code = 0; code < declared.codes.size(); ++code) {
    made.codes.emplace_back();
    if (random.of_hundred(60)) made.codes.back() = random.of_hundred(present_);
  }
  return made;
}

}  // namespace arvio::inline v0::analysis
