#ifndef ARVIO_TESTS_HOSTILE_LARGE_DOCUMENTS_HPP
#define ARVIO_TESTS_HOSTILE_LARGE_DOCUMENTS_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace arvio::tests {

/// A document that is as large as may be, and costs as much as its sort can.
struct large_document {
  std::string name;
  std::string bytes;
};

/// Documents of about `bytes` bytes, each of one sort of thing over and over, with a
/// fault at the end so that all of it is read before it is refused.
[[nodiscard]] std::vector<large_document> large_documents(std::size_t bytes);

/// A profile without a fault of form, in which services differ in their hours and some
/// name all municipalities.
[[nodiscard]] std::string large_profile(std::size_t services, std::size_t municipalities);

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_HOSTILE_LARGE_DOCUMENTS_HPP
