// A call, from the first ring to the last word, with the evaluation core alone: no XML,
// no heap in the core, nothing to link. The image was made by
//
//     arvio compile rules -o rules.image
//
// usage: call_demo IMAGE

#include <arvio/core/load.hpp>
#include <arvio/core/session.hpp>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace arvio;

namespace {

/// The bytes of a file, at a place where an image may stand.
class image_file {
 public:
  explicit image_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    const auto read = content.str();  // nothing where it cannot be read
    lines_.resize((read.size() + sizeof(line) - 1) / sizeof(line));
    if (!read.empty()) std::memcpy(lines_.data(), read.data(), read.size());
  }
  [[nodiscard]] std::span<const std::byte> bytes() const {
    return std::as_bytes(std::span(lines_));
  }

 private:
  struct alignas(core::line_bytes) line {
    std::byte bytes[core::line_bytes];
  };
  std::vector<line> lines_;
};

constexpr std::string_view purposes[] = {"urgency",    "coverage", "requirement", "need",
                                         "suggestion", "duty",     "route"};
constexpr std::string_view statuses[] = {"emergency", "open", "complete", "out_of_scope",
                                         "exhausted"};

/// An answer that is refused has changed nothing, and whoever gave it must be told.
void take(errc refused) {
  if (refused != errc::none)
    std::cout << "  refused (E0" << static_cast<int>(refused) << ")\n";
}

/// What is known now, what to ask next, and what for.
void tell(std::string_view what, core::session& call) {
  const auto& rules = call.rules();
  const auto& found = call.result();
  std::cout << what << ": " << statuses[static_cast<int>(found.status)] << ", between "
            << rules.level_name(found.bounds.not_excluded) << " and "
            << rules.level_name(found.bounds.at_least) << "\n";
  if (found.next.input == core::none) return;
  std::cout << "  ask " << rules.input_name(found.next.input)
            << ": it could decide about " << rules.level_name(found.next.level) << " ("
            << purposes[static_cast<int>(found.next.purpose)] << ")\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: call_demo IMAGE\n", 2;
  const image_file file(argv[1]);
  if (file.bytes().empty()) return std::cerr << "call_demo: nothing to read\n", 2;
  const auto rules = core::load(file.bytes());
  if (!rules) {
    std::cerr << "call_demo: no sound image (E0" << static_cast<int>(rules.fault)
              << ")\n";
    return 2;
  }

  const auto ten = parse_time("2026-03-02T10:00:00+02:00")->moment;
  std::vector<std::uint64_t> memory(core::session::words(*rules));
  core::session call(*rules, memory, ten, core::own_row_kernel());
  tell("the telephone rings", call);

  take(call.answer_codes("complaint", {"chest_pain"}));
  tell("chest pain", call);

  // Callers tell things in their own order, and the core takes them in any.
  take(call.answer("age", 45));
  take(call.answer_codes("danger_signs", {}, {}, other_codes::absent));
  take(call.unknown("cold_sweat"));
  take(call.answer("pain_now", true));
  tell("45 years, no danger signs, pain now, cannot say about sweat", call);

  take(call.answer("age", 54));
  tell("no, 54", call);

  take(call.at(instant{ten.seconds + 90}));
  take(call.answer("age", 540));
  take(call.retract("pain_now"));
  tell("540 is no age; and whether it hurts now was not said after all", call);

  call.finish();
  tell("the line is cut", call);
  const auto& advice = call.result().recommended;
  std::cout << "advice: " << call.rules().level_name(advice.level)
            << (advice.basis == basis::certain ? "" : ", to be safe") << "\n";
  std::cout << "what could not be excluded:";
  call.details().for_rules_not_excluded([&](core::place rule) {
    if (call.rules().rules()[rule].level == advice.level)
      std::cout << " " << call.rules().rule_name(rule);
  });
  std::cout << "\n";
}
