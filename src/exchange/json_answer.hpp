#ifndef ARVIO_SRC_EXCHANGE_JSON_ANSWER_HPP
#define ARVIO_SRC_EXCHANGE_JSON_ANSWER_HPP

#include "arvio/exchange/contact.hpp"

#include "json/tree.hpp"

#include <array>
#include <string>

namespace arvio::inline v0::json {

/// What JSON calls the origins of answers, in the order of answer_origin.
inline constexpr std::array<const char*, 5> origin_ids = {
    "caller", "proxy", "professional", "device", "record"};

/// An answer without time or origin: `54`, `"?"`, `{"from": 0, "to": 17}`, ...
[[nodiscard]] answer_content content_of(const node& written);

/// An answer of any form; what is wrong with it becomes its content.
[[nodiscard]] answer answer_of(std::string input, const node& written);

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_EXCHANGE_JSON_ANSWER_HPP
