"""Roles of a table's column and row headers in Korean and English: names, conditions, properties, means."""

from __future__ import annotations

import re

from dokja.ingest.tables.page import headers
from dokja.ingest.values import known_names
from dokja.ingest.values.header_words import roles_called

PARAMS = r"(?:param(?:eter)?s?\.?|파라미터|매개변수)"
SETTING = r"(?:settings?|setups?|config(?:uration)?s?|conditions?|lengths?|(?:평가 ?|측정 ?|실험 ?)?(?:설정|조건)|문맥 ?길이)"
ROLES = {
    "benchmark": r"bench(?:mark)?s?(?: names?)?|벤치마크 ?(?:명|이름)?|평가 ?(?:지표|항목|벤치마크|데이터셋)|datasets?|data sets?|데이터셋"
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
    "n_items": r"(?:#|n[_ ]|number of |no\. of )? ?(?:samples|items|questions|problems|examples)|(?:문항|문제|샘플|표본) ?수|n",
    "setting": rf"{SETTING}(?: ?/ ?{SETTING})*",
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
    r"|papers?|strategy|length|max(?:imum)? length|stars?|temperature|top[_-][pk]|dim(?:ension)?s?|base model|training|votes?|supported|#)\b|^#|^context$|^컨텍스트$|[$₩€¥]"
    r"|파라미터|매개변수|레이어|어휘|헤드 ?수|전문가 ?수|아키텍처|용량|메모리|라이선스|공개일|출시|다운로드|링크|가격|단가|요금|비용|속도|지연|처리량|순위|투표|지원|출처|비고|토큰|길이|학습",
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
STATED = ("tools", "reporter", "measured_on", "harness", "unit")
"""Roles of columns that say how a number came about, called in pages as in spreadsheets."""
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
    "setting",
    *STATED,
)
NUMERIC = ("shots", "version", "measured_on", "tools", "setting")
PROPERTIES = ("spec", "total", "active", "difference", "interval")
"""Roles of model properties that are not scores."""


def label(text: str) -> str:
    """The first line of a header cell, without footnote marks and brackets."""
    line = headers.unmarked(text.split("\n")[0])[0]
    return headers.BRACKETS.sub("", line).strip(" :") or line


def role_of(header: str) -> str | None:
    """The role of a column or row according to its header; None if it may hold scores."""
    text = label(header)
    role = next((role for role, pattern in PATTERNS.items() if pattern.fullmatch(text)), None)
    role = role or next((role for role in roles_called(text) if role in STATED), None)
    return role or ("spec" if is_spec(header) else None)


def is_spec(header: str) -> bool:
    """Whether a header names a property of models, or a unit of one, and not a benchmark."""
    text = label(header)
    is_property = SPEC.search(text) or UNIT.search(header)
    return bool(
        (is_property or (SPEC_UNLESS_NAME.search(text) and not known_names.is_model(text)))
        and not known_names.is_benchmark(text)
    )
