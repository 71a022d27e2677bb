# ./test builds from nothing with CMAKE_UNITY_BUILD: twelve files of a room are compiled as one, which
# takes half the time. Whoever edits builds file by file, as CMake does by default.
# Joined, two files of a room may not use one name in their unnamed namespaces for two things; those
# that do, and the big tables of bytes, are listed here and compiled alone.
set(QIDI_COMPILED_ALONE
    src/api/circulars.cpp
    src/api/organ_register.cpp
    src/api/overview.cpp
    src/api/parameters.cpp
    src/api/service.cpp
    src/api/sign_ins.cpp
    src/api/sign_on.cpp
    src/api/sign_on_arrival.cpp
    src/cli/sign_on_settings.cpp
    src/api/notice_round.cpp
    src/api/notices.cpp
    src/api/webhooks.cpp
    src/cli/post_settings.cpp
    src/domain/supervision/ladder.cpp
    src/domain/supervision/notice.cpp
    src/office/outgoing.cpp
    src/office/tell_notices.cpp
    src/store/sqlite/sqlite_notices.cpp
    tests/contract/notices_test.cpp
    src/domain/casework/acts/adopt.cpp
    src/domain/files/archive.cpp
    src/domain/files/file_kind.cpp
    src/domain/files/file_name.cpp
    src/domain/people/account.cpp
    src/domain/people/decide_account.cpp
    src/domain/people/organ_register.cpp
    src/domain/people/reach.cpp
    src/domain/people/sign_ins.cpp
    src/domain/people/token.cpp
    src/http/connection_answer.cpp
    src/http/negotiation.cpp
    src/http/request_head.cpp
    src/office/organ_desk.cpp
    src/office/perform_account_act.cpp
    src/office/rule_book.cpp
    src/openid/provider.cpp
    src/openid/signing_keys.cpp
    src/record/organ_codec.cpp
    src/record/system_codec.cpp
    src/sheets/sheet_file.cpp
    src/sheets/sheet_xml.cpp
    src/store/sqlite/sqlite_writing.cpp
    tests/cli/due_test.cpp
    tests/contract/overview_test.cpp
    tests/contract/reach_pages_test.cpp
    tests/contract/sqlite_store_test.cpp
    tests/http/upload_test.cpp
    tests/law/extending_test.cpp
    tests/law/forwarding_test.cpp
    tests/law/ledger_rows_test.cpp
    tests/law/pausing_test.cpp
    tests/law/people_test.cpp
    tests/law/return_and_refile_test.cpp
    tests/law/upkeep_test.cpp
    tests/law/worked_examples_held.cpp
    tests/law/worked_examples_limits.cpp
    tests/property/countdown_test.cpp
    tests/property/story_test.cpp
    tests/property/undo_import_test.cpp
    tests/regress/rules_late_paper_test.cpp
    tests/regress/rules_rounds_test.cpp
    tests/sheets/refused_files_test.cpp
    tests/sheets/xlsx_test.cpp
    tests/simulate/simulation.cpp)
foreach(file ${QIDI_COMPILED_ALONE})
  set_source_files_properties(${CMAKE_SOURCE_DIR}/${file} PROPERTIES
                              SKIP_UNITY_BUILD_INCLUSION ON)
endforeach()
