#include "arvio/base/limits.hpp"

#include "load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace arvio::inline v0::ruleset {
namespace {

const choices status_ids{"emergency",    "open",      "complete",
                         "out_of_scope", "exhausted", "emergency_not_excluded"};
constexpr std::string_view optional_status = "emergency_not_excluded";

void read_level(reader& in, element_index at, std::vector<level>& into, id_set& ids) {
  level made;
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::code, &made.id},
                     {"emergency", optional, &forms::boolean, &made.emergency},
                     {"out-of-scope", optional, &forms::boolean, &made.out_of_scope},
                     {"default", optional, &forms::boolean, &made.standard}});
  in.add(ids, made.id);
  in.children(
      at, {{"text", occurrence::any,
            [&](element_index child) { in.text(child, made.labels, text_kind::plain); }},
           {"advice", occurrence::any,
            [&](element_index child) { in.text(child, made.advice, text_kind::advice); }},
           {"safety-net", occurrence::any, [&](element_index child) {
              in.text(child, made.safety_net, text_kind::plain);
            }}});
  in.keep(into, std::move(made));
}

/// Exactly one level has the mark; `where` it must stand, if that is fixed.
void check_mark(reader& in, const std::vector<level>& levels, bool level::* mark,
                const std::string& attribute, const level* where, source_span scale) {
  const level* found = nullptr;
  for (const auto& one : levels) {
    if (!(one.*mark)) continue;
    if (found != nullptr) {
      in.error(errc::scale_invalid, one.where,
               fmt::format("a second level with {}=\"true\"", attribute),
               "exactly one has it");
    } else if (where != nullptr && &one != where) {
      in.error(
          errc::scale_invalid, one.where,
          fmt::format("{}=\"true\" stands at the wrong level", attribute),
          "levels are listed most urgent first: the first is the emergency, the last "
          "the default");
    }
    found = &one;
  }
  if (found != nullptr) return;
  in.error(errc::scale_invalid, scale,
           fmt::format("no level of the scale has {}=\"true\"", attribute),
           "exactly one has it");
}

void read_term(reader& in, element_index at, const choices* allowed,
               std::vector<term>& into, id_set& ids) {
  term made;
  made.where = in.place_of(at);
  in.attributes(at, {{"id", required, &forms::code, &made.id, allowed}});
  in.add(ids, made.id);
  in.children(at, {{"text", occurrence::any, [&](element_index child) {
                      in.text(child, made.labels, text_kind::plain);
                    }}});
  in.keep(into, std::move(made));
}

void read_fallback(reader& in, element_index at, std::optional<route>& into) {
  route made;
  made.where = in.place_of(at);
  in.attributes(at, {{"channel", required, &forms::code, &made.channel},
                     {"professional", optional, &forms::code, &made.professional}});
  in.children(at, {{"title", occurrence::any, [&](element_index child) {
                      in.text(child, made.titles, text_kind::plain);
                    }}});
  into = std::move(made);
}

}  // namespace

void read_scale(reader& in, element_index section, std::vector<level>& into) {
  id_set ids{"level"};
  in.attributes(section, {});
  in.children(section, {{"level", occurrence::some, [&](element_index child) {
                           read_level(in, child, into, ids);
                         }}});
  const auto where = in.place_of(section);
  if (into.size() > limits::levels) {
    in.error(errc::limit_count, where,
             fmt::format("too many levels: at most {}", limits::levels), "");
  }
  if (into.size() < 2) {
    in.error(errc::scale_invalid, where, "a scale has two levels or more", "");
    return;
  }
  check_mark(in, into, &level::emergency, "emergency", &into.front(), where);
  check_mark(in, into, &level::out_of_scope, "out-of-scope", nullptr, where);
  check_mark(in, into, &level::standard, "default", &into.back(), where);
}

void read_statuses(reader& in, element_index section, std::vector<term>& into) {
  id_set ids{"status"};
  in.attributes(section, {});
  in.children(section, {{"status", occurrence::any, [&](element_index child) {
                           read_term(in, child, &status_ids, into, ids);
                         }}});
  for (const auto& id : status_ids) {
    if (id == optional_status || ids.contains(id)) continue;
    in.error(errc::missing_element, in.place_of(section),
             fmt::format("there is no status `{}`", id), "each status has a text");
  }
}

void read_terms(reader& in, element_index section, std::string_view element,
                std::vector<term>& into) {
  id_set ids{element};
  in.attributes(section, {});
  in.children(section, {{element, occurrence::any, [&](element_index child) {
                           read_term(in, child, nullptr, into, ids);
                         }}});
  if (element == "need" && into.size() > limits::needs) {
    in.error(errc::limit_count, in.place_of(section),
             fmt::format("too many needs: at most {}", limits::needs), "");
  }
}

void read_complaints(reader& in, element_index section, vocabulary_section& into) {
  id_set ids{"complaint"};
  in.attributes(section, {});
  in.children(section, {{"ask", occurrence::any,
                         [&](element_index child) {
                           in.text(child, into.complaint_ask, text_kind::wording);
                         }},
                        {"complaint", occurrence::any, [&](element_index child) {
                           read_term(in, child, nullptr, into.complaints, ids);
                         }}});
  if (into.complaints.size() > limits::codes_per_input) {
    in.error(errc::limit_count, in.place_of(section),
             fmt::format("too many complaints: at most {}", limits::codes_per_input), "");
  }
}

void read_default_routes(reader& in, element_index section, vocabulary_section& into) {
  in.attributes(section, {});
  in.children(section,
              {{"route", occurrence::any,
                [&](element_index child) { read_route(in, child, into.routes); }},
               {"fallback", occurrence::optional,
                [&](element_index child) { read_fallback(in, child, into.fallback); }}});
}

}  // namespace arvio::inline v0::ruleset
