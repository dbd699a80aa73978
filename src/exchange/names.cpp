#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/explanation.hpp"

namespace arvio::inline v0 {

const char* id_of(assessment_status what) noexcept {
  switch (what) {
    case assessment_status::emergency: return "emergency";
    case assessment_status::open: return "open";
    case assessment_status::complete: return "complete";
    case assessment_status::out_of_scope: return "out_of_scope";
    case assessment_status::exhausted: return "exhausted";
  }
  return "";  // not reached
}

const char* id_of(assessment_basis what) noexcept {
  switch (what) {
    case assessment_basis::certain: return "certain";
    case assessment_basis::cautious: return "cautious";
    case assessment_basis::presumed: return "presumed";
  }
  return "";  // not reached
}

const char* id_of(assessment_certainty what) noexcept {
  switch (what) {
    case assessment_certainty::excluded: return "excluded";
    case assessment_certainty::possible: return "possible";
    case assessment_certainty::certain: return "certain";
  }
  return "";  // not reached
}

const char* id_of(question_purpose what) noexcept {
  switch (what) {
    case question_purpose::urgency: return "urgency";
    case question_purpose::coverage: return "coverage";
    case question_purpose::requirement: return "requirement";
    case question_purpose::need: return "need";
    case question_purpose::suggestion: return "suggestion";
    case question_purpose::duty: return "duty";
    case question_purpose::route: return "route";
  }
  return "";  // not reached
}

const char* id_of(tested_subject what) noexcept {
  switch (what) {
    case tested_subject::input: return "input";
    case tested_subject::code: return "code";
    case tested_subject::complaint: return "complaint";
    case tested_subject::derived: return "derived";
    case tested_subject::computed: return "computed";
    case tested_subject::comparison: return "comparison";
  }
  return "";  // not reached
}

const char* id_of(value_origin what) noexcept {
  switch (what) {
    case value_origin::answered: return "answered";
    case value_origin::inferred: return "inferred";
    case value_origin::inapplicable: return "inapplicable";
    case value_origin::computed: return "computed";
    case value_origin::unknown: return "unknown";
    case value_origin::not_asked: return "not_asked";
  }
  return "";  // not reached
}

const char* id_of(route_reason what) noexcept {
  switch (what) {
    case route_reason::suits: return "suits";
    case route_reason::fallback: return "fallback";
    case route_reason::not_known: return "not_known";
    case route_reason::not_suited: return "not_suited";
  }
  return "";  // not reached
}

}  // namespace arvio::inline v0
