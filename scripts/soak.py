#!/usr/bin/env python3
"""The long mixture that scripts/soak.sh starts. Standard library only."""

import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PROGRAM = os.path.abspath(sys.argv[1])
MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
SEED = int(os.environ.get("SOAK_SEED", str(random.SystemRandom().randrange(1_000_000))))
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="luytre-soak-"))
DATA = FOLDER / "data"
# /28 networks of the documentation ranges, one body each.
NETWORKS = [f"{base}.{block}" for base in ("192.0.2", "198.51.100", "203.0.113") for block in range(0, 256, 16)]
FAMILIES = [f"family-{number:02}" for number in range(25)]
PATIENCE = 180

os.environ.update({"LUYTRE_LOG": "error", "LUYTRE_LANG": "en", "LUYTRE_DATA": str(DATA)})


class Unix(http.client.HTTPConnection):
    """HTTP by the socket that the command line uses."""

    def __init__(self):
        super().__init__("localhost", timeout=PATIENCE)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(str(DATA / "luytre.sock"))


def call(method, path, body=None, kind="application/json"):
    """Status and JSON of a route. An OSError or HTTPException means that the server is gone."""
    connection = Unix()
    try:
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        connection.request(method, path, body, {"x-luytre": "1", "content-type": kind})
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None
    finally:
        connection.close()


def upload(path, name, content):
    mark = "soak-1f0c"
    head = f'--{mark}\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    return call("POST", path, body, f"multipart/form-data; boundary={mark}")


def everything(path):
    """All items of a list, page by page."""
    items, cursor = [], ""
    while True:
        sign = "&" if "?" in path else "?"
        status, page = call("GET", f"{path}{sign}limit=500{cursor}")
        if status != 200:
            raise Failure(f"{path}: {status} {page}")
        items += page["items"]
        if not page.get("next_cursor"):
            return items
        cursor = "&cursor=" + urllib.parse.quote(page["next_cursor"])


class Failure(Exception):
    """An invariant that does not hold."""


def must(condition, words):
    if not condition:
        raise Failure(words)


def run(*arguments, data=DATA):
    made = subprocess.run([PROGRAM, "--data", str(data), *arguments], capture_output=True, text=True, check=False)
    must(made.returncode == 0, f"luytre {arguments}: {made.returncode} {made.stdout}{made.stderr}")
    return made.stdout


class Server:
    """A server that is started again each time it was killed."""

    def __init__(self):
        self.kills = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while True:
            must(self.process.poll() is None, "the server does not start")
            must(time.monotonic() < end, "the server does not answer")
            try:
                if call("GET", "/api/v1/session")[0] in (200, 401):
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        must(self.process.wait(PATIENCE) == 0, "the server does not stop as it was asked to")


class Clients:
    """Others who read and write meanwhile; what they lose by a kill is no failure."""

    READS = ("/api/v1/findings?limit=100", "/api/v1/attribution-queue?limit=50", "/api/v1/indicator-lists",
             "/api/v1/log?limit=50", "/api/v1/today", "/api/v1/organizations?limit=100", "/api/v1/search?q=family-03")

    def __init__(self):
        self.ended = threading.Event()
        self.answers, self.failures, self.people = 0, [], 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.read, args=(number,)) for number in range(3)]
        self.threads.append(threading.Thread(target=self.write))
        for thread in self.threads:
            thread.start()

    def note(self, status, what):
        with self.lock:
            self.answers += 1
            if status >= 500 and status != 503:
                self.failures.append(f"{what}: {status}")

    def read(self, number):
        chance = random.Random(SEED * 31 + number)
        while not self.ended.is_set():
            path = chance.choice(self.READS)
            try:
                self.note(call("GET", path)[0], path)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.1)
            time.sleep(chance.random() * 0.2)

    def write(self):
        chance = random.Random(SEED * 31 + 99)
        while not self.ended.is_set():
            rows = ["Họ và tên,Tên đơn vị,Điện thoại"]
            rows += [f"Nứa Số {chance.randrange(40)},Đơn vị {chance.randrange(len(NETWORKS)):02},0200 000 {n:04}"
                     for n in range(3)]
            try:
                status, draft = upload("/api/v1/imports/people", "nguoi.csv", "\n".join(rows).encode())
                self.note(status, "people")
                if status < 300 and draft.get("can_confirm"):
                    status, _ = call("POST", f"/api/v1/imports/{draft['id']}/confirm", {})
                    self.note(status, "people, confirmed")
                    self.people += status < 300
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.1)
            time.sleep(chance.random())

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def rows_of(number, chance):
    """A list whose rows are all different, and the findings that it names."""
    count = chance.choice((20, 200, 2_000, 8_000))
    lines, named = ["IP,Port,Malware,Last seen (UTC)"], set()
    for row in range(count):
        at = chance.randrange(len(NETWORKS))
        base, block = NETWORKS[at].rsplit(".", 1)
        family = chance.choice(FAMILIES)
        named.add((at, family))
        second = f"{row // 3600 % 24:02}:{row // 60 % 60:02}:{row % 60:02}"
        lines.append(f"{base}.{int(block) + chance.randrange(16)},{1024 + row},{family},2026-01-{number % 28 + 1:02} {second}")
    return "\n".join(lines).encode(), count, named


def settled(identity):
    end = time.monotonic() + PATIENCE
    while True:
        status, found = call("GET", f"/api/v1/indicator-lists/{identity}")
        must(status == 200, f"list {identity}: {status}")
        if found["state"] not in ("reading", "importing"):
            return found
        must(time.monotonic() < end, f"list {identity} stays {found['state']}")
        time.sleep(0.05)


def bring(name, content):
    """Takes a list one step after the other to its end, wherever an earlier attempt was cut short."""
    known = [one for one in everything("/api/v1/indicator-lists") if one["file_name"] == name]
    must(len(known) <= 1, f"{name} is there {len(known)} times")
    if known:
        identity = known[0]["id"]
    else:
        status, made = upload("/api/v1/indicator-lists", name, content)
        must(status == 202, f"{name}: {status} {made}")
        identity = made["id"]
    found = settled(identity)
    if found["state"] == "preview":
        status, answer = call("POST", f"/api/v1/indicator-lists/{identity}/confirmation", {})
        must(status < 300 or status == 409, f"{name}: {status} {answer}")
        found = settled(identity)
    must(found["state"] == "imported", f"{name}: {found['state']} {found.get('problem')}")
    return found


def copied(number):
    """A copy is made while the server runs and is a whole installation elsewhere."""
    copy, other = FOLDER / f"copy-{number}.luytre", FOLDER / f"other-{number}"
    run("backup", str(copy))
    other.mkdir()
    shutil.copy(DATA / "keys.toml", other / "keys.toml")
    run("restore", str(copy), data=other)
    run("audit", "verify", data=other)
    run("audit", "rebuild", data=other)
    shutil.rmtree(other)
    copy.unlink()


def registry():
    bodies = ["Tên"] + [f"Đơn vị {at:02}" for at in range(len(NETWORKS))]
    claims = ["Tên đơn vị,Không gian địa chỉ,Trạng thái"]
    claims += [f"Đơn vị {at:02},{network}/28,Đã duyệt" for at, network in enumerate(NETWORKS)]
    for kind, rows in (("organizations", bodies), ("claims", claims)):
        file = FOLDER / f"{kind}.csv"
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        run("import", kind, str(file))


def check_end(counts, named, clients):
    """What must hold at the end, while the server runs."""
    lists = everything("/api/v1/indicator-lists")
    names = [one["file_name"] for one in lists]
    must(sorted(names) == sorted(counts), f"lists: {sorted(set(names) ^ set(counts))}, {len(names)} of {len(counts)}")
    for one in lists:
        judged = one["judged"]
        must(judged["attributed"] == counts[one["file_name"]], f"{one['file_name']}: {judged}")
    findings = everything("/api/v1/findings")
    found = [(one["accountable"]["name"], one["family"]) for one in findings]
    wanted = {(f"Đơn vị {at:02}", family.replace("-", " ")) for at, family in named}
    must(len(found) == len(set(found)), "a finding is there twice")
    must(set(found) == wanted, f"findings: {len(found)} instead of {len(wanted)}")
    must(not clients.failures, f"answers that are faults: {clients.failures[:5]}")
    return len(findings)


def soak():
    chance = random.Random(SEED)
    server = Server()
    registry()
    clients = Clients()
    begun, number, usual = time.monotonic(), 0, 2.0
    counts, named, copies = {}, set(), 0
    try:
        while time.monotonic() - begun < MINUTES * 60:
            number += 1
            name = f"list-{number:04}.csv"
            content, count, findings = rows_of(number, chance)
            counts[name] = count
            named |= findings
            killer = None
            if chance.random() < 0.6:
                killer = threading.Timer(chance.random() * usual, server.kill)
                killer.start()
            started = time.monotonic()
            try:
                bring(name, content)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                pass
            took = time.monotonic() - started
            if killer:
                killer.join()
                server.start()
                bring(name, content)
            else:
                usual = max(0.3, min(20.0, (usual + took) / 2))
            if chance.random() < 0.1:
                copied(number)
                copies += 1
        clients.end()
        total = check_end(counts, named, clients)
    finally:
        clients.end()
        if server.process.poll() is None:
            server.stop()
    print(run("audit", "verify").strip())
    print(run("audit", "rebuild").strip())
    print(f"soak: seed {SEED}, {number} lists with {sum(counts.values())} rows, {total} findings, "
          f"{server.kills} kills, {copies} copies put back, {clients.answers} answers to others, "
          f"{clients.people} files of people")


def main():
    print(f"soak: seed {SEED}, {MINUTES:g} minutes, in {FOLDER}", flush=True)
    try:
        soak()
    except Failure as failure:
        print(f"soak: FAILED with seed {SEED}: {failure}; the data stay in {FOLDER}", file=sys.stderr)
        return 1
    shutil.rmtree(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
