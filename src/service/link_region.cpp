#include "arvio/service/link_region.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace arvio::inline v0::service {

namespace {

using book::linked_input;
using ruleset::name;

/// The ids of the parts of a vocabulary.
template <class Part>
std::vector<std::string> ids_of(const std::vector<Part>& parts) {
  std::vector<std::string> ids;
  ids.reserve(parts.size());
  for (const auto& one : parts)
    ids.push_back(one.id.text);
  return ids;
}

std::optional<std::uint32_t> place_in(const std::vector<std::string>& ids,
                                      const std::string& id) {
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - ids.begin());
}

std::string input_role(person_fact which) {
  switch (which) {
    case person_fact::municipality: return "municipality";
    case person_fact::age: return "age";
    case person_fact::language: return "language";
    case person_fact::purpose: return "purpose";
  }
  return "";  // not reached
}

bool looks_at_free_days(const provided_service& one) { return !one.open.lines.empty(); }

class region_linker {
 public:
  region_linker(std::shared_ptr<const profile> written, const book::rulebook& book,
                const given_calendar& calendar, const link_options& options)
      : written_(std::move(written)),
        book_(book),
        calendar_(calendar),
        options_(options),
        levels_(ids_of(book.words().levels)),
        needs_(ids_of(book.words().needs)),
        channels_(ids_of(book.words().channels)),
        professionals_(ids_of(book.words().professionals)) {}

  linked_region run() {
    made_.written = written_;
    link_uses();
    link_person();
    link_targets();
    link_services();
    link_fallback();
    if (!failed_) prove();
    linked_region out;
    out.found = std::move(found_);
    if (!failed_) out.made = std::make_shared<const region>(std::move(made_));
    return out;
  }

 private:
  // --- findings ------------------------------------------------------------------------

  region_finding& error(errc code, source_span where, std::string message,
                        std::string hint) {
    failed_ = true;
    found_.push_back(
        {{code, severity::error, where, std::move(message), std::move(hint), service_},
         {}});
    return found_.back();
  }

  region_finding& unknown(const name& what, const char* kind,
                          const std::vector<std::string>& known) {
    auto& made = error(errc::reference_unknown, what.where,
                       fmt::format("{} is no {}", quoted(what.text), kind),
                       did_you_mean(what.text, known));
    made.what.subject = what.text;
    made.what.lacks.kind = lack::declaration;
    return made;
  }

  // --- what the profile uses -----------------------------------------------------------

  void link_uses() {
    visible_ = {0};  // the vocabulary
    for (const auto& use : written_->uses) {
      switch (use.what) {
        case profile_use::kind::ruleset: link_rule_set(use); break;
        case profile_use::kind::calendar: link_calendar(use); break;
      }
    }
    if (made_.free_days || calendar_failed_) return;
    for (const auto& one : written_->services) {
      if (looks_at_free_days(one)) return no_calendar(one.open.where, one.id.text);
    }
    for (const auto& one : written_->targets) {
      const auto* limit = std::get_if<time_limit>(&one.within);
      if (limit != nullptr && limit->unit == time_limit_unit::working_days)
        return no_calendar(one.where, "");
    }
  }

  void no_calendar(source_span where, const std::string& service) {
    service_ = service;
    error(errc::calendar_missing, where,
          "free days and working days are looked at, and the profile uses no calendar",
          "<use calendar=\"finland\" version=\"1\"/>");
    service_.clear();
  }

  void link_rule_set(const profile_use& use) {
    for (std::uint32_t set = 0; set < book_.sets.size(); ++set) {
      const auto& rules = *book_.sets[set].rules;
      if (rules.id.text != use.id.text || rules.version.major != use.major) continue;
      const auto behind = book_.sets_behind(set);
      visible_.insert(behind.begin(), behind.end());
      return;
    }
    auto& made = error(errc::use_unresolved, use.id.where,
                       fmt::format("rule set {} of version {} is not there",
                                   quoted(use.id.text), use.major),
                       "");
    made.what.subject = use.id.text;
    made.what.lacks = {lack::rule_set, use.id.text, use.major};
  }

  void link_calendar(const profile_use& use) {
    const auto* given = calendar_.document;
    if (given != nullptr && calendar_.free_days && given->id.text == use.id.text &&
        given->version.major == use.major) {
      made_.free_days = calendar_.free_days;
      return;
    }
    calendar_failed_ = true;
    auto& made = error(errc::use_unresolved, use.id.where,
                       fmt::format("calendar {} of version {} is not there",
                                   quoted(use.id.text), use.major),
                       "");
    made.what.subject = use.id.text;
  }

  // --- person --------------------------------------------------------------------------

  void link_person() {
    const auto& person = written_->person;
    const auto place = [this](person_fact which) -> std::optional<std::uint32_t>& {
      return made_.inputs[static_cast<std::size_t>(which)];
    };
    place(person_fact::municipality) = coded_input(person.municipality);
    place(person_fact::language) = coded_input(person.language);
    place(person_fact::purpose) = coded_input(person.purpose);
    place(person_fact::age) = input_of_type(
        person.age, "a whole number of years (`a`)", [](const linked_input& input) {
          return input.type.kind == lang::kind::integer && input.type.unit == "a";
        });
    made_.interpreter = input_of_type(
        person.interpreter, "a boolean",
        [](const linked_input& input) { return input.type.kind == lang::kind::boolean; });
    for (const auto& one : written_->municipalities) {
      if (const auto value = value_of(person_fact::municipality, one.id))
        made_.municipalities.push_back(*value);
    }
    for (const auto& one : written_->official) {
      if (const auto value = value_of(person_fact::language, one)) {
        made_.official = made_.official.united(value_set::single(*value));
        official_.push_back(*value);
      }
    }
  }

  std::optional<std::uint32_t> coded_input(const std::optional<name>& called) {
    return input_of_type(
        called, "one of a value set (`code`)",
        [](const linked_input& input) { return input.type.kind == lang::kind::code; });
  }

  template <class Fits>
  std::optional<std::uint32_t> input_of_type(const std::optional<name>& called,
                                             const char* what, Fits fits) {
    if (!called) return std::nullopt;
    const auto found = book_.find_input(called->text);
    if (!found) {
      std::vector<std::string> ids;
      for (const auto& input : book_.inputs)
        ids.push_back(input.id);
      unknown(*called, "input", ids);
      return std::nullopt;
    }
    const auto& input = book_.inputs[*found];
    if (!visible_.contains(input.set)) {
      const auto& rules = *book_.sets[input.set].rules;
      auto& made =
          error(errc::reference_unknown, called->where,
                fmt::format("{} is declared by {}, which the profile does not use",
                            quoted(called->text), quoted(rules.id.text)),
                fmt::format("<use ruleset=\"{}\" version=\"{}\"/>", rules.id.text,
                            rules.version.major));
      made.what.subject = called->text;
      made.what.lacks = {lack::use, rules.id.text, rules.version.major};
      return std::nullopt;
    }
    if (!fits(input)) {
      auto& made = error(errc::type_mismatch, called->where,
                         fmt::format("{} is not {}", quoted(called->text), what), "");
      made.what.subject = called->text;
      return std::nullopt;
    }
    return found;
  }

  /// A code of the input that says something of a person. Nothing is said where the input
  /// is not named or at fault.
  std::optional<std::int64_t> value_of(person_fact which, const name& code) {
    const auto place = made_.input_of(which);
    if (!place) return std::nullopt;
    const auto& input = book_.inputs[*place];
    const auto found = place_in(input.codes, code.text);
    if (found) return *found;
    auto& made = error(errc::code_unknown, code.where,
                       fmt::format("{} is not among the values of {}", quoted(code.text),
                                   quoted(input.id)),
                       did_you_mean(code.text, input.codes));
    made.what.subject = code.text;
    return std::nullopt;
  }

  // --- targets -------------------------------------------------------------------------

  void link_targets() {
    made_.targets.resize(levels_.size());
    std::vector<bool> given(levels_.size());
    for (const auto& one : written_->targets) {
      const auto level = place_in(levels_, one.level.text);
      if (!level) {
        unknown(one.level, "level", levels_);
        continue;
      }
      made_.targets[*level] = one.within;
      given[*level] = true;
    }
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (given[i]) continue;
      auto& made = error(
          errc::target_missing,
          written_->targets.empty() ? written_->where : written_->targets.front().where,
          fmt::format("level {} has no target", quoted(levels_[i])),
          fmt::format("<target level=\"{}\" within=\"...\"/>", levels_[i]));
      made.what.subject = levels_[i];
    }
  }

  // --- services ------------------------------------------------------------------------

  void link_services() {
    for (const auto& one : written_->services) {
      service_ = one.id.text;
      made_.services.push_back(linked(one));
    }
    service_.clear();
  }

  region_service linked(const provided_service& one) {
    region_service made{&one,
                        0,
                        {},
                        0,
                        {},
                        one.takes.interpreter,
                        opening_hours(one.open, made_.free_days),
                        one.within ? one.within->seconds : 0};
    if (const auto channel = place_in(channels_, one.channel.text)) {
      made.channel = *channel;
    } else {
      unknown(one.channel, "channel", channels_);
    }
    for (const auto& who : one.professionals) {
      if (const auto professional = place_in(professionals_, who.text)) {
        made.professionals.push_back(*professional);
      } else {
        unknown(who, "professional", professionals_);
      }
    }
    for (const auto& what : one.needs) {
      if (const auto need = place_in(needs_, what.text)) {
        made.needs |= book::need_set{1} << *need;
      } else {
        unknown(what, "need", needs_);
      }
    }
    link_limits(one.takes, made);
    return made;
  }

  void link_limits(const service_limits& takes, region_service& into) {
    const auto limit = [&into](person_fact which) -> std::optional<value_set>& {
      return into.takes[static_cast<std::size_t>(which)];
    };
    using residence = service_limits::residence;
    switch (takes.lives) {
      case residence::anywhere: break;
      case residence::region:
        limit(person_fact::municipality) = values_of_region();
        asks_for(person_fact::municipality);
        break;
      case residence::listed:
        limit(person_fact::municipality) =
            values_of(person_fact::municipality, takes.municipalities);
        asks_for(person_fact::municipality);
        break;
    }
    if (takes.from_age || takes.to_age) {
      constexpr std::int64_t oldest = limits::number_units;
      limit(person_fact::age) =
          value_set(takes.from_age.value_or(0), takes.to_age.value_or(oldest));
      asks_for(person_fact::age);
    }
    if (!takes.every_language) {
      limit(person_fact::language) = values_of(person_fact::language, takes.languages);
      asks_for(person_fact::language);
    }
    if (!takes.purposes.empty()) {
      limit(person_fact::purpose) = values_of(person_fact::purpose, takes.purposes);
      asks_for(person_fact::purpose);
    }
  }

  [[nodiscard]] value_set values_of_region() const {
    value_set all;
    for (const auto value : made_.municipalities)
      all = all.united(value_set::single(value));
    return all;
  }

  value_set values_of(person_fact which, const std::vector<name>& codes) {
    value_set all;
    for (const auto& code : codes) {
      // that it is no value of the input was told where the profile lists it
      const bool told = which == person_fact::municipality;
      const auto place = made_.input_of(which);
      if (told && place && !place_in(book_.inputs[*place].codes, code.text)) continue;
      if (const auto value = value_of(which, code))
        all = all.united(value_set::single(*value));
    }
    return all;
  }

  /// A service has a limit of a sort: then some input says that of a person.
  void asks_for(person_fact which) {
    const auto& person = written_->person;
    const bool named = (which == person_fact::municipality && person.municipality) ||
                       (which == person_fact::age && person.age) ||
                       (which == person_fact::language && person.language) ||
                       (which == person_fact::purpose && person.purpose);
    if (named || !told_.insert(which).second) return;
    auto& made = error(
        errc::missing_attribute, person.where,
        fmt::format("no input is named that says the {} of a person", input_role(which)),
        fmt::format("{} has a limit of that sort: name the input as `{}`",
                    quoted(service_), input_role(which)));
    made.what.subject = input_role(which);
  }

  void link_fallback() {
    if (failed_) return;
    const auto& fallback = book_.fallback;
    const bool empty =
        !fallback || std::none_of(made_.services.begin(), made_.services.end(),
                                  [&](const region_service& one) {
                                    return fits_route(one, *fallback, std::nullopt);
                                  });
    if (!empty) return;
    if (!fallback) {
      error(errc::fallback_empty, written_->where,
            "the vocabulary has no fallback route, and so nowhere to turn to where no "
            "service is suitable",
            "");
      return;
    }
    error(errc::fallback_empty, written_->where,
          fmt::format("no service stands behind the fallback route: channel {}{}",
                      quoted(channels_[fallback->channel]),
                      fallback->professional
                          ? fmt::format(", professional {}",
                                        quoted(professionals_[*fallback->professional]))
                          : ""),
          "where nothing else is suitable, this is where everybody turns to");
  }

  // --- what is proved ------------------------------------------------------------------

  void prove() {
    const proof_dates dates{written_->valid_from, limits::proof_days};
    if (!calendar_holds(dates) || is_too_much(dates)) return;
    find_disorder(dates);
    find_never_open(dates);
    if (const auto found = first_uncovered(made_, book_, official_, dates)) {
      uncovered(*found, severity::error);
    } else if (options_.other_languages) {
      find_other_languages(dates);
    }
  }

  bool calendar_holds(const proof_dates& dates) {
    const auto* free_days = made_.free_days.get();
    std::optional<instant> missing;
    if (free_days != nullptr && !free_days->has(dates.first)) {
      missing = helsinki_midnight(dates.first);
    } else if (free_days != nullptr && !free_days->has(dates.last())) {
      missing = helsinki_midnight({free_days->last().days + 1});
    } else {
      missing = first_target_out_of_range(made_, dates);
    }
    if (!missing) return true;
    auto& made = error(
        errc::proof_range, written_->where,
        fmt::format("the calendar does not hold the {} days from {} on and the targets "
                    "that begin in them",
                    dates.count, to_text(dates.first)),
        "use a calendar of later years");
    made.witness = *missing;
    made.what.witness = moment_text(*missing);
    return false;
  }

  bool is_too_much(const proof_dates& dates) {
    const auto spans = spans_of_proof(made_, dates);
    if (spans <= limits::proof_spans) return false;
    error(errc::limit_count, written_->where,
          fmt::format("the services open {} times in {} days, those with the same hours "
                      "counted once: at most {}",
                      spans, dates.count, limits::proof_spans),
          "give services the same hours, or put them into profiles of their own");
    return true;
  }

  void find_disorder(const proof_dates& dates) {
    for (const auto& one : disordered_targets(made_, dates)) {
      const auto& level = levels_[one.level];
      const auto target =
          std::find_if(written_->targets.begin(), written_->targets.end(),
                       [&](const auto& each) { return each.level.text == level; });
      auto& made = error(errc::target_order, target->where,
                         fmt::format("the target of {} ends before that of {}, which is "
                                     "more urgent",
                                     quoted(level), quoted(levels_[one.level - 1])),
                         "");
      made.what.subject = level;
      made.what.witness = moment_text(one.moment);
      made.witness = one.moment;
    }
  }

  void find_never_open(const proof_dates& dates) {
    for (const auto& one : made_.services) {
      if (!one.open.open_spans(dates.first, dates.last()).empty()) continue;
      finding made{
          errc::never_open,
          severity::warning,
          one.declared->open.where,
          fmt::format("{} is open on none of the {} days from {} on",
                      quoted(one.declared->id.text), dates.count, to_text(dates.first)),
          "",
          one.declared->id.text};
      made.subject = one.declared->id.text;
      found_.push_back({std::move(made), {}});
    }
  }

  /// The first is enough: whoever mends it looks again.
  void find_other_languages(const proof_dates& dates) {
    const auto input = made_.input_of(person_fact::language);
    if (!input) return;
    const auto count = static_cast<std::int64_t>(book_.inputs[*input].codes.size());
    for (std::int64_t language = 0; language < count; ++language) {
      if (made_.official.contains(language)) continue;
      if (const auto found = first_uncovered(made_, book_, {language}, dates))
        return uncovered(*found, severity::warning);
    }
  }

  void uncovered(const coverage_witness& who, severity level) {
    finding made{errc::not_covered,
                 level,
                 written_->where,
                 "somebody has no suitable service in time",
                 "open a service longer or to more people, or let the fallback's serve "
                 "everybody at all times",
                 ""};
    made.witness = witness_text(who);
    if (level == severity::error) failed_ = true;
    found_.push_back({std::move(made), who});
  }

  [[nodiscard]] std::string witness_text(const coverage_witness& who) const {
    auto text = fmt::format("level {}, need {}", quoted(levels_[who.level]),
                            quoted(needs_[who.need]));
    text += who.municipality
                ? fmt::format(", municipality {}",
                              quoted(written_->municipalities[*who.municipality].id.text))
                : std::string(", from elsewhere");
    if (who.language) {
      const auto& input = book_.inputs[*made_.input_of(person_fact::language)];
      text += fmt::format(", language {}",
                          quoted(input.codes[static_cast<std::size_t>(*who.language)]));
    }
    if (who.age) text += fmt::format(", age {}", *who.age);
    return text + ", " + moment_text(who.moment);
  }

  static std::string moment_text(instant at) {
    return to_text(offset_time{at, helsinki_offset(at)});
  }

  std::shared_ptr<const profile> written_;
  const book::rulebook& book_;
  const given_calendar& calendar_;
  const link_options& options_;
  std::vector<std::string> levels_;
  std::vector<std::string> needs_;
  std::vector<std::string> channels_;
  std::vector<std::string> professionals_;
  std::set<std::uint32_t> visible_;  // rule sets
  std::set<person_fact> told_;       // that no input says it
  std::vector<std::int64_t> official_;
  region made_;
  std::vector<region_finding> found_;
  std::string service_;  // that findings name
  bool failed_ = false;
  bool calendar_failed_ = false;
};

}  // namespace

linked_region link_region(std::shared_ptr<const profile> written,
                          const book::rulebook& book, const given_calendar& calendar,
                          const link_options& options) {
  return region_linker(std::move(written), book, calendar, options).run();
}

}  // namespace arvio::inline v0::service
