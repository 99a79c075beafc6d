#!/usr/bin/env python3
"""Measures how fast the language server answers. Usage: bench/lsp/latency.py [PAGEWALK [starts|typing|races]...]

Starts PAGEWALK lsp (./pagewalk if left out), types into a file of 500 lines and into a seed scenario, and prints a
table. Numbers are milliseconds of wall time as a client sees them; run it on an idle machine.
"""
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "pagewalk")
SEEDS = ROOT / "scenarios"
DELAY = 150


class Client:
    """A client that speaks the protocol and notes when it heard what."""

    def __init__(self, **options):
        self.started = time.perf_counter()
        self.process = subprocess.Popen([TOOL, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self.heard = []
        self.answers = {}
        self.news = threading.Condition()
        self.requests = 0
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
        self.ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities,
                                "initializationOptions": options})
        self.ready = time.perf_counter()
        self.tell("initialized", {})

    def _listen(self):
        out = self.process.stdout
        while True:
            length = 0
            while (line := out.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(out.read(length))
            with self.news:
                if "method" in message:
                    self.heard.append((time.perf_counter(), message))
                    if "id" in message:
                        self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
                else:
                    self.answers[message["id"]] = message
                self.news.notify_all()

    def _send(self, message):
        data = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def tell(self, method, params):
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        self.requests += 1
        number = self.requests
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        with self.news:
            self.news.wait_for(lambda: number in self.answers, 120)
        return self.answers.pop(number).get("result")

    def wait(self, since, condition):
        """Milliseconds from `since` until diagnostics for which `condition` holds."""
        def found():
            return next((at for at, message in self.heard
                         if since < at and message["method"] == "textDocument/publishDiagnostics"
                         and condition(message["params"])), None)
        with self.news:
            self.news.wait_for(found, 120)
            at = found()
            return (at - since) * 1000 if at else float("nan")

    def open(self, uri, text):
        self.tell("textDocument/didOpen",
                  {"textDocument": {"uri": uri, "languageId": "pagewalk", "version": 1, "text": text}})

    def change(self, uri, version, changes):
        at = time.perf_counter()
        self.tell("textDocument/didChange",
                  {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})
        return at

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def leave(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(10)


def file_of(lines):
    """Scenarios with processes, locks and kernel calls, together `lines` lines."""
    scenario = """scenario s{0} {{
  process P {{ map A at 2M size 4K private anon prot rw; A[0][0] = 1; }}
  var count: int;
  lock guard: spinlock;
  thread a in P {{
    munmap(P.mm, A.start, A.size);
    lock guard {{ count = count + 1; }}
  }}
  thread b in P {{ let seen = A[0][0]; lock guard {{ count = count + 1; }} }}
  final count == 2;
}}
"""
    text = "".join(scenario.format(i) for i in range(lines // 11))
    return text + "// end\n" * (lines - text.count("\n"))


def row(name, values, goal):
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"| {name} | {statistics.median(ordered):.0f} | {p95:.0f} | {goal} |", flush=True)


def starts():
    times = []
    for _ in range(21):
        client = Client(check="never")
        times.append((client.ready - client.started) * 1000)
        client.leave()
    row("ready to answer `initialize`, ms", times[1:], "300")


def typing():
    client = Client(check="never")
    uri = "file:///bench/typing.pw"
    text = file_of(500)
    client.open(uri, text)
    client.wait(client.started, lambda found: found["uri"] == uri)
    line = text[:text.index("count = count + 1")].count("\n")
    word = {"line": line, "character": 17}
    version = 1
    keys = []
    for i in range(220):
        version += 1
        number = version
        insert = i % 2 == 0
        edit = {"range": {"start": word, "end": word if insert else {"line": line, "character": 18}},
                "text": "x" if insert else ""}
        at = client.change(uri, version, [edit])
        keys.append(client.wait(at, lambda found, number=number: found.get("version") == number))
        time.sleep(0.02)
    row("keystroke to diagnostics in 500 lines, ms", keys[20:], "50 (95th)")
    for method, column in (("hover", 6), ("definition", 6), ("completion", 14)):
        times = []
        for _ in range(110):
            at = time.perf_counter()
            client.ask("textDocument/" + method, {
                "textDocument": {"uri": uri}, "position": {"line": 5, "character": column}})
            times.append((time.perf_counter() - at) * 1000)
        row(method + ", ms", times[10:], "30")
    time.sleep(3)
    row("resident memory, idle, MB", [client.memory()], "300")
    client.leave()


def is_race(diagnostic):
    """Whether it tells what a check has found in the present text."""
    return not diagnostic["message"].startswith("(before") and not str(diagnostic.get("code", "")).startswith("PW")


def races():
    client = Client(check="onType")
    times = []
    seeds = [file for file in sorted(SEEDS.glob("seed-*/*.pw")) if re.search(r"\n  expect (?!safe)", file.read_text())]
    for file in seeds:
        uri = file.as_uri()
        text = file.read_text()
        client.open(uri, text)
        client.wait(client.started, lambda found: found["uri"] == uri and found["diagnostics"])
        for version in range(2, 5):
            at = client.change(uri, version, [{"text": text.replace("\n  expect", "\n" + " " * version + "expect")}])
            times.append(client.wait(at, lambda found, v=version: found["uri"] == uri and found.get("version") == v
                                     and any(is_race(each) for each in found["diagnostics"])))
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    row(f"edit to first race in {len(seeds)} seed files, ms", times, "1000")
    uri = "file:///bench/huge.pw"
    huge = "scenario huge { var y: int; thread a[8] { for i in 0..400 { y = y + i; } } }\n"
    client.open(uri, huge)
    times = []
    small = "scenario small { var y: int; thread a { y = 1; } thread b { y = 2; } final y == 2; }\n"
    for version in range(2, 44, 2):
        time.sleep(1)
        at = client.change(uri, version, [{"text": small}])
        times.append(client.wait(at, lambda found, v=version: found["uri"] == uri and found.get("version") == v
                                 and found["diagnostics"]) - DELAY)
        client.change(uri, version + 1, [{"text": huge}])
    row("a check that is cancelled, and the next one's first race, without the delay, ms", times, "100")
    client.leave()


def main():
    """All measurements, or those whose names follow the tool."""
    print("| measured | median | 95th percentile | goal |\n|---|---|---|---|")
    for measure in (starts, typing, races):
        if len(sys.argv) < 3 or measure.__name__ in sys.argv[2:]:
            measure()


if __name__ == "__main__":
    main()
