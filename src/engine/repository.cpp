#include "arvio/engine/repository.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/small_letters.hpp"
#include "arvio/base/sort_stably.hpp"
#include "arvio/book/link.hpp"
#include "arvio/compile/check.hpp"
#include "arvio/compile/closed_conditions.hpp"
#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/load_profile.hpp"
#include "arvio/service/save_calendar.hpp"

#include "compiled.hpp"
#include "digests.hpp"
#include "profile_shelf.hpp"
#include "stated_ends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace arvio::inline v0 {

namespace {

using ruleset::rule_set;
using ruleset::version_number;
using rule_set_ptr = std::shared_ptr<const rule_set>;

std::string name_of(const rule_set& rules) {
  return fmt::format("`{}` {}", rules.id.text, ruleset::to_text(rules.version));
}

bool by_id_and_version(const rule_set_ptr& a, const rule_set_ptr& b) {
  return std::pair(std::string_view(a->id.text), a->version) <
         std::pair(std::string_view(b->id.text), b->version);
}

/// Builds a repository step by step; each step reports all it finds.
class loader {
 public:
  loader(std::vector<document> documents, const repository_options& options)
      : options_(options) {
    for (auto& one : documents) {
      made_.sources.add(std::move(one.name), std::move(one.bytes));
    }
  }

  [[nodiscard]] repository run() {
    read();
    faulty_ = has_errors(made_.findings);
    tell_ids_apart(profiles_.wanted());
    profiles_.choose(options_.profile, options_.check_profiles);
    made_.profiles = profiles_.wanted();
    made_.has_profile = !options_.profile.empty();
    order();
    tell_ids_apart(made_.sets);
    order_calendars();
    select();
    use_one_calendar();
    refuse_retired();
    date_versions();
    check_ends();
    if (made_.sets.empty() && !faulty_) {
      error(errc::vocabulary_missing, {}, "there are no rule sets", "");
    }
    if (sound_) link_periods();
    book::unite_unused_names(made_.findings);
    sort_and_unite(made_.findings);
    leave_out_many(made_.findings);
    if (has_errors(made_.findings)) made_.periods.clear();
    std::erase_if(made_.sets, [](const rule_set_ptr& one) { return one->in_part; });
    return std::move(made_);
  }

 private:
  /// Reports something after which it is not clear what is valid when.
  void error(errc code, source_span where, std::string message, std::string hint) {
    sound_ = false;
    if (++errors_ > limits::findings_in_all) return;  // nobody reads more
    made_.findings.push_back(
        {code, severity::error, where, std::move(message), std::move(hint), ""});
  }

  void read() {
    for (std::uint32_t source = 1; source <= made_.sources.size(); ++source) {
      if (made_.findings.size() >= limits::findings_in_all) {
        made_.findings.push_back(
            {errc::limit_count,
             severity::note,
             {source, 0, 0},
             fmt::format("more than {} findings: from here on no document was looked at",
                         limits::findings_in_all),
             "mend these first",
             ""});
        unread_ = true;
        return;
      }
      if (is_repository_page(made_.sources.find(source)->bytes)) {
        const auto ends = read_repository_page(made_.sources, source, made_.findings);
        ends_.insert(ends_.end(), ends.begin(), ends.end());
        continue;
      }
      if (service::is_profile(made_.sources.find(source)->bytes)) {
        profiles_.read(source);
        continue;
      }
      if (service::is_calendar(made_.sources.find(source)->bytes)) {
        read_calendar(source);
        continue;
      }
      auto read = ruleset::load_in_part(made_.sources, source, made_.findings);
      const bool is_large =
          made_.sources.find(source)->bytes.size() > limits::bytes_linked_in_part;
      if (read && !(read->in_part && is_large)) {
        made_.sets.push_back(std::make_shared<const rule_set>(std::move(*read)));
      } else {
        unread_ = true;
      }
    }
  }

  void read_calendar(std::uint32_t source) {
    auto read = service::load_calendar(made_.sources, source, made_.findings);
    if (!read) {
      calendar_unread_ = true;
      return;
    }
    loaded_calendar made;
    made.digest = service::digest(*read);
    made.days = std::make_shared<const service::calendar>(*read);
    made.document = std::make_shared<const service::calendar_document>(std::move(*read));
    made_.calendars.push_back(std::move(made));
  }

  /// By id and version, as rule sets.
  void order_calendars() {
    auto& all = made_.calendars;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::pair(std::string_view(a.document->id.text), a.document->version) <
             std::pair(std::string_view(b.document->id.text), b.document->version);
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
      const auto& first = *all[i - 1].document;
      const auto& second = *all[i].document;
      const bool same = first.id.text == second.id.text;
      if (!same && !is_alike(first.id.text, second.id.text)) continue;
      if (same && first.version != second.version) continue;
      error(errc::version_invalid, second.id.where,
            fmt::format("the calendar `{}` {} is in `{}` too", second.id.text,
                        ruleset::to_text(second.version),
                        made_.sources.find(first.id.where.source)->name),
            "a change makes a new version");
    }
  }

  /// A calendar as a document names it.
  struct calendar_use {
    const ruleset::name* calendar = nullptr;
    int major = 0;
    source_span where;
  };

  [[nodiscard]] std::vector<calendar_use> uses_of_calendars() const {
    std::vector<calendar_use> all;
    for (const auto& one : made_.sets) {
      if (!one->calendar || one->calendar->faulty) continue;
      all.push_back(
          {&one->calendar->calendar, one->calendar->major, one->calendar->where});
    }
    for (const auto& one : made_.profiles) {
      for (const auto& use : one->uses) {
        if (use.what == service::profile_use::kind::calendar)
          all.push_back({&use.id, use.major, use.where});
      }
    }
    return all;
  }

  /// Whenever they are valid, all rule sets and profiles count by the same calendar.
  void use_one_calendar() {
    const auto all = uses_of_calendars();
    for (const auto& used : all) {
      const auto& first = all.front();
      if (used.calendar->text == first.calendar->text && used.major == first.major)
        continue;
      error(errc::calendar_differs, used.calendar->where,
            fmt::format("`{}` {} is used here, and `{}` {} in `{}`", used.calendar->text,
                        used.major, first.calendar->text, first.major,
                        made_.sources.find(first.where.source)->name),
            "all documents of a repository use one calendar");
    }
  }

  /// What rule sets may use. Where one could not be read it may be the one they mean.
  [[nodiscard]] std::vector<book::named_calendar> known_calendars(
      const std::vector<rule_set_ptr>& valid) const {
    if (calendar_unread_) return book::calendars_used_by(valid);
    std::vector<book::named_calendar> all;
    for (const auto& one : made_.calendars)
      all.push_back({one.document->id.text, one.document->version.major});
    return all;
  }

  /// By id and version; one version stands in one document.
  void order() {
    sort_stably(made_.sets, by_id_and_version);
    for (std::size_t i = 1; i < made_.sets.size(); ++i) {
      const auto& first = *made_.sets[i - 1];
      const auto& second = *made_.sets[i];
      if (first.id.text != second.id.text || first.version != second.version) continue;
      error(errc::version_invalid, second.id.where,
            fmt::format("{} is in `{}` too", name_of(second), document_of(first)),
            "a change makes a new version");
    }
  }

  /// Ids that differ in the case of letters alone are one to a reader, and to some file
  /// systems: one of them was meant as the other.
  template <class Documents>
  void tell_ids_apart(const Documents& all) {
    std::map<std::string_view, const ruleset::name*, before_in_small_letters> known;
    for (const auto& one : all) {
      const auto [there, is_new] = known.emplace(one->id.text, &one->id);
      if (is_new || there->second->text == one->id.text) continue;
      tell_alike(one->id, *there->second);
      tell_alike(*there->second, one->id);
    }
  }

  void tell_alike(const ruleset::name& one, const ruleset::name& other) {
    error(errc::rule_duplicate_id, one.where,
          fmt::format("`{}` and `{}` of `{}` differ in the case of letters alone",
                      one.text, other.text, made_.sources.find(other.where.source)->name),
          "write both in the same way, or give them names that differ");
  }

  /// What its makers took out of use is not used by mistake.
  void refuse_retired() {
    if (options_.retired) return;
    for (const auto& one : made_.sets) {
      if (one->about.status.text != "retired") continue;
      error(errc::rule_set_retired, one->about.status.where,
            fmt::format("{} is retired", name_of(*one)),
            "take it out of the folder, or ask for retired rule sets as well");
    }
  }

  [[nodiscard]] const std::string& document_of(const rule_set& rules) const {
    return made_.sources.find(rules.id.where.source)->name;
  }

  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const auto& one : made_.sets) {
      if (out.empty() || out.back() != one->id.text) out.push_back(one->id.text);
    }
    return out;
  }

  /// Keeps the wanted rule sets and all that they use.
  void select() {
    if (options_.only.empty()) return;
    const auto known = ids();
    std::set<std::string_view> wanted;
    std::vector<std::string_view> waiting;
    for (const auto& id : options_.only) {
      if (std::find(known.begin(), known.end(), id) == known.end()) {
        error(errc::reference_unknown, {}, fmt::format("there is no rule set `{}`", id),
              did_you_mean(id, known));
      }
      waiting.push_back(id);
    }
    while (!waiting.empty()) {
      const auto id = waiting.back();
      waiting.pop_back();
      if (!wanted.insert(id).second) continue;
      for (const auto& one : made_.sets) {
        if (one->id.text != id) continue;
        for (const auto& use : one->uses) {
          waiting.push_back(use.ruleset.text);
        }
      }
    }
    std::erase_if(made_.sets, [&wanted](const rule_set_ptr& one) {
      return !wanted.contains(one->id.text);
    });
  }

  // --- validity

  /// A later version is valid from a later day.
  void date_versions() {
    for (std::size_t i = 1; i < made_.sets.size(); ++i) {
      const auto& older = *made_.sets[i - 1];
      const auto& newer = *made_.sets[i];
      if (older.id.text != newer.id.text || older.version == newer.version) continue;
      if (older.valid_from < newer.valid_from) continue;
      error(errc::version_invalid, newer.id.where,
            fmt::format("{} is valid from {}, so that {} never is", name_of(newer),
                        to_text(newer.valid_from), ruleset::to_text(older.version)),
            "a later version has a later `valid-from`");
    }
  }

  /// An end names a version that is there, comes after its beginning, and is one.
  void check_ends() {
    for (const auto& end : ends_) {
      const auto* version = find(key_of(end));
      if (version == nullptr) {
        if (!options_.only.empty()) continue;  // it may name what was not wanted
        error(errc::reference_unknown, end.where,
              fmt::format("there is no `{}` {}", end.ruleset,
                          ruleset::to_text(end.version)),
              "");
        continue;
      }
      if (end.at <= helsinki_midnight(version->valid_from)) {
        error(errc::version_invalid, end.where,
              fmt::format("{} ends on {}, and is valid from {}, so that it never is",
                          name_of(*version), to_text(helsinki_date(end.at)),
                          to_text(version->valid_from)),
              "`at` is the first day without it, and comes after `valid-from`");
      }
      const auto [first, is_new] = stated_.emplace(key_of(end), &end);
      if (is_new || first->second->at == end.at) continue;
      error(errc::version_invalid, end.where,
            fmt::format("{} ends on {} here, and on {} in `{}`", name_of(*version),
                        to_text(helsinki_date(end.at)),
                        to_text(helsinki_date(first->second->at)),
                        made_.sources.find(first->second->where.source)->name),
            "state one end");
    }
  }

  using version_key = std::pair<std::string_view, version_number>;
  static version_key key_of(const stated_end& end) { return {end.ruleset, end.version}; }
  static version_key key_of(const rule_set& rules) {
    return {rules.id.text, rules.version};
  }

  [[nodiscard]] const rule_set* find(const version_key& wanted) const {
    const auto found =
        std::lower_bound(made_.sets.begin(), made_.sets.end(), wanted,
                         [](const rule_set_ptr& one, const version_key& key) {
                           return key_of(*one) < key;
                         });
    return found != made_.sets.end() && key_of(**found) == wanted ? found->get()
                                                                  : nullptr;
  }

  /// The moments at which what is valid changes.
  [[nodiscard]] std::set<instant> changes() const {
    auto out = profiles_.changes();
    for (const auto& one : made_.sets) {
      out.insert(helsinki_midnight(one->valid_from));
    }
    for (const auto& [version, end] : stated_)
      out.insert(end->at);
    return out;
  }

  [[nodiscard]] bool has_ended(const rule_set& rules, instant moment) const {
    const auto found = stated_.find(key_of(rules));
    return found != stated_.end() && found->second->at <= moment;
  }

  /// Of each id the newest version whose day has come, unless it has ended; by id.
  [[nodiscard]] std::vector<rule_set_ptr> valid_at(instant moment) const {
    std::map<std::string_view, rule_set_ptr> newest;
    for (const auto& one : made_.sets) {  // versions ascend
      if (helsinki_midnight(one->valid_from) <= moment) newest[one->id.text] = one;
    }
    std::vector<rule_set_ptr> valid;
    for (const auto& [id, rules] : newest) {
      if (!has_ended(*rules, moment)) valid.push_back(rules);
    }
    return valid;
  }

  // --- linking

  /// Each change of what is valid makes a book of all that is valid then.
  [[nodiscard]] bool is_too_much(const std::set<instant>& breaks) {
    std::size_t linked_again = 0;
    std::set<const rule_set*> known;
    for (const auto at : breaks) {
      for (const auto& one : valid_at(at)) {
        if (known.insert(one.get()).second) continue;
        const auto bytes = made_.sources.find(one->id.where.source)->bytes.size();
        linked_again += 1 + bytes / limits::linked_block;
      }
      if (linked_again <= limits::linked_again) continue;
      error(errc::limit_count, {},
            fmt::format("what is valid changes too often for so many rule sets: of {} "
                        "changes those until {} are too much to link",
                        breaks.size(), to_text(helsinki_date(at))),
            "open the engine on a part of them, or leave out versions of long ago");
      return true;
    }
    return false;
  }

  void link_periods() {
    const auto breaks = changes();
    if (is_too_much(breaks)) return;
    for (auto at = breaks.begin(); at != breaks.end(); ++at) {
      const auto next = std::next(at);
      validity_period period;
      period.from = *at;
      if (next != breaks.end()) period.to = *next;
      const auto valid = valid_at(*at);
      link(valid, period);
      made_.periods.push_back(std::move(period));
    }
  }

  /// Links what is valid, also where it uses what is not there, for its findings.
  void link(const std::vector<rule_set_ptr>& valid, validity_period& period) {
    if (valid.empty()) return;
    // Nobody knows what a document would hold that could not be read: it may be the
    // vocabulary, or what another rule set uses.
    const bool uses_are_there = unread_ || uses_are_valid(valid, period);
    if (!has_words(valid) && (unread_ || !uses_are_there)) return;
    findings found;
    auto linked = book::link_in_part(valid, known_calendars(valid), found);
    std::optional<compile::closed_conditions>
        conditions;  // of the book, where it is whole
    if (linked.draft) compile::check_conditions(conditions.emplace(*linked.draft), found);
    // which rule set is missing is said with its days
    std::erase_if(found,
                  [](const finding& one) { return one.lacks.kind == lack::rule_set; });
    made_.findings.insert(made_.findings.end(), found.begin(), found.end());
    period.book = std::move(linked.book);
    if (!period.book || faulty_) return;
    period.digests = digests_of(*period.book);
    if (period.book->calendar) {
      if (const auto* used = made_.find_calendar(*period.book->calendar))
        period.calendar = *used;
    }
    link_profiles(profiles_.valid_at(period.from), options_, made_, period,
                  made_.findings);
    period.digest = digest_of(period);
    compile(period, *conditions, found);
  }

  /// A book that has no errors so far; that it has too many boxes after all is one.
  void compile(validity_period& period, compile::closed_conditions& conditions,
               const findings& found) {
    auto made = evaluator::of(conditions, {period.digests, {}});
    if (made) {
      period.ready = std::make_shared<const validity_period::compiled>(
          validity_period::compiled{std::move(*made)});
    } else if (!has_errors(found)) {
      const auto& why = made.error();
      made_.findings.push_back(
          {why.code, severity::error, why.where,
           why.code == errc::limit_count
               ? fmt::format("the conditions tell more than {} values of this apart",
                             limits::values_told_apart)
               : "the rule sets need more boxes than a program can hold",
           "write parts of the conditions as derived values", ""});
    }
  }

  static bool resolves(const ruleset::use& use, const std::vector<rule_set_ptr>& valid) {
    const auto found = std::lower_bound(
        valid.begin(), valid.end(), use.ruleset.text,
        [](const rule_set_ptr& one, const auto& id) { return one->id.text < id; });
    return found != valid.end() && (*found)->id.text == use.ruleset.text &&
           (*found)->version.major == use.major;
  }

  static bool has_words(const std::vector<rule_set_ptr>& sets) {
    return std::any_of(sets.begin(), sets.end(), [](const rule_set_ptr& one) {
      return one->vocabulary.has_value();
    });
  }

  /// What a rule set uses is valid whenever it is; otherwise says from when to when not.
  bool uses_are_valid(const std::vector<rule_set_ptr>& valid,
                      const validity_period& period) {
    bool all = true;
    for (const auto& one : valid) {
      std::size_t missing = 0;
      for (const auto& use : one->uses) {
        if (use.faulty || resolves(use, valid)) continue;
        all = false;
        if (++missing > limits::findings_per_file) {
          made_.findings.push_back(
              {errc::limit_count, severity::note, use.ruleset.where,
               fmt::format("more than {} findings: the rest was not looked at",
                           limits::findings_per_file),
               "mend these first", ""});
          break;
        }
        error(errc::use_unresolved, use.ruleset.where,
              fmt::format("no version {} of `{}` is valid {}", use.major,
                          use.ruleset.text, days_of(period)),
              versions_of(use.ruleset.text));
      }
    }
    return all;
  }

  static std::string days_of(const validity_period& period) {
    const auto from = to_text(helsinki_date(period.from));
    if (!period.to) return fmt::format("from {}", from);
    return fmt::format("from {} until {}", from, to_text(helsinki_date(*period.to)));
  }

  [[nodiscard]] std::string versions_of(const std::string& id) {
    std::string versions;
    auto at = std::lower_bound(made_.sets.begin(), made_.sets.end(), id,
                               [](const rule_set_ptr& one, const std::string& wanted) {
                                 return one->id.text < wanted;
                               });
    for (; at != made_.sets.end() && (*at)->id.text == id; ++at) {
      const auto& one = *at;
      versions += fmt::format("{}{} from {}", versions.empty() ? "" : ", ",
                              ruleset::to_text(one->version), to_text(one->valid_from));
    }
    if (!versions.empty()) return fmt::format("there is {}", versions);
    const auto meant = hints_left_ == 0 ? "" : did_you_mean(id, ids());
    if (hints_left_ > 0) --hints_left_;
    return meant.empty() ? fmt::format("give the file that holds `{}` as well", id)
                         : meant;
  }

  const repository_options& options_;
  repository made_;
  profile_shelf profiles_{made_.sources, made_.findings};
  std::vector<stated_end> ends_;
  std::map<version_key, const stated_end*> stated_;  // of versions that are there
  bool faulty_ = false;                              // some document has faults
  bool unread_ = false;                              // of some nobody knows what it holds
  bool calendar_unread_ = false;                     // of some calendar
  bool sound_ = true;
  std::size_t errors_ = 0;         // of what is valid when
  std::size_t hints_left_ = 1000;  // each compares a word with all ids
};

}  // namespace

const validity_period* repository::period_at(instant moment) const noexcept {
  const validity_period* found = nullptr;
  for (const auto& one : periods) {
    if (one.from <= moment) found = &one;
  }
  return found;
}

const loaded_calendar* repository::find_calendar(
    const book::named_calendar& used) const noexcept {
  const loaded_calendar* found = nullptr;
  for (const auto& one : calendars) {  // versions ascend
    if (one.document->id.text == used.id && one.document->version.major == used.major)
      found = &one;
  }
  return found;
}

bool repository::declares(std::string_view input) const {
  return std::any_of(sets.begin(), sets.end(), [input](const rule_set_ptr& rules) {
    if (rules->vocabulary && input == ruleset::complaint_input) return true;
    return std::any_of(
        rules->inputs.begin(), rules->inputs.end(),
        [input](const ruleset::input& one) { return one.id.text == input; });
  });
}

repository load_repository(std::vector<document> documents,
                           const repository_options& options) {
  return loader(std::move(documents), options).run();
}

}  // namespace arvio::inline v0
