#include "arvio/analysis/diff.hpp"

#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/load_profile.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace arvio::cli {

namespace {

using analysis::direction;
using documents = std::vector<document>;

/// What a document is, and its id; nullopt where it cannot be read, and of what has none.
enum class document_kind : std::uint8_t { rule_set, profile, calendar };
using document_key = std::pair<document_kind, std::string>;

std::optional<document_key> key_of(const document& one) {
  source_map sources;
  findings none;
  const auto source = sources.add(one.name, one.bytes);
  const auto keyed = [](document_kind kind,
                        const auto& read) -> std::optional<document_key> {
    if (!read) return std::nullopt;
    return std::pair(kind, read->id.text);
  };
  if (service::is_profile(one.bytes))
    return keyed(document_kind::profile, service::load_profile(sources, source, none));
  if (service::is_calendar(one.bytes))
    return keyed(document_kind::calendar, service::load_calendar(sources, source, none));
  return keyed(document_kind::rule_set, ruleset::load(sources, source, none));
}

/// The documents with those of `around` that are not among them.
documents completed(documents own, const documents& around) {
  std::set<document_key> keys;
  for (const auto& one : own) {
    if (auto key = key_of(one)) keys.insert(std::move(*key));
  }
  for (const auto& one : around) {
    const auto key = key_of(one);
    if (!key || !keys.contains(*key)) own.push_back(one);
  }
  return own;
}

std::optional<documents> own_documents(const std::string& place) {
  findings unread;
  auto own = read_documents({place}, unread);
  if (!has_errors(unread)) return own;
  complain(shown(unread, {}, painted_error));
  return std::nullopt;
}

/// Whether services may differ: else the profiles around are nobody's business.
bool is_of_region(const documents& own) {
  return std::any_of(own.begin(), own.end(), [](const document& one) {
    return service::is_profile(one.bytes) || service::is_calendar(one.bytes);
  });
}

std::optional<repository> loaded(documents own, const documents& around,
                                 const repository_options& options) {
  auto made = load_repository(completed(std::move(own), around), options);
  if (!has_errors(made.findings)) return made;
  complain(shown(made.findings, made.sources, painted_error));
  if (around.empty()) {
    complain("arvio: --rules names the rule sets that this one is used with\n");
  }
  return std::nullopt;
}

// --- what is written differently

constexpr std::size_t longest = 300;  // bytes of a text that are shown

std::string quoted(const std::string& text) {
  auto end = std::min(text.size(), longest);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) {
    --end;
  }
  return "`" + text.substr(0, end) + (end < text.size() ? "...`" : "`");
}

void show(const analysis::written_change& one) {
  const auto what = one.what.empty() ? "" : one.what + " ";
  std::string text;
  if (one.before.empty()) {
    text = what + "is new: " + quoted(one.after);
  } else if (one.after.empty()) {
    text = what + "is gone: " + quoted(one.before);
  } else {
    text = what + quoted(one.before) + " becomes " + quoted(one.after);
  }
  print(wrapped(text, 6, "    - "));
}

void show(const analysis::document_diff& one, const char* kind) {
  auto title = one.id;
  if (one.before.empty()) {
    title += " " + one.after + " is new";
  } else if (one.after.empty()) {
    title += " " + one.before + " is gone";
  } else if (one.before == one.after) {
    title += " " + one.before + " differs, though its version is the same";
  } else {
    title += " " + one.before + " becomes " + one.after;
  }
  print(painted(style::strong, title) + "\n");
  std::string where = "-";
  for (const auto& change : one.written.changes) {
    if (change.where != where) {
      where = change.where;
      print("  " + (where.empty() ? kind : where) + "\n");
    }
    show(change);
  }
  const auto& cases = one.written.cases;
  if (cases.added + cases.gone > 0) {
    print(fmt::format("  cases and baselines: {} new, {} gone (changed ones are both)\n",
                      cases.added, cases.gone));
  }
}

// --- how outcomes differ

const char* title_of(direction way) {
  switch (way) {
    case direction::more_urgent: return "More urgent";
    case direction::less_urgent: return "LESS URGENT";
    case direction::listed: return "As urgent, a rule more is listed";
    case direction::unlisted: return "As urgent, a rule less is listed";
    case direction::routed: return "As urgent, other routes";
  }
  return "";  // not reached
}

style style_of(direction way) {
  return way == direction::less_urgent ? style::alarm : style::strong;
}

void show(const analysis::outcome_change& one) {
  std::string rule = "no rule's condition, but what stands around them";
  if (!one.input.empty()) rule = "what is known of the input " + one.input;
  if (!one.rule.empty()) rule = "rule " + one.rule + " of " + one.rule_set;
  print("  " + rule + "\n");
  if (!one.where.empty()) print(wrapped("where " + one.where, 6, "    - "));
  print(wrapped("contact: " + one.contact, 6, "    - "));
  print(wrapped("before: " + one.before, 6, "    - "));
  print(wrapped("after: " + one.after, 6, "    - "));
}

// --- for whom services differ

const char* title_of(analysis::service_turn turn) {
  using analysis::service_turn;
  switch (turn) {
    case service_turn::lost: return "no longer suits";
    case service_turn::gained: return "suits now";
    case service_turn::later: return "sees people later";
    case service_turn::earlier: return "sees people earlier";
    case service_turn::moved: return "is offered by other routes";
    case service_turn::reordered: return "where both see the person at the same moment";
  }
  return "";  // not reached
}

style style_of(analysis::service_turn turn) {
  const bool is_worse =
      turn == analysis::service_turn::lost || turn == analysis::service_turn::later;
  return is_worse ? style::alarm : style::strong;
}

void show(const analysis::service_change& one) {
  print("  " + painted(style_of(one.turn), one.title + " " + title_of(one.turn)) + "\n");
  const auto line = [](const char* what, const std::string& text) {
    if (!text.empty()) print(wrapped(std::string(what) + ": " + text, 6, "    - "));
  };
  line("for", one.for_whom);
  line("first", one.first);
  line("before", one.before);
  line("after", one.after);
  line("shown for", one.contact_of);
  // as it is given to `assess`: in one line, however long
  print("    - contact: " + (one.contact.empty() ? "none was found" : one.contact) +
        "\n");
}

void show(const analysis::profile_diff& one) {
  const auto& found = one.services;
  print("\n" + painted(style::strong, "Services of " + one.id) + "\n");
  if (!found.not_compared.empty()) {
    print(wrapped("not compared: " + found.not_compared, 4, "  "));
    return;
  }
  if (found.changes.empty()) print("  the same for everybody\n");
  for (const auto& each : found.changes)
    show(each);
  auto text = fmt::format(
      "Compared for every level below emergency, need, municipality, language, age, "
      "purpose and minute of the {} days from {} on, for persons of whom all this is "
      "known; of each change the first, and a contact for which both versions were "
      "asked.",
      found.days, found.first_day);
  if (found.order_in_part)
    text += " So many services changed places that not all of them were compared.";
  print("\n" + painted(style::faint, wrapped(text, 0, "")));
}

// --- how outcomes differ, in all

/// The rules whose own text differs; what changes of others comes from what they share.
std::set<std::string> rewritten_rules(const analysis::repository_diff& found) {
  std::set<std::string> out;
  for (const auto& set : found.rule_sets) {
    for (const auto& change : set.written.changes) {
      out.insert(set.id + " " + change.where);
    }
  }
  return out;
}

/// The changes of one way: those of rewritten rules in full, of the others the first few
/// and then their names.
void show_way(const std::vector<const analysis::outcome_change*>& all,
              const std::set<std::string>& rewritten) {
  constexpr std::size_t others_shown = 2;
  std::size_t others = 0;
  std::string names;
  for (const auto* one : all) {
    const bool own = rewritten.contains(one->rule_set + " rule `" + one->rule + "`") ||
                     rewritten.contains(one->rule_set + " otherwise `" + one->rule + "`");
    if (own || one->rule.empty() || others++ < others_shown) {
      show(*one);
    } else if (names.find(" " + one->rule + ",") == std::string::npos) {
      names += " " + one->rule + ",";
    }
  }
  if (names.empty()) return;
  names.pop_back();
  print(wrapped("and so do, by what they share with others:" + names, 4, "  "));
}

void show(const analysis::repository_diff& found) {
  const auto rewritten = rewritten_rules(found);
  for (const auto way : {direction::less_urgent, direction::more_urgent,
                         direction::listed, direction::unlisted, direction::routed}) {
    std::vector<const analysis::outcome_change*> all;
    for (const auto& one : found.outcomes.changes) {
      if (one.way == way) all.push_back(&one);
    }
    if (all.empty()) continue;
    print("\n" + painted(style_of(way), title_of(way)) + "\n");
    show_way(all, rewritten);
  }
  const auto& silent = found.outcomes.silent;
  if (!silent.empty())
    print("\nRules that test something else, and no contact was found that shows it\n");
  for (const auto& one : silent) {
    print(fmt::format("  rule {} of {}: {}\n", one.rule, one.rule_set,
                      one.proven ? "there is none, which is proven"
                                 : "the search ended; compare by hand"));
  }
}

void show_method(const analysis::outcome_changes& all) {
  std::string text =
      "Rules were compared over all boxes of their conditions, which is exact for slots "
      "that are independent; each change above is confirmed by the reference "
      "interpreter on the contact shown, taken as finished.";
  if (all.boxes_left_out > 0) {
    text += fmt::format(" {} more boxes of the same rules are not shown.",
                        all.boxes_left_out);
  }
  text += fmt::format(
      " What stands around the rules (inferences, presumptions, requirements, routes) "
      "was "
      "searched for on {} contacts, not proven.",
      all.contacts_compared);
  print("\n" + painted(style::faint, wrapped(text, 0, "")));
}

}  // namespace

int run(const diff_options& from) {
  documents around;
  if (!from.rules.empty()) {
    findings unread;
    around = read_documents(from.rules, unread);
    if (has_errors(unread)) {
      complain(shown(unread, {}, painted_error));
      return bad_usage;
    }
  }
  const auto before = own_documents(from.before);
  const auto after = own_documents(from.after);
  if (!before || !after) return bad_usage;
  const bool with_region = is_of_region(*before) || is_of_region(*after);
  const repository_options options{.retired = from.retired,
                                   .check_profiles = with_region};
  const auto old_rules = loaded(*before, around, options);
  const auto new_rules = loaded(*after, around, options);
  if (!old_rules || !new_rules) return bad_usage;
  const auto found = analysis::diff(*old_rules, *new_rules, {});
  if (found.rule_sets.empty() && found.profiles.empty() && found.calendars.empty()) {
    print("no difference\n");
    return fine;
  }
  for (const auto& one : found.rule_sets)
    show(one, "the rule set");
  for (const auto& one : found.profiles)
    show(one, "the profile");
  for (const auto& one : found.calendars)
    show(one, "the calendar");
  for (const auto& one : found.services)
    show(one);
  if (found.rule_sets.empty()) return has_findings;
  show(found);
  show_method(found.outcomes);
  return has_findings;
}

}  // namespace arvio::cli
