// A call in the terminal, in words: who answers types `ei`, `38,4`, `1, 3, 0`, `?`, or
// `<` to take the last answer back.
//
//     call_with_words RULES [TIME]

#include <arvio.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace {

/// Between what the urgency lies; once that is settled, what it is and what to do.
void show(const arvio::assessment& now) {
  if (!now.recommended) {
    std::cout << "\n[" << now.bounds.at_least.text.words << " ... "
              << now.bounds.not_excluded.text.words << "]\n";
    return;
  }
  std::cout << "\n=== " << now.recommended->level.text.words << "\n";
  for (const auto& line : now.texts.patient)
    std::cout << line.text.words << "\n";
  for (const auto& need : now.routes) {
    if (need.offered.empty()) continue;
    const auto& first = need.offered.front();
    std::cout << "-> " << first.channel.text.words;
    if (first.professional) std::cout << ", " << first.professional->text.words;
    std::cout << "\n";
  }
}

std::string limit(const arvio::answer_value& value) {
  if (const auto* number = std::get_if<arvio::decimal>(&value)) return to_text(*number);
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : "";
}

void ask(const arvio::next_question& next) {
  std::cout << next.question.ask.words << "\n";
  for (std::size_t i = 0; i < next.question.options.size(); ++i)
    std::cout << "  " << i + 1 << " " << next.question.options[i].text.words << "\n";
  if (next.limits.minimum && next.limits.maximum)
    std::cout << "  (" << limit(*next.limits.minimum) << " - "
              << limit(*next.limits.maximum) << " " << next.question.unit << ")\n";
  std::cout << "> " << std::flush;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string time = argc > 2 ? argv[2] : "2026-03-02T10:00:00+02:00";
  const auto at = arvio::parse_time(time);
  if (argc < 2 || !at) return std::cerr << "usage: call_with_words RULES [TIME]\n", 2;
  const auto engine = arvio::engine::open(argv[1]);
  if (!engine) return std::cerr << engine.error().text(), 1;

  arvio::contact start(*at);
  start.language = "fi";
  auto call = engine->call(start);
  if (!call) return std::cerr << arvio::to_json(call.error()) << "\n", 2;

  std::vector<std::string> answered;
  while (const auto next = call->next()) {
    if (!call->result().questions.empty() || answered.empty()) show(call->result());
    if (call->result().questions.empty()) break;  // the urgency is settled
    ask(*next);
    std::string typed;
    if (!std::getline(std::cin, typed)) break;
    if (typed == "<" && !answered.empty()) {
      call->retract(answered.back());
      answered.pop_back();
    } else if (const auto refused = call->answer_typed(next->question.input, typed)) {
      std::cout << refused->text.words << "\n";
    } else {
      answered.push_back(next->question.input);
    }
  }
  call->finish(true);
  show(call->result());
}
