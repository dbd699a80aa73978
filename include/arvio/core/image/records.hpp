#ifndef ARVIO_CORE_IMAGE_RECORDS_HPP
#define ARVIO_CORE_IMAGE_RECORDS_HPP

#include <cstdint>

/// What a program is made of: the elements of the parts of an image.
namespace arvio::inline v0::core {

/// A place in a part of the image.
using place = std::uint32_t;
inline constexpr place none = 0xffffffffU;

// --- what is declared ------------------------------------------------------------------

enum class input_kind : std::uint32_t {
  boolean,
  number,
  code,
  codes,
  date,
  datetime,
  duration
};

struct input_record {
  // What an answer needs comes first: a line of memory.
  std::int64_t low = 0;   // the domain: 0 to 1 for booleans, the places of the codes
  std::int64_t high = 0;  // of a code input; of no use for `codes`
  input_kind kind = input_kind::boolean;
  std::uint32_t scale = 0;       // numbers: digits after the point
  std::uint32_t codes = 0;       // code and codes: how many
  std::uint32_t first_word = 0;  // of its codes in each plane of code bits
  std::uint32_t is_plain = 0;    // its possible values follow from its answer alone
  place slot = none;             // other than codes
  place state_word = none;       // of that slot among the slot states
  place first_code_slot = 0;     // codes: one entry of code_slots per code
  place first_use = 0;           // of item_uses: items of plain scores
  std::uint32_t uses = 0;
  std::uint32_t unused[2] = {};

  std::int64_t otherwise = 0;
  std::int64_t max_age = 0;  // seconds; where `ages`
  place applies = none;      // condition
  place first_inference = 0;
  std::uint32_t inferences = 0;
  place first_presumption = 0;
  std::uint32_t presumptions = 0;
  place after = none;
  std::uint32_t is_complaint = 0;
  std::uint32_t ages = 0;  // max_age holds
  place name = 0;
  place first_code_name = 0;
  std::uint32_t unused_too[2] = {};
};
static_assert(sizeof(input_record) == 128);

/// Where the condition is certain: the values `low` to `high`, the codes of a mask, or
/// the values of an expression times `factor`.
struct inference_record {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t factor = 1;
  place when = none;  // condition; none: always
  place expression = none;
  place mask = none;  // code inputs: the first of its words
  std::uint32_t unused = 0;
};

struct presumption_record {
  std::int64_t value = 0;
  place when = none;
  place first_code = 0;  // of presumed_codes
  std::uint32_t codes = 0;
  std::uint32_t unused = 0;
};

struct presumed_code {
  std::uint32_t code = 0;
  std::uint32_t present = 0;
};

enum class derived_kind : std::uint32_t { number, truth, code, score, table };
enum class operand_kind : std::uint32_t { input, derived };

struct operand {
  operand_kind kind = operand_kind::input;
  place index = 0;
};

struct derived_record {
  std::int64_t factor = 1;  // number: of the expression's values
  derived_kind kind = derived_kind::number;
  place slot = none;
  place computed_from = none;  // number, code: expression; truth: condition
  place first = 0;             // score: items; table: rows
  std::uint32_t count = 0;
  std::uint32_t codes = 0;       // of a value that is a code: how many, else 0
  std::uint32_t first_word = 0;  // of its codes in the plane of derived bits
  std::uint32_t operands = 0;    // table: 1 or 2
  operand first_operand;
  operand second_operand;
  place name = 0;
  std::uint32_t unused = 0;
};

/// An item of a score: bands over an operand, or an expression.
struct item_record {
  operand counted;
  place first_band = 0;
  std::uint32_t bands = 0;
  place expression = none;
  std::uint32_t unused = 0;
};

/// An item that hangs on an input, and the score that it counts in.
struct item_use {
  place derived = 0;
  place item = 0;
};

/// From `low` up to the next band's.
struct band_record {
  std::int64_t low = 0;
  std::int64_t points = 0;
};

struct range_record {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

struct row_record {
  std::int64_t result = 0;
  place first = 0;  // ranges
  std::uint32_t ranges = 0;
  place first_second = 0;
  std::uint32_t seconds = 0;
};

// --- expressions -----------------------------------------------------------------------

enum class node_kind : std::uint32_t {
  constant,  // value
  assessment_time,
  input,    // index
  derived,  // index
  truth,    // index: condition
  negate,
  add,
  subtract,
  multiply,
  minimum,  // extra: how many
  maximum,  // extra
  sum,      // extra
  absolute,
  round,  // of the one before divided by `value`
  floor,
  ceiling,
  round_quotient,  // of the two before, the first times `value`, the second times `extra`
  floor_quotient,
  ceiling_quotient,
  choose,         // index: condition; of the two before
  years_between,  // extra: bit 0 the first is a date, bit 1 the second
  months_between,
  days_between,
  hours_between,
  minutes_between
};

/// One node of an expression; the parts of a node stand before it, last part last.
struct node_record {
  std::int64_t value = 0;
  std::int64_t factor = 1;  // the node's values are those of its kind times this
  node_kind kind = node_kind::constant;
  std::uint32_t size = 1;  // nodes of it and its parts
  place index = 0;
  std::uint32_t extra = 0;
};

struct expression_record {
  place first = 0;
  std::uint32_t nodes = 0;
  std::uint32_t codes = 0;   // its values are places of so many codes; 0: a number
  std::uint32_t stride = 2;  // words per node while it is evaluated
};

// --- slots and conditions --------------------------------------------------------------

enum class slot_kind : std::uint32_t {
  input,
  code,
  derived,
  expression,
  comparison,  // 0 less, 1 equal, 2 greater
  gate,        // 1 where one of some complaints is named
  urgency      // the recommended one or a need's: in loose conditions alone
};

struct slot_record {
  std::int64_t left_factor = 1;  // comparison
  std::int64_t right_factor = 1;
  slot_kind kind = slot_kind::input;
  place index = 0;  // input, derived, left expression; urgency: need plus one, or 0
  place other = 0;  // code; right expression; gate: first of gate_codes
  std::uint32_t count = 0;  // gate: how many codes
  std::uint32_t stratum = 0;
  place first_interval = 0;
  std::uint32_t intervals = 0;
  std::uint32_t classes = 0;
  std::uint32_t first_word = 0;     // of its classes among the slot states; see quads
  place first_row = 0;              // of row_places: one per class, then where any
  place pairs = none;               // of row_places: two per pair of classes
  place quad = none;                // booleans: four share rows
  place seat = 0;                   // in the quad; without one, among the single slots
  std::uint32_t first_partial = 0;  // room for the rows of its classes
};

/// Values from `low` up to the next interval's are of one class.
struct interval_record {
  std::int64_t low = 0;
  std::uint32_t value_class = 0;
  std::uint32_t unused = 0;
};

/// Four boolean slots that share rows: one for every choice of those that are 0, and of
/// those unknown. Light ones have a row for all four alone, and each slot its own. Their
/// states come first among the slot states, four words to a quad.
inline constexpr std::uint32_t slots_per_quad = 4;
struct quad_record {
  place slots[slots_per_quad] = {none, none, none, none};
  place first_row = 0;  // of row_places: 16, then 16; light: 1, then 1
  std::uint32_t stratum = 0;
  std::uint32_t is_light = 0;
  std::uint32_t unused = 0;
};

/// All maximal boxes of a condition, each a clause.
struct condition_record {
  place first_clause = 0;
  std::uint32_t clauses = 0;
};

/// The slot has a class of the mask.
struct predicate_record {
  place slot = 0;
  place mask = 0;                // the first of its words
  std::uint32_t state_word = 0;  // of the slot among the slot states
  std::uint32_t words = 0;       // of mask and state; 0: an urgency slot
};

// --- what is evaluated when ------------------------------------------------------------

enum class step_kind : std::uint32_t { input, derived, slot };

struct step_record {
  step_kind kind = step_kind::input;
  place index = 0;
};

/// A derived value that is true where a condition of one word of bits holds, and the slot
/// of a quad that shows it: found before all other steps of its stratum.
struct truth_record {
  std::uint64_t mask = 0;        // of the condition's clauses
  std::uint32_t word = 0;        // of the bits
  std::uint32_t state_word = 0;  // of the slot among the slot states
  place slot = 0;
  place derived = 0;
};

/// Strata whose rows are put together at once; more are taken in turn.
inline constexpr std::uint32_t strata_at_once = 64;

/// Steps that need no condition which hangs on a later stratum, and whose rows are put
/// together with them: quads, and slots that have rows of their own.
struct stratum_record {
  place first_step = 0;
  std::uint32_t steps = 0;
  place first_truth = 0;
  std::uint32_t truths = 0;
  place first_quad = 0;
  std::uint32_t quads = 0;
  place first_single = 0;  // of single_slots
  std::uint32_t singles = 0;
};

// --- groups and rules ------------------------------------------------------------------

struct group_record {
  std::uint64_t needs = 0;  // that its urgency rules speak for
  place scope = 0;          // condition
  place first_rule = 0;
  std::uint32_t rules = 0;
  place first_requirement = 0;
  std::uint32_t requirements = 0;
  place first_route = 0;
  std::uint32_t routes = 0;
  place name = 0;
  std::uint32_t always_speaks = 0;  // in every contact, whatever it is about
  std::uint32_t apart = 0;          // no clause says what several rules say together
};

struct rule_record {
  std::uint64_t needs = 0;
  place first_clause = 0;
  std::uint32_t clauses = 0;
  std::uint32_t level = none;
  std::uint32_t suggest = none;
  place group = 0;
  place first_duty = 0;
  std::uint32_t duties = 0;
  std::uint32_t is_otherwise = 0;
  place name = 0;
  std::uint32_t deadline_kinds = 0;  // behind its duties: kinds that it asks for
};

struct requirement_record {
  place input = 0;
  std::uint32_t level = none;
};

struct route_record {
  std::uint64_t needs = 0;
  place condition = 0;
  std::uint32_t levels = 0;
  place group = none;
  std::uint32_t unused = 0;
};

/// A limit in time: its own `when`, and what it counts from.
struct deadline_record {
  place condition = 0;
  std::uint32_t kind = 0;
  place event = none;  // input, date or datetime; none: the assessment
  std::uint32_t unused = 0;
  // The values of the event on which it is in force, both included: days or seconds, as
  // the event is; of the assessment seconds.
  std::int64_t from = 0;
  std::int64_t to = 0;
};

struct name_record {
  std::uint32_t first = 0;  // of the letters
  std::uint32_t size = 0;
};

/// A rule set of the program, each a name.
struct identity_record {
  place id = 0;
  place version = 0;
  place digest = 0;
  std::uint32_t unused = 0;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_IMAGE_RECORDS_HPP
