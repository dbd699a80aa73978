# How arvio itself is compiled. arvio_dev is linked privately and never exported, so
# none of this reaches a user of the library.
add_library(arvio_dev INTERFACE)

if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(arvio_dev INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wswitch-enum)
  # Where files are compiled as one, the functions of one are in sight of the names in
  # another; they are no less well named for that.
  set(united $<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>)
  target_compile_options(arvio_dev INTERFACE
    $<$<NOT:${united}>:-Wshadow>
    $<$<AND:${united},$<CXX_COMPILER_ID:GNU>>:-Wshadow=local>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 warns about its own std::string::operator+ when it optimises (GCC bug
    # 105651).
    target_compile_options(arvio_dev INTERFACE -Wno-restrict)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # std::stable_sort of GCC 12's library uses what the library itself calls deprecated.
    target_compile_options(arvio_dev INTERFACE -Wno-deprecated-declarations)
  endif()
  # -Werror comes from the presets, by CMAKE_COMPILE_WARNING_AS_ERROR: a newer compiler
  # with a new warning must not stop someone who only wants to use arvio.
endif()

# Sanitizers go on every target of this build, tests included: mixing instrumented and
# plain objects hides errors.
if(ARVIO_SANITIZE)
  target_compile_options(arvio_dev INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_definitions(arvio_dev INTERFACE ARVIO_SANITIZE _GLIBCXX_ASSERTIONS)
  add_link_options(-fsanitize=address,undefined)
endif()

# What a fuzzer has to see: which way the library went. Its own main is linked by
# tests/fuzz alone.
if(ARVIO_BUILD_FUZZ)
  target_compile_options(arvio_dev INTERFACE -fsanitize=fuzzer-no-link)
endif()
