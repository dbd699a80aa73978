#include "arvio/analysis/written_changes.hpp"

#include "arvio/ruleset/outline.hpp"

#include "expression_changes.hpp"
#include "lang/wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace arvio::inline v0::analysis {
namespace {

using lang::in_backticks;

using ruleset::outline;

constexpr std::array sections{
    "about",         "sources",    "scale",          "statuses", "needs",   "channels",
    "professionals", "complaints", "routes",         "inputs",   "derived", "duties",
    "deadlines",     "cases",      "municipalities", "targets",  "services"};

std::string_view attribute(const outline& of, std::string_view called) {
  for (const auto& [name, value] : of.attributes) {
    if (name == called) return value;
  }
  return {};
}

bool is_case(const outline& what) {
  return what.element == "case" || what.element == "baseline";
}
bool is_section(const outline& what) {
  return std::find(sections.begin(), sections.end(), what.element) != sections.end();
}
bool is_text(const outline& what) { return !attribute(what, "lang").empty(); }
bool is_condition(const outline& what) { return what.element == "when"; }
/// A part with an id of its own; a score's rows stand in one line instead.
bool is_named(const outline& what) { return !attribute(what, "id").empty(); }

/// Whether an attribute or text holds an expression.
bool is_expression(const outline& of, std::string_view called) {
  if (called == "when" || called == "applies-when") return true;
  if (called == "value") return of.element == "infer" || of.element == "item";
  return called.empty() && (of.element == "when" || of.element == "value");
}

std::string subject(std::string_view around, const outline& what) {
  std::string name = what.element == "rules" ? "group" : what.element;
  if (name == "values") name = "value set";
  name += " " + in_backticks(attribute(what, "id"));
  const bool alone = what.element != "value" && what.element != "item";
  return alone || around.empty() ? name : std::string(around) + ", " + name;
}

/// What a text is for: "advice (fi, patient)".
std::string text_name(const outline& what) {
  std::string name = what.element + " (" + std::string(attribute(what, "lang"));
  const auto audience = attribute(what, "audience");
  if (!audience.empty()) name += ", " + std::string(audience);
  return name + ")";
}

/// An element in one line: `infer when="..." from="35.0" to="38.4"`.
std::string line_of(const outline& what) {
  std::string out = what.element;
  for (const auto& [name, value] : what.attributes) {
    out += " " + name + "=\"" + value + "\"";
  }
  if (!what.text.empty()) out += " " + what.text;
  for (const auto& child : what.children) {
    out += "; " + line_of(child);
  }
  return out;
}

using parts = std::vector<const outline*>;

template <class Kind>
parts children(const outline& of, Kind is_wanted) {
  parts out;
  for (const auto& child : of.children) {
    if (is_wanted(child)) out.push_back(&child);
  }
  return out;
}

/// Takes out of both lists what is equal in both.
void drop_common(parts& before, parts& after) {
  std::erase_if(before, [&after](const outline* one) {
    const auto same = std::find_if(after.begin(), after.end(),
                                   [one](const outline* each) { return *each == *one; });
    if (same == after.end()) return false;
    after.erase(same);
    return true;
  });
}

const outline nothing;

class text_comparer {
 public:
  explicit text_comparer(written_changes& out) : out_(out) {}

  void compare(const outline& before, const outline& after, const std::string& where) {
    attributes(before, after, where);
    if (before.text != after.text) value(after, where, "", before.text, after.text);
    sections_in(before, after, where);
    named(before, after, where);
    texts(before, after, where);
    plain(before, after, where);
    cases(before, after);
  }

 private:
  void add(const std::string& where, std::string what, std::string before,
           std::string after) {
    out_.changes.push_back({where, std::move(what), std::move(before), std::move(after)});
  }

  /// An attribute or a text: of an expression only what differs.
  void value(const outline& of, const std::string& where, std::string_view called,
             const std::string& before, const std::string& after) {
    const std::string what(called.empty() ? "expression" : called);
    if (before.empty() || after.empty() || !is_expression(of, called)) {
      add(where, what, before, after);
      return;
    }
    for (auto& one : expression_changes(before, after)) {
      add(where, what, std::move(one.before), std::move(one.after));
    }
  }

  void attributes(const outline& before, const outline& after, const std::string& where) {
    for (const auto& [name, text] : before.attributes) {
      if (attribute(after, name) != text) {
        value(after, where, name, text, std::string(attribute(after, name)));
      }
    }
    for (const auto& [name, text] : after.attributes) {
      if (attribute(before, name).empty()) value(after, where, name, "", text);
    }
  }

  void sections_in(const outline& before, const outline& after,
                   const std::string& where) {
    for (const auto* called : sections) {
      const auto* was = section(before, called);
      const auto* is = section(after, called);
      if (was == nullptr && is == nullptr) continue;
      compare(was == nullptr ? nothing : *was, is == nullptr ? nothing : *is, where);
    }
  }

  static const outline* section(const outline& in, std::string_view called) {
    const auto found =
        std::find_if(in.children.begin(), in.children.end(),
                     [called](const outline& child) { return child.element == called; });
    return found == in.children.end() ? nullptr : &*found;
  }

  void named(const outline& before, const outline& after, const std::string& where) {
    const auto is_part = [](const outline& child) {
      return is_named(child) && !is_case(child);
    };
    const auto old_parts = children(before, is_part);
    const auto new_parts = children(after, is_part);
    const auto twin = [](const parts& all, const outline& of) -> const outline* {
      for (const auto* one : all) {
        if (attribute(*one, "id") == attribute(of, "id")) return one;
      }
      return nullptr;
    };
    parts kept_before;
    parts kept_after;
    for (const auto* one : old_parts) {
      if (twin(new_parts, *one) != nullptr) {
        kept_before.push_back(one);
      } else {
        add(subject(where, *one), "", line_of(*one), "");
      }
    }
    for (const auto* one : new_parts) {
      const auto* was = twin(old_parts, *one);
      if (was == nullptr) {
        add(subject(where, *one), "", "", line_of(*one));
        continue;
      }
      kept_after.push_back(was);
      if (was->element != one->element)
        add(subject(where, *one), "kind", was->element, one->element);
      compare(*was, *one, subject(where, *one));
    }
    if (kept_before != kept_after) {
      add(where, "order", ids_of(kept_before), ids_of(kept_after));
    }
  }

  static std::string ids_of(const parts& all) {
    std::string out;
    for (const auto* one : all) {
      out += (out.empty() ? "" : " ") + std::string(attribute(*one, "id"));
    }
    return out;
  }

  void texts(const outline& before, const outline& after, const std::string& where) {
    auto gone = children(before, is_text);
    auto made = children(after, is_text);
    drop_common(gone, made);
    for (const auto* one : gone) {
      const auto now = std::find_if(made.begin(), made.end(), [one](const outline* each) {
        return text_name(*each) == text_name(*one);
      });
      if (now == made.end()) {
        add(where, text_name(*one), said(*one), "");
      } else {
        add(where, text_name(*one), said(*one), said(**now));
        made.erase(now);
      }
    }
    for (const auto* one : made) {
      add(where, text_name(*one), "", said(*one));
    }
  }

  /// The words, and whose they are where that is said.
  static std::string said(const outline& text) {
    std::string out = text.text;
    for (const auto& [name, value] : text.attributes) {
      if (name != "lang" && name != "audience") out += " [" + name + " " + value + "]";
    }
    return out;
  }

  /// What has neither id nor language: conditions, bands, references, routes.
  void plain(const outline& before, const outline& after, const std::string& where) {
    const auto is_plain = [](const outline& child) {
      return !is_named(child) && !is_text(child) && !is_case(child) && !is_section(child);
    };
    auto gone = children(before, is_plain);
    auto made = children(after, is_plain);
    if (gone.size() == made.size() && drop_reordered(gone, made)) {
      add(where, "order of " + gone.front()->element, lines_of(gone), lines_of(made));
      return;
    }
    drop_common(gone, made);
    for (const auto* one : gone) {
      const auto now = std::find_if(made.begin(), made.end(), [one](const outline* each) {
        return each->element == one->element;
      });
      if (now == made.end()) {
        add(where, one->element, short_line(*one), "");
        continue;
      }
      if (is_condition(*one)) {
        value(*one, where, "when", one->text, (*now)->text);
      } else {
        add(where, one->element, short_line(*one), short_line(**now));
      }
      made.erase(now);
    }
    for (const auto* one : made) {
      add(where, one->element, "", short_line(*one));
    }
  }

  /// Whether the same elements stand in another order.
  static bool drop_reordered(parts gone, parts made) {
    const bool same = std::equal(gone.begin(), gone.end(), made.begin(),
                                 [](auto* a, auto* b) { return *a == *b; });
    if (same) return false;
    drop_common(gone, made);
    return gone.empty() && made.empty();
  }

  static std::string lines_of(const parts& all) {
    std::string out;
    for (const auto* one : all) {
      out += (out.empty() ? "" : "; ") + short_line(*one);
    }
    return out;
  }

  /// The line without the element's own name, which stands beside it.
  static std::string short_line(const outline& what) {
    auto line = line_of(what);
    const auto begin = line.find_first_not_of("; ", what.element.size());
    if (begin != std::string::npos) line.erase(0, begin);
    return line;
  }

  void cases(const outline& before, const outline& after) {
    auto gone = children(before, is_case);
    auto made = children(after, is_case);
    drop_common(gone, made);
    out_.cases.gone += gone.size();
    out_.cases.added += made.size();
  }

  written_changes& out_;
};

}  // namespace

written_changes written_changes_between(const outline& before, const outline& after) {
  written_changes out;
  text_comparer(out).compare(before, after, "");
  return out;
}

written_changes written_changes_between(const ruleset::rule_set& before,
                                        const ruleset::rule_set& after) {
  return written_changes_between(ruleset::outline_of(before), ruleset::outline_of(after));
}

}  // namespace arvio::inline v0::analysis
