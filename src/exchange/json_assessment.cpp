#include "arvio/exchange/json.hpp"

#include "json_values.hpp"

#include <cstddef>
#include <string>
#include <utility>

// The canonical form of an assessment: docs/assessment.schema.json. The order of members
// here is the order in the text; adding, removing or moving one raises assessment_format.
// What stands there only when it is asked for does not.
namespace arvio::inline v0 {

namespace {

// Most assessments by the rule sets that come with arvio take fewer.
constexpr std::size_t usual_bytes = 16'384;

class assessment_writer : public json::value_writer<assessment_writer> {
 public:
  using value_writer::write;

  void write_whole(const assessment& result, const explanation* why, bool with_library) {
    out_.reserve(usual_bytes);
    out_.begin_object();
    out_.key("format").raw(std::to_string(assessment_format));
    member("id", result.id);
    member("at", to_text(result.at));
    member("at_text", result.at_text);
    member("language", result.language);
    member("finished", result.finished);
    urgency(result);
    rules(result);
    member("routes", result.routes);
    member("questions", result.questions);
    member("further", result.further);
    member("missing", result.missing);
    member("inferred", result.inferred);
    member("presumed", result.presumed);
    member("unexpected", result.unexpected);
    member("outdated", result.outdated);
    member("required_unanswered", result.required_unanswered);
    member("unused", result.unused);
    member("inputs", result.inputs);
    member("texts", result.texts);
    member("possible_texts", result.possible_texts);
    member("scale", result.scale);
    member("rule_sets", result.rule_sets);
    member("profile", result.profile);
    member("profile_text", result.profile_text);
    member("calendar", result.calendar);
    if (why != nullptr) out_.key("explanation").raw(to_json(*why));
    if (with_library) member("library", result.library);
    out_.end_object();
  }

 private:
  friend class json::value_writer<assessment_writer>;

  void urgency(const assessment& result) {
    member_id("status", id_of(result.status));
    member("status_text", result.status_text);
    member("recommended", result.recommended);
    member("if_finished", result.if_finished);
    member("at_least", result.bounds.at_least);
    member("not_excluded", result.bounds.not_excluded);
    member("needs", result.needs);
    member_id("coverage", id_of(result.coverage));
    member("uncovered", result.uncovered);
  }

  void rules(const assessment& result) {
    out_.key("rules").begin_object();
    member("certain", result.rules_certain);
    member("possible", result.rules_possible);
    out_.end_object();
    member("suggestions", result.suggestions);
    member("duties", result.duties);
    member("deadlines", result.deadlines);
    member("derived", result.derived);
  }

  // --- values

  void write(const recommended_urgency& what) {
    out_.begin_object();
    member("level", what.level);
    member_id("basis", id_of(what.basis));
    out_.end_object();
  }
  void write(const need_urgency& what) {
    out_.begin_object();
    member("need", what.need);
    member("at_least", what.bounds.at_least);
    member("not_excluded", what.bounds.not_excluded);
    out_.end_object();
  }

  void write(const presumed_answer& what) {
    out_.begin_object();
    member("input", what.input);
    member("value", answer_text(what));
    member("text", what.text);
    if (!what.source.empty()) member("source", what.source);
    out_.end_object();
  }
  void members_of(const listed_rule& rule) {
    member("rule", rule.id);
    member("rule_set", rule.rule_set);
    member("level", rule.level);
    member("title", rule.title);
  }
  void write(const listed_rule& rule) {
    out_.begin_object();
    members_of(rule);
    member("because", rule.because);
    out_.end_object();
  }
  void write(const listed_suggestion& what) {
    out_.begin_object();
    members_of(what.rule);
    member_id("certainty", id_of(what.certainty));
    out_.end_object();
  }
  void write(const listed_duty& what) {
    out_.begin_object();
    member("duty", what.id);
    member("rule_set", what.rule_set);
    member_id("certainty", id_of(what.certainty));
    member("title", what.title);
    member("by", what.by);
    member("to", what.to);
    member("subject", what.subject);
    member("within", to_text(what.within));
    member("basis", what.basis);
    member("advice", what.advice);
    if (!what.recipients.empty()) member("recipients", what.recipients);
    out_.end_object();
  }
  void write(const listed_service& what) {
    out_.begin_object();
    member("service", what.id);
    member("name", what.name);
    if (!what.telephone.empty()) member("telephone", what.telephone);
    if (!what.address.empty()) member("address", what.address);
    if (!what.link.empty()) member("link", what.link);
    member("open", what.open_now);
    member("open_until", written(what.open_until));
    member("opens", written(what.opens));
    member("seen_by", written(what.seen_by));
    member("hours", what.hours);
    member("against", what.against ? std::optional<std::string>(id_of(*what.against))
                      : what.inputs.empty() ? std::nullopt
                                            : std::optional<std::string>("not_known"));
    member("inputs", what.inputs);
    member("why", what.why);
    out_.end_object();
  }
  void write(const listed_deadline& what) {
    out_.begin_object();
    member("deadline", what.id);
    member("kind", what.kind);
    member("rule_set", what.rule_set);
    member_id("certainty", id_of(what.certainty));
    member("title", what.title);
    member("within", to_text(what.within));
    member("counts_from", what.counts_from);
    member("event", span_of(what.event));
    member("future", what.future);
    member_id("dating", id_of(what.dating));
    member("last_date", span_of(what.last_date));
    member("latest", span_of(what.latest));
    member("rolled", what.rolled);
    member_id("binds", id_of(what.binds));
    member_id("passed", id_of(what.passed));
    member("asked_by", what.asked_by);
    member("source", what.source);
    member("text", what.text);
    member("advice", what.advice);
    out_.end_object();
  }
  static std::optional<std::string> written(const std::optional<offset_time>& time) {
    return time ? std::optional(to_text(*time)) : std::nullopt;
  }
  /// The first and the last that is possible, both the same where it is known.
  template <class Time>
  static std::vector<std::string> span_of(
      const std::optional<std::pair<Time, Time>>& span) {
    if (!span) return {};
    return {to_text(span->first), to_text(span->second)};
  }
  void write(const region_identity& what) {
    out_.begin_object();
    member("id", what.id);
    member("title", what.title);
    member("version", what.version);
    member("digest", what.digest);
    if (!what.status.empty()) member("status", what.status);
    out_.end_object();
  }
  void write(const derived_result& what) {
    out_.begin_object();
    member("id", what.id);
    member("rule_set", what.rule_set);
    member("title", what.title);
    if (what.range) {
      member("unit", what.unit);
      member("from", what.range->first);
      member("to", what.range->second);
    } else {
      member("values", what.values);
    }
    member("text", what.text);
    member("narrowed", what.narrowed);
    out_.end_object();
  }

  void write(const listed_route& route) {
    out_.begin_object();
    member("channel", route.channel);
    member("professional", route.professional);
    member("title", route.title);
    member_id("reason", id_of(route.reason));
    member("why", route.why);
    member("inputs", route.inputs);
    member("in_scope", route.in_scope);
    if (!route.services.empty()) member("services", route.services);
    if (!route.refused_services.empty())
      member("refused_services", route.refused_services);
    out_.end_object();
  }
  void write(const listed_routes& routes) {
    out_.begin_object();
    member("need", routes.need);
    member("level", routes.level);
    member("offered", routes.offered);
    member("refused", routes.refused);
    member("fallback", routes.fallback);
    if (routes.without_suitable) member("without_suitable", true);
    if (routes.latest) {
      member("latest", to_text(*routes.latest));
      member("latest_text", routes.latest_text);
    }
    if (!routes.residence_text.words.empty())
      member("residence_text", routes.residence_text);
    if (routes.meanwhile) member("meanwhile", *routes.meanwhile);
    out_.end_object();
  }

  void write(const question_reason& reason) {
    out_.begin_object();
    member_id("purpose", id_of(reason.purpose));
    member("level", reason.level);
    member("group", reason.group);
    member("rules", reason.rules);
    out_.end_object();
  }
  void write(const listed_question& question) {
    out_.begin_object();
    member("input", question.input);
    member_id("purpose", id_of(question.purpose));
    member("level", question.level);
    member("ask", question.ask);
    member("help", question.help);
    member_id("type", id_of(question.type));
    member("unit", question.unit);
    member("form", question.form);
    member("options", question.options);
    member("reasons", question.reasons);
    out_.end_object();
  }

  void write(const text_line& line) {
    out_.begin_object();
    member_id("kind", id_of(line.kind));
    member("from", line.from);
    member_id("role", id_of(line.role));
    member("text", line.text);
    out_.end_object();
  }
  void write(const audience_texts& texts) {
    out_.begin_object();
    member("patient", texts.patient);
    member("professional", texts.professional);
    member("record", texts.record);
    out_.end_object();
  }
  void write(const rule_set_identity& what) {
    out_.begin_object();
    member("id", what.id);
    member("title", what.title);
    member("version", what.version);
    member("digest", what.digest);
    member("status", what.status);
    out_.end_object();
  }
};

std::string written(const assessment& result, const explanation* why, bool with_library) {
  assessment_writer out;
  out.write_whole(result, why, with_library);
  return std::move(out).take();
}

}  // namespace

std::string to_json(const assessment& result) { return written(result, nullptr, false); }

std::string to_json_with_library(const assessment& result) {
  return written(result, nullptr, true);
}

std::string to_json_with_library(const assessment& result, const explanation& why) {
  return written(result, &why, true);
}

}  // namespace arvio::inline v0
