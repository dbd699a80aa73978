#include "scan.hpp"

#include "arvio/base/limits.hpp"

#include "characters.hpp"

#include <utf8.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace arvio::inline v0::xml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string hex_text(std::uint32_t number, std::size_t width) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string text;
  for (; number != 0 || text.size() < width; number /= 16) {
    text.insert(text.begin(), digits[number % 16]);
  }
  return text;
}

// --- references -----------------------------------------------------------------------

enum class reference_fault : std::uint8_t { none, form, unknown_name, character };

struct reference {
  std::size_t size = 1;     // bytes from `&` to `;`; where it is no reference: the `&`
  std::uint32_t point = 0;  // the character it stands for
  reference_fault fault = reference_fault::none;
};

/// `&#38;`, `&#x26;`: `body` is what stands between `&#` and `;`.
reference numeric_reference(std::string_view body, std::size_t size) {
  const int base = body.substr(0, 1) == "x" ? 16 : 10;
  if (base == 16) body.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [end, error] =
      std::from_chars(body.data(), body.data() + body.size(), point, base);
  if (error == std::errc::invalid_argument || end != body.data() + body.size()) {
    return {1, 0, reference_fault::form};
  }
  const bool fits = error == std::errc{} && is_allowed(point);
  return {size, point, fits ? reference_fault::none : reference_fault::character};
}

/// The reference that `text` begins with; its first character is `&`.
reference read_reference(std::string_view text) {
  constexpr std::size_t longest = 64;  // looked through for the semicolon
  const auto semicolon = text.substr(0, longest).find(';');
  if (semicolon == std::string_view::npos) return {1, 0, reference_fault::form};
  const auto body = text.substr(1, semicolon - 1);
  if (body.substr(0, 1) == "#") return numeric_reference(body.substr(1), semicolon + 1);
  constexpr std::pair<std::string_view, char> predefined[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [name, character] : predefined) {
    if (body == name) return {semicolon + 1, static_cast<std::uint32_t>(character)};
  }
  const bool is_name = !body.empty() && begins_name(body.front()) &&
                       std::all_of(body.begin(), body.end(), continues_name);
  if (!is_name) return {1, 0, reference_fault::form};
  return {semicolon + 1, 0, reference_fault::unknown_name};
}

// --- the scan -------------------------------------------------------------------------

class scanner {
 public:
  scanner(std::string_view bytes, reporter& report) : bytes_(bytes), report_(report) {}

  std::optional<layout> run() {
    const bool whole = small_enough() && encoded() && document();
    if (!whole || unsound_) return std::nullopt;
    return std::move(found_);
  }

 private:
  struct open_element {
    std::uint32_t index = 0;
    std::uint32_t last_piece = nowhere;
    std::size_t text_bytes = 0;
  };

  // Everything below returns whether the scan can go on.

  bool stop(errc code, place where, std::string_view message, std::string_view hint) {
    report_.error(code, where, message, hint);
    return false;
  }
  /// A fault that leaves the rest readable, but no document to work with.
  bool unsound(errc code, place where, std::string_view message, std::string_view hint) {
    unsound_ = true;
    report_.error(code, where, message, hint);
    return !report_.full();
  }
  bool not_well_formed(place where, std::string_view message, std::string_view hint) {
    return stop(errc::xml_syntax, where, message, hint);
  }
  bool over_limit(errc code, place where, const std::string& what, std::size_t limit) {
    return stop(code, where, what + ": at most " + std::to_string(limit), "");
  }

  [[nodiscard]] bool at_end() const { return at_ >= bytes_.size(); }
  [[nodiscard]] bool ahead(std::string_view text) const {
    return bytes_.substr(at_, text.size()) == text;
  }
  [[nodiscard]] bool ahead_is(char c) const { return !at_end() && bytes_[at_] == c; }
  /// The next `size` bytes, or what there is of them.
  [[nodiscard]] place next(std::size_t size) const {
    return range(at_, std::min(at_ + size, bytes_.size()));
  }
  [[nodiscard]] static place range(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  bool skip_blanks() {
    const auto before = at_;
    while (!at_end() && is_blank(bytes_[at_]))
      ++at_;
    return at_ != before;
  }

  bool small_enough() {
    if (bytes_.size() <= limits::file_bytes) return true;
    return over_limit(errc::limit_file, {}, "too many bytes in one document",
                      limits::file_bytes);
  }

  bool encoded() {
    using namespace std::string_view_literals;
    if (ahead("\xFF\xFE\0\0"sv) || ahead("\0\0\xFE\xFF"sv)) {
      return stop(errc::xml_encoding, next(4), "the document is UTF-32, not UTF-8",
                  "save it as UTF-8");
    }
    if (ahead("\xFE\xFF") || ahead("\xFF\xFE")) {
      return stop(errc::xml_encoding, next(2), "the document is UTF-16, not UTF-8",
                  "save it as UTF-8");
    }
    const auto bad = utf8::find_invalid(bytes_.begin(), bytes_.end());
    for (auto i = bytes_.begin(); i != bad;) {
      const auto begin = i;
      const auto point = utf8::unchecked::next(i);
      if (is_allowed(point)) continue;
      const auto offset = static_cast<std::size_t>(begin - bytes_.begin());
      return stop(errc::xml_encoding,
                  range(offset, offset + static_cast<std::size_t>(i - begin)),
                  "character U+" + hex_text(point, 4) + " is not allowed", "remove it");
    }
    if (bad == bytes_.end()) return true;
    const auto offset = static_cast<std::size_t>(bad - bytes_.begin());
    return stop(errc::xml_encoding, range(offset, offset + 1),
                "byte " + hex_text(static_cast<unsigned char>(*bad), 2) +
                    " is not part of a UTF-8 character",
                "save the document as UTF-8");
  }

  bool document() {
    if (ahead(byte_order_mark)) at_ += byte_order_mark.size();
    if (ahead("<?xml") && at_ + 5 < bytes_.size() && is_blank(bytes_[at_ + 5])) {
      if (!declaration()) return false;
    }
    while (!at_end()) {
      if (!(ahead_is('<') ? markup() : text())) return false;
    }
    if (!open_.empty()) {
      const auto name = found_.elements[open_.back().index].name;
      return not_well_formed(name, quoted(written(bytes_, name)) + " is never closed",
                             "");
    }
    if (found_.elements.empty()) {
      return stop(errc::xml_root, {}, "there is no element in the document", "");
    }
    return true;
  }

  bool declaration() {
    const auto begin = at_;
    at_ += 5;
    std::vector<attribute> parts;
    while (true) {
      const bool apart = skip_blanks();
      if (ahead("?>") || at_end()) break;
      attribute part;
      if (!apart || !name(part.name) || !quoted_value(part.value)) {
        return not_well_formed(next(1), "the XML declaration is not well-formed",
                               R"(write <?xml version="1.0" encoding="UTF-8"?>)");
      }
      parts.push_back(part);
    }
    if (at_end() || !declares(parts)) {
      return not_well_formed(range(begin, begin + 5),
                             "the XML declaration is not well-formed",
                             R"(write <?xml version="1.0" encoding="UTF-8"?>)");
    }
    at_ += 2;
    if (const auto version = written(bytes_, parts[0].value); version != "1.0") {
      return stop(errc::xml_not_allowed, parts[0].value,
                  "XML version " + quoted(version) + " is not allowed", "write 1.0");
    }
    for (const auto& part : parts) {
      if (written(bytes_, part.name) != "encoding") continue;
      std::string encoding(written(bytes_, part.value));
      std::transform(encoding.begin(), encoding.end(), encoding.begin(), [](char c) {
        return 'a' <= c && c <= 'z' ? static_cast<char>(c - 32) : c;
      });
      if (encoding == "UTF-8") continue;
      return stop(errc::xml_encoding, part.value,
                  "encoding " + quoted(encoding) + " is not allowed",
                  "save the document as UTF-8 and say so");
    }
    return true;
  }

  /// `version`, then perhaps `encoding`, then perhaps `standalone`.
  bool declares(const std::vector<attribute>& parts) {
    constexpr std::string_view order[] = {"version", "encoding", "standalone"};
    std::size_t next_allowed = 0;
    for (const auto& part : parts) {
      const auto* place_of =
          std::find(std::begin(order), std::end(order), written(bytes_, part.name));
      const auto index = static_cast<std::size_t>(place_of - std::begin(order));
      if (index < next_allowed || index == std::size(order)) return false;
      if (index == 2 && written(bytes_, part.value) != "yes" &&
          written(bytes_, part.value) != "no") {
        return false;
      }
      if (next_allowed == 0 && index != 0) return false;
      next_allowed = index + 1;
    }
    return next_allowed != 0;
  }

  // --- text

  bool text() {
    const auto end = std::min(bytes_.find('<', at_), bytes_.size());
    const auto whole = range(at_, end);
    if (open_.empty()) return outside_text(whole);
    for (; at_ < end;) {
      if (ahead("]]>")) {
        return not_well_formed(next(3), "`]]>` in a text", "write ]]&gt;");
      }
      if (!ahead_is('&')) {
        ++at_;
      } else if (!check_reference(end)) {
        return false;
      }
    }
    add_piece(whole);
    return affordable(range(whole.begin, whole.begin + 1));
  }

  bool outside_text(place whole) {
    skip_blanks();
    if (at_ >= whole.end) return true;
    return stop(errc::xml_root, range(at_, whole.end), "text outside the root element",
                "remove it");
  }

  void add_piece(place whole) {
    const auto index = static_cast<std::uint32_t>(found_.pieces.size());
    found_.pieces.push_back({whole, nowhere});
    auto& owner = open_.back();
    owner.text_bytes += whole.end - whole.begin;
    found_.longest = std::max(found_.longest, owner.text_bytes);
    if (owner.last_piece == nowhere) {
      found_.elements[owner.index].text = index;
    } else {
      found_.pieces[owner.last_piece].next = index;
    }
    owner.last_piece = index;
  }

  /// A reference within [at_, end).
  bool check_reference(std::size_t end) {
    const auto found = read_reference(bytes_.substr(at_, end - at_));
    const auto where = next(found.size);
    const auto shown = quoted(written(bytes_, where));
    at_ += found.size;
    switch (found.fault) {
      case reference_fault::none: return true;
      case reference_fault::form:
        return unsound(errc::xml_syntax, where, "`&` that begins no reference",
                       "write &amp;");
      case reference_fault::unknown_name:
        return unsound(
            errc::xml_not_allowed, where, "entity " + shown + " is not known",
            "only &lt; &gt; &amp; &quot; &apos; are; write other characters as "
            "they are");
      case reference_fault::character:
        return unsound(errc::xml_encoding, where,
                       shown + " is no character that is allowed", "remove it");
    }
    return false;  // not reached
  }

  // --- markup

  bool markup() {
    if (ahead("<!--")) return comment();
    if (ahead("</")) return end_tag();
    if (ahead("<![CDATA[")) {
      return skip_unsound("]]>", "CDATA sections are not allowed",
                          "write &lt; and &amp; instead");
    }
    if (ahead("<!DOCTYPE")) {
      return stop(errc::xml_not_allowed, next(9), "a DOCTYPE is not allowed",
                  "remove it");
    }
    if (ahead("<?")) {
      return skip_unsound("?>", "processing instructions are not allowed", "remove it");
    }
    return start_tag();
  }

  bool skip_unsound(std::string_view closing, const char* what, const char* hint) {
    const auto end = bytes_.find(closing, at_);
    if (end == std::string_view::npos) {
      return stop(errc::xml_not_allowed, next(2), what, hint);
    }
    const auto where = range(at_, end + closing.size());
    at_ = where.end;
    return unsound(errc::xml_not_allowed, where, what, hint);
  }

  bool comment() {
    const auto begin = at_;
    const auto end = bytes_.find("--", at_ + 4);
    if (end == std::string_view::npos) {
      return not_well_formed(range(begin, begin + 4), "the comment is never closed", "");
    }
    at_ = end;
    if (!ahead("-->")) {
      // Where another comment begins inside it, it is the first that lacks its end.
      if (bytes_.substr(end - 2, 4) == "<!--") {
        return not_well_formed(range(begin, begin + 4),
                               "the comment is not closed before the next one begins, "
                               "on line " +
                                   report_.line_of(static_cast<std::uint32_t>(end)),
                               "close it with -->");
      }
      return not_well_formed(next(2), "`--` inside a comment", "write - - or one dash");
    }
    at_ += 3;
    return true;
  }

  bool name(place& into) {
    const auto begin = at_;
    if (at_end() || !begins_name(bytes_[at_])) return false;
    while (!at_end() && continues_name(bytes_[at_]))
      ++at_;
    into = range(begin, at_);
    return true;
  }

  bool element_name(place& into) {
    if (!name(into) || (!at_end() && static_cast<unsigned char>(bytes_[at_]) >= 0x80)) {
      return not_well_formed(next(1), "no name where one is expected",
                             "names begin with a letter a to z or `_`; `<` in a text is "
                             "written &lt;");
    }
    if (into.end - into.begin > limits::xml_name_bytes) {
      return over_limit(errc::limit_name, into, "too many bytes in one name",
                        limits::xml_name_bytes);
    }
    if (written(bytes_, into).find(':') == std::string_view::npos) return true;
    report_.error(errc::xml_unbound_prefix, into,
                  quoted(written(bytes_, into)) + " has a prefix",
                  "names have no prefix here: there is one namespace");
    return !report_.full();
  }

  bool start_tag() {
    const auto begin = at_++;
    element found;
    if (!element_name(found.name)) return false;
    if (open_.empty() && !found_.elements.empty()) {
      return stop(errc::xml_root, found.name, "a second root element", "");
    }
    if (open_.size() >= limits::xml_depth) {
      return over_limit(errc::limit_depth, found.name,
                        "too many elements inside one another", limits::xml_depth);
    }
    if (found_.elements.size() >= limits::xml_elements) {
      return over_limit(errc::limit_elements, found.name,
                        "too many elements in one document", limits::xml_elements);
    }
    if (!affordable(found.name)) return false;
    found.attributes = static_cast<std::uint32_t>(found_.attributes.size());
    if (!attributes_of(found, begin)) return false;
    const bool is_empty = ahead_is('/');
    if (is_empty) ++at_;
    if (!ahead_is('>')) {
      return not_well_formed(
          next(1),
          "the tag of " + quoted(written(bytes_, found.name)) +
              " is not well-formed here",
          R"(attributes are written name="value", a blank before each)");
    }
    ++at_;
    const auto index = static_cast<std::uint32_t>(found_.elements.size());
    found.end = index + 1;
    found_.elements.push_back(found);
    if (!is_empty) open_.push_back({index, nowhere, 0});
    return true;
  }

  /// Whether there is room for what has been found so far and for what pugixml makes of
  /// it: the bytes, and a node for each element, attribute and text.
  bool affordable(place where) {
    constexpr std::size_t of_element = 80;
    constexpr std::size_t of_attribute = 40;
    constexpr std::size_t of_piece = 64;
    constexpr std::size_t of_text = 8;  // a byte of it is decoded more than once
    const auto needed = bytes_.size() + memory_of(found_) +
                        found_.elements.size() * of_element +
                        found_.attributes.size() * of_attribute +
                        found_.pieces.size() * of_piece + found_.longest * of_text;
    if (needed <= memory_for(bytes_.size())) return true;
    return stop(errc::limit_memory, where, "too many parts for so short a document",
                "is this written by hand?");
  }

  /// Up to the `/` or `>` that ends the tag, or to what does not belong there.
  bool attributes_of(element& owner, std::size_t tag_begin) {
    while (true) {
      const bool apart = skip_blanks();
      if (at_end()) {
        return not_well_formed(
            range(tag_begin, owner.name.end),
            "the tag of " + quoted(written(bytes_, owner.name)) + " is never closed", "");
      }
      if (ahead_is('/') || ahead_is('>') || !apart) break;
      attribute found;
      if (!element_name(found.name) || !attribute_value(found)) return false;
      if (++owner.attribute_count > limits::xml_attributes) {
        return over_limit(errc::limit_attributes, found.name,
                          "too many attributes of one element", limits::xml_attributes);
      }
      found_.attributes.push_back(found);
    }
    return no_attribute_twice(owner);
  }

  bool attribute_value(attribute& of) {
    if (!quoted_value(of.value)) {
      return not_well_formed(
          next(1),
          "attribute " + quoted(written(bytes_, of.name)) + " has no value in quotes",
          R"(write name="value")");
    }
    found_.longest = std::max<std::size_t>(found_.longest, of.value.end - of.value.begin);
    const auto after = at_;
    for (at_ = of.value.begin; at_ < of.value.end;) {
      if (ahead_is('<')) {
        return not_well_formed(next(1), "`<` in the value of an attribute", "write &lt;");
      }
      if (!ahead_is('&')) {
        ++at_;
      } else if (!check_reference(of.value.end)) {
        return false;
      }
    }
    at_ = after;
    return true;
  }

  /// `="value"`, blanks around the sign allowed; leaves at_ where it is not so.
  bool quoted_value(place& into) {
    skip_blanks();
    if (!ahead_is('=')) return false;
    ++at_;
    skip_blanks();
    if (!ahead_is('"') && !ahead_is('\'')) return false;
    const auto end = bytes_.find(bytes_[at_], at_ + 1);
    if (end == std::string_view::npos) return false;
    into = range(at_ + 1, end);
    at_ = end + 1;
    return true;
  }

  bool no_attribute_twice(const element& owner) {
    std::vector<place> names;
    names.reserve(owner.attribute_count);
    for (std::uint32_t i = 0; i < owner.attribute_count; ++i) {
      names.push_back(found_.attributes[owner.attributes + i].name);
    }
    std::sort(names.begin(), names.end(), [this](place a, place b) {
      return std::pair(written(bytes_, a), a.begin) <
             std::pair(written(bytes_, b), b.begin);
    });
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (written(bytes_, names[i]) != written(bytes_, names[i - 1])) continue;
      report_.error(errc::xml_duplicate_attribute, names[i],
                    "attribute " + quoted(written(bytes_, names[i])) +
                        " is given twice; the one before is on line " +
                        report_.line_of(names[i - 1].begin),
                    "keep one of them");
    }
    return !report_.full();
  }

  bool end_tag() {
    const auto begin = at_;
    at_ += 2;
    place found;
    if (!name(found)) {
      return not_well_formed(next(1), "no name in an end tag", "");
    }
    skip_blanks();
    if (!ahead_is('>')) {
      return not_well_formed(range(begin, found.end), "the end tag is never closed", "");
    }
    ++at_;
    if (open_.empty()) {
      return not_well_formed(found, quoted(written(bytes_, found)) + " closes nothing",
                             "");
    }
    auto& owner = found_.elements[open_.back().index];
    if (written(bytes_, owner.name) != written(bytes_, found)) {
      return not_well_formed(found,
                             quoted(written(bytes_, found)) + " closes " +
                                 quoted(written(bytes_, owner.name)) + " of line " +
                                 report_.line_of(owner.name.begin),
                             "every element ends before the one around it");
    }
    owner.end = static_cast<std::uint32_t>(found_.elements.size());
    open_.pop_back();
    return true;
  }

  std::string_view bytes_;
  reporter& report_;
  std::size_t at_ = 0;
  bool unsound_ = false;
  layout found_;
  std::vector<open_element> open_;
};

// --- decoding -------------------------------------------------------------------------

/// Appends what a piece of the document means; its references are known to be sound.
void decode(std::string_view bytes, place where, bool of_attribute, decoded& into) {
  const auto put = [&into](char c, std::size_t offset) {
    into.text += c;
    into.offsets.push_back(static_cast<std::uint32_t>(offset));
  };
  for (std::size_t at = where.begin; at < where.end;) {
    const char c = bytes[at];
    if (c == '&') {
      const auto found = read_reference(bytes.substr(at, where.end - at));
      std::string meant;
      utf8::unchecked::append(found.point, std::back_inserter(meant));
      for (const char byte : meant)
        put(byte, at);
      at += found.size;
      continue;
    }
    const bool pair = c == '\r' && at + 1 < where.end && bytes[at + 1] == '\n';
    const bool blank = is_blank(c);
    put(blank && of_attribute ? ' ' : c == '\r' ? '\n' : c, at);
    at += pair ? 2 : 1;
  }
}

/// At once, for as many bytes as the decoded text has at most.
void make_room(decoded& into, std::size_t size) {
  into.text.reserve(size);
  into.offsets.reserve(size + 1);
}

}  // namespace

std::optional<layout> scan(std::string_view bytes, reporter& report) {
  return scanner(bytes, report).run();
}

std::size_t memory_of(const layout& of) noexcept {
  return of.elements.size() * sizeof(element) + of.attributes.size() * sizeof(attribute) +
         of.pieces.size() * sizeof(piece);
}

decoded value_of(std::string_view bytes, const attribute& of) {
  decoded value;
  make_room(value, of.value.end - of.value.begin);
  decode(bytes, of.value, true, value);
  value.offsets.push_back(of.value.end);
  return value;
}

decoded text_of(std::string_view bytes, const layout& where, const element& of) {
  decoded text;
  std::size_t size = 0;
  for (auto i = of.text; i != nowhere; i = where.pieces[i].next)
    size += where.pieces[i].where.end - where.pieces[i].where.begin;
  make_room(text, size);
  std::uint32_t end = of.name.end;
  for (auto i = of.text; i != nowhere; i = where.pieces[i].next) {
    decode(bytes, where.pieces[i].where, false, text);
    end = where.pieces[i].where.end;
  }
  text.offsets.push_back(end);
  return text;
}

}  // namespace arvio::inline v0::xml
