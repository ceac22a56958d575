"""Sends everything that the OpenAPI document allows, and much that it does not, to a demo of its own, as each account.

usage: python api.py BINARY SCHEMATHESIS --seed N --cases N [--account NAME ...]

A reply fails when it is a fault of the server, a status or a media type that the document does not name, or a body
that is not of its schema. So many cases are drawn an operation, so that a run has an end. The cases that follow from the document
alone are the same for everybody: they are sent once, as the first account. An account whose session is lost on the way has tested nothing after that: the run fails. Afterwards the record of
the site must still verify.
"""

import argparse
import base64
import hashlib
import hmac
import json
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

PASSWORD = "County-plan-2026"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# They end the session that is used, or the way into it.
LEFT_OUT = ["/api/session", "/api/password", "/api/second-factor"]
# Sessions that nobody uses end after fifteen minutes; the accounts that wait for their turn knock now and then.
KNOCK_SECONDS = 240


class Client:
    def __init__(self, address):
        self.address = address
        self.headers = {"content-type": "application/json"}

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data=data, headers=self.headers, method=method)
        with urllib.request.urlopen(request) as reply:
            cookie = reply.headers.get("set-cookie")
            if cookie:
                self.headers["cookie"] = cookie.split(";")[0]
            content = reply.read()
        return json.loads(content) if content else None

    def log_in(self, user, password):
        view = self.ask("POST", "/api/session", {"username": user, "password": password})
        self.headers["x-junxian-csrf"] = view["csrf"]
        return view

    def is_in(self):
        try:
            self.ask("GET", "/api/session")
            return True
        except urllib.error.URLError:
            return False

    def enter(self, user, one_time):
        """First entry: a new password and, for administrators, the second factor."""
        self.log_in(user, one_time)
        # Which ends every session of the account.
        self.ask("POST", "/api/password", {"current": one_time, "new": PASSWORD})
        view = self.log_in(user, PASSWORD)
        if view["must_set_second_factor"]:
            offer = self.ask("POST", "/api/second-factor")
            self.ask("PUT", "/api/second-factor", {"code": code_of(offer["secret"])})
            self.headers["x-junxian-csrf"] = self.ask("GET", "/api/session")["csrf"]


def code_of(secret):
    """RFC 6238 with the defaults that apps use."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[19] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def known_names(client):
    """Names that exist, so that more is reached than a polite 404: a list of a path and the values of its parameters."""
    ask = lambda path: client.ask("GET", path)
    query = {"dataset": "demo"}
    plan = ask("/api/plans")[0]["code"]
    found = [("^/api/plans/[{]plan[}]", {**query, "plan": plan})]
    one = ask("/api/ledgers?dataset=demo")["ledgers"][0]
    found.append(("^/api/ledgers/", {**query, "pack": one["pack"]["code"], "ledger": one["ledger"]["code"]}))
    pack = next(pack for pack in ask("/api/registers?dataset=demo")["packs"] if pack["registers"][0]["periods"])
    held = pack["registers"][0]
    period = held["periods"][0]["period"]
    found.append(("^/api/registers/", {**query, "pack": pack["code"], "register": held["code"], "period": period}))
    for path, word in (("evaluation", "evaluation"), ("allocation", "allocation")):
        one = next(one for one in ask(f"/api/{path}s?dataset=demo") if one["demo_periods"])
        names = {"pack": one["pack"]["code"], word: one[word]["code"], "period": one["demo_periods"][0]}
        found.append((f"^/api/{path}(/|[.]|$)", {**query, **names}))
    for request in ask("/api/collection?dataset=demo")["requests"][:1]:
        found.append(("^/api/collection/requests/", {"request": request["code"]}))
    return found


def config_of(names):
    """As schemathesis reads it. A value in JSON is a value in TOML."""
    lines = []
    for path, values in names:
        lines.append(f"[[operations]]\ninclude-path-regex = {json.dumps(path)}")
        pairs = ", ".join(f"{name} = {json.dumps(value)}" for name, value in values.items())
        lines.append(f"parameters = {{ {pairs} }}")
    return "\n".join(lines)


def keep_awake(clients, stop):
    while not stop.wait(KNOCK_SECONDS):
        for client in clients:
            client.is_in()


def fuzz(program, config, client, seed, cases, phases):
    command = [program, *(["--config-file", config] if config else []), "run", f"{client.address}/api/openapi.json", "--no-color", "--continue-on-failure"]
    command += ["--phases", phases, "--checks", CHECKS, "--seed", str(seed)]
    command += ["--max-examples", str(cases), "--request-timeout", "60", "--warnings", "off"]
    for name in ("cookie", "x-junxian-csrf"):
        command += ["-H", f"{name}: {client.headers[name]}"]
    for path in LEFT_OUT:
        command += ["--exclude-path", path]
    done = subprocess.run(command, capture_output=True, text=True)
    counted = re.search(r"Test cases:\n\s*(.+)", done.stdout)
    print("  " + (counted.group(1) if counted else done.stdout[-2000:] + done.stderr[-2000:]))
    if done.returncode:
        print(done.stdout)
    if not client.is_in():
        print("  the session was lost")
        return False
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("schemathesis")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--account", action="append", default=[], help="only these; all where none is named")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="junxian-fuzz-") as data:
        site = [options.binary, "--data", data]
        printed = subprocess.run([*site, "init", "--demo"], check=True, capture_output=True, text=True).stdout
        first = re.search(r"登录用户：(\S+)\s+一次性密码：([A-Za-z0-9-]+)", printed)
        accounts = [first.groups(), *re.findall(r"^ {2}(\S+?)（.*?）：(\S+)$", printed, re.M)]
        server = subprocess.Popen([*site, "serve", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        failed = []
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline()).group()
            # All enter first: what one of them changes may close the door to another.
            clients = {user: Client(address) for user, _ in accounts}
            for user, one_time in accounts:
                clients[user].enter(user, one_time)
            known = f"{data}/schemathesis.toml"
            with open(known, "w", encoding="utf-8") as file:
                file.write(config_of(known_names(clients[accounts[0][0]])))
            stop = threading.Event()
            threading.Thread(target=keep_awake, args=(list(clients.values()), stop), daemon=True).start()
            for user, client in clients.items():
                if options.account and user not in options.account:
                    continue
                # With names that are drawn; the planner, who may do most, once more with names that exist.
                is_first = user == accounts[0][0]
                for config in (None, known) if is_first else (None,):
                    began = time.monotonic()
                    print(f"{user}, seed {options.seed}{', names that exist' if config else ''}", flush=True)
                    phases = "coverage,fuzzing,stateful" if is_first and not config else "fuzzing"
                    if not fuzz(options.schemathesis, config, client, options.seed, options.cases, phases):
                        failed.append(user)
                    print(f"  {time.monotonic() - began:.0f} s", flush=True)
                if server.poll() is not None:
                    sys.exit(f"the server ended with {server.returncode}")
        finally:
            server.terminate()
            server.wait()
        print(subprocess.run([*site, "verify"], check=True, capture_output=True, text=True).stdout)
    if failed:
        sys.exit(f"faults as {', '.join(failed)}")


main()
