# The libraries arvio is built with. They are found here, at the top, since a found
# target is only seen in the folder that found it and below. Nothing is downloaded:
# tools/packages.txt names the Debian packages.
find_package(pugixml REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(nlohmann_json REQUIRED)
find_package(utf8cpp REQUIRED)
if(ARVIO_BUILD_CLI)
  find_package(CLI11 REQUIRED)
endif()

# Header-only and used in src/ alone: whoever links arvio does not need them.
set(arvio_header_only nlohmann_json::nlohmann_json utf8cpp CLI11::CLI11)
