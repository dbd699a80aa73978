#ifndef ARVIO_SRC_CLI_OUTPUT_FILE_HPP
#define ARVIO_SRC_CLI_OUTPUT_FILE_HPP

#include "arvio/base/diagnostic.hpp"

#include "commands.hpp"

#include <string>
#include <string_view>

namespace arvio::cli {

/// Whether a file may be written to: it is none of the documents that were read, none
/// that the next search of the folders would take for one, and no device. Says why where
/// it may not.
[[nodiscard]] bool may_write(const std::string& path, const paths& places,
                             const source_map& read);

/// Writes a file whole or not at all: beside it first, then under its name. Whoever reads
/// it meanwhile, or after a crash, finds the old one or the new one. Says why where it
/// could not.
[[nodiscard]] bool write_whole(const std::string& path, std::string_view bytes);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_OUTPUT_FILE_HPP
