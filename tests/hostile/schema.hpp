#ifndef ARVIO_TESTS_HOSTILE_SCHEMA_HPP
#define ARVIO_TESTS_HOSTILE_SCHEMA_HPP

#include <string>
#include <vector>

/// The judgement of xmllint, which shares nothing with arvio.
namespace arvio::tests {

[[nodiscard]] bool xmllint_is_there();

/// What xmllint says of files that are not valid by rules/schema/ruleset-1.xsd; "" where
/// all are.
[[nodiscard]] std::string complaints_of_xmllint(const std::vector<std::string>& paths);

/// An empty folder of this name.
[[nodiscard]] std::string fresh_folder(const std::string& name);

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_HOSTILE_SCHEMA_HPP
