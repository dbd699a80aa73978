#include "support/mutants.hpp"

#include "support/scale.hpp"

#include <algorithm>
#include <iterator>

namespace arvio::testing {
namespace {

struct part {
  std::size_t begin = 0;
  std::size_t size = 0;
};

std::vector<part> lines_of(std::string_view bytes) {
  std::vector<part> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    lines.push_back({at, end - at});
    at = end;
  }
  return lines;
}

/// What stands between quotes: the values of attributes, and texts in expressions.
std::vector<part> values_of(std::string_view bytes) {
  std::vector<part> values;
  for (auto at = bytes.find('"'); at != std::string_view::npos;) {
    const auto end = bytes.find('"', at + 1);
    if (end == std::string_view::npos) break;
    values.push_back({at + 1, end - at - 1});
    at = bytes.find('"', end + 1);
  }
  return values;
}

/// ` name="value"`, the blank before included.
std::vector<part> attributes_of(std::string_view bytes) {
  std::vector<part> attributes;
  for (const auto& value : values_of(bytes)) {
    const auto begin = bytes.rfind(' ', value.begin);
    if (begin == std::string_view::npos) continue;
    attributes.push_back({begin, value.begin + value.size + 1 - begin});
  }
  return attributes;
}

/// Elements that stand in one line, with all that is in them.
std::vector<part> leaves_of(std::string_view bytes) {
  std::vector<part> leaves;
  for (auto at = bytes.find("/>"); at != std::string_view::npos;
       at = bytes.find("/>", at + 1)) {
    const auto begin = bytes.rfind('<', at);
    if (begin != std::string_view::npos) leaves.push_back({begin, at + 2 - begin});
  }
  return leaves;
}

/// The operators, words and numbers of expressions, as far as they stand between blanks.
std::vector<part> operators_of(std::string_view bytes) {
  constexpr std::string_view known[] = {" and ", " or ", " >= ", " = ",
                                        " in ",  " > ",  " + ",  " at least "};
  std::vector<part> found;
  for (const auto word : known) {
    for (auto at = bytes.find(word); at != std::string_view::npos;
         at = bytes.find(word, at + 1)) {
      found.push_back({at, word.size()});
    }
  }
  return found;
}

/// Start and end tags, comments among them.
std::vector<part> tags_of(std::string_view bytes) {
  std::vector<part> tags;
  for (auto at = bytes.find('<'); at != std::string_view::npos;
       at = bytes.find('<', at + 1)) {
    const auto end = bytes.find('>', at);
    if (end != std::string_view::npos) tags.push_back({at, end + 1 - at});
  }
  return tags;
}

std::string with(std::string_view bytes, part where, std::string_view instead) {
  std::string changed(bytes);
  changed.replace(where.begin, where.size, instead);
  return changed;
}

}  // namespace

std::size_t mutants_of(std::string_view bytes) {
  constexpr std::size_t bytes_to_read = 1'000'000;
  constexpr std::size_t most = 300;
  return testing::rounds(std::min(most, bytes_to_read / (bytes.size() + 1) + 1));
}

std::string_view mutants::other_operator() {
  constexpr std::string_view instead[] = {
      " and ", " or ", " >= ", " &lt; ", " = ",          " != ", " + 1 = ", " * ",
      " / ",   " in ", " - ",  " (",     " and not(a) ", " 0 ",  " 'x' ",   " > - "};
  return instead[below(std::size(instead))];
}

std::string mutants::next(std::string_view bytes) {
  const auto pick = [this](const std::vector<part>& from) {
    return from.empty() ? part{} : from[below(from.size())];
  };
  const auto text = [bytes](part of) { return bytes.substr(of.begin, of.size); };
  const auto values = values_of(bytes);
  switch (below(10)) {
    case 0: {  // a byte
      constexpr std::string_view bytes_to_try =
          "<>&\"'/=! -#]\n\t\xC3\x01"
          "0a";
      return with(bytes, {below(bytes.size()), 1},
                  std::string(1, bytes_to_try[below(bytes_to_try.size())]));
    }
    case 1: {  // a line left out, or written twice
      const auto line = pick(lines_of(bytes));
      return below(2) == 0 ? with(bytes, line, "")
                           : with(bytes, {line.begin, 0}, text(line));
    }
    case 2: return with(bytes, pick(values), text(pick(values)));  // a value of another
    case 3: {                                                      // a value changed
      constexpr std::string_view words[] = {"",    "x",  "0", "-1",     "true",  "U1",
                                            "a b", " y", "*", "&#228;", "&#10;", "1.0.0"};
      return with(bytes, pick(values), words[below(std::size(words))]);
    }
    case 4: return with(bytes, pick(attributes_of(bytes)), "");
    case 5: {  // an attribute of another
      const auto attributes = attributes_of(bytes);
      const auto place = pick(attributes);
      return with(bytes, {place.begin, 0}, text(pick(attributes)));
    }
    case 6: return with(bytes, pick(operators_of(bytes)), other_operator());
    case 7: return with(bytes, pick(tags_of(bytes)), text(pick(tags_of(bytes))));
    case 8: {  // a leaf left out, or moved
      const auto leaves = leaves_of(bytes);
      return below(2) == 0 ? with(bytes, pick(leaves), "")
                           : with(bytes, {pick(leaves).begin, 0}, text(pick(leaves)));
    }
    default: {  // two lines swapped
      const auto lines = lines_of(bytes);
      if (lines.size() < 2) return std::string(bytes);
      const auto i = below(lines.size() - 1);
      const auto both = part{lines[i].begin, lines[i].size + lines[i + 1].size};
      return with(bytes, both,
                  std::string(text(lines[i + 1])) + std::string(text(lines[i])));
    }
  }
}

}  // namespace arvio::testing
