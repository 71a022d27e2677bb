"""The walls script finds each kind of breach, and lets the house itself stand."""
from house import HouseTest, ROOT

import walls


class WallsTest(HouseTest):
    def check(self, name: str, text: str) -> list:
        self.write(name, text)
        return walls.check(self.root)

    def test_domain_includes_no_other_room(self):
        self.assertOneFault(self.check("src/domain/a.h", '#include "record/envelope.h"\n'),
                            'domain may not include "record/envelope.h"')

    def test_store_sees_only_the_ports_of_the_office(self):
        self.assertEqual(self.check("src/store/a.h", '#include "office/ports.h"\n'), [])
        self.assertOneFault(self.check("src/store/a.h", '#include "office/handle_command.h"\n'),
                            "store may not include")

    def test_http_and_store_never_know_each_other(self):
        self.assertOneFault(self.check("src/http/a.h", '#include "store/sqlite_store.h"\n'),
                            "http may not include")

    def test_a_library_stays_in_its_room(self):
        self.assertEqual(self.check("src/store/a.cpp", "#include <sqlite3.h>\n"), [])
        self.assertOneFault(self.check("src/office/a.cpp", "#include <sqlite3.h>\n"),
                            "office may not use SQLite")

    def test_an_unknown_library_is_no_mans(self):
        self.assertOneFault(self.check("src/office/a.cpp", "#include <folly/fbstring.h>\n"),
                            "unknown library")

    def test_domain_asks_no_clock(self):
        for text in ("auto n = std::chrono::system_clock::now();", "auto t = std::time(nullptr);",
                     "auto t = time(0);", "auto t = localtime(&x);"):
            with self.subTest(text):
                self.assertOneFault(self.check("src/domain/a.cpp", text + "\n"), "a clock")

    def test_domain_opens_no_file_and_starts_no_thread(self):
        self.assertOneFault(self.check("src/domain/a.cpp", "#include <fstream>\n"), "files")
        self.assertOneFault(self.check("src/domain/a.cpp", "#include <thread>\n"), "threads")
        self.assertOneFault(self.check("src/domain/a.cpp", "#include <sys/socket.h>\n"), "POSIX")
        self.assertOneFault(self.check("src/domain/a.cpp", "#include <iostream>\n"), "stream")

    def test_a_comment_is_no_breach(self):
        self.assertEqual(self.check("src/domain/a.cpp", "// not system_clock, not time(0)\n"), [])

    def test_words_that_contain_time_are_no_clock(self):
        self.assertEqual(self.check("src/domain/a.cpp", "settle_time(0); pass.time(x);\n"), [])

    def test_every_folder_is_a_room_and_only_main_stands_outside(self):
        self.assertOneFault(self.check("src/attic/a.h", "\n"), "attic is not a room")
        (self.root / "src/attic/a.h").unlink()
        self.assertOneFault(self.check("src/loose.cpp", "\n"), "only the composition root")

    def test_the_linker_obeys_the_same_table(self):
        self.write("cmake/rooms.cmake", "qidi_room(record qidi_domain qidi_store)\n")
        self.assertOneFault(walls.check(self.root), "record may not link store")

    def test_the_table_has_no_circle(self):
        def reaches(room, seen):
            for other in walls.ROOMS[room]:
                other = other.split("/")[0]
                self.assertNotIn(other, seen, f"{other} is reached from itself")
                reaches(other, seen | {other})
        for room in walls.ROOMS:
            reaches(room, {room})
        self.assertTrue((ROOT / "src").is_dir())
