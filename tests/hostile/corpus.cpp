#include "hostile/corpus.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <locale>
#include <map>

namespace arvio::tests {
namespace {

const std::map<std::string, stage> stages{
    {"read", stage::read},       {"link", stage::link},   {"alone", stage::alone},
    {"publish", stage::publish}, {"cases", stage::cases}, {"sound", stage::sound}};

}  // namespace

std::string hostile_folder() { return ARVIO_BINARY_DIR "/corpus"; }

std::string hostile_vocabulary() {
  return bytes_of(hostile_folder() + "/sound/complete.xml");
}

std::vector<hostile_document> hostile_corpus() {
  std::ifstream table(hostile_folder() + "/expected.txt");
  table.imbue(std::locale::classic());  // other locales group digits
  std::vector<hostile_document> all;
  hostile_document one;
  for (std::string stage_name;
       table >> one.path >> stage_name >> one.code >> one.line >> one.column;) {
    one.refused_by = stages.at(stage_name);
    one.bytes = bytes_of(hostile_folder() + "/" + one.path);
    all.push_back(one);
  }
  EXPECT_TRUE(table.eof()) << "expected.txt is not of its form after " << one.path;
  return all;
}

}  // namespace arvio::tests
