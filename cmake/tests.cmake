# One test program per kind of test; each source file under tests/<kind>/ is picked up by itself.
find_package(GTest REQUIRED)
include(GoogleTest)
# ./test builds twice, and each kind of test once: what parses, holds and lets go with sanitizers, the
# rules, which hold no memory of their own, and the stores without, for they would take half of its time.
option(QIDI_RULE_TESTS "Build the tests of pure rules, the planted errors and the stores' contract" ON)
option(QIDI_BYTE_TESTS "Build the tests of what parses, holds and lets go" ON)

function(qidi_tests kind)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${kind}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${kind} ${sources})
  target_include_directories(test_${kind} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(test_${kind} PRIVATE QIDI_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                             QIDI_BINARY="$<TARGET_FILE:qidi>")
  target_link_libraries(test_${kind} PRIVATE ${ARGN} GTest::gmock GTest::gtest_main)
  # What they test is compiled as it ships. Their own code mostly runs for a moment and waits for no
  # optimiser; of these kinds it makes cases by the hundred thousand.
  if(NOT kind MATCHES "^(simulate|property|contract|sheets)$")
    target_compile_options(test_${kind} PRIVATE -O0)
  endif()
  qidi_join(test_${kind})
  add_test(NAME ${kind} COMMAND test_${kind}
           --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${kind}.xml
           WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

if(QIDI_RULE_TESTS)
  qidi_tests(law qidi_domain qidi_law)
  qidi_tests(simulate qidi_domain qidi_law)
  qidi_tests(regress qidi_store qidi_law qidi_sheets qidi_cli)
  include(cmake/mutants.cmake)
  qidi_tests(property qidi_domain qidi_law)
  # The oracle of the simulation judges the property tests too.
  target_sources(test_property PRIVATE ${CMAKE_SOURCE_DIR}/tests/simulate/invariants.cpp)
  qidi_tests(contract qidi_store qidi_law)
endif()
if(NOT QIDI_BYTE_TESTS)
  return()
endif()
qidi_tests(record qidi_record)
qidi_tests(identity qidi_identity)
qidi_tests(files qidi_files)
qidi_tests(sheets qidi_sheets)
qidi_tests(http qidi_http)
qidi_tests(cli qidi_store qidi_law qidi_sheets qidi_cli)
qidi_tests(papers qidi_papers qidi_record)
# The demonstration printed and compared is made by the binary, as the command line's tests run it.
target_sources(test_papers PRIVATE ${CMAKE_SOURCE_DIR}/tests/cli/run_qidi.cpp)
