#ifndef ARVIO_SRC_RULESET_LOAD_PARTS_HPP
#define ARVIO_SRC_RULESET_LOAD_PARTS_HPP

#include "load_reader.hpp"

#include <string_view>
#include <vector>

/// How each element of the format is read. A section is an element of the root.
namespace arvio::inline v0::ruleset {

inline constexpr auto required = presence::required;
inline constexpr auto optional = presence::optional;

// load.cpp
void read_about(reader& in, element_index at, about_section& into);
void read_sources(reader& in, element_index section, std::vector<source>& into);

// load_inputs.cpp
void read_coded_value(reader& in, element_index at, std::vector<coded_value>& into,
                      id_set& ids);
void read_shared_values(reader& in, element_index at, std::vector<shared_values>& into);
void read_inputs(reader& in, element_index section, std::vector<input>& into);

// load_derived.cpp
void read_derived(reader& in, element_index section, std::vector<derived_value>& into);

// load_rules.cpp
void read_group(reader& in, element_index at, std::vector<group>& into);
void read_route(reader& in, element_index at, std::vector<route>& into);
void read_duties(reader& in, element_index section, std::vector<duty>& into);

// load_deadlines.cpp
void read_deadlines(reader& in, element_index section, std::vector<deadline>& into);

// load_cases.cpp
void read_baseline(reader& in, element_index at, std::vector<baseline>& into,
                   id_set& ids);
void read_rule_case(reader& in, element_index at, std::vector<rule_case>& into);
void read_cases(reader& in, element_index section, std::vector<assessment_case>& into);

// load_vocabulary.cpp
void read_scale(reader& in, element_index section, std::vector<level>& into);
void read_statuses(reader& in, element_index section, std::vector<term>& into);
void read_terms(reader& in, element_index section, std::string_view element,
                std::vector<term>& into);
void read_complaints(reader& in, element_index section, vocabulary_section& into);
void read_default_routes(reader& in, element_index section, vocabulary_section& into);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_SRC_RULESET_LOAD_PARTS_HPP
