"""How a score table is laid out: which rows are its header, what each column is for, where models and benchmarks stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dokja.importers import headers
from dokja.importers.cell_values import ABSENT, is_number
from dokja.importers.grid import Cell, Grid, Row

PARAMS = r"(?:param(?:eter)?s?\.?|파라미터|매개변수)"
ROLES = {
    "benchmark": r"benchmarks?(?: names?)?|벤치마크 ?(?:명|이름)?|평가 ?(?:지표|항목|벤치마크|데이터셋)|datasets?|data sets?|데이터셋"
    r"|tasks?(?: names?)?|evals?|evaluations?|tests?|태스크|과제|시험",
    "model": r"(?:llm |ai )?models?(?: names?)?|모델 ?(?:명|이름)?|llms?|systems?|시스템",
    "category": r"(?:super|sub|main)?[ -]?categor(?:y|ies)|domains?|areas?|types?|capabilit(?:y|ies)|skills?|fields?|groups?|topics?"
    r"|suites?|tracks?|focus|abilit(?:y|ies)|분야|영역|구분|유형|분류|카테고리|(?:측정|평가) ?영역|능력|역량|descriptions?|설명",
    "language": r"lang(?:uage)?s?\.?|언어",
    "subset": r"subsets?|하위 ?집합|세부 ?(?:영역|항목|과목)",
    "split": r"splits?",
    "metric": r"metrics?|measures?|지표|측정 ?지표|채점 ?(?:방식|기준)|평가 ?방식",
    "shots": r"#? ?(?:n[-_ ]?)?shots?|few-?shots?|num[_ ]fewshot|샷 ?수?|# ?of ?shots",
    "mode": r"(?:reasoning |thinking |추론 ?)?(?:modes?|모드)|reasoning\??|thinking\??|추론(?: ?여부)?",
    "effort": r"(?:reasoning |thinking )?effort(?: level)?|추론 ?강도",
    "total": rf"#? ?(?:total |model |전체 ?|총 ?)?(?:{PARAMS}|parameter count|size|크기|규모)(?: ?수)?|모델 ?크기",
    "active": rf"#? ?(?:activ(?:e|ated)|활성(?:화)?) ?{PARAMS}?(?: ?수)?",
    "n_items": r"(?:#|n[_ ]|number of |no\. of )? ?(?:samples|items|questions|problems|examples)|(?:문항|문제) ?수",
    "stderr": r"std\.? ?err(?:or)?\.?|standard errors?|s\.?e\.?m?\.?|표준 ?오차",
    "interval": r"(?:\d+ ?% ?)?(?:c\.?i\.?|confidence intervals?|신뢰 ?구간)|st(?:andar)?d\.?(?: ?dev(?:iation)?s?\.?)?|σ|표준 ?편차",
    "version": r"versions?|ver\.?|버전",
    "filter": r"filters?",
    "difference": r"[Δ∆].*|deltas?|diff(?:erence)?s?\.?|gains?|improvements?|(?:향상|증감|증가|감소|상승|하락|개선) ?(?:폭|률|분)?"
    r"|차이|격차|대비.*|.*대비|relative.*",
    "value": r"values?|scores?|results?|performance|acc(?:uracy)?\.?|점수|결과|성적|값|성능|정확도",
}
PATTERNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in ROLES.items()}
PREFERRED = re.compile(r"benchmark|벤치마크|평가 ?(?:지표|항목)", re.IGNORECASE)
SPEC = re.compile(
    r"\b(?:param(?:eter)?s?|layers?|heads?|hidden|experts?|vocab\w*|context (?:length|window|size|limit)|tokens?|architecture|attention|activations?|embeddings?"
    r"|intermediate|memory|v?ram|gpus?|tpus?|cpus?|flops?|hours?|power|emissions?|co2\w*|latency|throughput|speed|tokens?/s|tok/s|tps"
    r"|ttft|prices?|pricing|cost|licen[cs]es?|releas(?:e|ed)|dates?|downloads?|links?|sizes?|precisions?|quanti[sz]\w*|dtype|bits?|batch"
    r"|epochs?|learning rate|lr|loss|optimi[sz]er|framework|hardware|devices?|urls?|files?|disk|cut-?off|modalit(?:y|ies)|ranks?"
    r"|papers?|strategy|length|max(?:imum)? length|stars?|temperature|top[_-][pk]|base model|training|votes?|supported|#)\b|^#$|^context$|^컨텍스트$|[$₩€¥]"
    r"|파라미터|매개변수|용량|메모리|라이선스|공개일|출시|다운로드|링크|가격|단가|요금|비용|속도|지연|처리량|순위|투표|지원|출처|비고|토큰|길이|학습",
    re.IGNORECASE,
)
SPEC_UNLESS_NAME = re.compile(r"\b(?:steps?|seeds?|hybrid)\b", re.IGNORECASE)
UNIT = re.compile(
    r"[(\[]\s*(?:[$₩€¥][^)\]]*|usd|krw|원|ms|s|secs?|seconds?|minutes?|h|hours?|분|초|시간|[kmgt]i?b|k?wh?|t/s|tok[^)\]]*/s\w*)\s*[)\]]",
    re.IGNORECASE,
)
MEAN = re.compile(
    r"(?:overall |macro |micro )?(?:avg\.?|average|mean)(?: score)?|overall(?: score)?|total|전체|종합(?: ?점수)?"
    r"|(?:(?:전체|국내|국외|해외|한국어|영어|총|단순|가중|모델) ?)?(?:평균|소계|합계)(?: ?점수)?",
    re.IGNORECASE,
)
SIGNS = {"↑": "direction", "↓": "direction", "±": "sign", "+/-": "sign"}
LABELS = (
    "benchmark",
    "model",
    "category",
    "language",
    "subset",
    "split",
    "metric",
    "shots",
    "mode",
    "effort",
    "version",
    "filter",
)
NUMERIC = ("shots", "version")
PROPERTIES = ("spec", "total", "active", "difference", "interval")
"""Roles of what is stated of a model and is no score."""
WORD_WEIGHT = 1.5


@dataclass(frozen=True)
class Layout:
    """Number of header rows, the role of each column (None for numbers), and where models stand.

    models is 'columns', 'rows', 'both' (a column of models beside one of benchmarks), 'none' (one model, not named in
    the table), or None for what is no table of scores.
    """

    head: int
    roles: tuple[str | None, ...]
    models: str | None

    def first(self, role: str) -> int | None:
        """The first column of a role."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def data(self) -> list[int]:
        """The columns with numbers of models or benchmarks."""
        return [column for column, role in enumerate(self.roles) if role in (None, "value")]


def layout_of(grid: Grid) -> Layout:
    """How a table is laid out."""
    head = head_rows(grid)
    lowest = [lowest_header(grid, head, column) for column in range(grid.width)]
    tops = [label(text) for text in lowest]
    roles = [role_of(text) for text in lowest]
    for column, texts in enumerate(column_texts(grid, head)):
        numeric = sum(is_number(text) for text in texts)
        if roles[column] in LABELS and roles[column] not in NUMERIC and 2 * numeric > len(texts):
            roles[column] = None
        if texts and set(texts) <= SIGNS.keys():
            roles[column] = SIGNS[texts[0]]
        if roles[column] is None and is_label(column, tops[column], len(texts), numeric):
            roles[column] = "category"
    settle_names(roles, tops)
    models = orientation(grid, head, roles)
    name_columns(grid, head, roles, models)
    body = grid.rows[head:]
    if not any(is_number(row.cells[column].text) for row in body for column in data(roles)):
        models = None
    return Layout(head, tuple(roles), models)


def column_texts(grid: Grid, head: int) -> list[list[str]]:
    """What each column states under the header, headings between rows left out."""
    rows = [row for row in grid.rows[head:] if not is_section(row)]
    texts = [[row.cells[column].text for row in rows] for column in range(grid.width)]
    return [[text for text in column if not ABSENT.fullmatch(text)] for column in texts]


def is_label(column: int, top: str, stated: int, numeric: int) -> bool:
    """Whether a column without a role holds words: no number, and no header that names a model or a benchmark."""
    if column == 0 and not top:
        return 2 * numeric <= stated
    return (
        bool(stated)
        and not numeric
        and (column == 0 or not (headers.is_model(top) or headers.is_benchmark(top)))
    )


def data(roles: Sequence[str | None]) -> list[int]:
    """The columns with numbers."""
    return [column for column, role in enumerate(roles) if role in (None, "value")]


def lowest_header(grid: Grid, head: int, column: int) -> str:
    """The lowest header cell of a column that is not empty."""
    cells = [row.cells[column].text for row in grid.rows[:head] if row.cells[column].text]
    return cells[-1] if cells else ""


def label(text: str) -> str:
    """The first line of a header cell, its marks and brackets left off."""
    line = headers.unmarked(text.split("\n")[0])[0]
    return headers.BRACKETS.sub("", line).strip(" :") or line


def role_of(header: str) -> str | None:
    """What a column or a row is for by its header; None where it may hold scores."""
    text = label(header)
    role = next((role for role, pattern in PATTERNS.items() if pattern.fullmatch(text)), None)
    return role or ("spec" if is_spec(header) else None)


def is_spec(header: str) -> bool:
    """Whether a header names a property of models, or a unit of one, and no benchmark."""
    text = label(header)
    is_property = SPEC.search(text) or UNIT.search(header)
    return bool(
        (is_property or (SPEC_UNLESS_NAME.search(text) and not headers.is_model(text)))
        and not headers.is_benchmark(text)
    )


def settle_names(roles: list[str | None], tops: Sequence[str]) -> None:
    """One column for the names of benchmarks and one for those of models; others of these roles are categories."""
    for role, preferred in (("benchmark", PREFERRED), ("model", re.compile(""))):
        places = [column for column, one in enumerate(roles) if one == role]
        kept = next(
            (column for column in places if preferred.search(tops[column])), places[-1] if places else None
        )
        for column in places:
            if column != kept:
                roles[column] = "category"


def name_columns(grid: Grid, head: int, roles: list[str | None], models: str | None) -> None:
    """Give the column of names its role where its header does not say so, or says the other one."""
    role = "model" if models == "rows" else "benchmark"
    other = "benchmark" if models == "rows" else "model"
    if models in (None, "both") or role in roles:
        return
    texts = column_texts(grid, head)
    test = headers.is_model if models == "rows" else headers.is_benchmark
    places = [column for column, one in enumerate(roles) if one in (other, "category", "metric", "language")]
    places = places or [column for column, one in enumerate(roles) if one == "spec" and role == "model"]
    sign = -1 if role == "model" else 1
    if places:
        roles[max(places, key=lambda column: (share(texts[column], test), sign * column))] = role


def is_section(row: Row) -> bool:
    """Whether one cell alone holds text, as a heading between rows does."""
    return len({id(cell) for cell in row.cells if cell.text}) == 1 and len(row.cells) > 1


def head_rows(grid: Grid) -> int:
    """How many rows are the header."""
    marked = 0
    for row in grid.rows:
        if not (row.heading or all(cell.heading for cell in row.cells if cell.text)) or has_numbers(row):
            break
        marked += 1
    titles = next((number for number, row in enumerate(grid.rows) if not is_section(row)), 0)
    head = min(max(marked, titles + 1), max(len(grid.rows) - 1, 1))
    while head < len(grid.rows) - 1 and continues(grid, head):
        head += 1
    return head


def continues(grid: Grid, head: int) -> bool:
    """Whether the row under the header belongs to it: shots under names, or names under groups."""
    row, above = grid.rows[head], grid.rows[head - 1]
    if has_numbers(row) or is_section(row):
        return False
    if any(one is other and one.text for one, other in zip(row.cells, above.cells, strict=True)):
        return True
    if not row.cells[0].text and any(
        cell.text and not top.text for cell, top in zip(row.cells, above.cells, strict=True)
    ):
        return True
    groups = any(cell.spans for cell in above.cells if cell.text) and not is_section(above)
    under = [cell for cell, top in zip(row.cells, above.cells, strict=True) if role_of(top.text) in LABELS]
    return (groups and not row.cells[0].text) or (bool(under) and not any(cell.text for cell in under))


def has_numbers(row: Row) -> bool:
    """Whether a cell after the first holds a number."""
    return any(is_number(cell.text) for cell in row.cells[1:])


def orientation(grid: Grid, head: int, roles: Sequence[str | None]) -> str | None:
    """Where models stand: by the headers of the name columns, else by which names look like models or benchmarks."""
    columns = [label(lowest_header(grid, head, column)) for column in data(roles)]
    if "benchmark" in roles and "model" in roles:
        return "both"
    labels = [row_label(row, roles) for row in grid.rows[head:] if not is_section(row)]
    in_columns = share(columns, headers.is_model) + share(labels, headers.is_benchmark)
    in_rows = share(labels, headers.is_model) + share(columns, headers.is_benchmark)
    in_columns += WORD_WEIGHT * ("benchmark" in roles)
    in_rows += WORD_WEIGHT * ("model" in roles)
    if not in_columns and not in_rows:
        return None
    if in_rows > in_columns:
        return "rows"
    only_values = bool(columns) and all(roles[column] == "value" for column in data(roles))
    return "none" if only_values else "columns"


def row_label(row: Row, roles: Sequence[str | None]) -> str:
    """The name that a row begins with."""
    names: list[Cell] = []
    for wanted in (("benchmark", "model"), ("category",), ("metric",), ("spec",)):
        names = [cell for cell, role in zip(row.cells, roles, strict=True) if role in wanted and cell.text]
        if names:
            break
    return names[-1].text if names else ""


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of texts that pass a test."""
    stated = [text for text in texts if text]
    return sum(test(text) for text in stated) / len(stated) if stated else 0.0
