"""Phones in a room, each a thread: the page of a session code, then findings, sent again until they are acknowledged."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from maillage.records.identity import new_uid

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAUSE = (3.0, 9.0)
"""Seconds that one types a finding: sixty write about six hundred a minute, the allowance of one address."""
PATIENCE = 8.0
"""As `front/js/entry.js`: what is not answered by then is sent again, with the same uid."""


@dataclass(slots=True)
class Phone:
    """`times`: seconds from a finding sent to its acknowledgement; `pages`: to the page read anew, as the phone shows it."""

    port: int
    path: str
    number: int
    acknowledged: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    again: int = 0
    _cookies: dict[str, str] = field(default_factory=dict)
    _token: str = ""

    def write_until(self, stopping: threading.Event) -> None:
        chance = random.Random(self.number)
        stopping.wait(chance.uniform(0, PAUSE[1]))
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        self._read(server)
        server.close()
        while not stopping.wait(chance.uniform(*PAUSE)):
            self._note(server, new_uid(), f"Constat {len(self.times)} du téléphone {self.number}")
            server.close()  # gunicorn lets an idle connection go after two seconds: a browser opens another

    def _note(self, server: http.client.HTTPConnection, uid: str, wording: str) -> None:
        """Until the server has answered: nothing that was typed is given up."""
        started = time.perf_counter()
        while True:
            try:
                status = self._post(server, uid, wording)
            except (OSError, http.client.HTTPException):
                status = 0
                server.close()
            if status == 302:
                break
            self.again += 1
            time.sleep(0.5)
        self.acknowledged.append(uid)
        self.times.append(time.perf_counter() - started)
        self._read(server)
        self.pages.append(time.perf_counter() - started)

    def _post(self, server: http.client.HTTPConnection, uid: str, wording: str) -> int:
        said = {"uid": uid, "wording": wording, "kind": "need", "csrfmiddlewaretoken": self._token}
        headers = {"Content-Type": "application/x-www-form-urlencoded", **self._carried()}
        server.request("POST", self.path, urlencode(said), headers)
        return self._answered(server)[0]

    def _read(self, server: http.client.HTTPConnection) -> None:
        server.request("GET", self.path, headers=self._carried())
        status, page = self._answered(server)
        found = TOKEN.search(page)
        if status != 200 or found is None:
            msg = f"{self.path} answered {status}"
            raise RuntimeError(msg)
        self._token = found[1]

    def _answered(self, server: http.client.HTTPConnection) -> tuple[int, str]:
        answer = server.getresponse()
        for crumb in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = crumb.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.read().decode()

    def _carried(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}


def write_together(phones: list[Phone], seconds: float) -> None:
    """All at once; returns when each has its last answer."""
    stopping = threading.Event()
    threads = [threading.Thread(target=one.write_until, args=(stopping,)) for one in phones]
    for thread in threads:
        thread.start()
    stopping.wait(seconds)
    stopping.set()
    for thread in threads:
        thread.join()
