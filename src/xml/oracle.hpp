#ifndef ARVIO_SRC_XML_ORACLE_HPP
#define ARVIO_SRC_XML_ORACLE_HPP

#include "scan.hpp"

#include <string_view>

namespace arvio::inline v0::xml {

/// Whether pugixml reads a document as the scan did: the same elements inside one
/// another, and every name, value and text the same.
///
/// Cost  linear in the bytes; what pugixml holds meanwhile is part of memory_for().
[[nodiscard]] bool pugixml_reads_the_same(std::string_view bytes, const layout& found);

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_ORACLE_HPP
