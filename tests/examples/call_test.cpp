// The call of examples/call: an image written by `arvio compile`, evaluated by a program
// that knows the core alone.

#include "examples/shipped_rules.hpp"
#include "unit/cli/program.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using arvio::testing_program::shipped_rules;

class Call : public arvio::testing_program::program_test {};

TEST_F(Call, GoesFromTheFirstRingToTheLastWord) {
  const auto compiled = run("compile " + shipped_rules + " -o rules.image");
  ASSERT_EQ(compiled.code, 0) << compiled.out;
  const auto call = run_program(ARVIO_CALL_DEMO, "rules.image");
  ASSERT_EQ(call.code, 0) << call.out;
  EXPECT_EQ(call.out,
            R"(the telephone rings: open, between U0 and U5
  ask complaint: it could decide about U0 (urgency)
chest pain: open, between U0 and U5
  ask danger_signs: it could decide about U0 (urgency)
45 years, no danger signs, pain now, cannot say about sweat: open, between U0 and U3
  ask warning_signs: it could decide about U0 (urgency)
no, 54: open, between U0 and U3
  ask warning_signs: it could decide about U0 (urgency)
  refused (E0404)
540 is no age; and whether it hurts now was not said after all: open, between U0 and U3
  ask warning_signs: it could decide about U0 (urgency)
the line is cut: exhausted, between U0 and U3
advice: U0, to be safe
what could not be excluded: CP-01 CP-02 CP-03 CP-04 IT-02 IT-03 IT-04 N2-01
)");
}

TEST_F(Call, RefusesAnImageOfWhichOneByteIsDamaged) {
  ASSERT_EQ(run("compile " + shipped_rules + " -o rules.image").code, 0);
  auto bytes = read(folder_ / "rules.image");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  const auto call = run_program(ARVIO_CALL_DEMO, write("damaged.image", bytes));
  EXPECT_EQ(call.code, 2);
  EXPECT_EQ(call.out, "call_demo: no sound image (E0601)\n");
}

TEST_F(Call, SaysThatThereIsNothingToReadOfAFolderOrAFileThatIsNotThere) {
  for (const auto& path : {folder_.string(), (folder_ / "none").string()}) {
    const auto call = run_program(ARVIO_CALL_DEMO, path);
    EXPECT_EQ(call.code, 2);
    EXPECT_EQ(call.out, "call_demo: nothing to read\n");
  }
}

}  // namespace
