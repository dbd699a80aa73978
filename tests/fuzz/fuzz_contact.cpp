// A contact that is read is written and read as the same, and is assessed or refused; no
// message holds what was not checked to be a name.

#include "arvio/engine/engine.hpp"
#include "arvio/exchange/json.hpp"

#include "fuzz/fuzz.hpp"

#include <utility>
#include <vector>

namespace {

using namespace arvio;  // NOLINT: a program

engine opened() {
  std::vector<document> documents{
      {"vocabulary.xml",
       fuzz::bytes_of(ARVIO_SOURCE_DIR "/tests/hostile/bases/complete.xml")}};
  auto made = engine::open(std::move(documents), repository_options{});
  fuzz::must(static_cast<bool>(made), "the vocabulary is sound");
  return *std::move(made);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto assessor = opened();
  const auto contact = read_contact(fuzz::text_of(data, size));
  if (!contact) {
    fuzz::must(!to_json(contact.error()).empty(), "a refusal can be written");
    return 0;
  }
  const auto written = to_json(*contact);
  const auto again = read_contact(written);
  fuzz::must(static_cast<bool>(again), "what was written is read");
  fuzz::must(to_json(*again) == written, "a contact has one form");
  const auto result = assessor.assess(*contact);
  const auto refused = assessor.check(*contact);
  fuzz::must(!result || to_json(*result).size() > 2, "an assessment can be written");
  fuzz::must(result || !to_json(result.error()).empty(), "a refusal can be written");
  (void)refused;
  return 0;
}
