"""Citations are read by the programs that they are for."""

from __future__ import annotations

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from dokja.i18n.text import Words
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.server.assistants.page_without_reader import page_of
from dokja.ui import citations

TITLES = ["점수와 크기: GPQA (%)", "50% of {models} & #1_x $y \\\\ z", "a\nb"]
AT = "https://dokja.example/scores?lang=ko&team=skt"


@pytest.mark.parametrize("title", TITLES)
def test_each_kind_is_read_back(real_store: Store, title: str) -> None:
    page = page_of(real_store, "ko", "https://dokja.example")
    told = {label: text.replace(citations.ADDRESS, AT) for label, text in citations.formats(page, title)}
    library = parse_string(told["BibTeX"])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.fields_dict["url"].value == AT
    assert real_store.data_version in entry.fields_dict["note"].value
    (record,) = rispy.loads(told["RIS"])
    assert record["title"] == " ".join(title.split())
    assert record["urls"] == [AT]
    assert real_store.data_version in told[Words("ko")("citation.en")]
    assert told[Words("ko")("citation.ko")].endswith(AT)


def test_names_of_kinds_are_in_the_readers_language(real_store: Store) -> None:
    page = page_of(real_store, "en", "")
    assert [label for label, _ in citations.formats(page, "x")] == ["Korean", "English", "BibTeX", "RIS"]
    assert isinstance(page.names, Names)
