#ifndef ARVIO_SRC_CLI_LOADING_HPP
#define ARVIO_SRC_CLI_LOADING_HPP

#include "arvio/base/expected.hpp"
#include "arvio/engine/engine.hpp"

#include "commands.hpp"
#include "terminal.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What several commands do before their own work.
namespace arvio::cli {

/// The findings as an author reads them; `paint` is painted or painted_error.
[[nodiscard]] std::string shown(const findings& all, const source_map& sources,
                                std::string (*paint)(style, std::string_view));

/// Whether all files and folders are there; says which are not.
[[nodiscard]] bool are_there(const paths& places);

/// Opens an engine; where that fails, says why and with what the program ends: a place
/// that is not there is bad usage, rule sets with errors are findings.
[[nodiscard]] expected<engine, exit_code> opened(const paths& places, bool retired,
                                                 const std::string& profile = {});

/// The bytes of a file, of standard input for `-`; says why where there are none.
///
/// Counts  `longest` bytes and one more at most: who reads them refuses what is longer.
[[nodiscard]] std::optional<std::string> bytes_of(const std::string& path,
                                                  std::size_t longest);

/// A contact from a file or standard input; says why where there is none.
[[nodiscard]] std::optional<contact> contact_in(const std::string& path);

/// Says why a contact was refused: every input by its name.
void complain_about(const contact_errors& errors);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_LOADING_HPP
