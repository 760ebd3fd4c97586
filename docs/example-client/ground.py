"""What a client stands on: one file on the disk, and one line to the server."""

import base64
import http.client
import json
import os
import ssl
import time
import urllib.parse
import uuid

STATE = os.environ.get("RANTAU_STATE", "rantau.json")


class Trouble(Exception):
    """What the server, or this program, has against it; `code` as in section 2."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Cut(Exception):
    """The line broke, or something spoke that is no Rantau server. Nothing is lost."""


# ---- What is kept

def load():
    try:
        with open(STATE, encoding="utf-8") as f:
            return json.load(f)
    except FileNotFoundError:
        return {"spaces": {}, "told": {}, "chains": {}, "outbox": [], "sent": [], "unsure": {}, "refused": [], "uploads": []}


def save(state):
    """First all of it beside the file, down to the disk; then the one takes the other's place."""
    with open(STATE + ".new", "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as f:
        json.dump(state, f)
        f.flush()
        os.fsync(f.fileno())
    os.replace(STATE + ".new", STATE)
    if os.name == "posix":  # the new name is on the disk only when the folder is
        folder = os.open(os.path.dirname(os.path.abspath(STATE)), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def lock():
    """Two at once would give one number to two sets, and so fork the device."""
    f = open(STATE + ".lock", "w")
    try:
        import fcntl
        fcntl.flock(f, fcntl.LOCK_EX)
    except ImportError:
        import msvcrt
        msvcrt.locking(f.fileno(), msvcrt.LK_LOCK, 1)
    return f  # whoever holds it keeps it open; it goes with the process


def b64(b):
    return base64.b64encode(b).decode()


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def new_id():
    """A UUID of version 7: 48 bits of time, the rest by chance."""
    n = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    return str(uuid.UUID(int=n & ~(0xF << 76) & ~(0x3 << 62) | 7 << 76 | 2 << 62))


# ---- The line

class Server:
    def __init__(self, url, token=None):
        u = urllib.parse.urlsplit(url)
        if u.scheme == "http" and u.hostname in ("127.0.0.1", "::1", "localhost"):
            self.conn = http.client.HTTPConnection(u.netloc, timeout=300)
        elif u.scheme == "https":
            self.conn = http.client.HTTPSConnection(u.netloc, timeout=300, context=ssl.create_default_context())
        else:
            raise Trouble("invalid", "the server's address is https://…; http:// is for this computer alone")
        self.status = 0  # of the last answer
        self.headers = {"Authorization": "Bearer " + token} if token else {}

    def open(self, method, path, body=None):
        """The answer of the server, still to be read, if it is no error."""
        while True:
            try:
                self.conn.request(method, path, body, self.headers)
                answer = self.conn.getresponse()
                self.status = answer.status
                if answer.status < 300:
                    return answer
                said = answer.read()
            except (OSError, http.client.HTTPException) as e:
                self.conn.close()
                raise Cut(str(e) or type(e).__name__)
            try:
                e = json.loads(said)["error"]
                trouble = Trouble(e["code"], e["message"])
            except (ValueError, KeyError, TypeError):
                raise Cut("what answered is no Rantau server")
            if trouble.code != "too_many":
                raise trouble
            time.sleep(30)

    def ask(self, method, path, body=None):
        answer = self.open(method, path, None if body is None else body if isinstance(body, bytes) else compact(body).encode())
        try:
            said = answer.read()
            return json.loads(said) if said else {}
        except (OSError, http.client.HTTPException, ValueError) as e:
            self.conn.close()
            raise Cut(str(e) or type(e).__name__)

    def lines(self, body):
        """The whole lines of a sync's answer, as they come. How it ended, the lines tell."""
        answer = self.open("POST", "/v1/sync", body)
        try:
            for line in iter(answer.readline, b""):
                if not line.endswith(b"\n"):
                    break
                yield json.loads(line)
            answer.read()  # nothing; but only then does http.client take the next request
        except (OSError, http.client.HTTPException, ValueError) as e:
            self.conn.close()
            raise Cut(str(e) or type(e).__name__)
