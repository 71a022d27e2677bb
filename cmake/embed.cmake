# Law data and SQL text are embedded at build time, so that the binary needs no file beside it.
# Every file becomes one raw byte array; tools/embed.py writes the table.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(qidi_embed target name root pattern)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${root}/${pattern})
  set(out ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py --name ${name} --root ${root}
            --out ${out} ${files}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()

function(qidi_embed_law target)
  qidi_embed(${target} law_files ${CMAKE_SOURCE_DIR}/law *.json)
  qidi_embed(${target} law_tables ${CMAKE_SOURCE_DIR}/law *.csv)
endfunction()

function(qidi_embed_sql target)
  qidi_embed(${target} sql_files ${CMAKE_SOURCE_DIR}/src/store/sql *.sql)
endfunction()
