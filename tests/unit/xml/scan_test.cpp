#include "xml/scan.hpp"

#include "unit/ruleset/load_support.hpp"
#include "xml/tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace arvio::tests {
namespace {

struct scanned {
  bool accepted = false;
  std::vector<std::string> summary;
};

/// Scans a text, and has pugixml read what the scan let pass.
scanned scan_text(std::string_view bytes) {
  source_map sources;
  findings found;
  const auto source = sources.add("test.xml", std::string(bytes));
  xml::reporter report(bytes, source, found);
  scanned result;
  const auto tree = xml::tree::read(bytes, report);
  report.finish();
  result.accepted = tree != nullptr && !report.failed();
  for (const auto& one : found)
    result.summary.push_back(summary_of(one, sources));
  return result;
}

struct refused_document {
  const char* what;
  std::string bytes;
  std::vector<std::string> expected;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

void expect_refused(const std::vector<refused_document>& documents) {
  for (const auto& [what, bytes, expected] : documents) {
    const auto got = scan_text(bytes);
    EXPECT_FALSE(got.accepted) << what;
    EXPECT_EQ(got.summary, expected) << what;
  }
}

TEST(XmlScan, RefusesWhatTheXmlLibraryLetsPass) {
  std::string many_attributes = "<a";
  for (int i = 0; i < 100000; ++i)
    many_attributes += " a" + std::to_string(i) + "=\"\"";
  many_attributes += "/>";
  expect_refused({
      {"a repeated attribute", R"(<a b="1" b="2"/>)", {"E0004 1:10 b"}},
      {"two roots", "<a/>\n<b/>", {"E0006 2:2 b"}},
      {"text before the root", "x\n<a/>", {"E0006 1:1 x\n"}},
      {"bytes that are not UTF-8", "<a>\xE4</a>", {"E0001 1:4 \xE4"}},
      {"an entity that is not defined", "<a>&nbsp;</a>", {"E0003 1:4 &nbsp;"}},
      {"a reference to U+0000", "<a>&#0;</a>", {"E0001 1:4 &#0;"}},
      {"a bare less-than in an attribute", R"(<a b="1<2"/>)", {"E0002 1:8 <"}},
      {"two dashes in a comment", "<a><!-- x -- y --></a>", {"E0002 1:11 --"}},
      {"the end of a CDATA section in a text", "<a>]]></a>", {"E0002 1:4 ]]>"}},
      {"a name that begins with a digit", "<1a/>", {"E0002 1:2 1"}},
      {"a DOCTYPE with an entity of its own",
       "<!DOCTYPE a [<!ENTITY e \"x\">]>\n<a>&e;</a>",
       {"E0003 1:1 <!DOCTYPE"}},
      {"a DOCTYPE with an entity of a file",
       "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<a>&e;</a>",
       {"E0003 1:1 <!DOCTYPE"}},
      {"a billion laughs",
       "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]><a>&c;</a>",
       {"E0003 1:1 <!DOCTYPE"}},
      {"300 elements inside one another", repeated("<a>", 300), {"E0901 1:98 a"}},
      {"a million elements inside one another",
       repeated("<a>", 1000000) + repeated("</a>", 1000000),
       {"E0901 1:98 a"}},
      {"100 000 attributes", many_attributes, {"E0902 1:1942 a256"}},
      {"a prefix without a namespace", "<x:a/>", {"E0005 1:2 x:a"}},
  });
}

TEST(XmlScan, RefusesEncodingsOtherThanUtf8) {
  expect_refused({
      {"UTF-16", "\xFF\xFE<", {"E0001 1:1 \xFF\xFE"}},
      {"an overlong form", "<a>\xC0\xAF</a>", {"E0001 1:4 \xC0"}},
      {"a surrogate", "<a>\xED\xA0\x80</a>", {"E0001 1:4 \xED"}},
      {"past the last code point", "<a>\xF4\x90\x80\x80</a>", {"E0001 1:4 \xF4"}},
      {"a cut character", "<a>\xC3", {"E0001 1:4 \xC3"}},
      {"another encoding declared",
       "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
       {"E0001 1:31 ISO-8859-1"}},
  });
}

TEST(XmlScan, RefusesCharactersThatXmlDoesNotAllow) {
  expect_refused({
      {"a control character", "<a>\x01</a>", {"E0001 1:4 \x01"}},
      {"a control character after ASCII", "<a>\xC2\x85</a>", {"E0001 1:4 \xC2\x85"}},
      {"delete", "<a>\x7F</a>", {"E0001 1:4 \x7F"}},
      {"U+FFFE", "<a>\xEF\xBF\xBE</a>", {"E0001 1:4 \xEF\xBF\xBE"}},
      {"U+FFFF", "<a>\xEF\xBF\xBF</a>", {"E0001 1:4 \xEF\xBF\xBF"}},
      {"a reference to a surrogate", "<a>&#xD800;</a>", {"E0001 1:4 &#xD800;"}},
      {"a reference past the last", "<a>&#x110000;</a>", {"E0001 1:4 &#x110000;"}},
      {"a reference without end", "<a>&#99999999999;</a>", {"E0001 1:4 &#99999999999;"}},
      {"a reference in an attribute", R"(<a b="&#xC;"/>)", {"E0001 1:7 &#xC;"}},
  });
}

TEST(XmlScan, RefusesWhatIsNotWellFormed) {
  expect_refused({
      {"nothing", "", {"E0006 1:1 "}},
      {"blanks only", " \n ", {"E0006 1:1 "}},
      {"a comment only", "<!-- a -->", {"E0006 1:1 "}},
      {"text only", "hello", {"E0006 1:1 hello"}},
      {"text after the root", "<a/>\n  x", {"E0006 2:3 x"}},
      {"an element that is not closed", "<a>\n<b>\n</b>", {"E0002 1:2 a"}},
      {"elements across one another", "<a>\n<b></a>\n</b>", {"E0002 2:6 a"}},
      {"an end without a start", "<a/></a>", {"E0002 1:7 a"}},
      {"an end tag without a name", "<a></ a>", {"E0002 1:6  "}},
      {"an end tag that is not closed", "<a></a", {"E0002 1:4 </a"}},
      {"a start tag that is not closed", "<a\nb=\"1\"", {"E0002 1:1 <a"}},
      {"an attribute without a value", "<a b/>", {"E0002 1:5 /"}},
      {"an attribute without quotes", "<a b=1/>", {"E0002 1:6 1"}},
      {"a value that is not closed", "<a b=\"1/>", {"E0002 1:6 \""}},
      {"attributes without a blank between", R"(<a b="1"c="2"/>)", {"E0002 1:9 c"}},
      {"a comment that is not closed", "<a><!-- x</a>", {"E0002 1:4 <!--"}},
      {"a comment that ends in three dashes", "<a><!-- x ---></a>", {"E0002 1:11 --"}},
      {"an ampersand alone", "<a>x & y</a>", {"E0002 1:6 &"}},
      {"a name with other letters", "<\xC3\xA4/>", {"E0002 1:2 \xC3"}},
      {"a name with other letters in it", "<a\xC3\xA4/>", {"E0002 1:3 \xC3"}},
      {"less-than in a text", "<a>1 < 2</a>", {"E0002 1:7  "}},
      {"a declaration without a version",
       "<?xml encoding=\"UTF-8\"?><a/>",
       {"E0002 1:1 <?xml"}},
      {"a declaration that is not closed", "<?xml version=\"1.0\"", {"E0002 1:1 <?xml"}},
      {"a declaration in another order",
       "<?xml encoding=\"UTF-8\" version=\"1.0\"?><a/>",
       {"E0002 1:1 <?xml"}},
  });
}

TEST(XmlScan, RefusesWhatAuthorsDoNotNeed) {
  expect_refused({
      {"another version of XML", "<?xml version=\"1.1\"?><a/>", {"E0003 1:16 1.1"}},
      {"a processing instruction", "<a><?php x ?></a>", {"E0003 1:4 <?php x ?>"}},
      {"a declaration that is not the first",
       " <?xml version=\"1.0\"?><a/>",
       {"E0003 1:2 <?xml version=\"1.0\"?>"}},
      {"a CDATA section", "<a><![CDATA[1 < 2]]></a>", {"E0003 1:4 <![CDATA[1 < 2]]>"}},
      {"another markup declaration", "<a><!ELEMENT a ANY></a>", {"E0002 1:5 !"}},
      {"a bound prefix",
       R"(<a xmlns:x="urn:x" x:b="1"/>)",
       {"E0005 1:4 xmlns:x", "E0005 1:20 x:b"}},
      {"the prefix of XML itself", R"(<a xml:lang="fi"/>)", {"E0005 1:4 xml:lang"}},
  });
}

TEST(XmlScan, ReportsAllFaultsThatLeaveTheRestReadable) {
  expect_refused({{"six faults",
                   "<a b=\"1\" b=\"2\" b=\"3\">\n&auml; &#1;\n<x:c/><![CDATA[x]]> & </a>",
                   {"E0004 1:10 b", "E0004 1:16 b", "E0003 2:1 &auml;", "E0001 2:8 &#1;",
                    "E0005 3:2 x:c", "E0003 3:7 <![CDATA[x]]>", "E0002 3:21 &"}}});
}

TEST(XmlScan, StopsAtTheBudgets) {
  const std::string name(limits::xml_name_bytes + 1, 'n');
  expect_refused({
      {"a long name", "<" + name + "/>", {"E0903 1:2 " + name.substr(0, 24)}},
      {"a long name of an attribute",
       "<a " + name + "=\"\"/>",
       {"E0903 1:4 " + name.substr(0, 24)}},
      {"many elements",
       "<a>" + repeated("<b></b>", limits::xml_elements) + "</a>",
       {"E0904 1:7340030 b"}},
      {"many elements of few bytes",
       "<a>" + repeated("<b/>", 100000) + "</a>",
       {"E0909 1:392097 b"}},
      {"many bytes", "<a>" + repeated(" ", limits::file_bytes) + "</a>", {"E0900 1:1 "}},
  });
}

TEST(XmlScan, TakesAllItMayUpToTheBudgets) {
  const std::string name(limits::xml_name_bytes, 'n');
  std::string attributes;
  for (std::size_t i = 0; i < limits::xml_attributes; ++i) {
    attributes += " a" + std::to_string(i) + "=\"\"";
  }
  const std::vector<std::string> documents{
      "<" + name + "/>",
      "<a" + attributes + "/>",
      repeated("<a>", limits::xml_depth) + repeated("</a>", limits::xml_depth),
      "<a>" + repeated("<b></b>", limits::xml_elements - 1) + "</a>",
      "<a>" + repeated(" ", limits::file_bytes - 7) + "</a>",
  };
  for (const auto& document : documents) {
    const auto got = scan_text(document);
    EXPECT_TRUE(got.accepted) << document.substr(0, 40);
    EXPECT_TRUE(got.summary.empty()) << got.summary.front();
  }
}

TEST(XmlScan, TakesEveryFormOfAWellFormedDocument) {
  const std::vector<std::string> documents{
      "<a/>",
      "\xEF\xBB\xBF<a/>",
      "<?xml version=\"1.0\"?><a/>",
      "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n<a></a >\n",
      "<!-- a --><a b = '\"' c\n=\n\">'\"  ><!----></a><!-- b -->\n",
      "<a>]] > ]]&gt; &lt;&amp;&quot;&apos;&#10;&#x20AC;</a>",
      "<_a.b-c_1/>",
      "<a>\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80</a>",
  };
  for (const auto& document : documents) {
    const auto got = scan_text(document);
    EXPECT_TRUE(got.accepted) << document;
    EXPECT_TRUE(got.summary.empty()) << document << got.summary.front();
  }
}

/// The parsed document of a text that is known to be sound.
struct parsed {
  std::string bytes;
  findings found;
  xml::reporter report;
  std::unique_ptr<xml::tree> tree;

  explicit parsed(std::string text)
      : bytes(std::move(text)),
        report(bytes, 1, found),
        tree(xml::tree::read(bytes, report)) {}
};

TEST(XmlText, IsPutTogetherFromItsPiecesWithThePlaceOfEachByte) {
  const parsed document("<a>x &gt;<!-- c -->\r\n y<b/>z</a>");
  ASSERT_NE(document.tree, nullptr);
  const auto text = document.tree->text(0);
  EXPECT_EQ(text.text, "x >\n yz");
  EXPECT_EQ(text.offsets, (std::vector<std::uint32_t>{3, 4, 5, 19, 21, 22, 27, 28}));
}

TEST(XmlText, IsEmptyWithAPlaceWhereAnElementHasNone) {
  const parsed document("<a><b></b></a>");
  ASSERT_NE(document.tree, nullptr);
  const auto text = document.tree->text(1);
  EXPECT_EQ(text.text, "");
  EXPECT_EQ(text.offsets.size(), 1u);
}

TEST(XmlValue, HasBlanksForLineEndsAndThePlaceOfEachByte) {
  const parsed document("<a b='x\r\ny\t&#228;&#10;'/>");
  ASSERT_NE(document.tree, nullptr);
  const auto attributes = document.tree->attributes(0);
  ASSERT_EQ(attributes.size(), 1u);
  const auto value = document.tree->decode(attributes[0]);
  EXPECT_EQ(value.text, "x y \xC3\xA4\n");
  EXPECT_EQ(value.offsets, (std::vector<std::uint32_t>{6, 7, 9, 10, 11, 11, 17, 22}));
}

TEST(XmlTree, ListsChildrenInOrder) {
  const parsed document("<a><b><c/><c/></b>text<d/><!-- --><e><f/></e></a>");
  ASSERT_NE(document.tree, nullptr);
  const auto& tree = *document.tree;
  const auto names = [&tree](xml::tree::index of) {
    std::string all;
    for (const auto child : tree.children(of))
      all += tree.name(child);
    return all;
  };
  EXPECT_EQ(names(0), "bde");
  EXPECT_EQ(names(1), "cc");
  EXPECT_EQ(names(2), "");
  EXPECT_EQ(names(5), "f");
}

}  // namespace
}  // namespace arvio::tests
