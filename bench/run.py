#!/usr/bin/env python3
"""Measure the program beside its floors, in one run, and say what came of each goal.

usage: run.py [--build DIR] [--rows N] [--runs N] [--only TEXT] [--json FILE]

Offices of 1,000 and of --rows projects are made by importing generated applications and are kept in bench-offices/ of
the build folder until the program is newer.  A measure is one function below with @measure; it yields rows of
(what, ours, floor, unit, goal): the goal is the most that ours / floor may be, "<= X" for ours alone, or None for a number that is only told.  What cannot be
measured says why and counts as not met.
"""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MEASURES = []


def measure(function):
    MEASURES.append(function)
    return function


class Cannot(Exception):
    pass


class Bench:
    def __init__(self, options):
        self.o = options
        self.build = os.path.abspath(options.build)
        self.program = self.built("shouxi")
        self.offices = self.built("bench-offices")
        self.import_seconds = {}

    def built(self, name):
        return os.path.join(self.build, name)

    def run(self, *argv, **more):
        done = subprocess.run(argv, capture_output=True, text=True, **more)
        if done.returncode:
            raise Cannot(f"{os.path.basename(argv[0])} {argv[-1]}: {(done.stderr or done.stdout).strip().splitlines()[-1:] or done.returncode}")
        return done.stdout

    def pty(self, ready, actions, cmd, runs=None, quit_keys="q", idle=0):
        argv = [sys.executable, os.path.join(HERE, "ptybench.py"), "--ready", ready, "--quit", quit_keys,
                "--repeat", str(runs or self.o.runs), "--json", "-"]
        if idle:
            argv += ["--idle", str(idle)]
        for kind, script in actions:
            argv += ["--" + kind, script]
        out = self.run(*argv, "--", *cmd)
        line = [x for x in out.splitlines() if x.startswith("{")]
        if not line:
            raise Cannot(f"{cmd[0]} never showed {ready!r}")
        result = json.loads(line[-1])
        if result.get("ready_ms") is None:
            raise Cannot(f"{os.path.basename(cmd[0])} never showed {ready!r}")
        return result

    def office(self, rows):
        """An office with so many projects, made once."""
        path = os.path.join(self.offices, str(rows))
        stamp = path + ".json"
        if os.path.exists(stamp) and os.path.getmtime(stamp) > os.path.getmtime(self.program):
            self.import_seconds[rows] = json.load(open(stamp))["seconds"]
            return path
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(self.offices, exist_ok=True)
        sheet = path + ".csv"
        self.run(sys.executable, os.path.join(HERE, "gen_applications.py"), str(rows), "--out", sheet)
        shouxi = [self.program, "--env", path, "--today", "2021-03-31"]
        self.run(self.program, "--env", path, "init")
        self.run(*shouxi, "do", "open_call", "year=2021", "quota=12")
        began = time.perf_counter()
        self.run(*shouxi, "import", "applications", sheet)
        self.import_seconds[rows] = time.perf_counter() - began
        json.dump({"seconds": self.import_seconds[rows]}, open(stamp, "w"))
        return path

    def shouxi(self, rows):
        return [self.program, "--env", self.office(rows), "--lang", "zh"]


def keys(result, action):
    return result["actions"][action]["key_ms"]["median"]


def size(result, action):
    return result["actions"][action]["bytes_mean"]


def processor(result, action):
    return result["actions"][action]["cpu_key_us"]


@measure
def program_itself(b):
    """What a start costs before anything is read."""
    def seconds(*cmd):
        took = []
        for _ in range(51):
            began = time.perf_counter()
            subprocess.run(cmd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            took.append(time.perf_counter() - began)
        return statistics.median(took) * 1e3
    yield "shouxi --version", seconds(b.program, "--version"), seconds("/bin/true"), "ms", 3


@measure
def first_screen(b):
    floor = b.pty("READY", [], [b.built("bench-mini"), "-e"], runs=51)
    few = b.pty("工作台", [], b.shouxi(1000), runs=51, quit_keys="F3")
    many = b.pty("工作台", [], b.shouxi(b.o.rows), runs=51, quit_keys="F3")
    yield "first screen, all projects", many["ready_ms"], floor["ready_ms"], "ms", 2.0
    yield "first screen, all against 1k", many["ready_ms"], few["ready_ms"], "ms", 1.15


MOVES = [("keys", "Down*30"), ("do", "Down*10"), ("keys", "Down*60"), ("keys", "PageDown*20"), ("keys", "End"), ("keys", "Home")]


@measure
def queue(b):
    floor = b.pty("READY", MOVES, [b.built("bench-mini"), "-c", "-n", str(b.o.rows)])
    result = {rows: b.pty("工作台", [("do", "2")] + MOVES, b.shouxi(rows), quit_keys="F3", idle=2) for rows in (1000, b.o.rows)}
    ours, few = result[b.o.rows], result[1000]
    # The first action of ours opens the list; "do" counts as an action as well.
    yield "bytes per Down, in page", size(ours, 1), 24, "B", "<= 24"
    yield "bytes per Down, scrolling", size(ours, 3), size(floor, 2), "B", 1.0
    yield "Down, in page", keys(ours, 1), keys(floor, 0), "ms", 1.2
    yield "Down, processor", processor(ours, 1), processor(floor, 0), "us", 1.3
    yield "Down, all against 1k", keys(ours, 1), keys(few, 1), "ms", 1.1
    yield "PageDown", keys(ours, 4), keys(floor, 3), "ms", 1.3
    yield "End", keys(ours, 5), keys(floor, 4), "ms", 1.5
    yield "Home", keys(ours, 6), keys(floor, 5), "ms", 1.5
    yield "anonymous memory of the list", ours["anon_kib"], floor["anon_kib"], "KiB", 2.0
    yield "idle output", ours.get("idle_bytes_per_s", 0), None, "B/s", "<= 0"
    yield "idle processor", ours.get("idle_cpu_ms_per_s", 0), None, "ms/s", "<= 0.1"


@measure
def durable_act(b):
    """The floor of one act: a raw durable insert with three indexes."""
    room = b.built("bench-lim.dir")
    text = b.run(b.built("bench-lim"), room, "c")
    shutil.rmtree(room, ignore_errors=True)
    line = next(x for x in text.splitlines() if "1 rec, 3 indexes" in x)
    yield "raw durable insert", float(line.split("median")[1].split()[0]) / 1e3, None, "ms", None


@measure
def bulk_import(b):
    b.office(b.o.rows)
    yield f"import of {b.o.rows:,} rows", b.import_seconds[b.o.rows], None, "s", f"<= {b.o.rows * 10e-6:g}"


def verdict(ours, floor, goal):
    if goal is None:
        return True, "-"
    if isinstance(goal, str):
        return ours <= float(goal.split()[1]), goal
    return ours <= goal * floor, f"<= {goal:g} x"


def report(name, ours, floor, unit, goal):
    met, wanted = verdict(ours, floor, goal)
    ratio = f"{ours / floor:.2f}" if floor else "-"
    beside = f"{floor:.3g}" if floor else "-"
    print(f"| {name} | {ours:.3g} | {beside} | {unit} | {ratio} | {wanted} | {'-' if goal is None else 'yes' if met else 'NO'} |", flush=True)
    return {"name": name, "ours": ours, "floor": floor, "unit": unit, "goal": wanted, "met": met}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--build", default=".")
    a.add_argument("--rows", type=int, default=1000000)
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--only", default="")
    a.add_argument("--json")
    b = Bench(a.parse_args())
    rows = []
    print("| what | ours | floor | unit | ratio | goal | met |\n|---|---|---|---|---|---|---|")
    for function in MEASURES:
        if b.o.only not in function.__name__:
            continue
        try:
            for row in function(b):
                rows.append(report(*row))
        except (Cannot, KeyError, IndexError, TypeError, OSError) as reason:
            print(f"| {function.__name__} | | | | | | not measured: {reason} |", flush=True)
            rows.append({"name": function.__name__, "met": False, "reason": str(reason)})
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    goals = [r for r in rows if r.get("goal") != "-"]
    print(f"\n{sum(r['met'] for r in goals)} of {len(goals)} goals met; the largest process had {peak // 1024} MiB")
    if b.o.json:
        json.dump(rows, open(b.o.json, "w"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
