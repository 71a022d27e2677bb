"""Who acts in the tests, and what they send."""
import client

UNIT = {"id": "unit1", "name": "某单位", "role": "project_unit"}
CLERK = {"id": "clerk1", "name": "某经办", "role": "clerk", "department": "住建局",
         "region": "150100"}
HEAD = {"id": "head1", "name": "某负责人", "role": "head", "department": "住建局",
        "region": "150100"}
PAPERS = ["application", "land_paper", "planning_permit", "site_progress", "contract",
          "funds_promise", "drawing_certificate", "safety_measures"]


def filing(case: str, **fields) -> dict:
    """The body that files a case of a construction permit in Hohhot."""
    body = {"actor": UNIT, "case": case, "matter": "construction_permit", "region": "150100",
            "department": "住建局", "project_code": "2207-150100-04-01-123456",
            "project_name": "某项目", "papers": PAPERS}
    return {**body, **fields}


def own_filing(**fields) -> dict:
    """The same as whoever signed in files it: in his own name, under an id that is given to it."""
    body = filing("", **fields)
    return {name: value for name, value in body.items() if name not in ("actor", "case")}


def file_case(asks: client.Client, case: str, **fields) -> client.Answer:
    answer = asks.post("/api/v1/cases", filing(case, **fields))
    if answer.status != 201:
        raise AssertionError(f"not filed: {answer!r}")
    return answer


def act(asks: client.Client, case: str, name: str, actor: dict, match=None, **fields):
    """An act on the case as it stands now, or as `match` saw it."""
    if match is None:
        match = asks.get(f"/api/v1/cases/{case}").header("etag")
    return asks.post(f"/api/v1/cases/{case}/{name}", {"actor": actor, **fields}, match=match)
