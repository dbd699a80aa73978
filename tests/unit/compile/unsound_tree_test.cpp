// Trees that check() lets nobody have: the interpreter and the compiler both refuse them
// by the same exception, since going on would be a wrong answer.

#include "arvio/compile/program.hpp"
#include "arvio/reference/interpreter.hpp"

#include "unit/book/link_support.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>

namespace arvio {
namespace {

/// What is said of a book by those who refuse it; empty where it is taken.
std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::logic_error& refused) {
    return refused.what();
  }
  return "";
}

std::string of_the_compiler(const book::rulebook& book) {
  return refusal([&book] { (void)compile::compile_program(book, {}); });
}

std::string of_the_interpreter(const book::rulebook& book) {
  return refusal([&book] {
    reference::answers nothing_said;
    nothing_said.by_input.resize(book.inputs.size());
    (void)reference::assess(book, nothing_said);
  });
}

struct UnsoundTree : ::testing::Test {
  // Kept, since places of the book point into it.
  tests::linked sound = tests::link_demo(R"(<inputs>
<input id="flag" type="boolean"/>
<input id="lying" type="integer" unit="/min" min="30" max="200"/>
</inputs>
<derived>
<value id="doubled" type="integer" unit="/min">lying + lying</value>
</derived>
<rules id="g" need="body">
<rule id="R-1" urgency="U1"><title lang="en">t</title>
<when>flag and doubled &gt; 100</when><source ref="s"/></rule>
</rules>)");
  book::rulebook book;

  void SetUp() override {
    ASSERT_TRUE(sound.book) << sound.text();
    book = *sound.book;
    ASSERT_EQ(of_the_compiler(book), "");
    ASSERT_EQ(of_the_interpreter(book), "");
  }

  /// The first node of this kind in the condition of the rule.
  lang::node& in_condition(lang::op kind) {
    return first(*book.groups.back().rules.front().when, kind);
  }
  lang::node& in_derived(lang::op kind) {
    for (auto& derived : book.derived) {
      if (derived.id == "doubled") return first(*derived.expression, kind);
    }
    throw std::out_of_range("no such derived value");
  }

  static lang::node& first(lang::ast& tree, lang::op kind) {
    for (auto& node : tree.nodes) {
      if (node.op == kind) return node;
    }
    throw std::out_of_range("no such node");
  }

  void both_say(const std::string& text) const {
    EXPECT_EQ(of_the_compiler(book), text);
    EXPECT_EQ(of_the_interpreter(book), text);
  }
};

TEST_F(UnsoundTree, IsRefusedByBothWhereAConditionIsNone) {
  in_condition(lang::op::logical_and).op = lang::op::add;
  both_say("not a condition");
}

TEST_F(UnsoundTree, IsRefusedByBothWhereANameInAConditionStandsForNothing) {
  in_condition(lang::op::name).symbol = lang::symbol_kind::none;
  both_say("a name that check() let pass");
}

TEST_F(UnsoundTree, IsRefusedByBothWhereAValueIsNone) {
  in_derived(lang::op::add).op = lang::op::absent;
  both_say("not an expression of values");
}

TEST_F(UnsoundTree, IsRefusedByBothWhereANameInAValueStandsForNothing) {
  in_derived(lang::op::name).symbol = lang::symbol_kind::none;
  both_say("a name that check() let pass");
}

}  // namespace
}  // namespace arvio
