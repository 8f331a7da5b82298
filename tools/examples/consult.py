#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An example: call somebody, ask somebody else, connect the two or talk
all three.

It needs Python 3.8 and nothing else. The protocol is JSON-RPC 2.0 over a
Unix socket, one object a line. The daemon speaks first ("hello"). Each
request has an id and is answered once; events come in between, each with the
number of its record. Whoever lost the connection asks for the records behind
the last one it has seen: none is missing then, and none comes twice.
"""

import argparse
import json
import os
import socket
import sys
import time

SOCKET = "/run/holdline/control.sock"
GONE = -32051       # error: these records are no longer kept
PAUSE = 1           # [s] between two tries to connect again
TRIES = 60


class Refused(Exception):
    """The daemon answered with an error."""

    def __init__(self, method, error):
        super().__init__(f"{method}: {error['message']} ({error['name']})")
        self.code = error["code"]
        self.name = error["name"]
        self.mend = error.get("mend") or ""


class Lost(Exception):
    """The connection was lost: nobody knows what became of a request."""


class Holdline:
    """A connection to the daemon that remembers how far it has read."""

    def __init__(self, path, application):
        self.path = path
        self.application = application
        self.socket = None
        self.buffer = b""
        self.id = 0
        self.run = None     # which run of the daemon the numbers are of
        self.next = None    # record that comes next
        self.events = []    # that came while we waited for an answer
        self.connect()

    # ---- lines -----------------------------------------------------------

    def read(self, patience):
        """The next object of the daemon; None when none comes in time."""
        self.socket.settimeout(patience)
        while b"\n" not in self.buffer:
            try:
                more = self.socket.recv(65536)
            except socket.timeout:
                return None
            except OSError as error:
                raise Lost(str(error)) from error
            if not more:
                raise Lost("the daemon closed the connection")
            self.buffer += more
        line, self.buffer = self.buffer.split(b"\n", 1)
        return json.loads(line)

    def ask(self, method, **params):
        """Ask, and wait for the result. Events are kept for event()."""
        self.id += 1
        request = {"jsonrpc": "2.0", "id": self.id, "method": method,
                   "params": params}
        try:
            self.socket.sendall(json.dumps(request).encode() + b"\n")
        except OSError as error:
            raise Lost(str(error)) from error
        while True:
            answer = self.read(60)
            if answer is None:
                raise Lost("no answer")
            if "method" in answer:
                self.keep(answer)
            elif answer.get("id") == self.id:
                if "error" in answer:
                    raise Refused(method, answer["error"])
                return answer["result"]

    # ---- events ----------------------------------------------------------

    def keep(self, notice):
        if notice["method"] == "event":
            self.events.append(notice["params"])
            if "record" in notice["params"]:
                self.next = notice["params"]["record"] + 1

    def event(self, patience):
        """The next event; None when none comes in time."""
        if not self.events:
            notice = self.read(patience)
            if notice is None:
                return None
            self.keep(notice)
        return self.events.pop(0) if self.events else None

    # ---- the connection, and the same one again --------------------------

    def connect(self):
        self.buffer = b""
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(self.path)
        hello = self.read(5)
        if not hello or hello.get("method") != "hello":
            raise Lost(f"{self.path}: what answers there is not holdlined")
        # Calls that we make are ours by this name; they stay when we go.
        self.ask("application.open", name=self.application, close="keep")
        self.subscribe()

    def subscribe(self):
        """From where we were; the first time, from now on."""
        params = {}
        if self.next is not None:
            params["from"] = self.next
            if self.run is not None:
                params["run"] = self.run
        try:
            result = self.ask("event.subscribe", **params)
        except Refused as refused:
            if refused.code != GONE:
                raise
            # Away for too long, or the daemon is another. What we believe of
            # a call may be old: wait_for() asks anyway.
            print("records are missing")
            self.next = None
            result = self.ask("event.subscribe")
        self.run = result.get("run")
        if self.next is None:
            self.next = result["from"]

    def connect_again(self, why):
        print(f"the connection was lost: {why}")
        self.socket.close()
        for _ in range(TRIES):
            try:
                self.connect()
                print("connected again")
                return
            except (OSError, Lost):
                time.sleep(PAUSE)
        raise Lost("the daemon does not come back")

    # ---- calls -----------------------------------------------------------

    def call(self, number):
        """A call as it is now; None when it is over."""
        try:
            return self.ask("call.get", call=number)
        except Refused as refused:
            if refused.name == "INVALCALLHANDLE":
                return None
            raise

    def wait_for(self, number, *states, patience=60):
        """Wait until a call is in one of these states; "idle" is over.

        The events tell when to look; what is believed is what the daemon
        says when it is asked. That also holds when the connection was lost
        in between.
        """
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                now = self.call(number)
                state = now["state"] if now else "idle"
                while self.events:
                    tell(self.events.pop(0))
                if state in states:
                    return state
                if not now:
                    break
                event = None
                while event is None or event.get("call") != number:
                    event = self.event(max(0, end - time.monotonic()))
                    if event is None:
                        break
                    tell(event)
            except Lost as lost:
                self.connect_again(lost)
        raise TimeoutError(f"call {number} did not become "
                           f"{' or '.join(states)}")

    def act(self, method, call, **params):
        """An operation on a call that must not be done twice.

        When the connection is lost before the answer it is not known whether
        it was done: this looks at the call, instead of asking once more.
        """
        before = self.call(call)
        try:
            return self.ask(method, call=call, **params)
        except Lost as lost:
            self.connect_again(lost)
            after = self.call(call)
            if before and after and before["state"] == after["state"]:
                return self.ask(method, call=call, **params)
            raise Lost(f"{method} was done; its answer was lost") from lost


def tell(event):
    """A line for each change of a call."""
    if event.get("kind") != "effect":
        return
    head = f"call {event.get('call')}  {event.get('line')}"
    party = f", {event['party']}" if event.get("party") else ""
    mode = f" {event['mode']}" if event.get("mode") else ""
    if event["what"] == "birth":
        print(f"{head}  new, {event['to']}{mode}{party}")
    elif event["what"] == "state":
        print(f"{head}  {event['from']} -> {event['to']}{mode}{party}")
    elif event["what"] == "end":
        print(f"{head}  {event['from']} -> idle")


def consult(line, first, second, mode, daemon):
    made = daemon.ask("call.makeCall", **{"from": line, "number": first})
    call = made["call"]
    print(f"call {call}: lift {line} if it rings, then answer {first}")
    state = daemon.wait_for(call, "connected", "busy", "specialinfo",
                            "disconnected")
    if state != "connected":
        print(f"{first} is not to be had: {state}")
        daemon.ask("call.drop", call=call)
        return 1

    asked = daemon.act("call.setupTransfer", call, number=second)["call"]
    print(f"call {call} is held, call {asked} asks {second}")
    state = daemon.wait_for(asked, "connected", "busy", "specialinfo",
                            "disconnected", "idle")
    if state != "connected":
        # Back to the first: it was on hold all the time.
        print(f"{second} is not to be had: {state}")
        if state != "idle":
            daemon.ask("call.drop", call=asked)
        daemon.wait_for(call, "connected", "onholdpendtransfer")
        if daemon.call(call)["state"] != "connected":
            daemon.ask("call.unhold", call=call)
        print(f"{line} and {first} talk again")
        return 1

    done = daemon.act("call.completeTransfer", call, other=asked, mode=mode)
    if mode == "transfer":
        daemon.wait_for(call, "idle")
        print(f"{first} and {second} talk to each other")
    else:
        conference = done.get("conference") or done["call"]
        daemon.wait_for(conference, "connected")
        members = daemon.ask("call.getConferenceCalls", call=conference)
        print(f"conference {conference}: {line}, {first} and {second} talk; "
              f"{len(members['calls'])} calls")
    return 0


def main():
    parser = argparse.ArgumentParser(
        description="call FIRST from LINE, ask SECOND, connect them")
    parser.add_argument("line")
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("--mode", choices=("transfer", "conference"),
                        default="transfer")
    parser.add_argument("--socket", default=os.environ.get(
        "HOLDLINE_SOCKET") or SOCKET)
    args = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    try:
        daemon = Holdline(args.socket, f"consult.{os.getpid()}")
        return consult(args.line, args.first, args.second, args.mode, daemon)
    except Refused as refused:
        print(f"consult: {refused}", file=sys.stderr)
        if refused.mend:
            print(f"  mend: {refused.mend}", file=sys.stderr)
        return 1
    except (OSError, Lost) as error:
        print(f"consult: {args.socket}: {error}", file=sys.stderr)
        return 3
    except TimeoutError as error:
        print(f"consult: {error}", file=sys.stderr)
        return 6


if __name__ == "__main__":
    sys.exit(main())
