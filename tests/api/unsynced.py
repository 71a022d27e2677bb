"""What a power cut leaves of a folder of files: written_down.c says what was synced, and of the rest
some is lost: names, renames, removals and the ends of files, in whatever order. The kernel keeps all
of it after kill -9, so a kill alone cannot test this. reliability.md R25."""
import os
import pathlib
import subprocess

SHIM = pathlib.Path(__file__).with_name("written_down.c")


def compiled(folder: pathlib.Path) -> pathlib.Path:
    library = folder / "written_down.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True)
    return library


class _File:
    def __init__(self):
        self.synced = 0          # bytes that stay, from the first on
        self.name_stays = False


class Folder:
    """The journal of one run over the watched folder, and what of it is not on the disk yet."""

    def __init__(self, journal: pathlib.Path):
        self.journal = journal
        self.files = {}     # path -> _File
        self.folders = {}   # path -> whether its name stays
        self.undone = []    # (path, link to what had the name, or None): names lost since a sync
        for line in journal.read_text(encoding="utf-8").splitlines():
            what, path, other, number = line.split("\t")
            self._take(what, path, other, int(number))

    def _link(self, number: int):
        links = list(self.journal.parent.glob(f"{self.journal.name}.*.{number}"))
        return links[0] if number and links else None

    def _take(self, what, path, other, number):
        if what == "folder":
            self.folders[path] = False
        elif what in ("make", "cut"):
            self.files[path] = _File()
        elif what == "sync" and path in self.files:
            self.files[path].synced = number
        elif what == "sync-folder":
            self._sync_folder(path)
        elif what == "rename":
            moved = self.files.pop(path, _File())
            moved.name_stays = False
            self.files[other] = moved
            self.undone.append((other, self._link(number)))
        elif what == "remove":
            self.files.pop(path, None)
            self.undone.append((path, self._link(number)))

    def _sync_folder(self, folder):
        for path, file in self.files.items():
            if os.path.dirname(path) == folder:
                file.name_stays = True
        for path in self.folders:
            if os.path.dirname(path) == folder:
                self.folders[path] = True
        self.undone = [one for one in self.undone if os.path.dirname(one[0]) != folder]

    def cut(self, chance, shown: str, real: pathlib.Path):
        """Takes away from `real`, a copy of the watched folder `shown`, what a cut would."""
        def there(path):
            return real / os.path.relpath(path, shown)

        for path, file in self.files.items():
            place = there(path)
            if not place.exists():
                continue
            if not file.name_stays and chance.random() < 0.5:
                place.unlink()
            elif place.stat().st_size > file.synced:
                os.truncate(place, chance.randint(file.synced, place.stat().st_size))
        for path, former in self.undone:
            # The last one wins: a name was given up several times, and the disk has seen some.
            if former is not None and chance.random() < 0.5 and there(path).parent.exists():
                there(path).unlink(missing_ok=True)
                there(path).write_bytes(former.read_bytes())
        for path, stays in self.folders.items():
            if not stays and there(path).exists() and chance.random() < 0.5:
                for file in there(path).iterdir():
                    file.unlink()
                there(path).rmdir()
