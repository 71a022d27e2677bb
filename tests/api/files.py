"""Made-up files of each kind, and how a test uploads one and hands it in."""
import io
import zipfile

import client

UPLOADS = "/api/v1/uploads"
CHUNK = 64 * 1024


def pdf(size: int = 400) -> bytes:
    head, tail = b"%PDF-1.7\n", b"\n%%EOF\n"
    return head + b"0" * max(0, size - len(head) - len(tail)) + tail


def zipped(*members) -> bytes:
    """A zip of (name, bytes)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def docx(*more) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"), *more)


PNG = b"\x89PNG\r\n\x1a\n....\0\0\0\0IEND\xae\x42\x60\x82"


def begin(asks: client.Client, name: str, size: int, key=None) -> client.Answer:
    return asks.post(UPLOADS, {"name": name, "size": size}, key=key)


def send(asks: client.Client, number: str, offset: int, content: bytes, key=None):
    return asks.ask("PATCH", f"{UPLOADS}/{number}", content,
                    {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream",
                     "Idempotency-Key": client.new_key() if key is None else key})


def remove(asks: client.Client, number: str) -> client.Answer:
    return asks.ask("DELETE", f"{UPLOADS}/{number}",
                    headers={"Idempotency-Key": client.new_key()})


def put(asks: client.Client, name: str, content: bytes) -> client.Answer:
    """Begins and sends in one chunk: the last answer."""
    begun = begin(asks, name, len(content))
    return send(asks, begun.json["id"], 0, content) if begun.status == 201 else begun


def whole(asks: client.Client, name: str = "申请表.pdf", content: bytes = b"") -> str:
    """The id of a file that may be handed in."""
    answer = put(asks, name, content or pdf())
    if answer.status != 200 or not answer.json["whole"]:
        raise AssertionError(f"not uploaded: {answer!r}")
    return answer.json["id"]
