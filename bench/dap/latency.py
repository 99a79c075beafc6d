#!/usr/bin/env python3
"""How long a step takes in the debugger, forwards and backwards, at a depth: from the request to the `stopped` event.

usage: latency.py [PAGEWALK [DEPTH]]
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PAGEWALK = sys.argv[1] if len(sys.argv) > 1 else "./pagewalk"
DEPTH = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
STEPS = 200

SCENARIO = """\
scenario long {
  process P { map A at 2M size 4K private anon prot rw; }
  var count: int;
  thread t[2] in P {
    for i in 1..%d {
      count = i;
    }
    A[0][0] = 1;
  }
  expect safe;
}
"""


class Client:
    def __init__(self):
        self.process = subprocess.Popen([PAGEWALK, "dap"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.seq = 0

    def read(self):
        length = 0
        while True:
            line = self.process.stdout.readline().strip()
            if not line:
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def send(self, command, **arguments):
        self.seq += 1
        text = json.dumps({"seq": self.seq, "type": "request", "command": command, "arguments": arguments}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self.process.stdin.flush()

    def until(self, event):
        while True:
            message = self.read()
            if message.get("success") is False:
                sys.exit(message["message"])
            if message.get("event") == event:
                return message

    def answer(self, command):
        while True:
            message = self.read()
            if message["type"] == "response" and message["command"] == command:
                return message

    def step(self, command, **arguments):
        begun = time.perf_counter()
        self.send(command, **arguments)
        self.until("stopped")
        return (time.perf_counter() - begun) * 1000


def tell(name, times):
    times = sorted(times)
    print("%-44s median %6.2f ms   95 %% %6.2f ms   worst %6.2f ms" % (
        name, statistics.median(times), times[int(len(times) * 0.95)], times[-1]))


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "long.pw")
    with open(path, "w") as file:
        file.write(SCENARIO % (DEPTH + STEPS))
    client = Client()
    client.send("initialize", adapterID="pagewalk")
    client.answer("initialize")
    client.send("launch", file=path)
    client.until("initialized")
    client.send("configurationDone")
    client.until("stopped")
    for i in range(DEPTH):
        client.step("next", threadId=1 + i % 2, granularity="instruction")
    tell("a step at depth %d" % DEPTH, [
        client.step("next", threadId=1 + i % 2, granularity="instruction") for i in range(STEPS)])
    tell("a step by a statement", [client.step("next", threadId=1 + i % 2) for i in range(STEPS)])
    tell("a step back", [client.step("stepBack", threadId=1) for i in range(STEPS)])
    shown = []
    for i in range(STEPS):
        client.step("next", threadId=1 + i % 2, granularity="instruction")
        begun = time.perf_counter()
        client.send("stackTrace", threadId=1)
        frame = client.answer("stackTrace")["body"]["stackFrames"][0]["id"]
        client.send("scopes", frameId=frame)
        for scope in client.answer("scopes")["body"]["scopes"]:
            if not scope["expensive"]:
                client.send("variables", variablesReference=scope["variablesReference"])
                client.answer("variables")
        shown.append((time.perf_counter() - begun) * 1000)
    tell("frames, scopes and variables behind it", shown)
    client.send("evaluate", expression="at 0", context="repl")
    begun = time.perf_counter()
    client.until("stopped")
    tell("back to the start", [(time.perf_counter() - begun) * 1000])
    client.send("disconnect")
    client.answer("disconnect")
