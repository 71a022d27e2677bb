"""What a mail server of the tests does with a mail: keeps it in a folder, or says "later" as long as
a file there says so. Run by aiosmtpd (Debian's python3-aiosmtpd), which speaks the protocol."""
import json
import pathlib
import uuid


class MailKeeper:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    @classmethod
    def from_cli(cls, parser, folder):
        return cls(folder)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if (self.folder / "refuses").exists():
            return "451 later"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        told = {"recipients": envelope.rcpt_tos, "secure": session.ssl is not None}
        name = uuid.uuid4().hex
        beside = self.folder / (name + ".part")
        beside.write_bytes(json.dumps(told).encode() + b"\n" + envelope.original_content)
        beside.rename(self.folder / (name + ".mail"))
        return "250 OK"
