"""Reads the square code (QR) of a picture, as a phone would: by libzbar, which shares no code with
the library that draws it."""
import ctypes
import ctypes.util
import pathlib
import subprocess
import tempfile


def pages_of(pdf: bytes, resolution: int = 150) -> list:
    """The pages of a PDF as (width, height, grey bytes)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", str(resolution), "-", f"{folder}/page"],
                       input=pdf, check=True)
        return [_read_pgm(path.read_bytes())
                for path in sorted(pathlib.Path(folder).glob("page*.pgm"))]


def _read_pgm(data: bytes) -> tuple:
    kind, width, height, _, grey = data.split(maxsplit=4)
    if kind != b"P5":
        raise ValueError(f"no grey picture: {kind!r}")
    width, height = int(width), int(height)
    return width, height, data[-width * height:]


def codes_in(page: tuple) -> list:
    """The texts of all codes on one page."""
    zbar = ctypes.CDLL(ctypes.util.find_library("zbar") or "libzbar.so.0")
    for name in ("zbar_image_scanner_create", "zbar_image_create", "zbar_image_first_symbol",
                 "zbar_symbol_next"):
        getattr(zbar, name).restype = ctypes.c_void_p
    zbar.zbar_symbol_get_data.restype = ctypes.c_char_p
    width, height, grey = page
    scanner = ctypes.c_void_p(zbar.zbar_image_scanner_create())
    image = ctypes.c_void_p(zbar.zbar_image_create())
    try:
        zbar.zbar_image_set_format(image, ctypes.c_ulong(int.from_bytes(b"Y800", "little")))
        zbar.zbar_image_set_size(image, ctypes.c_uint(width), ctypes.c_uint(height))
        zbar.zbar_image_set_data(image, grey, ctypes.c_ulong(len(grey)), None)
        if zbar.zbar_scan_image(scanner, image) < 0:
            raise ValueError("the picture could not be scanned")
        found = []
        symbol = zbar.zbar_image_first_symbol(image)
        while symbol:
            found.append(zbar.zbar_symbol_get_data(ctypes.c_void_p(symbol)).decode("utf-8"))
            symbol = zbar.zbar_symbol_next(ctypes.c_void_p(symbol))
        return found
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)


def picture_of(rows: list, scale: int = 4, margin: int = 4) -> tuple:
    """Rows of '0' and '1' (dark) as a page draws them, with the light margin around."""
    light = "0" * margin
    whole = [light + row + light for row in rows]
    empty = ["0" * len(whole[0])] * margin
    lines = [b"".join(bytes([0 if module == "1" else 255]) * scale for module in row) * scale
             for row in [*empty, *whole, *empty]]
    return len(whole[0]) * scale, len(lines) * scale, b"".join(lines)
