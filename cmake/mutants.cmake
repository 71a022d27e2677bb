# Planted errors: each tests/simulate/mutants/NAME.patch is applied to a copy of the one source of
# the rules that it names, and linked before the true rules, so that the copy stands in for its
# original. The simulation has to notice; a patch that no longer applies fails the build.
find_program(PATCH patch REQUIRED)
file(GLOB simulation CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulate/*.cpp)
list(FILTER simulation EXCLUDE REGEX "_test\\.cpp$")
add_library(simulation OBJECT ${simulation})
target_include_directories(simulation PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(simulation PRIVATE qidi_domain qidi_law GTest::gtest)
qidi_join(simulation)

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/mutants)
file(GLOB mutants CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulate/mutants/*.patch)
foreach(patch_file ${mutants})
  get_filename_component(mutant ${patch_file} NAME_WE)
  file(STRINGS ${patch_file} target_line REGEX "^\\+\\+\\+ b/" LIMIT_COUNT 1)
  string(REGEX REPLACE "^\\+\\+\\+ b/([^ \t]+).*$" "\\1" original "${target_line}")
  # The copy can stand in for an original only that is an object of its own in the library.
  set_source_files_properties(${CMAKE_SOURCE_DIR}/${original} PROPERTIES
                              SKIP_UNITY_BUILD_INCLUSION ON)
  set(mutated ${CMAKE_BINARY_DIR}/mutants/${mutant}.cpp)
  add_custom_command(
    OUTPUT ${mutated}
    COMMAND ${PATCH} --quiet --output=${mutated} ${CMAKE_SOURCE_DIR}/${original} ${patch_file}
    DEPENDS ${CMAKE_SOURCE_DIR}/${original} ${patch_file}
    COMMENT "Planting ${mutant}"
    VERBATIM)
  add_executable(mutant_${mutant} ${CMAKE_SOURCE_DIR}/tests/simulate/mutants/expect_violation.cpp
                                  ${mutated} $<TARGET_OBJECTS:simulation>)
  set_target_properties(mutant_${mutant} PROPERTIES UNITY_BUILD OFF)
  target_include_directories(mutant_${mutant} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(mutant_${mutant} PRIVATE qidi_domain qidi_law GTest::gtest)
  add_test(NAME mutant_${mutant} COMMAND mutant_${mutant})
endforeach()
