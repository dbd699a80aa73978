#include "arvio/engine/repository.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/book/link.hpp"
#include "arvio/compile/check.hpp"
#include "arvio/compile/closed_conditions.hpp"
#include "arvio/ruleset/digest.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/ruleset/sound_parts.hpp"

#include "compiled.hpp"
#include "digests.hpp"
#include "stated_ends.hpp"

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
using book_ptr = std::shared_ptr<const book::rulebook>;

std::string name_of(const rule_set& rules) {
  return "`" + rules.id.text + "` " + ruleset::to_text(rules.version);
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
    unread_ = has_errors(made_.findings);
    order();
    select();
    date_versions();
    if (made_.sets.empty() && !unread_) {
      error(errc::vocabulary_missing, {}, "there are no rule sets", "");
    }
    if (sound_) link_periods();
    book::unite_unused_names(made_.findings);
    sort_and_unite(made_.findings);
    if (has_errors(made_.findings)) made_.periods.clear();
    std::erase_if(made_.sets, [this](const rule_set_ptr& one) { return is_part(*one); });
    return std::move(made_);
  }

 private:
  /// Reports something after which it is not clear what is valid when.
  void error(errc code, source_span where, std::string message, std::string hint) {
    sound_ = false;
    made_.findings.push_back(
        {code, severity::error, where, std::move(message), std::move(hint), ""});
  }

  void read() {
    for (std::uint32_t source = 1; source <= made_.sources.size(); ++source) {
      if (is_repository_page(made_.sources.find(source)->bytes)) {
        const auto ends = read_repository_page(made_.sources, source, made_.findings);
        ends_.insert(ends_.end(), ends.begin(), ends.end());
        continue;
      }
      auto read = ruleset::load_with_rest(made_.sources, source, made_.findings);
      if (read.whole) {
        made_.sets.push_back(std::make_shared<const rule_set>(std::move(*read.whole)));
      } else if (read.rest) {
        made_.sets.push_back(std::make_shared<const rule_set>(std::move(*read.rest)));
        in_part_.push_back(source);
      }
    }
  }

  /// By id and version; one version stands in one document.
  void order() {
    std::stable_sort(made_.sets.begin(), made_.sets.end(), by_id_and_version);
    for (std::size_t i = 1; i < made_.sets.size(); ++i) {
      const auto& first = *made_.sets[i - 1];
      const auto& second = *made_.sets[i];
      if (first.id.text != second.id.text || first.version != second.version) continue;
      error(errc::version_invalid, second.id.where,
            name_of(second) + " is in `" + document_of(first) + "` too",
            "a change makes a new version");
    }
  }

  [[nodiscard]] bool is_part(const rule_set& rules) const {
    return std::find(in_part_.begin(), in_part_.end(), rules.id.where.source) !=
           in_part_.end();
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
        error(errc::reference_unknown, {}, "there is no rule set `" + id + "`",
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

  /// A later version is valid from a later day, and an end names a version that is there.
  void date_versions() {
    for (std::size_t i = 1; i < made_.sets.size(); ++i) {
      const auto& older = *made_.sets[i - 1];
      const auto& newer = *made_.sets[i];
      if (older.id.text != newer.id.text || older.version == newer.version) continue;
      if (older.valid_from < newer.valid_from) continue;
      error(errc::version_invalid, newer.id.where,
            name_of(newer) + " is valid from " + to_text(newer.valid_from) +
                ", so that " + ruleset::to_text(older.version) + " never is",
            "a later version has a later `valid-from`");
    }
    if (!options_.only.empty()) return;  // an end may name what was not wanted
    for (const auto& end : ends_) {
      if (find(end.ruleset, end.version) == nullptr) {
        error(errc::reference_unknown, end.where,
              "there is no `" + end.ruleset + "` " + ruleset::to_text(end.version), "");
      }
    }
  }

  [[nodiscard]] const rule_set* find(std::string_view id, version_number version) const {
    for (const auto& one : made_.sets) {
      if (one->id.text == id && one->version == version) return one.get();
    }
    return nullptr;
  }

  /// The moments at which what is valid changes.
  [[nodiscard]] std::set<instant> changes() const {
    std::set<instant> out;
    for (const auto& one : made_.sets) {
      out.insert(helsinki_midnight(one->valid_from));
    }
    for (const auto& end : ends_) {
      if (find(end.ruleset, end.version) != nullptr) out.insert(end.at);
    }
    return out;
  }

  [[nodiscard]] bool has_ended(const rule_set& rules, instant moment) const {
    return std::any_of(ends_.begin(), ends_.end(), [&](const stated_end& end) {
      return end.ruleset == rules.id.text && end.version == rules.version &&
             end.at <= moment;
    });
  }

  /// Of each id the newest version whose day has come, unless it has ended.
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

  void link_periods() {
    const auto breaks = changes();
    for (auto at = breaks.begin(); at != breaks.end(); ++at) {
      const auto next = std::next(at);
      validity_period period;
      period.from = *at;
      if (next != breaks.end()) period.to = *next;
      const auto valid = unread_ ? readable(valid_at(*at)) : valid_at(*at);
      // A rule set that uses what is not there is linked all the same, for its findings.
      if (!valid.empty() && (uses_are_valid(valid, period) || has_words(valid))) {
        findings found;
        period.book = book::link(valid, found);
        const auto checked =
            period.book ? period.book : book_of_sound_parts(valid, found);
        std::optional<compile::closed_conditions> conditions;
        if (checked) compile::check_conditions(conditions.emplace(*checked), found);
        std::erase_if(found, [this](const finding& one) {
          return one.code == errc::use_unresolved ||  // said above, with its days
                 is_of_what_is_missing(one) || is_told(one);
        });
        made_.findings.insert(made_.findings.end(), found.begin(), found.end());
        if (period.book && !unread_) {
          period.digests = digests_of(*period.book);
          compile(period, *conditions, found);
        }
      }
      made_.periods.push_back(std::move(period));
    }
  }

  /// A book that has no errors so far; that it has too many boxes after all is one.
  void compile(validity_period& period, compile::closed_conditions& conditions,
               const findings& found) {
    auto made = evaluator::of(conditions, {period.digests, {}});
    if (made) {
      period.ready = std::make_shared<const validity_period::compiled>(
          validity_period::compiled{std::move(*made)});
    } else if (!has_errors(found)) {
      made_.findings.push_back({made.error().code,
                                severity::error,
                                {},
                                "the rule sets need more boxes than a program can hold",
                                "write parts of the conditions as derived values",
                                ""});
    }
  }

  /// A book of what has no fault, so that its conditions are looked at too.
  [[nodiscard]] book_ptr book_of_sound_parts(std::vector<rule_set_ptr> sets,
                                             const findings& faults) const {
    constexpr int most_rounds = 8;  // what refers to what was taken out is taken out
    std::erase_if(sets, [this](const rule_set_ptr& one) {
      const auto& bytes = made_.sources.find(one->id.where.source)->bytes;
      return bytes.size() > limits::bytes_linked_in_part;
    });
    auto found = faults;
    for (auto& one : sets) {
      one = without_missing_uses(one, sets);
    }
    for (int round = 0; round < most_rounds; ++round) {
      sets = readable(sound_parts_of(sets, found));
      if (sets.empty()) return nullptr;
      found.clear();
      if (auto book = book::link(sets, found)) return book;
    }
    return nullptr;
  }

  /// What needs nothing of a rule set that is not there is looked at all the same.
  static rule_set_ptr without_missing_uses(const rule_set_ptr& one,
                                           const std::vector<rule_set_ptr>& valid) {
    auto made = *one;
    const auto missing = std::erase_if(
        made.uses, [&valid](const ruleset::use& use) { return !resolves(use, valid); });
    return missing == 0 ? one : std::make_shared<const rule_set>(std::move(made));
  }

  static std::vector<rule_set_ptr> sound_parts_of(const std::vector<rule_set_ptr>& sets,
                                                  const findings& faults) {
    std::vector<rule_set_ptr> sound;
    for (const auto& set : sets) {
      std::vector<std::uint32_t> places;
      for (const auto& one : faults) {
        if (one.code == errc::use_unresolved) continue;  // those are gone already
        if (one.where.source == set->id.where.source) places.push_back(one.where.begin);
      }
      if (places.empty()) {
        sound.push_back(set);
      } else if (auto rest = ruleset::sound_parts(*set, places)) {
        sound.push_back(std::make_shared<const rule_set>(std::move(*rest)));
      }
    }
    return sound;
  }

  /// Whether the same was said of the same place when the document was read.
  [[nodiscard]] bool is_told(const finding& one) const {
    return std::any_of(made_.findings.begin(), made_.findings.end(),
                       [&one](const finding& other) {
                         return other.code == one.code && other.where == one.where;
                       });
  }

  /// Whether a finding is about a name that stands in a document read in part, among
  /// what could not be read.
  [[nodiscard]] bool is_of_what_is_missing(const finding& one) const {
    if (one.code != errc::name_unknown && one.code != errc::reference_unknown &&
        one.code != errc::code_unknown) {
      return false;
    }
    const auto begin = one.message.find('`');
    const auto end = one.message.find('`', begin + 1);
    if (end == std::string::npos) return false;
    const auto name = one.message.substr(begin + 1, end - begin - 1);
    return std::any_of(in_part_.begin(), in_part_.end(), [&](std::uint32_t source) {
      const auto& bytes = made_.sources.find(source)->bytes;
      return bytes.find("id=\"" + name + "\"") != std::string::npos ||
             bytes.find("id='" + name + "'") != std::string::npos;
    });
  }

  static bool resolves(const ruleset::use& use, const std::vector<rule_set_ptr>& valid) {
    return std::any_of(valid.begin(), valid.end(), [&use](const rule_set_ptr& other) {
      return other->id.text == use.ruleset.text && other->version.major == use.major;
    });
  }

  /// Where a document could not be read at all: the rule sets that can do without it, so
  /// that their findings are told too, and nobody is told of names that the unread one
  /// declares.
  static std::vector<rule_set_ptr> readable(std::vector<rule_set_ptr> valid) {
    const auto lacks = [&valid](const rule_set_ptr& one) {
      return std::any_of(
          one->uses.begin(), one->uses.end(),
          [&valid](const ruleset::use& use) { return !resolves(use, valid); });
    };
    while (true) {
      const auto lacking = std::find_if(valid.begin(), valid.end(), lacks);
      if (lacking == valid.end()) break;
      valid.erase(lacking);
    }
    return has_words(valid) ? valid : std::vector<rule_set_ptr>();
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
      for (const auto& use : one->uses) {
        if (resolves(use, valid)) continue;
        all = false;
        error(errc::use_unresolved, use.ruleset.where,
              "no version " + std::to_string(use.major) + " of `" + use.ruleset.text +
                  "` is valid " + days_of(period),
              versions_of(use.ruleset.text));
      }
    }
    return all;
  }

  static std::string days_of(const validity_period& period) {
    auto text = "from " + to_text(helsinki_date(period.from));
    if (period.to) text += " until " + to_text(helsinki_date(*period.to));
    return text;
  }

  [[nodiscard]] std::string versions_of(const std::string& id) const {
    std::string versions;
    for (const auto& one : made_.sets) {
      if (one->id.text != id) continue;
      versions += (versions.empty() ? "" : ", ") + ruleset::to_text(one->version) +
                  " from " + to_text(one->valid_from);
    }
    if (!versions.empty()) return "there is " + versions;
    const auto meant = did_you_mean(id, ids());
    return meant.empty() ? "give the file that holds `" + id + "` as well" : meant;
  }

  const repository_options& options_;
  repository made_;
  std::vector<stated_end> ends_;
  std::vector<std::uint32_t> in_part_;  // sources of which only a part could be read
  bool unread_ = false;                 // some document could not be read, or not whole
  bool sound_ = true;
};

}  // namespace

const validity_period* repository::period_at(instant moment) const noexcept {
  const validity_period* found = nullptr;
  for (const auto& one : periods) {
    if (one.from <= moment) found = &one;
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
