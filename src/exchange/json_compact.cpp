#include "arvio/exchange/compact.hpp"

#include "json/writer.hpp"

#include <string>
#include <utility>

// The compact form: docs/cli.md. The order of members here is the order in the text;
// adding, removing or moving one raises compact_format.
namespace arvio::inline v0 {

namespace {

void member(json::writer& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.own_key(name).text(text);
}

void write(json::writer& out, const compact_assessment::destination& to) {
  out.begin_object();
  member(out, "channel", to.channel);
  member(out, "professional", to.professional);
  member(out, "service", to.service);
  if (!to.suits) out.own_key("suits").truth(false);
  if (to.seen_by) member(out, "seen_by", to_text(*to.seen_by));
  out.end_object();
}

void write(json::writer& out, const compact_assessment::binding_deadline& what) {
  out.begin_object();
  member(out, "deadline", what.id);
  member(out, "kind", what.kind);
  if (what.latest) {
    out.own_key("latest").begin_list();
    out.text(to_text(what.latest->first)).text(to_text(what.latest->second)).end_list();
  }
  out.own_key("passed").text(id_of(what.passed));
  out.end_object();
}

void write_needs(json::writer& out, const compact_assessment& result) {
  out.own_key("needs").begin_object();
  for (const auto& one : result.needs) {
    out.key(one.need).begin_list();
    out.text(one.at_least).text(one.not_excluded).end_list();
  }
  out.end_object();
}

void write_deciding(json::writer& out, const compact_assessment& result) {
  out.own_key("deciding").begin_list();
  for (const auto& one : result.deciding) {
    out.begin_object();
    member(out, "rule", one.id);
    member(out, "rule_set", one.rule_set);
    out.end_object();
  }
  out.end_list();
}

}  // namespace

std::string to_json(const compact_assessment& result) {
  json::writer out;
  out.begin_object();
  out.own_key("compact").raw(std::to_string(compact_format));
  if (result.id) out.own_key("id").text(*result.id);
  member(out, "at", to_text(result.at));
  out.own_key("status").text(id_of(result.status));
  if (result.recommended) {
    member(out, "level", result.recommended->level);
    out.own_key("basis").text(id_of(result.recommended->basis));
  }
  member(out, "at_least", result.at_least);
  member(out, "not_excluded", result.not_excluded);
  if (!result.needs.empty()) write_needs(out, result);
  out.own_key("coverage").text(id_of(result.coverage));
  if (result.to) {
    out.own_key("to");
    write(out, *result.to);
  }
  if (!result.deciding.empty()) write_deciding(out, result);
  if (!result.deadlines.empty()) {
    out.own_key("deadlines").begin_list();
    for (const auto& one : result.deadlines)
      write(out, one);
    out.end_list();
  }
  member(out, "next", result.next);
  member(out, "digest", result.digest);
  out.end_object();
  return std::move(out).take();
}

}  // namespace arvio::inline v0
