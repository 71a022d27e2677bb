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


class Folder:
    """The journal of one run over the watched folder, and what of it is not on the disk yet."""

    def __init__(self, journal: pathlib.Path):
        self.journal = journal
        self.synced = {}    # path -> bytes that stay, from the first on
        self.folders = {}   # path -> whether its name stays
        self.former = {}    # path -> what had the name before each change since a sync, or None
        for line in journal.read_text(encoding="utf-8").splitlines():
            what, path, other, number = line.split("\t")
            self._take(what, path, other, int(number))

    def _link(self, number: int):
        links = list(self.journal.parent.glob(f"{self.journal.name}.*.{number}"))
        return links[0] if number and links else None

    def _changed(self, path, former):
        self.former.setdefault(path, []).append(former)

    def _take(self, what, path, other, number):
        if what == "folder":
            self.folders[path] = False
        elif what == "make":
            self.synced[path] = 0
            self._changed(path, None)
        elif what == "cut":
            self.synced[path] = 0
        elif what == "sync" and path in self.synced:
            self.synced[path] = number
        elif what == "sync-folder":
            self._sync_folder(path)
        elif what == "rename":
            self.synced[other] = self.synced.pop(path, 0)
            self.former.pop(path, None)
            self._changed(other, self._link(number))
        elif what == "remove":
            self.synced.pop(path, None)
            self._changed(path, self._link(number))

    def _sync_folder(self, folder):
        for path in self.folders:
            if os.path.dirname(path) == folder:
                self.folders[path] = True
        self.former = {path: former for path, former in self.former.items()
                       if os.path.dirname(path) != folder}

    def cut(self, chance, shown: str, real: pathlib.Path):
        """Takes away from `real`, a copy of the watched folder `shown`, what a cut would."""
        def there(path):
            return real / os.path.relpath(path, shown)

        for path, size in self.synced.items():
            place = there(path)
            if place.exists() and place.stat().st_size > size:
                os.truncate(place, chance.randint(size, place.stat().st_size))
        # A name is changed at one stroke: it is what it was before one of the changes, or after all.
        for path, former in self.former.items():
            chosen = chance.randint(0, len(former))
            if chosen == len(former) or not there(path).parent.exists():
                continue
            there(path).unlink(missing_ok=True)
            if former[chosen] is not None:
                there(path).write_bytes(former[chosen].read_bytes())
        for path, stays in self.folders.items():
            if not stays and there(path).exists() and chance.random() < 0.5:
                for file in there(path).iterdir():
                    file.unlink()
                there(path).rmdir()
