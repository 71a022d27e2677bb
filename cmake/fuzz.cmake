# libFuzzer targets (clang only): cmake --preset fuzz && ninja -C build-fuzz, then run each on a
# corpus folder. ./test runs each for a few seconds where clang is at hand.
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "the fuzz targets need clang: use the preset `fuzz`")
endif()
function(qidi_fuzz name)
  add_executable(fuzz_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/${name}_fuzz.cpp)
  target_link_libraries(fuzz_${name} PRIVATE ${ARGN})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer,address,undefined)
endfunction()
qidi_fuzz(command qidi_record)
qidi_fuzz(event qidi_record)
qidi_fuzz(sheet qidi_sheets)
