# Install components: runtime (shared library, rule sets), development (headers, static
# library, package files, documentation), tools (the program).
include(CMakePackageConfigHelpers)

set(arvio_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/arvio)
set(arvio_rules_dir ${CMAKE_INSTALL_DATADIR}/arvio/rules)

# The core is an export of its own: who asks for it alone is asked for nothing.
install(TARGETS arvio_core_headers EXPORT arvioCoreTargets)
install(TARGETS arvio EXPORT arvioTargets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime
          NAMELINK_COMPONENT development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
set(not_built "")
if(NOT ARVIO_BUILD_ANALYSIS)
  set(not_built REGEX "/arvio/(analysis|reference)$" EXCLUDE)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  COMPONENT development
  FILES_MATCHING PATTERN "*.hpp" ${not_built})
if(TARGET arvio_cli)
  install(TARGETS arvio_cli
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
endif()
if(EXISTS ${PROJECT_SOURCE_DIR}/rules)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules/ DESTINATION ${arvio_rules_dir}
    COMPONENT runtime)
endif()

# The licence goes with whatever part is taken.
foreach(component IN ITEMS runtime development tools)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE
    DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ${component})
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT development)

# What a static library asks its users to link, under the names by which CMake and
# pkg-config find it. A shared library has linked it already.
set(ARVIO_CONFIG_DEPENDENCIES "")
set(ARVIO_PC_REQUIRES "")
get_property(libraries GLOBAL PROPERTY ARVIO_LIBRARIES)
foreach(library IN LISTS libraries)
  if(library STREQUAL "pugixml::pugixml")
    set(package pugixml)
    set(module pugixml)
  elseif(library STREQUAL "fmt::fmt")
    set(package fmt)
    set(module fmt)
  elseif(library STREQUAL "OpenSSL::Crypto")
    set(package "OpenSSL COMPONENTS Crypto")
    set(module libcrypto)
  else()
    message(FATAL_ERROR "cmake/install.cmake: how do users of arvio find ${library}?")
  endif()
  if(NOT BUILD_SHARED_LIBS)
    string(APPEND ARVIO_CONFIG_DEPENDENCIES "    find_dependency(${package})\n")
  endif()
  string(APPEND ARVIO_PC_REQUIRES " ${module}")
endforeach()
string(STRIP "${ARVIO_PC_REQUIRES}" ARVIO_PC_REQUIRES)
# `pkg-config --libs` links either: where only the static library is installed nobody
# should have to know, and say --static.
set(ARVIO_PC_REQUIRES_FIELD "Requires")
if(BUILD_SHARED_LIBS)
  set(ARVIO_PC_REQUIRES_FIELD "Requires.private")
endif()

# find_package(arvio), from a prefix ...
foreach(targets IN ITEMS arvioCoreTargets arvioTargets)
  install(EXPORT ${targets} NAMESPACE arvio:: DESTINATION ${arvio_cmake_dir}
    COMPONENT development)
endforeach()
set(ARVIO_CONFIG_RULES_DIR ${arvio_rules_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/arvioConfig.cmake.in
  ${PROJECT_BINARY_DIR}/install/arvioConfig.cmake
  INSTALL_DESTINATION ${arvio_cmake_dir}
  PATH_VARS ARVIO_CONFIG_RULES_DIR)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/arvioConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/install/arvioConfig.cmake
  ${PROJECT_BINARY_DIR}/arvioConfigVersion.cmake
  DESTINATION ${arvio_cmake_dir} COMPONENT development)

# ... and from this build tree (arvio_DIR=<build folder>).
foreach(targets IN ITEMS arvioCoreTargets arvioTargets)
  export(EXPORT ${targets} NAMESPACE arvio:: FILE ${PROJECT_BINARY_DIR}/${targets}.cmake)
endforeach()
set(ARVIO_CONFIG_RULES_DIR ${PROJECT_SOURCE_DIR}/rules)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/arvioConfig.cmake.in
  ${PROJECT_BINARY_DIR}/arvioConfig.cmake
  INSTALL_DESTINATION ${PROJECT_BINARY_DIR}
  INSTALL_PREFIX ${PROJECT_BINARY_DIR}
  PATH_VARS ARVIO_CONFIG_RULES_DIR)

# pkg-config. The prefix is relative to the file, so that an installed tree can be moved;
# an absolute CMAKE_INSTALL_LIBDIR or INCLUDEDIR is kept as it is.
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX}
  OUTPUT_VARIABLE pc_dir)
cmake_path(APPEND pc_dir pkgconfig)
file(RELATIVE_PATH pc_prefix ${pc_dir} ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_prefix ${pc_prefix})
set(ARVIO_PC_PREFIX "\${pcfiledir}/${pc_prefix}")
set(root "\${prefix}")
cmake_path(APPEND root ${CMAKE_INSTALL_LIBDIR} OUTPUT_VARIABLE ARVIO_PC_LIBDIR)
cmake_path(APPEND root ${CMAKE_INSTALL_INCLUDEDIR} OUTPUT_VARIABLE ARVIO_PC_INCLUDEDIR)
cmake_path(APPEND root ${arvio_rules_dir} OUTPUT_VARIABLE ARVIO_PC_RULESDIR)
configure_file(${PROJECT_SOURCE_DIR}/cmake/arvio.pc.in ${PROJECT_BINARY_DIR}/arvio.pc @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/arvio-core.pc.in ${PROJECT_BINARY_DIR}/arvio-core.pc
  @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/arvio.pc ${PROJECT_BINARY_DIR}/arvio-core.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
