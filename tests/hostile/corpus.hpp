#ifndef ARVIO_TESTS_HOSTILE_CORPUS_HPP
#define ARVIO_TESTS_HOSTILE_CORPUS_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// The documents that make.py wrote, and what must come of each.
namespace arvio::tests {

/// Who must refuse a document: see make.py.
enum class stage : std::uint8_t { read, link, alone, publish, cases, sound };

struct hostile_document {
  std::string path;  // category/name.xml
  stage refused_by = stage::read;
  std::string code;        // `E0016`, or `none`
  std::size_t line = 0;    // of the first finding; 0: it has no place
  std::size_t column = 0;  // in code points
  std::string bytes;

  [[nodiscard]] std::string category() const { return path.substr(0, path.find('/')); }
};

/// All of them, in the order of expected.txt.
[[nodiscard]] std::vector<hostile_document> hostile_corpus();

/// The vocabulary that they are linked with.
[[nodiscard]] std::string hostile_vocabulary();

/// Where the files lie.
[[nodiscard]] std::string hostile_folder();

}  // namespace arvio::tests

#endif  // ARVIO_TESTS_HOSTILE_CORPUS_HPP
