// pugixml as the oracle of the scan: faults that a reader of XML could have, told by what
// the other one reads.

#include "xml/oracle.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

namespace arvio {
namespace {

/// Whether pugixml reads `bytes` as the scan reads `found_in`. Where the texts differ, so
/// would a scan that had taken the one for the other.
bool reads_the_same(std::string_view bytes, std::string_view found_in) {
  findings found;
  xml::reporter report(found_in, 0, found);
  const auto layout = xml::scan(found_in, report);
  report.finish();
  if (!layout) throw std::invalid_argument("not a document");
  return xml::pugixml_reads_the_same(bytes, *layout);
}

TEST(XmlOracle, AgreesWithTheScanInWhatADocumentHas) {
  for (const std::string_view text :
       {"<a/>", "<a x='1' y=\"&lt;\r\n\t&#228;\"/>", "<a>x<b>y</b>\r\n<!-- c -->z</a>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b/><c><d/></c><e/></a>\n"}) {
    EXPECT_TRUE(reads_the_same(text, text)) << text;
  }
}

TEST(XmlOracle, TellsOtherElements) {
  EXPECT_FALSE(reads_the_same("<a><b/><d/></a>", "<a><b/></a>"));
  EXPECT_FALSE(reads_the_same("<a><b/>    </a>", "<a><b/><c/></a>"));
  EXPECT_FALSE(reads_the_same("<a><b>  <c/></b></a>", "<a><b/> <c/></a>"));
  EXPECT_FALSE(reads_the_same("<a><b/> <c/></a>", "<a><b> <c/></b></a>"));
}

TEST(XmlOracle, TellsOtherAttributes) {
  EXPECT_FALSE(reads_the_same("<a x='1' y='2'/>", "<a x='1'/>"));
  EXPECT_FALSE(reads_the_same("<a x='1'      />", "<a x='1' y='2'/>"));
}

TEST(XmlOracle, TellsOtherTexts) {
  EXPECT_FALSE(reads_the_same("<a>xyz</a>", "<a>xy</a>"));
  EXPECT_FALSE(reads_the_same("<a>xy</a>", "<a>x<!-- --></a>"));
}

TEST(XmlOracle, TellsADocumentThatIsNone) {
  EXPECT_FALSE(reads_the_same("<a><b></a>", "<a><b/></a>"));
  EXPECT_FALSE(reads_the_same("", "<a/>"));
}

}  // namespace
}  // namespace arvio
