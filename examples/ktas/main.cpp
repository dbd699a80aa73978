// Assesses recorded emergency visits by their vital signs alone and shows the recommended
// urgency beside the experts' level and the triage nurse's. See README.md of this folder.
//
// usage: ktas_demo RULES_FOLDER EXAMPLE_FOLDER

#include <arvio.hpp>
#include <arvio/engine/repository.hpp>
#include <arvio/exchange/row_converter.hpp>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr std::size_t levels = 5;
using matrix =
    std::array<std::array<int, levels>, levels>;  // experts' level, given level

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// One line that is drawn over and over; nothing where nobody watches.
class progress_bar {
 public:
  explicit progress_bar(std::size_t total)
      : total_(total), shown_(isatty(STDERR_FILENO) == 1) {}
  ~progress_bar() {
    if (shown_) std::fprintf(stderr, "\r%60s\r", "");
  }
  progress_bar(const progress_bar&) = delete;
  progress_bar& operator=(const progress_bar&) = delete;

  void show(std::size_t done) const {
    if (!shown_) return;
    const auto filled = static_cast<int>(40 * done / total_);
    std::fprintf(stderr, "\r  [%-40.*s] %zu of %zu", filled,
                 "########################################", done, total_);
  }

 private:
  std::size_t total_;
  bool shown_;
};

/// U0 stands beside level 1 of the Korean scale, and so on. The pairing is ours.
std::size_t beside_ktas(const std::string& level) {
  const auto place = static_cast<std::size_t>(level.at(1) - '0');
  return place < levels ? place : levels - 1;
}

struct comparison {
  matrix arvio{};
  matrix nurse{};
  int settled = 0;
  int between = 0;
  std::map<std::string, int> bounds;        // "U1 to U3": how many
  std::map<std::string, int> would_settle;  // an input that is still worth asking
  std::vector<std::string> refused;         // records with faulty answers
};

void print_matrices(const comparison& all) {
  std::printf(
      "                     recommended from vital signs     "
      "given by the triage nurse\n"
      "  experts' level     U0    U1    U2    U3    U4         "
      "1     2     3     4     5\n");
  for (std::size_t experts = 0; experts < levels; ++experts) {
    std::printf("  %zu               ", experts + 1);
    for (const auto count : all.arvio[experts])
      std::printf("%6d", count);
    std::printf("    ");
    for (const auto count : all.nurse[experts])
      std::printf("%6d", count);
    std::printf("\n");
  }
}

/// Less urgent than the experts, as urgent, more urgent.
void print_agreement(const char* who, const matrix& counts) {
  std::array<int, 3> sides{};
  for (std::size_t experts = 0; experts < levels; ++experts) {
    for (std::size_t given = 0; given < levels; ++given) {
      const std::size_t side = given > experts ? 0 : given == experts ? 1 : 2;
      sides[side] += counts[experts][given];
    }
  }
  std::printf(
      "  %-22s less urgent than the experts %3d, as urgent %3d, more urgent %3d\n", who,
      sides[0], sides[1], sides[2]);
}

int complain(const arvio::table_faults& faults) {
  for (const auto& one : faults)
    std::fprintf(stderr, "line %zu: %s %s\n", one.line, one.column.c_str(),
                 one.message.c_str());
  return 2;
}

/// The constants of the mapping, as they were assumed of every visit.
void print_assumptions(const arvio::contact_mapping& by) {
  std::printf(
      "Taken as constant, since the records do not say:\n"
      "  time of assessment %s\n",
      to_text(by.at).c_str());
  arvio::contact assumed{by.at};
  for (const auto& constant : by.constants)
    assumed.give(constant);
  std::printf("  %s\n\n", to_json(assumed).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: ktas_demo RULES EXAMPLE\n"), 2;
  const std::filesystem::path rules = argv[1];
  const std::filesystem::path example = argv[2];

  const auto engine = arvio::engine::open(
      {rules / "vocabulary", rules / "somatic" / "news2.xml", example / "rules"}, {});
  if (!engine) return std::fputs(engine.error().text().c_str(), stderr), 1;
  const auto mapping = arvio::read_mapping(bytes_of(example / "mapping.json"));
  if (!mapping) return complain(mapping.error());
  const auto table =
      arvio::read_table(bytes_of(example / "ktas.csv"), mapping->delimiter);
  if (!table) return complain(table.error());
  const auto visits = arvio::convert(*table, *mapping);
  if (!visits) return complain(visits.error());
  const auto expert_column = table->column("ktas_expert");
  const auto nurse_column = table->column("ktas_nurse");
  if (!expert_column || !nurse_column) return complain({{1, "", "a column is missing"}});

  comparison all;
  {
    const progress_bar bar(visits->size());
    for (std::size_t i = 0; i < visits->size(); ++i) {
      bar.show(i);
      auto contact = (*visits)[i].contact;
      const auto open = engine->assess(contact);
      contact.finish = true;  // a record: what was not measured will not be
      const auto result = engine->assess(contact);
      if (!open || !result || !(*visits)[i].faults.empty()) {
        all.refused.push_back("line " + std::to_string((*visits)[i].line));
        continue;
      }
      const auto& cells = table->rows[i].cells;
      const auto experts = static_cast<std::size_t>(cells[*expert_column].at(0) - '1');
      const auto nurse = static_cast<std::size_t>(cells[*nurse_column].at(0) - '1');
      ++all.arvio.at(experts).at(beside_ktas(result->recommended->level.id));
      ++all.nurse.at(experts).at(nurse);
      if (result->bounds.at_least == result->bounds.not_excluded ||
          result->bounds.at_least.id == result->bounds.not_excluded.id) {
        ++all.settled;
        continue;
      }
      ++all.between;
      ++all.bounds[result->bounds.not_excluded.id + " to " + result->bounds.at_least.id];
      for (const auto& question : open->questions)
        ++all.would_settle[question.input];
    }
  }

  std::printf(
      "\n%zu recorded visits to two emergency departments (Moon et al. 2019, "
      "CC BY 4.0),\nassessed by their vital signs with %zu rule sets.\n\n",
      visits->size(), engine->repository().sets.size());
  print_assumptions(*mapping);
  print_matrices(all);
  std::printf("\n");
  print_agreement("vital signs alone", all.arvio);
  print_agreement("triage nurse", all.nurse);
  std::printf(
      "\nSettled whatever the missing measurements are: %d. Between two bounds: %d",
      all.settled, all.between);
  for (const auto& [bounds, count] : all.bounds)
    std::printf("\n  %s: %d", bounds.c_str(), count);
  std::printf("\nfor want of");
  for (const auto& [input, count] : all.would_settle)
    std::printf("\n  %s: %d", input.c_str(), count);
  std::printf("\n(in the matrix these stand on the cautious side).\n");
  for (const auto& line : all.refused)
    std::printf("refused: %s\n", line.c_str());
  std::printf(
      "\nNEWS2 alone is no triage system: it knows nothing of the reason for coming, "
      "of pain,\ninjury, pregnancy or mental health. The rules are demonstrations, "
      "not for care.\n");
  return all.refused.empty() ? 0 : 1;
}
