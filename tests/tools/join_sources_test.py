"""Files are joined where their unnamed namespaces have nothing in common, and apart where they do."""
from house import HouseTest

import join_sources


class JoinSourcesTest(HouseTest):
    def groups(self, *bodies: str) -> list[str]:
        """The letters of the files that go together: "ab c"."""
        sources = []
        for letter, body in zip("abcdefgh", bodies):
            self.write(f"src/{letter}.cpp", f"// {letter}.\nnamespace {{\n{body}\n}}\n")
            sources.append(join_sources.source_of(self.root / f"src/{letter}.cpp"))
        return sorted("".join(path[-5] for path in group) for group in join_sources.grouped(sources))

    def test_what_declares_different_names_goes_together(self):
        self.assertEqual(self.groups("int one() { return two; }", "struct Two {};",
                                     "constexpr int three = 3;"), ["abc"])

    def test_one_name_for_two_things_keeps_files_apart(self):
        for other in ("void taken(int) {}", "struct taken {};", "const char* taken[] = {};",
                      "template <class T = std::set<int>>\nT taken{};", "using taken = int;"):
            with self.subTest(other):
                self.assertEqual(self.groups("int taken() { return 1; }", other), ["a", "b"])

    def test_the_same_alias_twice_does_no_harm_and_another_does(self):
        same = "using Code = domain::Code;"
        self.assertEqual(self.groups(same, same, "using Code = int;"), ["ab", "c"])

    def test_a_name_that_would_stand_before_what_another_file_calls_keeps_them_apart(self):
        """`fault_answer` of one file hid the room's own from the others."""
        self.assertEqual(self.groups("void told(int) {}", "void f() { told(\"x\"); }"), ["a", "b"])
        self.assertEqual(self.groups("void told(int) {}", "void f() { x.told(\"x\"); }"), ["ab"])

    def test_a_group_has_a_size(self):
        sources = [join_sources.Source(f"{n}.cpp", {}, set()) for n in range(30)]
        self.assertEqual([len(group) for group in join_sources.grouped(sources)], [14, 14, 2])
