"""Counts what agrees, tells what does not."""

import sys
from typing import Any, NoReturn

told_at_most = 20


class Checks:
    def __init__(self, name: str) -> None:
        self.name = name
        self.passed = 0
        self.failures: list[str] = []

    def equal(self, about: str, found: Any, wanted: Any) -> None:
        """One check. Values are equal only where their types are: 1 is neither 1.0 nor True."""
        if same(found, wanted):
            self.passed += 1
        else:
            self.failures.append(f"{about}: {first_difference(found, wanted)}")

    def finish(self, remark: str = "") -> NoReturn:
        """Prints the one line that is counted, and ends the program: with 1 where something failed or nothing was checked."""
        for failure in self.failures[:told_at_most]:
            print(f"{self.name}: {failure}", file=sys.stderr)
        if len(self.failures) > told_at_most:
            print(f"{self.name}: {len(self.failures) - told_at_most} more failures", file=sys.stderr)
        print(f"{self.name}: {self.passed} checks passed{remark}", flush=True)
        sys.exit(1 if self.failures or (self.passed == 0 and not remark) else 0)


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, (list, tuple)) and isinstance(found, (list, tuple)):
        return len(found) == len(wanted) and all(same(a, b) for a, b in zip(found, wanted, strict=True))
    return type(found) is type(wanted) and found == wanted


def first_difference(found: Any, wanted: Any) -> str:
    if isinstance(wanted, (list, tuple)) and isinstance(found, (list, tuple)):
        for index, (a, b) in enumerate(zip(found, wanted, strict=False)):
            if not same(a, b):
                return f"at {index} {first_difference(a, b)}"
        return f"{len(found)} instead of {len(wanted)}"
    return f"{found!r} instead of {wanted!r}"
