"""Tests of Dokja, on the real records and on the real files of samples/."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
