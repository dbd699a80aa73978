#ifndef ARVIO_TESTS_SUPPORT_ROOMY_HPP
#define ARVIO_TESTS_SUPPORT_ROOMY_HPP

#include <string>

namespace arvio::testing {

/// A document with a comment behind it that is twice as long: what tests generate is
/// denser than what people write, and limits::memory_per_byte is for what people write.
inline std::string roomy(const std::string& document) {
  return document + "<!--" + std::string(2 * document.size(), ' ') + "-->\n";
}

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_ROOMY_HPP
