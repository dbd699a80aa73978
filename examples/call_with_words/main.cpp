// A call in the terminal, in Finnish. Who answers types `54`, `38,4`, `ei`, a choice by
// its number (`1, 3, 0`: the first, the third, no other), `?`, or `<` to go back.
//
//     call_with_words RULES [TIME [INPUT=ANSWER...]]       answers known before the call

#include <arvio.hpp>

#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

namespace {

void ask(const arvio::next_question& next) {
  const auto& [least, most, resolution] = next.limits;
  std::cout << next.question.ask.words;
  const auto text = [](auto& limit) { return to_text(std::get<arvio::decimal>(*limit)); };
  if (resolution) std::cout << " (" << text(least) << " - " << text(most) << ")";
  for (std::size_t i = 0; i < next.question.options.size(); ++i)
    std::cout << "\n  " << i + 1 << " " << next.question.options[i].text.words;
  std::cout << "\n> " << std::flush;
}

/// What it is, where to go, what to do. What only may be so stands elsewhere.
void tell(const arvio::assessment& now) {
  const auto& level = now.recommended->level.text.words;
  std::cout << "\n=> " << level << "\n";
  for (const auto& need : now.routes)
    for (const auto& route : need.offered)
      std::cout << "   " << route.channel.text.words << "\n";
  for (const auto& line : now.texts.patient)
    if (line.text.words != level) std::cout << line.text.words << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  const auto at = arvio::parse_time(argc > 2 ? argv[2] : "2026-03-02T10:00:00+02:00");
  if (argc < 2 || !at) return std::cerr << "usage: call_with_words RULES [TIME]\n", 2;
  const auto engine = arvio::engine::open(argv[1]);
  if (!engine) return std::cerr << engine.error().text(), 1;
  arvio::contact start(*at);
  start.language = "fi";
  auto call = engine->call(start);
  if (!call) return std::cerr << arvio::to_json(call.error()) << "\n", 2;

  const auto taken = [&call](const std::string& input, const std::string& typed) {
    const auto refused = call->answer_typed(input, typed);
    if (refused) std::cout << refused->text.words << "\n";
    return !refused;
  };
  for (int i = 3; i < argc; ++i) {
    const std::string known = argv[i];
    taken(known.substr(0, known.find('=')), known.substr(known.find('=') + 1));
  }

  std::vector<std::string> given;
  std::string shown, typed;
  while (!call->result().questions.empty()) {  // the urgency is not settled
    const auto& [least, most] = call->result().bounds;
    const auto bounds = "[varmasti ainakin: " + least.text.words +
                        " | kiireellisimmill\u00e4\u00e4n: " + most.text.words + "]";
    if (bounds != shown) std::cout << "\n" << (shown = bounds) << "\n";
    const auto next = *call->next();
    ask(next);
    if (!std::getline(std::cin, typed)) break;
    if (isatty(STDIN_FILENO) == 0) std::cout << typed << "\n";
    if (typed != "<" && taken(next.question.input, typed))
      given.push_back(next.question.input);
    if (typed != "<" || given.empty()) continue;
    call->retract(given.back());
    given.pop_back();
  }
  if (!call->result().recommended) call->finish(true);  // to be safe: nothing is "no"
  tell(call->result());
}
