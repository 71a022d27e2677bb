"""Made-up sheets, good and hostile, and what imports are asked with."""
import io
import zipfile

import client
from serving import wait_until

IMPORTS = "/api/v1/imports"
HEADING = "办件编号,项目名称,申报单位,行政区划,审批部门,审批事项,经办人,收件日期,应办结日期,办结日期,办理状态"


def row(number: int, received="2022-08-01", officer="张三", ended="", state="在办",
        matter="企业投资项目核准") -> str:
    return (f"A-{number},项目{number},单位{number},150100,住建局,{matter},{officer},"
            f"{received},2022-09-30,{ended},{state}")


def csv(*rows: str, heading: str = HEADING) -> bytes:
    return ("\n".join([heading, *rows]) + "\n").encode("utf-8")


def xlsx(rows: list, sheet_name: str = "Sheet1", sheet_xml: str = "", other=()) -> bytes:
    """A workbook of inline texts; `sheet_xml` in place of the rows, `other` members beside."""
    cells = "".join(
        f'<row r="{r}">' + "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>'
            for c, text in enumerate(line) if text) + "</row>"
        for r, line in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                               'content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
                       f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet '
                           f'name="{sheet_name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
                                      f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
                                      '</Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml or f'<worksheet xmlns="{main}"><sheetData>{cells}'
                                                 '</sheetData></worksheet>'}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [*members.items(), *other]:
            archive.writestr(name, text)
    return packed.getvalue()


def upload(asks: client.Client, content: bytes, name: str = "台账.csv", key=None,
           field: str = "file") -> client.Answer:
    edge = "----qidi-test-edge"
    head = (f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n")
    body = head.encode("utf-8") + content + f"\r\n--{edge}--\r\n".encode()
    return asks.ask("POST", IMPORTS, body,
                    {"Content-Type": f"multipart/form-data; boundary={edge}",
                     "Idempotency-Key": client.new_key() if key is None else key})


def map_columns(asks: client.Client, number: str, mapping: dict, key=None) -> client.Answer:
    return asks.ask("PUT", f"{IMPORTS}/{number}/mapping", mapping,
                    {"Idempotency-Key": client.new_key() if key is None else key})


def ended(asks: client.Client, number: str) -> dict:
    """The import once it no longer runs."""
    def now():
        told = asks.read(f"{IMPORTS}/{number}")
        return told if told["state"] not in ("running", "undoing") else None
    return wait_until(now, what="the import's end")


def run(asks: client.Client, number: str, **options) -> dict:
    begun = asks.post(f"{IMPORTS}/{number}/start", options)
    if begun.status != 202:
        raise AssertionError(f"not begun: {begun!r}")
    return ended(asks, number)


def undo(asks: client.Client, number: str, reason: str = "表选错了") -> dict:
    begun = asks.post(f"{IMPORTS}/{number}/undo", {"reason": reason})
    if begun.status != 202:
        raise AssertionError(f"not begun: {begun!r}")
    return ended(asks, number)


def in_ledger(asks: client.Client, **query) -> int:
    return asks.read("/api/v1/ledgers/all", total="true", limit=1, **query)["total"]
