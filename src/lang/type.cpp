#include "arvio/lang/type.hpp"

namespace arvio::inline v0::lang {

const char* kind_name(kind what) noexcept {
  switch (what) {
    case kind::none: return "none";
    case kind::boolean: return "boolean";
    case kind::integer: return "integer";
    case kind::decimal: return "decimal";
    case kind::code: return "code";
    case kind::codes: return "codes";
    case kind::date: return "date";
    case kind::datetime: return "datetime";
    case kind::duration: return "duration";
  }
  return "none";  // not reached
}

}  // namespace arvio::inline v0::lang
