#ifndef ARVIO_TESTS_UNIT_SERVICE_TIMES_HPP
#define ARVIO_TESTS_UNIT_SERVICE_TIMES_HPP

#include "arvio/base/date.hpp"

/// Days and moments of tests, as they are written: on("2026-03-02"),
/// at("2026-03-02T10:00+02:00").
namespace arvio::inline v0::service {

inline date on(const char* text) { return *parse_date(text); }
inline instant at(const char* text) { return parse_time(text)->moment; }

}  // namespace arvio::inline v0::service

#endif  // ARVIO_TESTS_UNIT_SERVICE_TIMES_HPP
