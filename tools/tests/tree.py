# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small throw-away tree for the tests of the lints."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class TreeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def sentences(self, report):
        return [f"{path}:{line}: {sentence}" for path, line, sentence in sorted(report.findings)]

    def assert_says(self, report, *parts):
        """There are as many findings as parts, and each holds its part."""
        said = self.sentences(report)
        self.assertEqual(len(said), len(parts), said)
        for part, sentence in zip(parts, said):
            self.assertIn(part, sentence)
