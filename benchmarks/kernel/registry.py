"""What a check is, how checks are collected, and how one is carried out."""
import traceback
from collections import namedtuple

from client import Malformed

Check = namedtuple("Check", "message sentence run")
Result = namedtuple("Result", "mark note")
PASSED, FAILED, NOT_OFFERED = "✓", "✗", "–"

CHECKS = []


class Fails(Exception):
    """What the kernel did wrong."""


class NotOffered(Exception):
    """An optional thing that the kernel does not have, or has no way to be made to do."""


def check(message, sentence):
    """Declares a function as the check of a sentence about a message type. It raises Fails or NotOffered; to return is to pass."""
    def declare(function):
        CHECKS.append(Check(message, sentence, function))
        return function
    return declare


def expect(condition, note):
    if not condition:
        raise Fails(note)


def carry_out(one, bench):
    """The result of one check; whatever the kernel does, it costs this check only."""
    try:
        bench.begin()
        one.run(bench)
        result = Result(PASSED, "")
    except NotOffered as e:
        result = Result(NOT_OFFERED, str(e))
    except (Fails, Malformed) as e:
        result = Result(FAILED, str(e))
    except Exception as e:  # An answer so unlike the protocol that the check could not read it. The place helps whoever looks.
        place = traceback.extract_tb(e.__traceback__)[-1]
        result = Result(FAILED, f"not readable: {type(e).__name__}: {e} ({place.name})")
    bench.end()
    return result
