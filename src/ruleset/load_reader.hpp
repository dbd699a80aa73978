#ifndef ARVIO_SRC_RULESET_LOAD_READER_HPP
#define ARVIO_SRC_RULESET_LOAD_READER_HPP

#include "arvio/base/small_letters.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include "load_forms.hpp"
#include "xml/report.hpp"
#include "xml/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::inline v0::ruleset {

/// An element of the document being loaded.
using element_index = xml::tree::index;

enum class presence : std::uint8_t { required, optional };

/// An attribute that an element may have, and what it is read into.
///
/// Meaning  a list is separated by blanks, and `shape` is the form of each part; a name
///          and an expression keep their place.
struct attribute_rule {
  using target = std::variant<name*, std::optional<name>*, std::vector<name>*,
                              std::string*, bool*, std::optional<expression>*>;

  std::string_view called;
  presence must = presence::optional;
  const form* shape = nullptr;
  target into;
  const choices* one_of = nullptr;  // where only these are allowed
};

enum class occurrence : std::uint8_t {
  optional,  // at most once
  one,       // exactly once
  any,       // any number of times
  some,      // once or more
  later,     // of the format, but not yet of this version
};

/// A child that an element may have, and how it is read.
struct child_rule {
  std::string_view called;
  occurrence times = occurrence::any;
  std::function<void(element_index)> read;
};

/// Ids of one kind, which must differ from one another in more than the case of letters.
class id_set {
 public:
  explicit id_set(std::string_view what) : what_(what) {}

  /// False, and reported, where an id is there already. Ids that are missing are none.
  bool add(xml::reporter& report, const name& id);
  [[nodiscard]] bool contains(const std::string& id) const {
    const auto found = places_.find(id);
    return found != places_.end() && found->first == id;
  }
  [[nodiscard]] std::vector<std::string> all() const;

 private:
  std::string_view what_;
  std::map<std::string, source_span, before_in_small_letters> places_;
};

/// The ids of one document, by what they are ids of. Those that stand in one place only
/// (levels, needs, the values of an input) are kept there.
struct document_ids {
  id_set names{"name"};  // of inputs and derived values
  id_set items{"item"};
  id_set value_sets{"value set"};
  id_set rules{"rule"};
  id_set groups{"group of rules"};
  id_set sources{"source"};
  id_set duties{"duty"};
  id_set deadlines{"deadline"};
  id_set cases{"case"};
  id_set uses{"used rule set"};
};

/// What sort of text for people an element is.
enum class text_kind : std::uint8_t {
  plain,    // one for each language
  wording,  // the same, perhaps somebody's: source, locked
  advice,   // one for each language and audience
  note,     // any number
};

/// Reads elements by tables of what they may hold. What is not in a table is an error,
/// and so is what is missing, repeated or not of its form: that is read as empty. What is
/// kept of it is counted: a document whose parts need more memory than one of its size
/// may take is refused.
class reader {
 public:
  reader(const xml::tree& document, xml::reporter& report)
      : document_(document), report_(report), memory_(document.spare_memory()) {}

  /// Reads all attributes of an element. False where one is unknown or missing, so that
  /// what belongs together need not be looked into.
  bool attributes(element_index of, std::initializer_list<attribute_rule> allowed);
  /// Reads all children of an element that holds no text. False as for attributes.
  bool children(element_index of, const std::vector<child_rule>& allowed);
  /// The same for an element that holds nothing.
  void nothing_inside(element_index of) { children(of, {}); }

  /// Reads an element that is a text for people, and adds it.
  void text(element_index of, texts& into, text_kind kind);
  /// Reads an element that is an expression.
  [[nodiscard]] std::optional<expression> formula(element_index of);
  /// Reads the text of an element, its blanks collapsed.
  [[nodiscard]] std::string plain_text(element_index of);

  /// An attribute as written, for those that decide how the rest is read.
  [[nodiscard]] std::optional<name> peek(element_index of,
                                         std::string_view attribute) const;
  /// All attributes as written: where their names are data.
  [[nodiscard]] std::vector<given_answer> all_attributes(element_index of);

  /// Notes a reference to a source, to be looked up by check_sources().
  void cite(const name& source) { keep(cited_, {source, report_.rule}); }
  void cite(const std::optional<name>& source) {
    if (source) cite(*source);
  }
  void check_sources();

  void error(errc code, source_span where, std::string_view message,
             std::string_view hint);
  /// Adds an id, which must not be there yet.
  void add(id_set& to, const name& id) {
    charge(bytes_of_id);
    if (!to.add(report_, id)) ++faults_;
  }
  /// Passes an element over of which a fault was told. Nobody shall be told that the ids
  /// in it are unknown.
  void leave_unread(element_index of);
  /// Puts a part that was read where it belongs, if there is room for it.
  template <class Part>
  void keep(std::vector<Part>& into, std::type_identity_t<Part>&& part) {
    if (into.size() == into.capacity()) {
      const auto room = into.empty() ? siblings_ : into.size() * 2;
      if (!charge(room * sizeof(Part) + bytes_of_place)) return;
      into.reserve(room);
    }
    charge(bytes_of_place);
    into.push_back(std::move(part));
  }
  /// The rule that findings name from now on; empty for none.
  void inside_rule(std::string id) { report_.rule = std::move(id); }
  /// Whether reading has come to its end, by findings or for want of room.
  [[nodiscard]] bool full() const { return report_.full() || over_; }

  [[nodiscard]] source_span place_of(element_index of) const;
  [[nodiscard]] std::string_view name_of(element_index of) const {
    return document_.name(of);
  }

  std::vector<std::string> languages;  // of the rule set
  document_ids ids;
  std::vector<std::string> unread;  // ids that are declared in what could not be read
  bool unread_fits = true;          // whether there was room for all of them

 private:
  friend class part_scope;

  struct citation_made {
    name source;
    std::string rule;
  };

  void read_child(const child_rule& rule, element_index child,
                  const element_index* before);
  void read_attribute(const xml::tree::attribute_view& from, const attribute_rule& rule);
  void read_list(const xml::tree::attribute_view& from, const attribute_rule& rule,
                 std::vector<name>& into);
  [[nodiscard]] bool has_form(const name& value, const attribute_rule& rule);
  void fault(errc code, xml::place where, std::string_view message,
             std::string_view hint);
  void keep_unread(std::string id);
  void no_text_in(element_index of);
  [[nodiscard]] std::optional<expression> parse(const xml::decoded& text);
  [[nodiscard]] name named(const xml::tree::attribute_view& from) const;

  // What the id of a part and the place of a part cost in the sets that they are kept in.
  static constexpr std::size_t bytes_of_id = 128;
  static constexpr std::size_t bytes_of_place = 48;

  /// Counts bytes that will be held. False where they are more than there is room for.
  bool charge(std::size_t bytes);
  void charge_text(const std::string& text);

  const xml::tree& document_;
  xml::reporter& report_;
  std::size_t memory_;  // bytes that may still be held
  bool over_ = false;
  std::size_t faults_ = 0;    // of the part that is read, without those of parts inside
  element_index at_ = 0;      // what is being read
  std::size_t siblings_ = 1;  // about as many of its name stand together
  std::vector<citation_made> cited_;
};

/// Follows whether a part of a document has faults of its own while it is read: those of
/// the parts inside it that have such a scope, too, are not among them.
class part_scope {
 public:
  explicit part_scope(reader& in) : in_(in), around_(std::exchange(in.faults_, 0)) {}
  part_scope(const part_scope&) = delete;
  part_scope& operator=(const part_scope&) = delete;
  ~part_scope() { in_.faults_ = around_; }

  [[nodiscard]] bool faulty() const { return in_.faults_ > 0; }

 private:
  reader& in_;
  std::size_t around_;
};

/// Names a rule in the findings made while it is read.
class rule_scope {
 public:
  rule_scope(reader& in, std::string id) : in_(in) { in_.inside_rule(std::move(id)); }
  rule_scope(const rule_scope&) = delete;
  rule_scope& operator=(const rule_scope&) = delete;
  ~rule_scope() { in_.inside_rule(""); }

 private:
  reader& in_;
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_SRC_RULESET_LOAD_READER_HPP
