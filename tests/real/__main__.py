"""Checks each page built with real libraries, notes how it ended, and writes the table of docs/real.md.

`python -m tests.real [NAME ...]` checks these pages (all, if none is named); `--table` only writes the table anew.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping

from tests.observe import browsing
from tests.real.truths import NOTES, Note, Real, check, judge, load, noted, save

TABLE = NOTES.parents[2] / "docs" / "real.md"
SAYS = {
    "read": "read",
    "refused": "refused, rightly",
    "missed": "refused, though a person would read it",
    "otherwise": "refused under another name than the true one",
    "wrong": "WRONG",
    "sent": "SENT",
}
_HEAD = """# Pages built with real component libraries

The pages of [tests/real](../tests/real) are what Indonesian web agencies would have built with these libraries, and
were written without a look at the reader. `make test-all` checks each of them as a whole, from login to balance. This
table is made by `python -m tests.real`; the truth of each page stands in [expected.toml](../tests/real/expected.toml).

At first sight, before anything was mended by what they showed, of the 57 pages on templates and widgets of server-side
portals 24 of the 47 readable ones were read (51 %); 9 of 10 failures had their true name; no number was wrong,
and nothing was sent. Of the 64 on libraries without a build step, 19 of the 57 readable ones were read (33 %; three
others could not start, for want of a module from the test's own server); all 7 failures had their true name; one told
two of five cards (htmx-muat-lagi), which was mended first; nothing was sent.

A card's balance as of a day years past ("per 31 Maret 2021") is read, with its day and a warning, where the card says
that it was left, or stands beside one of a present day. Refused for a good reason is gentelella-tile: the last digit of
its balance is cut off by some pixels. What can only be dragged by a finger, or is folded behind a text that nothing
tells to be pressed, is not found.
"""


def table(reals: Mapping[str, Real], notes: Mapping[str, Note]) -> str:
    """The text of docs/real.md: of what was noted."""
    reals = {name: real for name, real in reals.items() if name in notes}
    said = Counter(notes[name].said for name in reals)
    readable = [name for name, real in reals.items() if real.reads]
    read = sum(notes[name].said == "read" for name in readable)
    lines = [
        _HEAD,
        f"Of {len(reals)} pages, a person would read a balance on {len(readable)}: {read} of these are read "
        f"({100 * read // len(readable)} %). On {len(reals) - len(readable)} nothing is to be read: "
        f"{said['refused']} are refused under their true name. Wrong numbers: {said['wrong']}; sent: {said['sent']}.",
        "",
        "| page | built with | kind | what a person sees | outcome | what the check said |",
        "|---|---|---|---|---|---|",
    ]
    for name, real in sorted(reals.items()):
        note = notes[name]
        told = "" if note.said == "read" else note.told
        lines.append(f"| {name} | {real.library} | {real.kind} | {real.why} | {SAYS[note.said]} | {told} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Check the pages named, and tell of each how it ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.real", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*load(), []])
    parser.add_argument("--table", action="store_true", help="check none")
    wanted = parser.parse_args(arguments)
    notes = dict(noted())
    if not wanted.table:
        with browsing() as browser:
            for name in wanted.names or load():
                ended, site = check(browser, load()[name])
                notes[name] = judge(load()[name], ended, site)
                print(f"{notes[name].said:10}{name}: {notes[name].told}", flush=True)
        save(notes)
    TABLE.write_text(table(load(), notes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
