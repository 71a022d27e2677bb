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
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

function(qidi_embed_law target)
  qidi_embed(${target} law_files ${CMAKE_SOURCE_DIR}/law *.json)
  qidi_embed(${target} law_tables ${CMAKE_SOURCE_DIR}/law *.csv)
endfunction()

function(qidi_embed_sql target)
  qidi_embed(${target} sql_files ${CMAKE_SOURCE_DIR}/src/store/sql *.sql)
endfunction()

# The OpenAPI document, from its YAML to JSON.
function(qidi_embed_openapi target)
  set(folder ${CMAKE_BINARY_DIR}/embedded/api)
  set(yaml ${CMAKE_SOURCE_DIR}/docs/api/openapi.yaml)
  set(out ${CMAKE_BINARY_DIR}/embedded/api_files.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/openapi_json.py ${yaml}
            ${folder}/openapi.json
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py --name api_files
            --root ${folder} --out ${out} ${folder}/openapi.json
    DEPENDS ${yaml} ${CMAKE_SOURCE_DIR}/tools/openapi_json.py ${CMAKE_SOURCE_DIR}/tools/embed.py
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# The pages as web/ builds them (tools/build_pages), each beside its compressed forms.
function(qidi_embed_pages target)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*
       ${CMAKE_SOURCE_DIR}/web/public/*)
  set(out ${CMAKE_BINARY_DIR}/embedded/page_files.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/build_pages ${CMAKE_BINARY_DIR}/pages
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py --name page_files
            --root ${CMAKE_BINARY_DIR}/pages --out ${out} --all
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/web/index.html ${CMAKE_SOURCE_DIR}/web/vite.config.ts
            ${CMAKE_SOURCE_DIR}/web/opening_pages.ts
            ${CMAKE_SOURCE_DIR}/web/package-lock.json ${CMAKE_SOURCE_DIR}/tools/build_pages
            ${CMAKE_SOURCE_DIR}/tools/embed.py
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
