#include "result.hpp"

#include "arvio/book/value.hpp"
#include "arvio/version.hpp"

#include "book_words.hpp"
#include "region_words.hpp"
#include "texts.hpp"
#include "used_answer.hpp"
#include "value_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#define ARVIO_TEXT_OF(number) #number
#define ARVIO_DOTTED(major, minor, patch) \
  ARVIO_TEXT_OF(major) "." ARVIO_TEXT_OF(minor) "." ARVIO_TEXT_OF(patch)

namespace arvio::inline v0 {

namespace {

using book::level_index;
using book::outcome;
using book::rulebook;

constexpr const char* library_version =
    ARVIO_DOTTED(ARVIO_VERSION_MAJOR, ARVIO_VERSION_MINOR, ARVIO_VERSION_PATCH);

/// The parts of a list, each made from one of `from`.
template <class From, class Into, class Make>
void make_each(const From& from, Into& into, Make make) {
  into.reserve(from.size());
  for (const auto& one : from)
    into.push_back(make(one));
}

/// Turns the places of one outcome into names and texts.
class describer {
 public:
  describer(const outcome& from, const beside_outcome& beside, const rulebook& book,
            const std::vector<std::string>& digests, const arvio::contact& contact,
            const checked_contact& checked, const result_options& wanted)
      : from_(from),
        beside_(beside),
        digests_(digests),
        book_(book),
        contact_(contact),
        checked_(checked),
        wanted_(wanted),
        text_(contact.language),
        words_(book, text_),
        values_(text_),
        region_(book, text_, words_, values_, beside.region.where(), contact.at.moment) {}

  [[nodiscard]] assessment run() {
    frame();
    urgency();
    rules();
    const auto shown = [this](const auto& one) { return of(one); };
    made_.derived.reserve(book_.derived.size());
    for (std::size_t i = 0; i < book_.derived.size(); ++i)
      made_.derived.push_back(derived(i));
    deadlines();
    routes();
    make_each(from_.questions, made_.questions, shown);
    make_each(from_.further, made_.further, shown);
    make_each(beside_.missing, made_.missing, shown);
    made_.inferred = input_ids(from_.inferred);
    make_each(from_.presumed, made_.presumed, shown);
    made_.unexpected = input_ids(from_.unexpected);
    made_.outdated = input_ids(from_.outdated);
    made_.required_unanswered = input_ids(from_.required_unanswered);
    made_.unused = checked_.unused;
    inputs();
    texts();
    for (level_index i = 0; i < book_.level_count; ++i) {
      made_.scale.push_back(words_.level(i));
    }
    identities();
    return std::move(made_);
  }

 private:
  // --- frame and urgency

  void frame() {
    made_.id = contact_.id;
    made_.at = contact_.at;
    made_.at_text = text_.own(values_.time(contact_.at));
    made_.language = contact_.language;
    made_.finished = contact_.finish;
    made_.library = library_version;
  }

  void urgency() {
    made_.status = from_.status;
    made_.status_text = status_text();
    if (from_.recommended) made_.recommended = of(*from_.recommended);
    if (from_.if_finished) made_.if_finished = of(*from_.if_finished);
    made_.bounds = of(from_.bounds);
    for (const auto& need : from_.needs) {
      made_.needs.push_back(
          {words_.term(book_.words().needs[need.need]), of(need.bounds)});
    }
    made_.coverage = from_.coverage;
    for (const auto complaint : from_.uncovered) {
      made_.uncovered.push_back(words_.term(book_.words().complaints[complaint]));
    }
  }

  /// The recommended level is the emergency level, and it is not certain.
  [[nodiscard]] bool emergency_not_excluded() const {
    return from_.recommended && from_.recommended->level == 0 &&
           from_.recommended->basis != basis::certain;
  }

  [[nodiscard]] shown_text status_text() const {
    if (!emergency_not_excluded()) return words_.status(id_of(from_.status));
    const auto words = words_.status("emergency_not_excluded");
    return words.words.empty() ? text_.of(phrase::emergency_not_excluded) : words;
  }

  [[nodiscard]] urgency_bounds of(const arvio::bounds& bounds) const {
    return {words_.at_least(bounds.at_least), words_.level(bounds.not_excluded)};
  }
  [[nodiscard]] recommended_urgency of(const arvio::recommendation& what) const {
    return {words_.level(what.level), what.basis};
  }

  // --- rules

  [[nodiscard]] const std::string& set_id(std::uint32_t set) const {
    return book_.sets[set].rules->id.text;
  }
  [[nodiscard]] const std::string& level_id(level_index level) const {
    return book_.words().levels[level].id.text;
  }
  [[nodiscard]] const book::linked_rule& rule(book::rule_reference at) const {
    return book_.groups[at.group].rules[at.rule];
  }

  [[nodiscard]] listed_rule of(book::rule_reference at) const {
    const auto& linked = rule(at);
    listed_rule shown;
    shown.id = linked.id;
    shown.rule_set = set_id(book_.groups[at.group].set);
    if (linked.urgency) shown.level = level_id(*linked.urgency);
    shown.title = text_.of(linked.declared->titles);
    return shown;
  }

  void rules() {
    make_each(from_.rules_certain, made_.rules_certain, [this](const auto& certain) {
      auto shown = of(certain.rule);
      make_each(certain.inputs, shown.because,
                [this](std::uint32_t place) { return used(place); });
      return shown;
    });
    make_each(from_.rules_possible, made_.rules_possible,
              [this](book::rule_reference at) { return of(at); });
    for (const auto& suggestion : from_.suggestions) {
      auto shown = of(suggestion.rule);
      shown.level = level_id(suggestion.level);
      made_.suggestions.push_back({std::move(shown), suggestion.certainty});
    }
    for (std::size_t i = 0; i < from_.duties.size(); ++i) {
      made_.duties.push_back(of(from_.duties[i]));
      if (i < beside_.region.recipients().size())
        made_.duties.back().recipients = region_.services(beside_.region.recipients()[i]);
    }
  }

  /// An answer in words, made once: many rules rest on the same ones.
  [[nodiscard]] const used_answer& used(std::uint32_t place) {
    if (used_.empty()) used_.resize(book_.inputs.size());
    auto& known = used_[place];
    if (!known) {
      const auto& input = book_.inputs[place];
      const auto& said = checked_.answers.by_input[place];
      known = used_answer_of(input, said, contact_);
      known->text = values_.answer(words_.kind(input), input, said);
    }
    return *known;
  }

  [[nodiscard]] listed_duty of(const book::applying_duty& what) const {
    const auto& linked = book_.duties[what.duty];
    const auto& declared = *linked.declared;
    listed_duty shown;
    shown.id = linked.id;
    shown.rule_set = set_id(linked.set);
    shown.certainty = what.certainty;
    shown.title = text_.of(declared.titles);
    shown.by = declared.by.text;
    shown.to = declared.to.text;
    shown.subject = declared.subject.text;
    shown.within = linked.within;
    shown.basis = declared.basis.text;
    shown.advice = text_.advice(declared.advice, "professional");
    return shown;
  }

  // --- derived values

  [[nodiscard]] derived_result derived(std::size_t place) const {
    const auto& linked = book_.derived[place];
    const auto& set = from_.derived[place];
    derived_result shown;
    shown.id = linked.id;
    shown.rule_set = set_id(linked.set);
    shown.title = text_.of(linked.declared->labels);
    shown.narrowed = set != value_set(linked.type.low, linked.type.high);
    shown.text = text_.own(values_.any_of(derived_kind(linked), set));
    if (linked.type.is_number()) {
      shown.unit = linked.type.unit;
      shown.range = {{set.min(), linked.type.scale}, {set.max(), linked.type.scale}};
      return shown;
    }
    for (const auto& range : set.ranges()) {
      for (auto value = range.low; value <= range.high; ++value) {
        shown.values.push_back(book::value_text({linked.type, linked.codes}, value));
      }
    }
    return shown;
  }

  /// Codes of derived values have no words of their own.
  [[nodiscard]] static value_kind derived_kind(const book::linked_derived& linked) {
    value_kind kind{linked.type, {}, {}};
    for (const auto& code : linked.codes)
      kind.options.push_back({code, {}});
    return kind;
  }

  // --- routes

  [[nodiscard]] listed_route of(const book::linked_route& linked,
                                route_reason reason) const {
    listed_route shown;
    shown.channel = words_.term(book_.words().channels[linked.channel]);
    if (linked.professional) {
      shown.professional = words_.term(book_.words().professionals[*linked.professional]);
    }
    shown.title = text_.of(linked.declared->titles);
    shown.reason = reason;
    shown.why = text_.of(phrase_of(reason));
    return shown;
  }

  static phrase phrase_of(route_reason reason) {
    switch (reason) {
      case route_reason::suits: return phrase::route_suits;
      case route_reason::fallback: return phrase::route_fallback;
      case route_reason::not_known: return phrase::route_not_known_what;
      case route_reason::not_suited: return phrase::route_not_suited;
      case route_reason::services_not_known: return phrase::route_services_not_known;
      case route_reason::not_in_region: return phrase::route_not_in_region;
      case route_reason::no_service: return phrase::route_no_service;
    }
    return phrase::route_not_suited;  // not reached
  }

  [[nodiscard]] listed_route of(const book::refused_route& refused) const {
    if (refused.condition == certainty::excluded) {
      auto shown = of(route_of(book_, refused.route), route_reason::not_suited);
      shown.in_scope = refused.in_scope;
      return shown;
    }
    auto shown = of(route_of(book_, refused.route), route_reason::not_known);
    shown.in_scope = refused.in_scope;
    shown.inputs = input_ids(refused.unknown);
    if (shown.inputs.empty()) return shown;
    shown.why = text_.of(say::route_not_known{region_.questions(refused.unknown)});
    return shown;
  }

  void routes() {
    const auto& needs = beside_.region.needs();
    for (std::size_t i = 0; i < from_.routes.size(); ++i)
      made_.routes.push_back(needs ? of(from_.routes[i], (*needs)[i])
                                   : of(from_.routes[i]));
  }

  [[nodiscard]] listed_routes head_of(const book::need_routes& routes) const {
    listed_routes shown;
    if (routes.need) shown.need = words_.term(book_.words().needs[*routes.need]);
    shown.level = words_.level(routes.level);
    return shown;
  }

  /// The routes of a need with the services of the region behind them.
  [[nodiscard]] listed_routes of(const book::need_routes& decided,
                                 const service::need_services& found) const {
    using service::route_standing;
    auto shown = head_of(decided);
    const auto offer = [&](const book::linked_route& linked, route_reason reason,
                           const std::vector<service::listed_service>& services,
                           const std::vector<service::listed_service>& refused) {
      shown.offered.push_back(of(linked, reason));
      shown.offered.back().services = region_.services(services);
      shown.offered.back().refused_services = region_.services(refused);
    };
    for (const auto* one : service::in_order_of_offer(found.routes)) {
      const bool suits = one->standing == route_standing::offered;
      offer(route_of(book_, one->route),
            suits ? route_reason::suits : route_reason::services_not_known,
            one->offered_services(), one->refused);
    }
    if (found.fallback && book_.fallback) {
      shown.fallback = true;
      shown.without_suitable = !found.fallback->is_suitable;
      offer(*book_.fallback, route_reason::fallback, found.fallback->services,
            found.fallback->refused);
      if (shown.without_suitable)
        shown.offered.back().why = text_.of(phrase::route_fallback_unsuitable);
    }
    for (const auto& one : found.routes)
      add_refused(one, decided, shown.refused);
    region_.set_target(found, shown);
    if (beside_.region.lives_elsewhere())
      shown.residence_text = residence_text(found.level);
    return shown;
  }

  /// Urgent care is owed whatever the residence, other care by one's own county.
  [[nodiscard]] shown_text residence_text(level_index level) const {
    return text_.of(level <= book_.out_of_scope ? phrase::residence_urgent_care
                                                : phrase::residence_other_care);
  }

  /// A route that is not offered, for the first reason of: its condition, no service of
  /// its kind, each of them refused, its condition not known.
  void add_refused(const service::route_services& one, const book::need_routes& decided,
                   std::vector<listed_route>& to) const {
    using service::route_standing;
    switch (one.standing) {
      case route_standing::offered:
      case route_standing::offered_not_known: return;
      case route_standing::not_in_region:
        to.push_back(of(route_of(book_, one.route), route_reason::not_in_region));
        break;
      case route_standing::services_refused:
        to.push_back(of(route_of(book_, one.route), route_reason::no_service));
        break;
      case route_standing::excluded:
      case route_standing::condition_unknown: {
        const auto refused =
            std::find_if(decided.refused.begin(), decided.refused.end(),
                         [&](const auto& each) { return each.route == one.route; });
        to.push_back(of(*refused));
        break;
      }
    }
    to.back().refused_services = region_.services(one.refused);
  }

  [[nodiscard]] listed_routes of(const book::need_routes& routes) const {
    auto shown = head_of(routes);
    shown.fallback = routes.fallback;
    for (const auto& offered : routes.offered) {
      shown.offered.push_back(of(route_of(book_, offered), route_reason::suits));
    }
    if (routes.fallback && routes.offered.empty() && book_.fallback) {
      shown.offered.push_back(of(*book_.fallback, route_reason::fallback));
    }
    make_each(routes.refused, shown.refused,
              [this](const auto& refused) { return of(refused); });
    return shown;
  }

  // --- deadlines

  void deadlines() {
    for (const auto& one : beside_.region.deadlines()) {
      const auto decided =
          std::find_if(from_.deadlines.begin(), from_.deadlines.end(),
                       [&](const auto& each) { return each.deadline == one.deadline; });
      made_.deadlines.push_back(region_.deadline(one, *decided));
    }
  }

  // --- questions

  [[nodiscard]] std::vector<std::string> input_ids(
      const std::vector<std::uint32_t>& inputs) const {
    std::vector<std::string> ids;
    ids.reserve(inputs.size());
    for (const auto input : inputs) {
      ids.push_back(book_.inputs[input].id);
    }
    return ids;
  }

  [[nodiscard]] listed_question of(const book::question& question) const {
    const auto& input = book_.inputs[question.input];
    listed_question shown;
    shown.input = input.id;
    shown.purpose = question.purpose;
    if (question.level) shown.level = level_id(*question.level);
    shown.ask = words_.ask(input);
    if (input.declared != nullptr) shown.help = text_.of(input.declared->help);
    shown.type = type_of(input.type.kind);
    shown.unit = input.type.unit;
    shown.form = form_of(input.type);
    shown.options = words_.options(input);
    make_each(question.reasons, shown.reasons,
              [this](const auto& reason) { return of(reason); });
    return shown;
  }

  static input_type type_of(lang::kind kind) {
    switch (kind) {
      case lang::kind::none: break;  // no rule set is opened with one
      case lang::kind::boolean: return input_type::boolean;
      case lang::kind::integer: return input_type::integer;
      case lang::kind::decimal: return input_type::decimal;
      case lang::kind::code: return input_type::code;
      case lang::kind::codes: return input_type::codes;
      case lang::kind::date: return input_type::date;
      case lang::kind::datetime: return input_type::datetime;
      case lang::kind::duration: return input_type::duration;
    }
    return input_type::boolean;  // not reached
  }

  /// What an answer is; where there are choices they say it.
  [[nodiscard]] shown_text form_of(const lang::type& type) const {
    switch (type.kind) {
      case lang::kind::boolean: return text_.of(phrase::form_yes_or_no);
      case lang::kind::date: return text_.of(phrase::form_date);
      case lang::kind::datetime: return text_.of(phrase::form_time);
      case lang::kind::duration: return text_.of(phrase::form_duration);
      case lang::kind::integer:
      case lang::kind::decimal: {
        const auto unit = values_.unit(type.unit);
        return unit.empty() ? text_.of(phrase::form_number)
                            : text_.of(say::form_number_of{unit});
      }
      case lang::kind::code:
      case lang::kind::codes:
      case lang::kind::none: break;
    }
    return {};
  }

  [[nodiscard]] question_reason of(const book::reason& reason) const {
    question_reason shown;
    shown.purpose = reason.purpose;
    if (reason.level) shown.level = level_id(*reason.level);
    if (reason.group) {
      const auto& group = book_.groups[*reason.group];
      shown.group = fmt::format("{}/{}", set_id(group.set), group.id);
    }
    make_each(reason.rules, shown.rules,
              [this](book::rule_reference at) { return rule(at).id; });
    return shown;
  }

  // --- inputs

  [[nodiscard]] presumed_answer of(const book::presumed_input& what) const {
    const auto& input = book_.inputs[what.input];
    presumed_answer shown;
    shown.input = input.id;
    const auto kind = words_.kind(input);
    book::answer said;
    said.state = answer_state::known;
    if (what.value) {
      shown.value = answer_value_of(input, *what.value);
      said.values = value_set::single(*what.value);
    } else {
      shown.value = presumed_codes(input, what.codes);
      for (const auto& code : what.codes)
        said.codes.push_back(!code   ? code_state::unsaid
                             : *code ? code_state::present
                                     : code_state::absent);
    }
    if (is_presumed_by_contact(what.input)) shown.source = contact_.presumed_source;
    shown.text = values_.answer(kind, input, said);
    return shown;
  }

  [[nodiscard]] bool is_presumed_by_contact(std::uint32_t input) const {
    const auto& presumed = checked_.answers.presumed;
    return std::any_of(presumed.begin(), presumed.end(),
                       [input](const auto& one) { return one.input == input; });
  }

  [[nodiscard]] static std::vector<presumed_code> presumed_codes(
      const book::linked_input& input, const std::vector<std::optional<bool>>& codes) {
    std::vector<presumed_code> shown;
    for (std::size_t code = 0; code < codes.size(); ++code) {
      if (codes[code]) shown.push_back({input.codes[code], *codes[code]});
    }
    return shown;
  }

  /// The words of the inputs that stand somewhere by their id alone.
  void inputs() {
    std::vector<bool> named(book_.inputs.size());
    const auto name = [&named](const std::vector<std::uint32_t>& inputs) {
      for (const auto input : inputs)
        named[input] = true;
    };
    for (const auto* list : {&from_.inferred, &from_.unexpected, &from_.outdated,
                             &from_.required_unanswered})
      name(*list);
    for (const auto& one : from_.presumed)
      named[one.input] = true;
    for (const auto& rule : from_.rules_certain)
      name(rule.inputs);
    for (const auto& need : from_.routes) {
      for (const auto& route : need.refused)
        name(route.unknown);
    }
    for (std::size_t i = 0; i < named.size(); ++i) {
      const auto& input = book_.inputs[i];
      if (named[i]) made_.inputs.push_back({input.id, words_.ask(input)});
    }
  }

  // --- texts

  using lines = std::vector<text_line>;

  /// Of the vocabulary: true of the contact as the result is.
  static void add(lines& to, text_kind kind, const std::string& from, shown_text text) {
    if (text.words.empty()) return;
    to.push_back({kind, from, text_role::result, std::move(text)});
  }

  void add_title(lines& to, book::rule_reference at, text_role role) const {
    auto text = text_.of(rule(at).declared->titles);
    if (text.words.empty()) return;
    to.push_back({text_kind::title, rule(at).id, role, std::move(text)});
  }

  void add_advice(lines& to, book::rule_reference at, text_role role,
                  std::string_view audience) const {
    for (auto& text : text_.advice(rule(at).declared->advice, audience))
      to.push_back({text_kind::advice, rule(at).id, role, std::move(text)});
  }

  void add_safety_net(lines& to, book::rule_reference at, text_role role) const {
    auto text = text_.of(rule(at).declared->safety_net);
    if (text.words.empty()) return;
    to.push_back({text_kind::safety_net, rule(at).id, role, std::move(text)});
  }

  /// Whether the level rests on more than what is certain: on what is not known, on a
  /// presumption, on nothing covering the contact. Of a contact that is not covered it
  /// may be certain all the same.
  [[nodiscard]] bool is_chosen_to_be_safe() const {
    switch (from_.recommended->basis) {
      case basis::absent:
      case basis::certain: return false;
      case basis::cautious: return from_.recommended->level < from_.bounds.at_least;
      case basis::presumed: return true;
    }
    return true;  // not reached
  }

  [[nodiscard]] bool decides(book::rule_reference at) const {
    return from_.recommended && rule(at).urgency == from_.recommended->level;
  }

  /// Whether a rule's advice speaks for a level that is less urgent than what is to be
  /// done: under an emergency "ECG today" tells to wait. While nothing is recommended,
  /// what would be if the contact broke off.
  [[nodiscard]] bool is_for_a_lesser_level(book::rule_reference at) const {
    const auto& level = rule(at).urgency;
    const auto& done = from_.recommended ? from_.recommended : from_.if_finished;
    return level && done && *level > done->level;
  }

  void texts() {
    auto& [patient, professional, record] = made_.texts;
    const std::string status = id_of(made_.status);
    add(professional, text_kind::status, status, made_.status_text);
    add(record, text_kind::status, status, made_.status_text);
    if (from_.recommended) level_texts();
    if (from_.status == status::open)
      add(patient, text_kind::status, status, text_.of(phrase::while_open));
    bool has_deciding = false;
    for (const auto& certain : from_.rules_certain) {
      if (!decides(certain.rule)) continue;
      has_deciding = true;
      rule_texts(made_.texts, certain.rule, text_role::deciding);
    }
    for (const auto& certain : from_.rules_certain) {
      if (decides(certain.rule)) continue;
      add_title(professional, certain.rule, text_role::also_holds);
      if (wanted_.all_advice || !is_for_a_lesser_level(certain.rule))
        add_advice(professional, certain.rule, text_role::also_holds, "professional");
    }
    if (!has_deciding) {
      for (const auto at : from_.rules_possible) {
        if (decides(at)) rule_texts(made_.possible_texts, at, text_role::possible);
      }
    }
    for (const auto at : beside_.safety_nets) {
      add_safety_net(patient, at, text_role::also_holds);
      add_safety_net(professional, at, text_role::also_holds);
    }
    if (from_.recommended) safety_net(patient);
    if (from_.recommended) safety_net(professional);
  }

  void rule_texts(audience_texts& to, book::rule_reference at, text_role role) const {
    add_advice(to.patient, at, role, "patient");
    add_safety_net(to.patient, at, role);
    add_title(to.professional, at, role);
    add_advice(to.professional, at, role, "professional");
    add_title(to.record, at, role);
    add_advice(to.record, at, role, "record");
  }

  /// The level as it is said to each reader; by its name where there is no sentence. To
  /// the person "call 112" is not said beside "stay on the line": where an emergency only
  /// may be one, its own text stands alone.
  void level_texts() {
    const auto& declared = book_.words().levels[from_.recommended->level];
    const auto shown = words_.level(from_.recommended->level);
    auto& [patient, professional, record] = made_.texts;
    for (const auto& [to, audience] :
         {std::pair{&patient, "patient"}, std::pair{&professional, "professional"},
          std::pair{&record, "record"}}) {
      if (to == &patient && emergency_not_excluded()) continue;
      auto sentences = text_.advice(declared.advice, audience);
      if (sentences.empty()) sentences.push_back(shown.text);
      for (auto& text : sentences)
        add(*to, text_kind::level, shown.id, std::move(text));
    }
    if (!is_chosen_to_be_safe()) return;
    if (emergency_not_excluded()) {
      add(patient, text_kind::status, "emergency_not_excluded",
          text_.of(phrase::emergency_not_excluded_patient));
    } else {
      const bool is_covered = from_.status != status::out_of_scope;
      add(patient, text_kind::status, id_of(made_.status),
          text_.of(is_covered ? phrase::chosen_to_be_safe
                              : phrase::out_of_scope_patient));
    }
  }

  void safety_net(lines& to) const {
    const auto& level = book_.words().levels[from_.recommended->level];
    add(to, text_kind::safety_net, level.id.text, text_.of(level.safety_net));
  }

  // --- identities

  void identities() {
    for (std::size_t i = 0; i < book_.sets.size(); ++i) {
      const auto& rules = *book_.sets[i].rules;
      made_.rule_sets.push_back({rules.id.text, text_.of(rules.about.titles),
                                 ruleset::to_text(rules.version), digests_[i],
                                 rules.about.status.text});
    }
    region_identities();
  }

  void region_identities() {
    const auto& [is_wanted, profile, calendar, profile_digest, calendar_digest] =
        beside_.documents;
    if (calendar != nullptr)
      made_.calendar = {calendar->id.text,
                        {},
                        ruleset::to_text(calendar->version),
                        std::string(calendar_digest),
                        {}};
    if (profile != nullptr && (beside_.region.needs() || from_.routes.empty())) {
      made_.profile = {profile->id.text, text_.of(profile->about.titles),
                       ruleset::to_text(profile->version), std::string(profile_digest),
                       profile->about.status.text};
    } else if (is_wanted) {
      made_.profile_text = text_.of(profile == nullptr ? phrase::profile_not_valid
                                                       : phrase::profile_out_of_range);
    }
  }

  const outcome& from_;
  const beside_outcome& beside_;
  const std::vector<std::string>& digests_;
  const rulebook& book_;
  const contact& contact_;
  const checked_contact& checked_;
  const result_options& wanted_;
  text_chooser text_;
  book_words words_;
  value_words values_;
  region_words region_;
  std::vector<std::optional<used_answer>> used_;  // by input
  assessment made_;
};

}  // namespace

assessment describe(const book::outcome& outcome, const beside_outcome& beside,
                    const book::rulebook& book, const std::vector<std::string>& digests,
                    const arvio::contact& contact, const checked_contact& checked,
                    const result_options& wanted) {
  return describer(outcome, beside, book, digests, contact, checked, wanted).run();
}

}  // namespace arvio::inline v0
