#!/usr/bin/env python3
"""A small client of Rantau, after docs/sync.md and nothing else. See README.md.

All it knows is one JSON file, which is written anew as a whole at every step that
counts: killed at any moment, it finds there what it had, or what it has.
"""

import hashlib
import json
import mimetypes
import os
import struct
import sys
import time
from base64 import b64decode

import ed25519
from ground import Cut, Server, Trouble, b64, compact, load, lock, new_id, save

REQUEST = 250 << 10  # bytes of a plain sync request: the limit is 256 KiB
PIECE = 64 << 10  # a file is cut into equal pieces
PUT = 256 << 10  # bytes of pieces in one request, for of one that is cut nothing is kept


# ---- Signing in

def device_of(state):
    return hashlib.sha256(ed25519.secret_to_public(bytes.fromhex(state["key"]))).digest()[:16].hex()


def accept(state, answer, key):
    """Keeps a token, after looking whether it is from the right server, for us and for this key."""
    public = b64(ed25519.secret_to_public(bytes.fromhex(key)))
    certificate = answer["certificate"].encode()
    says = json.loads(certificate)
    if (answer["server_key"], answer["server"]) != (state["server_key"], state["server"]):
        raise Trouble("invalid", "this is another server than before")
    if not ed25519.verify(b64decode(state["server_key"]), b"rantau/device/1\n" + certificate, b64decode(answer["signature"])):
        raise Trouble("invalid", "the certificate is not signed by the server")
    if (says["server"], says["person"], says["key"]) != (state["server"], answer["person"], public):
        raise Trouble("invalid", "the certificate is for something else")
    if state.get("person", answer["person"]) != answer["person"]:
        raise Trouble("invalid", "here is another person's work: use another RANTAU_STATE")
    state.update(person=answer["person"], token=answer["token"], heard=answer["time"], key=key)


def signin(state, url, user, password):
    server = Server(url)
    hello = server.ask("GET", "/v1/hello")
    if 1 not in hello["versions"]:
        raise Trouble("too_old", "the server speaks another version")
    if state.setdefault("server", hello["server"]) != hello["server"] or state.setdefault("server_key", hello["key"]) != hello["key"]:
        raise Trouble("invalid", "this is another server than before")
    state.update(url=url, key=state.get("key") or os.urandom(32).hex())
    save(state)  # the key first: an answer that is lost must not leave the server with a key of nobody
    public = ed25519.secret_to_public(bytes.fromhex(state["key"]))
    accept(state, server.ask("POST", "/v1/signin", {"user": user, "password": password, "key": b64(public), "name": "rantau.py"}), state["key"])
    save(state)


# ---- What is made here

def make(state, space, changes):
    """Signs a set and puts it into the outbox. The caller saves: then it is made, and stays as it is."""
    chain = state["chains"].setdefault(space, {"n": 0})
    made = {"server": state["server"], "device": device_of(state), "space": space, "n": chain["n"] + 1}
    if chain["n"]:
        made["prev"] = chain["prev"]
    # `since` is left out: nothing here has counted the time from one run to the next.
    made.update(time={"clock": int(time.time() * 1000), "heard": state["heard"]}, changes=changes)
    text = compact(made)
    if len(compact(text).encode()) > REQUEST - (50 << 10):  # the cursors want some room too
        raise Trouble("too_large", "that is too much for a request that is not packed")
    state["chains"][space] = {"n": made["n"], "prev": hashlib.sha256(text.encode()).digest()[:16].hex()}
    signature = ed25519.sign(bytes.fromhex(state["key"]), b"rantau/set/1\n" + text.encode())
    state["outbox"].append({"space": space, "n": made["n"], "set": text, "sig": b64(signature)})


def post(state, where, text):
    """WHERE is a space whose discussion is its own, or SPACE/TOPIC."""
    space, _, topic = where.partition("/")
    make(state, space, [{"id": new_id(), "kind": "post", "new": True, "set": {"text": text, "topic": topic or space}}])
    save(state)


def pieces(path):
    with open(path, "rb") as f:
        yield from iter(lambda: f.read(PIECE), b"")


def upload(state, space, path):
    chunks = [[hashlib.sha256(p).hexdigest(), len(p)] for p in pieces(path)]
    manifest = compact({"size": sum(length for _, length in chunks), "chunks": chunks})
    job = {"space": space, "path": os.path.abspath(path), "manifest": manifest}
    if any(not u["done"] and job.items() <= u.items() for u in state["uploads"]):
        return  # the same command, again: the next sync goes on with it
    job.update(document=new_id(), done=False)
    name = os.path.basename(path)
    fields = {"name": name, "size": sum(length for _, length in chunks), "type": mimetypes.guess_type(name)[0] or "application/octet-stream",
              "manifest": hashlib.sha256(manifest.encode()).hexdigest()}
    make(state, space, [{"id": job["document"], "kind": "document", "new": True, "set": fields}])
    state["uploads"].append(job)
    save(state)


# ---- Sync

def digest(cursors):
    lines = "".join(f"{space} {cursor}\n" for space, cursor in sorted(cursors.items()))
    return hashlib.sha256(lines.encode()).digest()[:8].hex()


def cursors_of(state):
    return {space: s["cursor"] for space, s in state["spaces"].items() if "cursor" in s}


class Run:
    """What one sync remembers, and the next need not."""

    def __init__(self):
        self.waits = set()  # spaces whose next set the server can't take yet
        self.forked, self.forks = False, 0


def request(state, whole, run):
    """The lines of a request, the table that it tells, and whether sets were left for the next one."""
    table, told = cursors_of(state), state["told"]
    first = {"v": 1, "digest": digest(table)}
    changed = table if whole else {**{s: c for s, c in table.items() if told.get(s) != c}, **{s: "" for s in told if s not in table}}
    if changed:
        first["cursors"] = changed
    if whole:
        first["whole"] = True
    lines, size, left = [first], len(compact(first).encode()), False
    # The last set of a space that was taken goes again until a page stands behind it:
    # a server that was put back to before it shows itself by its answer.
    again = [s for s in state["sent"] if state["unsure"].get(s["space"]) == s["n"]]
    for s in again + state["outbox"]:
        line = {"set": s["set"], "sig": s["sig"]}
        length = len(compact(line).encode()) + 1
        if s["space"] in run.waits:
            continue
        left = left or size + length > REQUEST or len(lines) > 1900
        if left:
            break
        size += length
        lines.append(line)
    return "".join(compact(line) + "\n" for line in lines).encode(), table, left


def taken(state, s, o):
    """A set that was taken as it is: its values become part of the copy, for no page brings them."""
    records = state["spaces"].setdefault(s["space"], {"records": {}})["records"]
    made = json.loads(s["set"])
    for c in made["changes"]:
        r = records.get(c["id"])
        if r and r["seq"] >= o["seq"]:
            continue  # it was heard before
        if r and r["seq"]:  # the server had it, by a device that forked: an edit
            r.update(seq=o["seq"], edited=o["at"], body={**r["body"], **c["set"]})
            continue
        r = records[c["id"]] = {"id": c["id"], "kind": c["kind"], "seq": o["seq"], "author": state["person"], "created": o["at"], "body": c["set"]}
        heard = min(made["time"]["heard"], o["at"])
        if o["at"] - heard > 60000:  # on its way for over a minute
            r["written"] = {"from": heard, "to": o["at"], "clock": made["time"]["clock"]}


def went_back(state, space):
    """The server lost what it once took: all of it goes again, with its files, and the space is read anew."""
    state["outbox"] = [s for s in state["sent"] if s["space"] == space] + state["outbox"]
    state["sent"] = [s for s in state["sent"] if s["space"] != space]
    state["unsure"].pop(space, None)
    for job in state["uploads"]:
        job["done"] = job["done"] and job["space"] != space
    if space in state["spaces"]:
        state["spaces"][space]["cursor"] = "0"
        for r in state["spaces"][space]["records"].values():
            r["seq"] = 0  # what does not come again stays; its number means nothing now


def settle(state, o, run):
    """One outcome. True if there is something to send because of it."""
    space, n, code = o["space"], o["n"], o.get("code")
    if code == "forked":
        run.forked = True
        return True
    if state["unsure"].get(space) == n:  # sent once more, to hear the same again
        at = next(s["at"] for s in state["sent"] if (s["space"], s["n"]) == (space, n))
        if o["state"] == "taken" and o["at"] == at:
            return False
        went_back(state, space)
        return True
    if code == "want":  # sets before this one are lost; those that are kept no longer nobody can send
        if any((s["space"], s["n"]) == (space, o["want"]) for s in state["sent"] + state["outbox"]):
            went_back(state, space)
        else:
            run.forked = True
        return True
    s = next((s for s in state["outbox"] if (s["space"], s["n"]) == (space, n)), None)
    if s is None:
        return False
    if o["state"] == "taken":
        state["outbox"].remove(s)
        if not o.get("mixed"):
            taken(state, s, o)
        state["sent"].append({**s, "at": o["at"]})
        state["unsure"][space] = n
    elif o["state"] == "refused":
        print(f"refused: {code}: {o['reason']}", file=sys.stderr)
        state["outbox"].remove(s)
        state["refused"].append({**s, "code": code, "reason": o["reason"]})
        made = {c["id"] for c in json.loads(s["set"])["changes"]}
        state["uploads"] = [u for u in state["uploads"] if u["document"] not in made]
    else:  # later, held, or what a newer server says
        print(f"waits: {code or o['state']}: {o.get('reason', '')}", file=sys.stderr)
        run.waits.add(space)  # not again in this run
    return False


def exchange(state, server, asked, run):
    """One request and its answer; "whole", "again" or None says what should follow."""
    body, table, again = asked
    space, pages, end = None, {}, None
    try:
        for line in server.lines(body):
            (what, v), = line.items()
            if what == "outcome":
                again = settle(state, v, run) or again
            elif what == "left":
                state["spaces"].pop(v["space"], None)  # the next request tells that it is no longer here
                pages.pop(v["space"], None)
            elif what == "back":
                went_back(state, v["space"])
                again = True
            elif what == "space":
                space = v
            elif what in ("record", "gone"):  # nothing of a page counts before its end
                pages.setdefault(space["id"], []).append((what, v))
            elif what == "page":
                copy = state["spaces"].setdefault(space["id"], {"records": {}})
                for w, r in pages.pop(space["id"], []):
                    if w == "record":
                        copy["records"][r["id"]] = r
                    else:
                        copy["records"].pop(r["id"], None)
                copy.update(role=space["role"], cursor=v["cursor"])
                if v.get("whole"):
                    state["unsure"].pop(space["id"], None)
                save(state)
            elif what == "error":
                raise Trouble(v["code"], v["message"])
            elif what == "end":
                end = v
        if end is None:
            raise Cut("the answer has no end")
        state["heard"] = end["time"]
        if end.get("cursors"):
            return "whole"
        state["told"] = table
        if not end.get("more"):
            state["unsure"] = {}
        return "again" if again or end.get("more") else None
    finally:
        save(state)  # outcomes count as they are read


def fork(state, server):
    """Another computer goes on under this device's name (a copied state): a new key, and what waits signed anew."""
    key = os.urandom(32).hex()
    public = ed25519.secret_to_public(bytes.fromhex(key))
    accept(state, server.ask("POST", "/v1/device", {"key": b64(public), "name": "rantau.py"}), key)
    for space in list(state["unsure"]):
        went_back(state, space)  # the new device can't ask for it once more
    for s in state["sent"]:
        s["n"] = 0  # no number of the new device's; sent again, it will be signed anew like these
    waiting, state["outbox"], state["chains"], state["told"] = state["outbox"], [], {}, {}
    for s in waiting:
        make(state, s["space"], json.loads(s["set"])["changes"])
    save(state)  # all of it or nothing
    return Server(state["url"], state["token"])


def bring(state, server, job):
    """Brings what the server still asks for of one file, until it has all of it."""
    offer = {"space": job["space"], "document": job["document"], "manifest": job["manifest"]}
    for _ in range(4 + len(job["manifest"]) // 4096):  # an answer names up to 4096 pieces
        answer = server.ask("POST", "/v1/files/offer", offer)
        if answer["stored"]:
            return
        wanted, body = set(answer["chunks"]), b""
        for piece in pieces(job["path"]):
            name = hashlib.sha256(piece).hexdigest()
            if name in wanted:
                wanted.remove(name)
                body += struct.pack(">I", len(piece)) + piece
                if len(body) >= PUT:
                    server.ask("POST", "/v1/files/put", body)
                    body = b""
        if body:
            server.ask("POST", "/v1/files/put", body)
        if wanted:
            raise Trouble("damaged", "it is not what it was when it was saved")
    raise Trouble("internal", "the server does not keep what it is sent")


def sync(state):
    server, run, how, seen = Server(state["url"], state["token"]), Run(), "again", {}
    while how:
        while how:
            asked = request(state, how == "whole", run)
            seen[asked[0]] = seen.get(asked[0], 0) + 1
            if seen[asked[0]] > 3 or run.forks > 3:
                raise Trouble("internal", "the server asks for the same again and again")
            how = exchange(state, server, asked, run)
            if run.forked:
                run.forked, run.forks, how = False, run.forks + 1, "again"
                server = fork(state, server)
        unsent = {c["id"] for s in state["outbox"] for c in json.loads(s["set"])["changes"]}
        for job in [u for u in state["uploads"] if not u["done"] and u["document"] not in unsent]:
            try:
                bring(state, server, job)
            except (Trouble, FileNotFoundError) as e:  # one file is not to stop the others
                print(f"{job['path']}: {e}", file=sys.stderr)
                continue
            job["done"] = True  # remembered as long as its set, in case that goes again
            save(state)
            how = "again"  # for the field `stored`, which the server has written now
    state["sent"] = [s for s in state["sent"] if s["at"] > state["heard"] - 30 * 24 * 3600 * 1000]
    save(state)
    print(f"{len(state['spaces'])} spaces, {sum(len(s['records']) for s in state['spaces'].values())} records; "
          f"{len(state['outbox'])} sets and {sum(not u['done'] for u in state['uploads'])} files wait, {len(state['refused'])} were refused")


def wait(state):
    server = Server(state["url"], state["token"])
    while server.status in (0, 204):  # 204: nothing for four minutes
        server.ask("GET", "/v1/news?digest=" + digest(cursors_of(state)))
    print("there is news")


def show(state, kind=None):
    for space, s in sorted(state["spaces"].items()):
        for _, r in sorted(s["records"].items()):
            if kind in (None, r["kind"]):
                print(json.dumps({"space": space, **r}, sort_keys=True))


def main(args):
    commands = {"signin": (signin, 3), "sync": (sync, 0), "list": (show, 0), "post": (post, 2), "upload": (upload, 2), "wait": (wait, 0)}
    do, least = commands.get(args[0] if args else "", (None, 0))
    if do is None or not least <= len(args) - 1 <= least + (do is show):
        sys.exit("rantau.py signin SERVER USER PASSWORD | sync | list [KIND] | post SPACE[/TOPIC] TEXT | upload SPACE FILE | wait")
    held = lock() if do not in (wait, show) else None
    state = load()
    try:
        if do is not signin and "token" not in state:
            raise Trouble("signed_out", "sign in first")
        do(state, *args[1:])
        if do is upload:
            sync(state)
    except Trouble as e:
        sys.exit(f"{e.code}: {e}")
    except Cut as e:
        print(f"the line was cut ({e}); sync goes on from here", file=sys.stderr)
        sys.exit(75)
    finally:
        if held:
            held.close()


if __name__ == "__main__":
    main(sys.argv[1:])
