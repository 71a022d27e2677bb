# SQLite from the pinned npm package (see docs/decisions): Debian's own carries the WAL-reset
# fault. Compiled as C, once; the checksum is ours, so that a changed package is noticed.
set(QIDI_SQLITE_DIR ${CMAKE_SOURCE_DIR}/third_party/sqlite)
set(amalgamation ${QIDI_SQLITE_DIR}/amalgamation)
if(NOT EXISTS ${amalgamation}/sqlite3.c)
  message(FATAL_ERROR "third_party/sqlite/amalgamation is missing: run third_party/sqlite/fetch (./run and ./test do it)")
endif()
add_library(qidi_sqlite STATIC ${amalgamation}/sqlite3.c)
target_include_directories(qidi_sqlite SYSTEM PUBLIC ${amalgamation})
target_compile_definitions(qidi_sqlite PRIVATE SQLITE_ENABLE_FTS5 SQLITE_DQS=0
  SQLITE_THREADSAFE=2 SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_LOAD_EXTENSION SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_ENABLE_DBSTAT_VTAB)
target_compile_options(qidi_sqlite PRIVATE -w)
# Its own faults are its makers' to find; looked for, this one file takes minutes. What we hand it and let
# go too early is seen all the same where it is copied. Threads are another matter: there every lock counts.
if(QIDI_SANITIZE STREQUAL "address,undefined")
  target_compile_options(qidi_sqlite PRIVATE -fno-sanitize=all -O1)
else()
  target_compile_options(qidi_sqlite PRIVATE -O2)
endif()
target_link_libraries(qidi_sqlite PUBLIC m)
