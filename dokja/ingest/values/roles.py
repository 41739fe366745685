"""What a header says that its column, or row, holds: a role, a property of models, or a mean."""

from __future__ import annotations

import re

from dokja.ingest.values import digits, known_names
from dokja.ingest.values.vocabulary import NO_SCORES, OTHER_UNITS, roles_called

BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]")
LAST_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]+)[)\]）]$")
SPEC = re.compile(
    r"\b(?:param(?:eter)?s?|layers?|heads?|hidden|experts?|vocab\w*|context (?:length|window|size|limit)|tokens?|architecture|attention|activations?|embeddings?"
    r"|intermediate|memory|v?ram|gpus?|tpus?|cpus?|flops?|hours?|power|emissions?|co2\w*|latency|throughput|speed|tokens?/s|tok/s|tps"
    r"|ttft|prices?|pricing|cost|licen[cs]es?|releas(?:e|ed)|dates?|downloads?|links?|sizes?|precisions?|quanti[sz]\w*|dtype|bits?|batch"
    r"|epochs?|learning rate|lr|loss|optimi[sz]er|framework|hardware|devices?|urls?|files?|disk|cut-?off|modalit(?:y|ies)|ranks?"
    r"|papers?|strategy|length|max(?:imum)? length|stars?|temperature|top[_-][pk]|dim(?:ension)?s?|base model|training|votes?|supported|#)\b|^#|^context$|^컨텍스트$|[$₩€¥]"
    r"|파라미터|매개변수|레이어|어휘|헤드 ?수|전문가 ?수|아키텍처|용량|메모리|라이선스|공개일|출시|다운로드|링크|가격|단가|요금|비용|속도|지연|처리량|순위|투표|지원|출처|비고|토큰|길이|학습",
    re.IGNORECASE,
)
SPEC_UNLESS_NAME = re.compile(r"\b(?:steps?|seeds?|hybrid)\b", re.IGNORECASE)
PHYSICAL_UNIT = re.compile(
    r"[(\[]\s*(?:[$₩€¥][^)\]]*|usd|krw|원|ms|s|secs?|seconds?|minutes?|h|hours?|분|초|시간|[kmgt]i?b|k?wh?|t/s|tok[^)\]]*/s\w*)\s*[)\]]",
    re.IGNORECASE,
)
PERIOD = re.compile(r"(?:(?:19|20)\d{2}(?: ?년| ?[./-])?)?(?: ?\d{1,2} ?(?:월|분기))?(?: ?[상하]반기)?")
MEAN = re.compile(
    r"(?:overall |macro |micro )?(?:avg\.?|average|mean)(?: score)?|overall(?: score)?|total|전체|총점|종합(?: ?점수)?"
    r"|(?:(?:전체|국내|국외|해외|한국어|영어|총|단순|가중|(?:(?:비교|타|경쟁|다른) ?)?모델) ?)?(?:평균|소계|합계)(?: ?점수)?|平均|平均分",
    re.IGNORECASE,
)
ARROWS = frozenset("↑↓")
SIGNS = ARROWS | {"±", "+/-"}
"""What columns hold that say nothing but a direction or a sign."""
CONDITIONS = (
    "tools",
    "agent",
    "prompt",
    "thinking_budget",
    "harness",
    "conditions",
    "subset",
    "split",
    "version",
    "filter",
    "shots",
)
"""Roles of columns that state a condition of each number of their row."""
DISTINGUISHING = ("language", "metric", "mode", "effort", *CONDITIONS)
"""Roles of columns that can tell rows of one name apart."""
LABELS = (
    *(
        "model",
        "benchmark",
        "category",
        "language",
        "metric",
        "mode",
        "effort",
        "reporter",
        "measured_on",
        "unit",
        "source",
    ),
    *CONDITIONS,
)
"""Roles of columns that say what the numbers beside them are."""
NUMERIC = ("shots", "version", "measured_on", "tools", "thinking_budget", "conditions")
"""Those whose cells may be numbers."""
SIZES = ("total_params", "active_params")
BESIDE_SCORES = (
    *SIZES,
    "ignored",
    "n_items",
    "stderr",
    "shots",
    "unit",
    "measured_on",
    "source",
    "reporter",
    "harness",
)
"""Roles of rows that say something of models, of benchmarks or of the scores, and hold no scores."""


def label(text: str) -> str:
    """The first line of a header cell, without footnote marks and brackets."""
    line = digits.unmarked(text.split("\n")[0])[0]
    return BRACKETS.sub("", line).strip(" :") or line


def role_of(header: str) -> str | None:
    """The first role that a header is a word for, or ignored; None if its column may hold scores."""
    called = roles_called(label(header))
    return called[0] if called else "ignored" if no_score(header) else None


def no_score(header: str) -> str | None:
    """Why what a header names is no score of a model: a difference, an interval or a property; None if it may be one."""
    return word_for_no_score(header) or ("card_not_a_score" if is_property(header) else None)


def word_for_no_score(header: str) -> str | None:
    """Why what a header names is no score, if the whole of it is a word for something else; None if it is not."""
    text = label(header)
    return next((reason for reason, pattern in NO_SCORES.items() if pattern.fullmatch(text)), None)


def is_beside(name: str) -> bool:
    """Whether a row's name says that the row holds no scores, but something beside them."""
    called = roles_called(label(name))
    return bool(called and called[0] in BESIDE_SCORES) or no_score(name) is not None


def is_unit(cell: str) -> bool:
    """Whether a cell is a unit alone, as in a row of units below a header: (%), (Elo), 초, (개)."""
    text = cell.strip("()[]（） ")
    known = digits.unit_of(text) or "".join(text.lower().split()) in OTHER_UNITS
    return bool(known or PHYSICAL_UNIT.fullmatch(f"({text})"))


def is_property(header: str) -> bool:
    """Whether a header names a property of models, or a unit of one, and not a benchmark."""
    text = label(header)
    named = SPEC.search(text) or PHYSICAL_UNIT.search(header)
    return bool(
        (named or (SPEC_UNLESS_NAME.search(text) and not known_names.is_model(text)))
        and not known_names.is_benchmark(text)
    )
