"""A page that nobody looks at: what it would show is kept, for documents and for readers that are programs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from dokja.ui import unknown_values
from dokja.ui.card import Card, Make
from dokja.ui.page import Door, KeyFigure, Page, Place
from dokja.ui.unknown_values import Stopped


@dataclass(frozen=True)
class Sentences:
    """Paragraphs; those of a warning say what to be careful about."""

    texts: Sequence[str]
    warning: bool = False


@dataclass(frozen=True)
class Sayings:
    """Sentences that may be quoted, each with its source, and those that may not, each with the reason."""

    may: Sequence[tuple[str, str]]
    may_not: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """A line of a list: text, address (may be blank), and what is said beside it."""

    text: str
    href: str
    told: str = ""


@dataclass(frozen=True)
class Code:
    """Lines of a program."""

    title: str
    code: str


Content = Sentences | Sayings | Code | Card | Sequence[Entry]


@dataclass
class Section:
    """A section of a page; the first has no title."""

    title: str
    contents: list[Content] = field(default_factory=list)


@dataclass
class Record:
    """What a page showed: its question, its answer, and its sections in order."""

    title: str = ""
    answer: Sequence[str] = ()
    sections: list[Section] = field(default_factory=lambda: [Section("")])

    @property
    def cards(self) -> dict[str, tuple[Section, Card]]:
        """Every card by its key, with its section."""
        return {
            one.key: (section, one)
            for section in self.sections
            for one in section.contents
            if isinstance(one, Card)
        }


@dataclass
class RecordedPage(Page):
    """A page whose parts are recorded instead of shown."""

    record: Record = field(default_factory=Record)

    def add(self, content: Content) -> None:
        """Keep what the page shows next."""
        self.record.sections[-1].contents.append(content)

    def row(self) -> Place:
        """Nowhere."""
        return nullcontext()

    def place(self, key: str | None = None) -> Place:
        """Nowhere."""
        return nullcontext()

    def halves(self) -> Sequence[Place]:
        """Twice nowhere."""
        return nullcontext(), nullcontext()

    def fold(self, label: str, *, expanded: bool = False) -> Place:
        """Nowhere: what a reader would have to open is kept like everything else."""
        return nullcontext()

    def heading(self, title: str, *answer: str) -> None:
        """Keep the page's question and answer. Raises Stopped with the reason if the address asks for something unknown."""
        told, _ = unknown_values.subject(self)
        if told:
            raise Stopped(" ".join(told))
        self.record.title = title
        self.record.answer = [sentence for sentence in answer if sentence]

    def section(self, title: str, *sentences: str) -> None:
        """Begin a section."""
        self.record.sections.append(Section(title))
        self.text(*sentences)

    def text(self, *sentences: str) -> None:
        """Keep sentences."""
        if said := [sentence for sentence in sentences if sentence]:
            self.add(Sentences(said))

    def note(self, text: str, *, warning: bool = False) -> None:
        """Keep a remark."""
        self.add(Sentences([text], warning))

    def verdict(self, verdict: str, why: str) -> None:
        """Keep a verdict and why it is not another."""
        self.text(verdict, why)

    def may_say(self, may: Sequence[tuple[str, str]], may_not: Sequence[tuple[str, str]]) -> None:
        """Keep what may be said and what may not."""
        if may or may_not:
            self.add(Sayings(may, may_not))

    def link(self, href: str, text: str) -> None:
        """Keep a link."""
        self.links([(href, text)])

    def links(self, links: Sequence[tuple[str, str]]) -> None:
        """Keep links."""
        self.add([Entry(text, href) for href, text in links])

    def key_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Keep figures."""
        self.add([Entry(f"{one.label}: {one.value}", one.href, one.text) for one in figures])

    def doors(self, doors: Sequence[Door]) -> None:
        """Keep questions with their answers."""
        self.add([Entry(one.question, one.href, one.answer) for one in doors])

    def code(self, title: str, code: str) -> None:
        """Keep lines of a program."""
        self.add(Code(title, code))

    def term_list(self, terms: Sequence[tuple[str, str]]) -> None:
        """Keep terms with their explanations."""
        self.add([Entry(name, "", text) for name, text in terms])

    def take_away(self, key: str, make: Make, subject: Sequence[str]) -> None:
        """Show no buttons."""

    def figure(self, one: Card) -> None:
        """Keep a card."""
        self.add(one)
