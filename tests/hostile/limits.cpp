// Prints what it costs to refuse documents as large as may be: time, and heap as a
// multiple of the document. hostile_limits [BYTES]

#include "arvio/base/limits.hpp"

#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/load_profile.hpp"

#include "hostile/heap_meter.hpp"
#include "hostile/large_documents.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arvio;  // NOLINT: a program

struct cost {
  double seconds = 0;
  double times_the_bytes = 0;
  std::string first;  // code
};

template <class Work>
cost cost_of(std::size_t bytes, Work work) {
  const auto before = tests::heap_bytes();
  tests::forget_heap_peak();
  const auto begin = std::clock();  // of the processor: others may be at work, too
  cost made;
  made.first = work();
  made.seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const auto heap = static_cast<double>(tests::heap_peak() - before);
  made.times_the_bytes = (heap - (1 << 20)) / static_cast<double>(bytes);
  return made;
}

std::string first_of(const findings& found) {
  return found.empty() ? "none" : code_text(found.front().code);
}

/// As what its root says it is.
void read_alone(const source_map& sources, findings& found) {
  const auto& bytes = sources.find(1)->bytes;
  if (service::is_profile(bytes)) {
    (void)service::load_profile(sources, 1, found);
  } else if (service::is_calendar(bytes)) {
    (void)service::load_calendar(sources, 1, found);
  } else {
    (void)ruleset::load(sources, 1, found);
  }
}

std::string vocabulary() {
  std::ifstream file(ARVIO_SOURCE_DIR "/tests/hostile/bases/complete.xml",
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  const auto bytes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : limits::file_bytes;
  std::printf("%-28s %9s | %-6s %6s %6s | %-6s %6s %6s\n", "document", "bytes", "read",
              "s", "heap", "all", "s", "heap");
  for (auto& [name, text] : tests::large_documents(bytes)) {
    const auto size = text.size();
    source_map sources;
    sources.add(name, text);
    const auto reading = cost_of(size, [&sources] {
      findings found;
      read_alone(sources, found);
      return first_of(found);
    });
    std::vector<document> documents;
    documents.push_back({"vocabulary.xml", vocabulary()});
    documents.push_back({name, std::move(text)});
    const auto all = cost_of(size, [&documents] {
      return first_of(load_repository(std::move(documents), {}).findings);
    });
    std::printf("%-28s %9zu | %-6s %6.2f %6.1f | %-6s %6.2f %6.1f\n", name.c_str(), size,
                reading.first.c_str(), reading.seconds, reading.times_the_bytes,
                all.first.c_str(), all.seconds, all.times_the_bytes);
    std::fflush(stdout);
  }
}
