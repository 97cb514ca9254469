"""What every peer hands back, as the harness reads it."""

import json
import time
from pathlib import Path


class Clock:
    """Seconds for loading and for answering, since the program began."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._loaded = self._began

    def loaded(self) -> None:
        """Everything is there: what follows answers the question."""
        self._loaded = time.perf_counter()

    def write(self, path: Path, people: dict[str, int]) -> None:
        """Writes the people of each route ("a > b > c") or of each reach ("origin > recipient"), with both times."""
        now = time.perf_counter()
        load, answer = self._loaded - self._began, now - self._loaded
        path.write_text(json.dumps({"load": load, "answer": answer, "people": people}), encoding="utf8")
