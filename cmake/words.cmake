# The words for people, a data file per language (src/words/data), made into C++ while
# building: tools/make_words.py.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(arvio_words_dir ${PROJECT_BINARY_DIR}/words)
set(arvio_words_files "")
foreach(language fi sv en)
  list(APPEND arvio_words_files ${PROJECT_SOURCE_DIR}/src/words/data/${language}.txt)
endforeach()
add_custom_target(arvio_words_made)

# arvio_words_header(<header> ENUM <name> NAMESPACE <namespace> SECTIONS <names> USED_IN <folders>)
#     makes <header>, which src includes by that name, of sections of the data files. A key
#     that no source in the folders of src uses is an error.
function(arvio_words_header header)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ENUM;NAMESPACE" "SECTIONS;USED_IN")
  set(sources "")
  set(folders "")
  foreach(folder IN LISTS arg_USED_IN)
    file(GLOB found CONFIGURE_DEPENDS
      ${PROJECT_SOURCE_DIR}/src/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/src/${folder}/*.hpp)
    list(APPEND sources ${found})
    list(APPEND folders ${PROJECT_SOURCE_DIR}/src/${folder})
  endforeach()
  list(JOIN arg_SECTIONS "," sections)
  list(JOIN folders "," used_in)
  set(tool ${PROJECT_SOURCE_DIR}/tools/make_words.py)
  add_custom_command(
    OUTPUT ${arvio_words_dir}/${header}
    COMMAND ${Python3_EXECUTABLE} ${tool} --enum ${arg_ENUM} --namespace ${arg_NAMESPACE}
      --sections ${sections} --header ${arvio_words_dir}/${header} --used-in ${used_in}
      ${arvio_words_files}
    DEPENDS ${tool} ${arvio_words_files} ${sources}
    COMMENT "Words: ${header}"
    VERBATIM)
  add_custom_target(arvio_words_${arg_ENUM} DEPENDS ${arvio_words_dir}/${header})
  add_dependencies(arvio_words_made arvio_words_${arg_ENUM})
endfunction()

arvio_words_header(words_data/phrases.hpp ENUM phrase NAMESPACE "arvio::inline v0"
  SECTIONS assessment value region explanation refusal typed USED_IN words)
if(ARVIO_BUILD_CLI)
  arvio_words_header(words_data/labels.hpp ENUM label NAMESPACE arvio::cli
    SECTIONS program show pages value USED_IN cli words)
endif()
