#include "arvio/ruleset/digest.hpp"

#include "arvio/ruleset/save.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace arvio::inline v0::ruleset {
namespace {

std::string hex_text(const std::array<unsigned char, SHA256_DIGEST_LENGTH>& bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0xF];
  }
  return text;
}

}  // namespace

std::string to_text(const version_number& version) {
  auto text = std::to_string(version.major);
  (text += '.') += std::to_string(version.minor);
  (text += '.') += std::to_string(version.patch);
  return text;
}

std::string canonical_form(const rule_set& rules, const std::vector<used_version>& uses) {
  return canonical_form(save(rules), uses);
}

std::string canonical_form(std::string canonical_xml,
                           const std::vector<used_version>& uses) {
  auto sorted = uses;
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.id, a.version, a.digest) < std::tie(b.id, b.version, b.digest);
  });
  auto text = std::move(canonical_xml);
  for (const auto& one : sorted) {
    text += fmt::format("uses {} {} {}\n", one.id, to_text(one.version), one.digest);
  }
  return text;
}

std::string digest(const rule_set& rules, const std::vector<used_version>& uses) {
  return digest_of(canonical_form(rules, uses));
}

std::string digest_of(std::string_view canonical_form) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> bytes{};
  const auto* begin = reinterpret_cast<const unsigned char*>(canonical_form.data());
  if (SHA256(begin, canonical_form.size(), bytes.data()) == nullptr) return "";
  return hex_text(bytes);
}

}  // namespace arvio::inline v0::ruleset
