#!/usr/bin/env python3
"""How long the language server works for a keystroke: on Linux, with no package but Python.

    cargo bench --bench generate -- live 100000 journal a.touch
    tests/benches/keystroke.py target/release/touchline a.touch

The journal is parted into 20 files, a prospect's touches in one of them, and a character is typed and
deleted in the middle of one, time after time. Told are the median, the least and the most of the
server's CPU time, its threads' together, and of the wait until the findings came.
"""

import glob
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

FILES = 20
KEYS = 41
# The day after the last touch that is generated.
TODAY = "2026-11-01"


def part(journal, folder):
    files = [[] for _ in range(FILES)]
    header = re.compile(r"prospect (.*)|\S+ (?:\d\S+ )?(?:[<>!] )?\S+ (.*?)(?: #\S+)*(?: ->.*)?$")
    at = 0
    with open(journal) as lines:
        for line in lines:
            if line[:1].isalnum():
                name = next(filter(None, header.match(line.rstrip()).groups()))
                at = zlib.crc32(name.encode()) % FILES
            files[at].append(line)
    for number, lines in enumerate(files):
        with open(f"{folder}/{number:02}.touch", "w") as file:
            file.writelines(lines)
    with open(f"{folder}/main.touch", "w") as file:
        file.write("".join(f"include {number:02}.touch\n" for number in range(FILES)))
    with open(f"{folder}/touchline.yaml", "w") as file:
        file.write("journal: main.touch\nrules: {similar-prospects: off}\n")


class Server:
    def __init__(self, program, folder):
        environment = dict(os.environ, TOUCHLINE_TODAY=TODAY)
        self.process = subprocess.Popen(
            [program, "lsp"], cwd=folder, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tell(self, method, params, **more):
        message = {"jsonrpc": "2.0", "method": method, "params": params, **more}
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def hear(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def wait_for(self, uri, version):
        while True:
            said = self.hear()
            told = said.get("params", {})
            if told.get("uri") == uri and told.get("version") == version:
                return

    def worked(self):
        """Milliseconds, over all threads."""
        threads = glob.glob(f"/proc/{self.process.pid}/task/*/schedstat")
        return sum(int(open(thread).read().split()[0]) for thread in threads) / 1e6


def main(program, journal):
    with tempfile.TemporaryDirectory() as folder:
        part(journal, folder)
        path = f"{folder}/07.touch"
        uri = f"file://{path}"
        text = open(path).read()
        lines = text.split("\n")
        line = [at for at, line in enumerate(lines) if line[:1].isdigit()][-50]
        server = Server(os.path.abspath(program), folder)
        server.tell("initialize", {"capabilities": {}, "rootUri": f"file://{folder}"}, id=1)
        server.tell("initialized", {})
        document = {"uri": uri, "languageId": "touchline", "version": 1, "text": text}
        server.tell("textDocument/didOpen", {"textDocument": document})
        server.wait_for(uri, 1)
        work, wait = [], []
        for key in range(KEYS):
            begun, worked = time.monotonic(), server.worked()
            # Into the channel's word, and out again.
            places = [{"line": line, "character": 11}, {"line": line, "character": 11 + key % 2}]
            change = {"range": dict(zip(("start", "end"), places)), "text": "" if key % 2 else "x"}
            server.tell("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": key + 2}, "contentChanges": [change]})
            server.wait_for(uri, key + 2)
            wait.append((time.monotonic() - begun) * 1000)
            time.sleep(0.15)
            work.append(server.worked() - worked)
        server.process.kill()
        for what, times in ("CPU", work), ("wait", wait):
            print(f"{what}: {statistics.median(times):.0f} ms, {min(times):.0f} to {max(times):.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
