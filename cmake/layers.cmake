# Layers and tests.
#
#   arvio_layer(<layer> SOURCES a.cpp b.cpp [DEPENDS <layers>] [LIBRARIES <targets>] [PLAIN])
#       called by src/<layer>/CMakeLists.txt; makes the object library arvio_<layer>, or
#       adds to that of the unit the layer is of (arvio_units in the top CMakeLists.txt).
#       PLAIN: not optimised under sanitizers, where that takes Clang two to three times as
#       long: for layers that put words together and do little else.
#   arvio_program(SOURCES main.cpp ... [LIBRARIES <targets>])
#       called by src/cli/CMakeLists.txt; makes the executable arvio.
#   arvio_test(<name> SOURCES a_test.cpp ... [LAYERS <layers>] [LIBRARIES <targets>]
#              [CLI] [CAMPAIGN] [SHARDS <n>] [SECONDS <n>])
#       called by tests/**/CMakeLists.txt; makes the one GoogleTest binary test_<name>.

# What every target of arvio has in common.
function(arvio_configure target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/include
    ${PROJECT_SOURCE_DIR}/src ${arvio_words_dir})
  add_dependencies(${target} arvio_words_made)
  target_link_libraries(${target} PRIVATE arvio_dev)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    POSITION_INDEPENDENT_CODE ON)
  # Nothing marks the public functions of the C++ interface yet, and it promises no
  # binary interface: a shared library shows everything, a static one hides it from
  # whatever it is linked into.
  if(NOT BUILD_SHARED_LIBS)
    set_target_properties(${target} PROPERTIES
      CXX_VISIBILITY_PRESET hidden
      VISIBILITY_INLINES_HIDDEN ON)
  endif()
endfunction()

# Compiles all files of a target as one where the option <switch> is on: what they include is
# read once, not once a file. `./dev check` does without, so that every file of src includes
# what it uses.
function(arvio_unite target switch)
  if(${switch})
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # A type of one file alone, which GCC suspects where it is not the main one.
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
  endif()
endfunction()

# The object library that has a layer's files.
function(arvio_target_of layer out)
  set(result arvio_${layer})
  if(ARVIO_UNITE_SOURCES AND NOT ARVIO_BUILD_TESTS)
    foreach(unit IN LISTS arvio_units)
      if(layer IN_LIST arvio_unit_${unit})
        set(result arvio_unit_${unit})
      endif()
    endforeach()
  endif()
  set(${out} ${result} PARENT_SCOPE)
endfunction()

function(arvio_layer layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PLAIN" "" "SOURCES;DEPENDS;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "arvio_layer(${layer}): wrong arguments")
  endif()
  if(NOT layer IN_LIST arvio_layers)
    message(FATAL_ERROR "arvio_layer(${layer}): not in arvio_layers of the top CMakeLists.txt")
  endif()
  # A layer builds on lower ones only; base has headers alone.
  list(FIND arvio_layers ${layer} own_level)
  set(depends ${arg_DEPENDS})
  list(REMOVE_ITEM depends base)
  foreach(other IN LISTS depends)
    list(FIND arvio_layers ${other} other_level)
    if(other_level EQUAL -1 OR NOT other_level LESS own_level)
      message(FATAL_ERROR "arvio_layer(${layer}): ${other} is not a lower layer")
    endif()
  endforeach()

  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  arvio_target_of(${layer} target)
  if(TARGET ${target})
    target_sources(${target} PRIVATE ${arg_SOURCES})
  else()
    add_library(${target} OBJECT ${arg_SOURCES})
    arvio_configure(${target})
    arvio_unite(${target} ARVIO_UNITE_SOURCES)
  endif()
  if(arg_PLAIN AND ARVIO_SANITIZE AND target STREQUAL "arvio_${layer}")
    target_compile_options(${target} PRIVATE -O0)
  endif()
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  set_property(GLOBAL PROPERTY ARVIO_DEPENDS_${layer} ${depends})
  set_property(GLOBAL PROPERTY ARVIO_LIBRARIES_${layer} ${arg_LIBRARIES})
endfunction()

# The evaluation core by itself: arvio::core, headers that need the standard library alone.
function(arvio_core_headers)
  add_library(arvio_core_headers INTERFACE)
  add_library(arvio::core ALIAS arvio_core_headers)
  target_compile_features(arvio_core_headers INTERFACE cxx_std_20)
  target_include_directories(arvio_core_headers INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  set_target_properties(arvio_core_headers PROPERTIES EXPORT_NAME core)
endfunction()

# The library of all layers: arvio::arvio.
function(arvio_library)
  set(objects "")
  set(libraries "")
  foreach(layer IN LISTS arvio_layers)
    arvio_target_of(${layer} target)
    if(TARGET ${target})
      list(APPEND objects $<TARGET_OBJECTS:${target}>)
      get_property(more GLOBAL PROPERTY ARVIO_LIBRARIES_${layer})
      list(APPEND libraries ${more})
    endif()
  endforeach()
  if(NOT objects)
    return()
  endif()
  list(REMOVE_DUPLICATES objects)
  list(REMOVE_DUPLICATES libraries)
  list(REMOVE_ITEM libraries ${arvio_header_only})

  add_library(arvio ${objects})
  add_library(arvio::arvio ALIAS arvio)
  target_compile_features(arvio PUBLIC cxx_std_20)
  target_include_directories(arvio PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(arvio PRIVATE ${libraries})
  set_property(GLOBAL PROPERTY ARVIO_LIBRARIES ${libraries})
  set_target_properties(arvio PROPERTIES
    LINKER_LANGUAGE CXX
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
endfunction()

function(arvio_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "SOURCES;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "arvio_program: wrong arguments")
  endif()
  # The target is arvio_cli since arvio is the library.
  add_executable(arvio_cli ${arg_SOURCES})
  arvio_configure(arvio_cli)
  target_link_libraries(arvio_cli PRIVATE arvio::arvio ${arg_LIBRARIES})
  arvio_unite(arvio_cli ARVIO_UNITE_SOURCES)
  if(ARVIO_SANITIZE)
    # Optimised it takes Clang three times as long, and its work is the library's.
    target_compile_options(arvio_cli PRIVATE -O0)
  endif()
  set_target_properties(arvio_cli PROPERTIES
    OUTPUT_NAME arvio
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  if(BUILD_SHARED_LIBS)  # found wherever the prefix is
    set_target_properties(arvio_cli PROPERTIES
      INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
  endif()
endfunction()

# Appends to `out` the layer, all it depends on, and their libraries: what a test of the
# layer links. A test of a low layer so builds and links without the layers above, and
# shows that the layer needs nothing of them.
function(arvio_closure layer out)
  set(result ${${out}})
  if(NOT layer STREQUAL "base" AND NOT TARGET arvio_${layer})
    message(FATAL_ERROR "a test needs the layer ${layer}, which has no src/${layer}")
  endif()
  if(TARGET arvio_${layer} AND NOT arvio_${layer} IN_LIST result)
    get_property(libraries GLOBAL PROPERTY ARVIO_LIBRARIES_${layer})
    list(APPEND result arvio_${layer} ${libraries})
    get_property(depends GLOBAL PROPERTY ARVIO_DEPENDS_${layer})
    foreach(other IN LISTS depends)
      arvio_closure(${other} result)
    endforeach()
  endif()
  set(${out} ${result} PARENT_SCOPE)
endfunction()

# Test code takes longer to optimise than it then saves; what it tests is optimised.
set(arvio_test_options "")
if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  set(arvio_test_options -O0)
  if(NOT ARVIO_SANITIZE)  # whose reports name lines
    list(APPEND arvio_test_options -g0)
  endif()
endif()

# What tests share, compiled once: GoogleTest's headers, the main function, the random
# rule sets and expressions.
function(arvio_test_support)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "SOURCES")
  set(empty ${PROJECT_BINARY_DIR}/precompiled.cpp)
  if(NOT EXISTS ${empty})
    file(WRITE ${empty} "int main() {}\n")
  endif()
  add_executable(arvio_precompiled ${empty})  # compiled as the tests are
  arvio_configure(arvio_precompiled)
  target_link_libraries(arvio_precompiled PRIVATE GTest::gtest)
  target_compile_options(arvio_precompiled PRIVATE ${arvio_test_options})
  target_precompile_headers(arvio_precompiled PRIVATE
    <algorithm> <filesystem> <fstream> <functional> <map> <memory> <optional> <set>
    <sstream> <string> <variant> <vector> <gtest/gtest.h>)

  # A test takes of the archive what it calls, and so needs no layer for what it does not.
  add_library(arvio_test_support STATIC ${arg_SOURCES})
  arvio_configure(arvio_test_support)
  target_include_directories(arvio_test_support PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(arvio_test_support PRIVATE GTest::gtest)
endfunction()

# LAYERS: the layers the test links; without it the layer called <name>, or all of
# arvio when there is none. CLI: the test runs the program; its path is the macro
# ARVIO_EXECUTABLE. SHARDS: run the binary as so many ctest entries side by side.
# SECONDS: how long it (or a shard) takes, where that is long: such tests are started first, so
# that none is left alone at the end.
# CAMPAIGN: it enumerates so much that its own code is worth optimising.
function(arvio_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "CLI;CAMPAIGN" "SHARDS;SECONDS" "SOURCES;LAYERS;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "arvio_test(${name}): wrong arguments")
  endif()
  set(layers ${arg_LAYERS})
  if(NOT layers AND (name STREQUAL "base" OR TARGET arvio_${name}))
    set(layers ${name})
  endif()
  if(layers)
    set(linked "")
    foreach(layer IN LISTS layers)
      arvio_closure(${layer} linked)
    endforeach()
  else()
    set(linked arvio::arvio)
  endif()

  set(target test_${name})
  add_executable(${target} ${arg_SOURCES})
  arvio_configure(${target})
  arvio_unite(${target} ARVIO_UNITE_TESTS)
  # Its malloc takes the place of the C library's: it stays a unit of its own.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/hostile/heap_meter.cpp PROPERTIES
    SKIP_UNITY_BUILD_INCLUSION ON)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${target} PRIVATE
    arvio_test_support ${linked} ${arg_LIBRARIES} GTest::gtest)
  target_compile_definitions(${target} PRIVATE
    ARVIO_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    ARVIO_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared"
    ARVIO_BINARY_DIR="${CMAKE_CURRENT_BINARY_DIR}")
  if(NOT arg_CAMPAIGN OR ARVIO_SANITIZE)
    target_compile_options(${target} PRIVATE ${arvio_test_options})
    target_precompile_headers(${target} REUSE_FROM arvio_precompiled)
  endif()
  if(arg_CLI)
    add_dependencies(${target} arvio_cli)
    target_compile_definitions(${target} PRIVATE
      ARVIO_EXECUTABLE="$<TARGET_FILE:arvio_cli>")
  endif()

  if(NOT arg_SHARDS)
    set(arg_SHARDS 1)
  endif()
  if(NOT arg_SECONDS)
    set(arg_SECONDS 1)
  endif()
  foreach(shard RANGE 1 ${arg_SHARDS})
    set(entry ${name})
    if(arg_SHARDS GREATER 1)
      set(entry ${name}_${shard})
    endif()
    math(EXPR index "${shard} - 1")
    add_test(NAME ${entry} COMMAND ${target}
      --gtest_brief=1
      --gtest_output=xml:${PROJECT_BINARY_DIR}/test-results/${entry}.xml
      WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    set_tests_properties(${entry} PROPERTIES
      TIMEOUT 600
      COST ${arg_SECONDS}
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${arg_SHARDS};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()
