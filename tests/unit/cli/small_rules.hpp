#ifndef ARVIO_TESTS_UNIT_CLI_SMALL_RULES_HPP
#define ARVIO_TESTS_UNIT_CLI_SMALL_RULES_HPP

/// A vocabulary and a rule set with an input of each type: quick to load.
namespace arvio::testing_program {

inline constexpr const char* small_vocabulary =
    R"xml(<ruleset xmlns="urn:arvio:ruleset:1" id="vocabulary" version="1.0.0"
        valid-from="2026-01-01" languages="fi sv en">
  <about status="demonstration"><title lang="en">v</title></about>
  <scale>
    <level id="U0" emergency="true"> <text lang="en">Emergency</text> </level>
    <level id="U1" out-of-scope="true"> <text lang="en">Today</text>
      <safety-net lang="en">Call 112 if it gets worse.</safety-net> </level>
    <level id="U2" default="true"> <text lang="en">When it suits</text> </level>
  </scale>
  <statuses>
    <status id="emergency"/> <status id="open"/> <status id="complete"/>
    <status id="out_of_scope"/> <status id="exhausted"/>
  </statuses>
  <needs> <need id="body"> <text lang="en">Body</text> </need> </needs>
  <complaints>
    <ask lang="en">What is the matter?</ask>
    <complaint id="rash"> <text lang="en">Rash</text> </complaint>
    <complaint id="chest_pain"/>
  </complaints>
  <channels> <channel id="helpline"/> </channels>
  <professionals> <professional id="nurse"/> </professionals>
  <inputs>
    <input id="age" type="integer" unit="a" min="0" max="120">
      <infer value="years_between(birth_date, assessment_time)"/>
    </input>
    <input id="birth_date" type="date" min="1900-01-01" max="2040-12-31"/>
    <input id="temperature" type="decimal" unit="Cel" min="25.0" max="45.0"
      resolution="0.1" max-age="PT12H"/>
    <input id="began" type="datetime" min="2000-01-01T00:00:00Z"
      max="2100-01-01T00:00:00Z"/>
    <input id="ill_for" type="duration" min="PT0S" max="P365D"/>
    <input id="sex" type="code">
      <value id="female"/><value id="male"/>
    </input>
    <input id="signs" type="codes">
      <value id="rash"/><value id="swelling"/>
    </input>
    <input id="a" type="boolean"/>
    <input id="b" type="boolean"/>
    <input id="c" type="boolean"/>
    <input id="n" type="integer" unit="1" min="-10" max="10"/>
  </inputs>
  <routes>
    <route channel="helpline" professional="nurse" levels="U1 U2"/>
    <fallback channel="helpline" professional="nurse"/>
  </routes>
</ruleset>
)xml";

inline constexpr const char* small_rules =
    R"xml(<ruleset xmlns="urn:arvio:ruleset:1" id="t" version="1.0.0"
        valid-from="2026-01-01" languages="fi sv en">
  <about status="demonstration"><title lang="en">t</title></about>
  <use ruleset="vocabulary" version="1"/>
  <rules id="g" complaints="rash" need="body">
    <rule id="R-1" urgency="U1">
      <when>a</when></rule>
    <rule id="R-2" urgency="U1">
      <when>temperature >= 38.0 and b</when></rule>
    <rule id="R-3" urgency="U1">
      <when>hours_between(began, assessment_time) >= 12 and c</when></rule>
    <rule id="R-4" urgency="U1">
      <when>age >= 16 and sex = 'male' and n > 3</when></rule>
    <rule id="R-5" urgency="U1">
      <when>signs any ('rash','swelling') and b</when></rule>
    <rule id="R-6" urgency="U1">
      <when>ill_for >= duration('PT12H') and c</when></rule>
    <otherwise id="R-90" urgency="U2"/>
  </rules>
</ruleset>
)xml";

}  // namespace arvio::testing_program

#endif  // ARVIO_TESTS_UNIT_CLI_SMALL_RULES_HPP
