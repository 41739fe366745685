"""All text shown to users, in Korean and English side by side (words/*.toml), with matching particles.

Further languages are in translations/*.toml, one file per language; missing keys fall back to English.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import NumberFormatError, get_decimal_symbol, get_group_symbol, parse_decimal

from dokja.i18n.particles import with_particle

FOLDER = Path(__file__).parent / "words"
TRANSLATIONS = FOLDER.parent / "translations"
WRITTEN = ("ko", "en")
LOCALES = {"en": "en_GB"}
"""Locales of dates, numbers and plurals that a language's own code does not name: British order of the date."""
PLURALS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural forms in the order in which a text lists those of its language."""
MOST_DECIMALS = 2
"""Decimals of a score on the screen at most; its own text stands beside it and in downloads."""
LANGUAGES = (*WRITTEN, *sorted(file.stem for file in TRANSLATIONS.glob("*.toml")))


class Words:
    """Texts in one language: Words("ko")("scores.answer", model="K-엑사원 236B", value="72.03")."""

    def __init__(self, language: str):
        """Raises ValueError for an unknown language."""
        if language not in LANGUAGES:
            raise ValueError(f"no texts in {language!r}")
        self.language = language
        self.locale = locale_of(language)
        self.formatter = Filler(self.locale)
        self.symbols = str.maketrans(
            {",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)}
        )

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled. Raises KeyError for an unknown key or a missing value."""
        return self.formatter.vformat(texts()[key][self.language], (), values)

    def has(self, key: str) -> bool:
        """Whether a text exists for a key."""
        return key in texts()

    def name(self, row: Mapping[str, Any], stem: str = "name") -> str:
        """A row's name in this language, otherwise in English or Korean; blank if it has none."""
        names = (row.get(f"{stem}_{language}") for language in (self.language, "en", "ko"))
        return next((str(name) for name in names if name), "")

    def number(
        self, value: Decimal | float | None, decimals: int | None = None, *, signed: bool = False
    ) -> str:
        """A number with its thousands grouped, rounded half up to decimals if given; blank for None."""
        if value is None:
            return ""
        exact = Decimal(str(value))
        if decimals is not None:
            exact = half_up(exact, decimals)
        elif exact == exact.to_integral():
            exact = exact.quantize(Decimal(1))
        else:
            exact = exact.normalize()
        text = f"{abs(exact):,f}"
        sign = "−" if exact < 0 else "+" if signed and exact > 0 else ""
        return sign + text.translate(self.symbols)

    def published(self, text: str | None) -> str:
        """A published number with its own digits, beyond MOST_DECIMALS rounded half up; blank for None."""
        if text is None or len(text.partition(".")[2]) <= MOST_DECIMALS:
            return text or ""
        return f"{half_up(text, MOST_DECIMALS):f}"

    def score(
        self, value: Decimal | float | None, decimals: int | None = None, *, signed: bool = False
    ) -> str:
        """A score, or a difference of scores, with its decimals (its own, if none are given), at most MOST_DECIMALS."""
        if decimals is None:
            own = Decimal(str(value or 0)).normalize().as_tuple().exponent
            decimals = max(0, -int(own))
        return self.number(value, min(decimals, MOST_DECIMALS), signed=signed)

    def date(self, value: date | str | None) -> str:
        """A date, or a month, in this language's format; blank for None."""
        if not value:
            return ""
        year, month, *days = (int(part) for part in str(value).split("-"))
        if days:
            return format_date(date(year, month, days[0]), "medium", self.locale)
        return format_date(date(year, month, 1), self("format.month"), self.locale)

    def parameters(self, billions: Decimal | float | None) -> str:
        """A parameter count given in billions: 519 is 5,190억 or 519B; blank for None."""
        if billions is None:
            return ""
        if self.language != "ko":
            large = Decimal(str(billions)) >= 1000
            return self.score(Decimal(str(billions)) / (1000 if large else 1)) + ("T" if large else "B")
        trillions, hundred_millions = divmod(
            (Decimal(str(billions)) * 10).quantize(Decimal(1), ROUND_HALF_UP), Decimal(10_000)
        )
        parts = [f"{self.number(trillions)}조" if trillions else ""]
        parts.append(f"{self.number(hundred_millions)}억" if hundred_millions else "")
        return " ".join(part for part in parts if part)

    def join(self, items: Sequence[str], limit: int | None = None) -> str:
        """A list in prose; items beyond limit are replaced by their number."""
        if limit is not None and len(items) > limit:
            return self("list.more", items=", ".join(items[:limit]), count=len(items) - limit)
        if len(items) < 2:
            return "".join(items)
        return self("list.last", items=", ".join(items[:-1]), last=items[-1])


def half_up(value: Decimal | float | str, decimals: int) -> Decimal:
    """A number rounded to this many decimals, halves away from zero; what is rounded to zero has no sign."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded or abs(rounded)


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language. Raises ValueError if none has its code."""
    try:
        return Locale.parse(LOCALES.get(language, language))
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{language} is no code of a language") from error


class Filler(string.Formatter):
    """Fills {name} with the value; no attribute or index access.

    {name:은/는} adds a Korean particle, {count:model|models} the form that goes with the number, the forms in the order
    of CLDR (one, other; in other languages zero, one, two, few, many, other).
    """

    def __init__(self, locale: Locale):
        self.locale = locale
        self.tags = [tag for tag in PLURALS if tag in locale.plural_form.tags | {"other"}]

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """The value of a placeholder. Raises KeyError if it is missing."""
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        """The value as text, with what format_spec adds. Raises ValueError for a particle outside Korean."""
        if not format_spec:
            return str(value)
        if "|" in format_spec:
            return f"{value} {self.plural(str(value), format_spec.split('|'))}"
        if self.locale.language != "ko":
            raise ValueError(f"a particle in a text that is not Korean: {format_spec}")
        return with_particle(str(value), format_spec)

    def plural(self, value: str, forms: Sequence[str]) -> str:
        """The form that goes with a number; the last one where it is no number, or the text is in another language."""
        try:
            tag = self.locale.plural_form(parse_decimal(value, self.locale))
        except NumberFormatError:
            tag = "other"
        return forms[min(self.tags.index(tag), len(forms) - 1)]


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every text by dotted key and language.

    Raises ValueError if a key is duplicated, lacks Korean or English or has any other language, or if a translation has
    an unknown key.
    """
    found: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, entry in entries(tomllib.loads(file.read_text("utf-8")), ()):
            if key in found:
                raise ValueError(f"{file.name}: {key} stands twice")
            if set(entry) != set(WRITTEN):
                raise ValueError(f"{file.name}: {key} needs ko and en, and nothing else")
            found[key] = entry
    further = {language: translation(language) for language in LANGUAGES[len(WRITTEN) :]}
    for language, translated in further.items():
        found[f"app.{language}"] = dict.fromkeys(WRITTEN, translated[f"app.{language}"])
    for language, translated in further.items():
        if unknown := translated.keys() - found.keys():
            raise ValueError(f"{language}.toml: no text has the key {min(unknown)}")
        for key, entry in found.items():
            entry[language] = translated.get(key, entry["en"])
    return found


def translation(language: str) -> dict[str, str]:
    """A further language's texts by key; app.LANGUAGE is its own name. Raises ValueError if that is missing."""
    said = tomllib.loads((TRANSLATIONS / f"{language}.toml").read_text("utf-8"))
    if f"app.{language}" not in said:
        raise ValueError(f'{language}.toml: "app.{language}" must give the name of the language')
    return said


def untranslated(language: str) -> list[str]:
    """Keys for which a further language falls back to English."""
    translated = translation(language)
    return [key for key in texts() if key not in translated]


def entries(tree: dict[str, Any], path: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    """Dotted keys and texts of a parsed file."""
    if any(isinstance(value, str) for value in tree.values()):
        return [(".".join(path), tree)]
    return [pair for name, branch in tree.items() for pair in entries(branch, (*path, name))]
