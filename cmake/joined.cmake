# ./test and ./run build from nothing with CMAKE_UNITY_BUILD: files of a room, or of a kind of tests, are
# compiled as one, which is much quicker from nothing. Whoever edits builds file by file, as CMake does by
# default. Which files go together is read from what they declare (tools/join_sources.py); what that
# cannot see is listed here with its reason and compiled alone.
set(QIDI_COMPILED_ALONE
    tests/law/between_test.cpp)  # takes an enumeration's names into its own namespace
foreach(file ${QIDI_COMPILED_ALONE})
  set_source_files_properties(${CMAKE_SOURCE_DIR}/${file} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endforeach()

if(CMAKE_UNITY_BUILD)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/join_sources.py
                          --root ${CMAKE_SOURCE_DIR}
                  OUTPUT_FILE ${CMAKE_BINARY_DIR}/joined_sources.cmake COMMAND_ERROR_IS_FATAL ANY)
  include(${CMAKE_BINARY_DIR}/joined_sources.cmake)
endif()
function(qidi_join target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
