#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/explanation.hpp"

namespace arvio::inline v0 {

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

const char* id_of(input_type what) noexcept {
  switch (what) {
    case input_type::boolean: return "boolean";
    case input_type::integer: return "integer";
    case input_type::decimal: return "decimal";
    case input_type::code: return "code";
    case input_type::codes: return "codes";
    case input_type::date: return "date";
    case input_type::datetime: return "datetime";
    case input_type::duration: return "duration";
  }
  return "";  // not reached
}

const char* id_of(text_role what) noexcept {
  switch (what) {
    case text_role::result: return "result";
    case text_role::deciding: return "deciding";
    case text_role::also_holds: return "also_holds";
    case text_role::possible: return "possible";
  }
  return "";  // not reached
}

const char* id_of(text_kind what) noexcept {
  switch (what) {
    case text_kind::status: return "status";
    case text_kind::level: return "level";
    case text_kind::title: return "title";
    case text_kind::advice: return "advice";
    case text_kind::safety_net: return "safety_net";
  }
  return "";  // not reached
}

const char* id_of(route_reason what) noexcept {
  switch (what) {
    case route_reason::suits: return "suits";
    case route_reason::services_not_known: return "services_not_known";
    case route_reason::not_in_region: return "not_in_region";
    case route_reason::no_service: return "no_service";
    case route_reason::fallback: return "fallback";
    case route_reason::not_known: return "not_known";
    case route_reason::not_suited: return "not_suited";
  }
  return "";  // not reached
}

}  // namespace arvio::inline v0
