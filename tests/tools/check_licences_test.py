"""The licence check knows every library of a listing, or says which it does not know."""
from house import HouseTest

import check_licences

TABLE = """| library | package | licence | how |
|---|---|---|---|
| `libzip.so` | libzip4 | BSD-3-Clause | dynamic |
| `libc.so` | libc6 | LGPL-2.1-or-later | dynamic |
| `libevil.so` | evil | Proprietary | dynamic |
"""
LISTING = """\tlinux-vdso.so.1 (0x00007ffd)
\tlibzip.so.4 => /lib/x86_64-linux-gnu/libzip.so.4 (0x00007f)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
"""


class CheckLicencesTest(HouseTest):
    def check(self, listing: str) -> list:
        return check_licences.check(listing, check_licences.read_table(TABLE))

    def test_known_libraries_pass(self):
        self.assertEqual(self.check(LISTING), [])

    def test_an_unknown_library_fails(self):
        self.assertOneFault(self.check(LISTING + "\tlibnew.so.1 => /lib/libnew.so.1 (0x0)\n"),
                            "libnew.so: not in docs/licences.md")

    def test_a_licence_we_do_not_accept_fails(self):
        self.assertOneFault(self.check(LISTING + "\tlibevil.so.1 => /lib/libevil.so.1 (0x0)\n"),
                            "'Proprietary' is not one we accept")

    def test_a_static_binary_fails(self):
        self.assertOneFault(self.check("\tnot a dynamic executable\n"), "static")

    def test_a_missing_library_fails(self):
        self.assertTrue(self.check(LISTING + "\tlibzip.so.9 => not found\n"))

    def test_names_are_cut_at_so(self):
        self.assertEqual(check_licences.libraries(
            "\tlibstdc++.so.6 => /x (0x0)\n\tlibboost_json.so.1.81.0 => /y (0x0)\n"
            "\t/lib64/ld-linux-x86-64.so.2 (0x0)\n"),
            ["libstdc++.so", "libboost_json.so", "ld-linux.so"])
