"""Tests of the documents that briefings are written as."""
