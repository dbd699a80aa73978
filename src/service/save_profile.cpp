#include "arvio/service/save_profile.hpp"

#include "arvio/base/date.hpp"

#include "ruleset/outline_writer.hpp"

#include <string_view>
#include <variant>

namespace arvio::inline v0::service {

namespace {

using ruleset::outline_writer;

/// An element with attributes alone.
template <class Attributes>
void attributes_alone(outline_writer& out, const char* element, Attributes attributes) {
  out.begin(element);
  attributes();
  out.end();
}

void write_words(outline_writer& out, const char* element, std::string_view words) {
  if (words.empty()) return;
  out.begin(element);
  out.text(words);
  out.end();
}

void write_profile_use(outline_writer& out, const profile_use& what) {
  attributes_alone(out, "use", [&] {
    switch (what.what) {
      case profile_use::kind::ruleset: out.attribute("ruleset", what.id); break;
      case profile_use::kind::calendar: out.attribute("calendar", what.id); break;
    }
    out.attribute("version", std::to_string(what.major));
  });
}

void write_municipality(outline_writer& out, const municipality& what) {
  out.begin("municipality");
  out.attribute("id", what.id);
  out.attribute("code", what.code);
  out.texts("text", what.labels);
  out.end();
}

void write_person(outline_writer& out, const person_inputs& person) {
  attributes_alone(out, "person", [&] {
    out.attribute("age", person.age);
    out.attribute("municipality", person.municipality);
    out.attribute("language", person.language);
    out.attribute("interpreter", person.interpreter);
    out.attribute("purpose", person.purpose);
  });
}

std::string within_text(const target& what) {
  if (const auto* span = std::get_if<elapsed>(&what.within))
    return duration_text(span->seconds);
  return to_text(std::get<time_limit>(what.within));
}

void write_limits(outline_writer& out, const service_limits& what) {
  attributes_alone(out, "for", [&] {
    switch (what.lives) {
      case service_limits::residence::anywhere: break;
      case service_limits::residence::region:
        out.attribute("municipalities", "region");
        break;
      case service_limits::residence::listed:
        out.attribute("municipalities", what.municipalities);
        break;
    }
    if (what.every_language) {
      out.attribute("languages", "*");
    } else {
      out.attribute("languages", what.languages);
    }
    out.flag("interpreter", what.interpreter);
    if (what.from_age) out.attribute("from-age", std::to_string(*what.from_age));
    if (what.to_age) out.attribute("to-age", std::to_string(*what.to_age));
    out.attribute("purposes", what.purposes);
  });
}

void write_hours(outline_writer& out, const open_hours& hours) {
  out.attribute("from", clock_text(hours.from));
  out.attribute("to", clock_text(hours.to));
}

void write_opening(outline_writer& out, const opening& what) {
  out.begin("open");
  if (what.always) attributes_alone(out, "always", [] {});
  for (const auto& line : what.lines) {
    attributes_alone(out, line.hours ? "hours" : "closed", [&] {
      out.attribute("days", line.days);
      if (line.hours) write_hours(out, *line.hours);
    });
  }
  for (const auto& one : what.excepts) {
    attributes_alone(out, "except", [&] {
      out.attribute("date", to_text(one.day));
      if (one.hours) {
        write_hours(out, *one.hours);
      } else {
        out.attribute("closed", "true");
      }
    });
  }
  out.end();
}

void write_service(outline_writer& out, const provided_service& what) {
  out.begin("service");
  out.attribute("id", what.id);
  out.attribute("channel", what.channel);
  out.attribute("professionals", what.professionals);
  out.attribute("needs", what.needs);
  out.texts("name", what.names);
  write_words(out, "telephone", what.telephone);
  write_words(out, "address", what.address);
  write_words(out, "link", what.link);
  write_limits(out, what.takes);
  write_opening(out, what.open);
  if (what.within) write_words(out, "within", duration_text(what.within->seconds));
  out.end();
}

}  // namespace

ruleset::outline outline_of(const profile& what) {
  outline_writer out;
  out.begin("profile");
  out.attribute("xmlns", "urn:arvio:profile:1");
  out.attribute("id", what.id);
  out.attribute("version", ruleset::to_text(what.version));
  out.attribute("valid-from", to_text(what.valid_from));
  std::string languages;
  for (const auto& one : what.languages)
    languages += (languages.empty() ? "" : " ") + one;
  out.attribute("languages", languages);
  out.attribute("official", what.official);
  ruleset::write_about(out, what.about);
  for (const auto& one : what.uses)
    write_profile_use(out, one);
  out.begin("municipalities");
  for (const auto& one : what.municipalities)
    write_municipality(out, one);
  out.end();
  write_person(out, what.person);
  out.begin("targets");
  for (const auto& one : what.targets) {
    attributes_alone(out, "target", [&] {
      out.attribute("level", one.level);
      out.attribute("within", within_text(one));
    });
  }
  out.end();
  out.begin("services");
  for (const auto& one : what.services)
    write_service(out, one);
  out.end();
  out.end();
  return out.take();
}

std::string save(const profile& what) { return ruleset::canonical_xml(outline_of(what)); }

std::string digest(const profile& what, const std::vector<ruleset::used_version>& uses) {
  return ruleset::digest_of(ruleset::canonical_form(save(what), uses));
}

}  // namespace arvio::inline v0::service
