#!/usr/bin/env python3
"""Measure the program beside its floors, in one run, and say what came of each goal.

usage: run.py [--build DIR] [--rows N] [--funded N] [--runs N] [--starts N] [--only TEXT] [--json FILE]

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
import tempfile
import time
import unicodedata

import ptybench

DAY = "2021-03-31"
HERE = os.path.dirname(os.path.abspath(__file__))
# As ptybench has them; a program that says nothing for ten seconds is stuck.
PTY = {"rows": 40, "cols": 120, "quiet": 15, "do_quiet": 120, "settle_quiet": 150, "pace": 0, "key_limit": 1, "start_limit": 10, "quit_limit": 5,
       "burst_quiet": 150, "log": None}
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

    def once(self, spec):
        actions = list(spec.get("actions", ()))
        a = argparse.Namespace(**PTY, cmd=spec["cmd"], ready=spec["ready"], quit=spec.get("quit", "q"), idle=spec.get("idle", 0))
        env = dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8", **spec.get("env", {}))
        result = ptybench.one_run(a, actions, env)
        if result.get("ready_ms") is None:
            raise Cannot(f"{os.path.basename(spec['cmd'][0])} never showed {spec['ready']!r}")
        return result

    def turns(self, specs, runs):
        """Each of specs once, then each again: what disturbs one disturbs all.  Medians of every number."""
        got = [[] for _ in specs]
        for _ in range(runs):
            for results, spec in zip(got, specs):
                results.append(self.once(spec))
        return [merge(results) for results in got]

    def sheet(self, rows):
        path = os.path.join(self.offices, f"{rows}.csv")
        if not os.path.exists(path):
            os.makedirs(self.offices, exist_ok=True)
            self.run(sys.executable, os.path.join(HERE, "gen_applications.py"), str(rows), "--out", path)
        return path

    def empty(self, path):
        shutil.rmtree(path, ignore_errors=True)
        self.run(self.program, "--env", path, "init")
        self.run(self.program, "--env", path, "--today", DAY, "do", "open_call", "year=2021", "quota=12")

    def copy(self, rows, name):
        path = os.path.join(self.offices, name)
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.office(rows), path)
        return path

    def office(self, rows):
        """An office with so many projects, made once."""
        path = os.path.join(self.offices, str(rows))
        stamp = path + ".json"
        if os.path.exists(stamp) and os.path.getmtime(stamp) > os.path.getmtime(self.program):
            self.import_seconds[rows] = json.load(open(stamp))["seconds"]
            return path
        sheet = self.sheet(rows)
        self.empty(path)
        began = time.perf_counter()
        self.run(self.program, "--env", path, "--today", DAY, "import", "applications", sheet)
        self.import_seconds[rows] = time.perf_counter() - began
        json.dump({"seconds": self.import_seconds[rows]}, open(stamp, "w"))
        return path

    def screens(self, rows, actions=(), idle=0):
        return {"cmd": [self.program, "--env", self.office(rows), "--lang", "zh"], "ready": "工作台", "quit": "F3 F3 F3", "actions": actions, "idle": idle}

    def mini(self, *options, actions=(), rows_file=None):
        if rows_file:
            return {"cmd": [self.built("bench-mini-rows"), *options], "ready": "READY", "actions": actions, "env": {"BENCH_ROWS": rows_file}}
        return {"cmd": [self.built("bench-mini"), *options], "ready": "READY", "actions": actions}


def merge(results):
    first = results[0]
    if isinstance(first, dict):
        return {k: merge([r.get(k) for r in results]) for k in first}
    if isinstance(first, list):
        return [merge([r[i] for r in results]) for i in range(len(first))]
    if isinstance(first, (int, float)) and not isinstance(first, bool):
        return statistics.median(r for r in results if r is not None)
    return first


def keys(result, action):
    return result["actions"][action]["key_ms"]["median"]


def size(result, action):
    return result["actions"][action]["bytes_mean"]


def processor(result, action):
    return result["actions"][action]["cpu_key_us"]


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text, columns):
    return text + " " * (columns - width(text))


def row_texts(b, rows):
    """What the list shows of the first rows, as one text each: number, unit, leader, stage, and the line beside."""
    path = os.path.join(b.offices, "rows.txt")
    with open(b.sheet(rows), encoding="utf-8") as sheet, open(path, "w", encoding="utf-8") as out:
        next(sheet)
        for number, line in enumerate(sheet, 1):
            cells = line.split(",")
            row = pad(f" QP2021-{number:04d}  {cells[2]}", 52) + pad(cells[11], 10) + "录入"
            out.write(pad(row, 73) + "│\n")
            if number == 1000:
                break
    return path


@measure
def program_itself(b):
    """What a start costs before anything is read."""
    def seconds(*cmd):
        began = time.perf_counter()
        subprocess.run(cmd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - began
    took = [(seconds(b.program, "--version"), seconds("/bin/true")) for _ in range(51)]
    yield "shouxi --version", *(statistics.median(t) * 1e3 for t in zip(*took)), "ms", None


@measure
def first_screen(b):
    open_list = [("until", "2=>QP2021-0030")]
    floor, few, many = b.turns([b.mini("-e"), b.screens(1000, open_list), b.screens(b.o.rows, open_list)], b.o.starts)
    yield "desk, first screen", many["ready_ms"], floor["ready_ms"], "ms", 2.0
    yield "desk, first screen, all against 1k", many["ready_ms"], few["ready_ms"], "ms", 1.15
    queue = many["actions"][0]["until_ms"], few["actions"][0]["until_ms"]
    yield "projects, opened from the desk", queue[0], floor["ready_ms"], "ms", 2.0
    yield "projects, all against 1k", *queue, "ms", 1.15


MOVES = [("keys", "Down*30"), ("do", "Down*10"), ("keys", "Down*60"), ("keys", "PageDown*20"), ("keys", "End"), ("keys", "Home")]


@measure
def moving(b):
    ours = [("until", "2=>QP2021-0030"), ("wait", "0.5")] + MOVES + [("wait", "1")]
    floor, same, few, many = b.turns([
        b.mini("-c", "-n", str(b.o.rows), actions=MOVES),
        b.mini("-c", "-n", "1000", actions=MOVES, rows_file=row_texts(b, 1000)),
        b.screens(1000, ours), b.screens(b.o.rows, ours, idle=2)], b.o.runs)
    # The first action of ours opens the list.
    yield "Down, bytes within the page", size(many, 1), None, "B", "<= 24"
    yield "Down, bytes scrolling", size(many, 2), size(same, 1), "B", 1.0
    yield "Down, latency", keys(many, 1), keys(floor, 0), "ms", 1.2
    yield "Down, processor", processor(many, 1), processor(floor, 0), "us", 1.3
    yield "Down scrolling, latency", keys(many, 2), keys(floor, 1), "ms", 1.2
    yield "Down scrolling, processor", processor(many, 2), processor(floor, 1), "us", 1.3
    yield "Down, all against 1k", keys(many, 1), keys(few, 1), "ms", 1.1
    yield "PageDown", keys(many, 3), keys(floor, 2), "ms", 1.3
    yield "End", keys(many, 4), keys(floor, 3), "ms", 1.5
    yield "Home", keys(many, 5), keys(floor, 4), "ms", 1.5
    yield "memory of the list before a filter", many["anon_kib"], floor["anon_kib"], "KiB", 2.0
    yield "idle, output", many["idle_bytes_per_s"], None, "B/s", "<= 0"
    yield "idle, processor", many["idle_cpu_ms_per_s"], None, "ms/s", "<= 0.1"


@measure
def scoring(b):
    """A point typed on a score sheet of the sample office."""
    path = os.path.join(b.offices, "sample")
    shutil.rmtree(path, ignore_errors=True)
    b.run(b.program, "--env", path, "init", "--demo")
    points = [("until", "3=>QP2023-0045"), ("do", "Enter"), ("wait", "0.5"), ("keys", '"1" BS "8" BS "2" BS "7" BS "3" BS "6" BS "4" BS "5" BS "9" BS "1" BS')]
    sheet = {"cmd": [b.program, "--env", path, "--lang", "zh", "--as", "expert3"], "ready": "工作台", "quit": "F3 F3 F3", "actions": points, "idle": 0}
    floor, ours = b.turns([b.mini("-c", "-n", "1000", actions=[("keys", "Down*20")]), sheet], b.o.runs)
    yield "a point on a score sheet, latency", keys(ours, 1), keys(floor, 0), "ms", 1.5


@measure
def funded_years(b):
    """Every project of an office runs: its grant and one allowance are due, and the next assessment waits."""
    path = b.copy(b.o.funded, f"{b.o.funded}-funded")
    source = os.path.dirname(HERE)
    b.run(b.built("bench-funded"), path, os.path.join(source, "rules.yaml"), os.path.join(source, "forms"))
    for what in (("due",), ("due", "--json"), ("todo",)):
        times = []
        for _ in range(max(3, b.o.runs // 3)):
            began = time.perf_counter()
            subprocess.run([b.program, "--env", path, *what], stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - began)
        yield f"{' '.join(what)} over {b.o.funded:,} running projects", statistics.median(times), None, "s", "<= 1"
    # All of them at once: the days before the year ends, when every project's assessment is due.
    day = {"cmd": [b.program, "--env", path, "--lang", "zh", "--today", "2022-12-20"], "quit": "F3 F3 F3"}
    floor, few, desk = b.turns([b.mini("-e"), b.screens(1000), dict(day, ready="工作台", actions=[("until", "2=>QP2021-0030")])], b.o.starts)
    yield "desk with all that waits, first screen", desk["ready_ms"], floor["ready_ms"], "ms", 2.0
    yield "desk with all that waits, against one of 1k where little does", desk["ready_ms"], few["ready_ms"], "ms", 2.0
    yield "projects opened from it", desk["actions"][0]["until_ms"], floor["ready_ms"], "ms", 2.0


@measure
def paper(b):
    """Sheets of the sample office as PDF: one page from cold, and a sheet of each project of a call, as often as makes 500 pages."""
    path = f"{b.o.rows}-paper"
    records = os.path.join(tempfile.mkdtemp(prefix="shouxi-paper-"), path)
    subprocess.run([b.program, "--env", records, "init", "--demo"], stdout=subprocess.DEVNULL, check=True)
    out = os.path.join(os.path.dirname(records), "sheets.pdf")

    def seconds(*what):
        began = time.perf_counter()
        said = subprocess.run([b.program, "--env", records, "--as", "limin", "--lang", "en", "sheet", *what, "-o", out], capture_output=True, text=True, check=True)
        return time.perf_counter() - began, int(said.stdout.split()[2])

    times = [seconds("meeting", "T1")[0] for _ in range(max(5, b.o.runs))]
    yield "a sheet of one page as PDF", statistics.median(times), None, "s", "<= 0.15"
    took, pages = min(seconds("application", "2021") for _ in range(3))
    one = statistics.median(times)
    yield "a page more of a long PDF, times 500", (took - one) / (pages - 1) * 500 + one, None, "s", "<= 1.5"
    yield "its bytes, for 500 pages", os.path.getsize(out) / pages * 500 / 1e6, None, "MB", "<= 2"
    shutil.rmtree(os.path.dirname(records))


@measure
def filter_memory(b):
    actions = [("until", "2=>QP2021-0030"), ("do", '/ "淀湖"'), ("wait", "0.5")]
    many, = b.turns([b.screens(b.o.rows, actions)], 3)
    yield "memory of the list behind a filter", many["anon_kib"], None, "KiB", f"<= {4096 + 4 * b.o.rows / 1024:g}"


WORDS = {"a rare word": "单洋", "a part of a name": "精密模具", "a common word": "淀湖", "initials": "dhjm", "pinyin": "dianhu", "a number": "qp2021-0007"}


@measure
def filtering(b):
    text = b.run(b.built("bench-filter"), b.office(b.o.rows), str(max(b.o.runs, 7)), *WORDS.values())
    for (what, word), line in zip(WORDS.items(), text.splitlines()):
        first, further, floor, _, hasty, counted = (float(x) / 1e3 for x in line.split()[1:])
        yield f"filter, first key of {what}", first, floor, "ms", 1.5
        yield f"filter, slowest further key of {what}", further, first, "ms", 0.3
        yield f"filter, slowest further key of {what}, typed without a rest", hasty, first, "ms", None
        yield f"filter, slowest further key of {what}, until its rows are counted", counted, first, "ms", None


@measure
def durable_act(b):
    argv = [b.built("bench-act"), b.copy(1000, "act"), b.copy(1000, "twin")]
    for line in b.run(*argv, "201").splitlines():
        name, ours, floor, writes = line.split()
        yield f"one act, lasting: {name}, {writes} writes", float(ours), float(floor), "us", 1.5
    if not shutil.which("strace"):
        return
    counts = []
    for acts in (10, 30):
        argv = [b.built("bench-act"), b.copy(1000, "act"), b.copy(1000, "twin"), str(acts)]
        done = subprocess.run(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync,msync", *argv], capture_output=True, text=True)
        counts.append(sum(int(x.split()[3]) for x in done.stderr.splitlines() if x.split() and x.split()[-1] in ("fsync", "fdatasync", "msync")))
    # Two kinds of acts, and the floor's own one sync for each.
    yield "one act, syncs", (counts[1] - counts[0]) / 40 - 1, None, "", "<= 2"


REVIEW_GOALS = {"ranking": "<= 50", "assigning": "<= 2000"}


@measure
def review(b):
    """What an expert review of 10,000 projects computes: ranked with 7 sheets each, and 5 sheets each assigned among 500 experts."""
    for line in b.run(b.built("bench-review")).splitlines():
        what, _, told = line.rpartition(": ")
        yield what, float(told.split()[0]), None, "ms", REVIEW_GOALS[what.split()[0]]


@measure
def bulk_import(b):
    room = os.path.join(b.offices, "empty")
    b.empty(room)
    began = time.perf_counter()
    b.run(b.built("bench-sqlite"), room, b.sheet(b.o.rows), os.path.join(b.offices, "sqlite.db"))
    floor = time.perf_counter() - began
    began = time.perf_counter()
    b.run(b.program, "--env", room, "--today", DAY, "import", "applications", b.sheet(b.o.rows))
    yield f"import of {b.o.rows:,} rows", time.perf_counter() - began, floor, "s", 1.0
    shutil.rmtree(room)
    os.unlink(os.path.join(b.offices, "sqlite.db"))


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
    a.add_argument("--funded", type=int, default=100_000)
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--starts", type=int, default=51)
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
        except (Cannot, KeyError, IndexError, TypeError, ValueError, OSError, subprocess.TimeoutExpired) as reason:
            print(f"| {function.__name__} | | | | | | not measured: {reason} |", flush=True)
            rows.append({"name": function.__name__, "met": False, "reason": str(reason)})
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    goals = [r for r in rows if r.get("goal") != "-"]
    print(f"\n{sum(r['met'] for r in goals)} of {len(goals)} goals met; the largest process had {peak // 1024} MiB")
    if b.o.json:
        json.dump(rows, open(b.o.json, "w"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
