"""Common Korean and English names for the columns of a result table."""

from __future__ import annotations

import re

ROLES = (
    "model",
    "benchmark",
    "score",
    "metric",
    "unit",
    "mode",
    "effort",
    "conditions",
    "tools",
    "shots",
    "subset",
    "version",
    "harness",
    "stderr",
    "n_items",
    "reporter",
    "measured_on",
    "source",
    "ignored",
)

CALLED: dict[str, str] = {
    "model": "모델|모델명|모델이름|모델id|대상모델|평가모델|ai모델|model|models|modelname|modelid|modelversion|"
    "llm|system|이름|명칭|name",
    "benchmark": "벤치마크|벤치마크명|벤치마크이름|평가벤치마크|벤치|과제|과제명|태스크|데이터셋|평가항목|평가과제|시험|시험명|"
    "benchmark|benchmarks|benchmarkname|benchmarkid|task|taskname|tasks|dataset|datasetname|eval|evaluation|test",
    "score": "점수|평가점수|결과점수|성적|측정값|발표값|값|결과|평가결과|score|scores|scoretext|value|result|results|"
    "정확도|정답률|accuracy|acc|percentcorrect|성능|performance",
    "metric": "지표|평가지표|측정지표|metric|metrics|metricname|measure",
    "unit": "단위|점수단위|unit|units|scale",
    "mode": "추론방식|추론모드|추론여부|모드|방식|mode|reasoningmode|reasoning|thinking|thinkingmode",
    "effort": "추론강도|강도|추론노력|effort|reasoningeffort|thinkingeffort",
    "conditions": "조건|평가조건|측정조건|설정|평가설정|방식조건|실험조건|conditions|condition|setting|settings|setup|"
    "modeandconditions|configuration",
    "tools": "도구|도구사용|도구사용여부|tools|tool|tooluse|withtools",
    "shots": "샷|샷수|예시수|예시개수|shots|shot|nshot|nshots|fewshot|numfewshot",
    "subset": "하위집합|부분집합|세부과제|세부항목|하위과제|서브셋|분할|subset|subtask|split",
    "version": "버전|벤치마크버전|과제버전|version|benchmarkversion|taskversion",
    "harness": "평가도구|평가프레임워크|하네스|harness|framework|evaluationframework|evalharness|evaluationtool",
    "stderr": "표준오차|오차|stderr|se|standarderror|stderrtext|scorestderr",
    "n_items": "문항수|문항개수|문제수|표본수|샘플수|nitems|items|numberofitems|nsamples|samples|questions|"
    "numberofquestions|nquestions|n",
    "reporter": "잰곳|측정기관|평가기관|측정주체|평가주체|측정자|발표기관|보고기관|보고자|reporter|reporterid|reportedby|"
    "measuredby|evaluatedby|evaluator|measurer",
    "measured_on": "측정일|측정일자|측정날짜|잰날|평가일|평가일자|평가날짜|평가시점|측정시점|measuredon|measured|"
    "evaluationdate|evaluatedon|datemeasured|dateevaluated|measurementdate|evaldate",
    "source": "출처|출처id|출처이름|sourceid|source|sources|출처링크|출처주소|sourcelink|sourceurl|링크|link|url",
    "ignored": "분야|영역|분류|category|측정영역|평가영역|능력|역량|설명|description|domain|skill|capability|언어|language|lang|순위|등수|번호|순번|연번|no|rank|ranking|place|id|index|만든곳|개발사|개발기관|회사|기업|기관|팀|소속|국가|"
    "maker|developer|organization|organisation|company|vendor|provider|team|country|크기|매개변수|매개변수수|파라미터|"
    "파라미터수|전체매개변수|활성매개변수|size|parameters|params|nparams|totalparams|activeparams|totalparamsb|activeparamsb|paramsb|paramcount|modelsize|totalparameters|"
    "activeparameters|문맥길이|컨텍스트|context|contextlength|contextwindow|contexttokens|비용|가격|cost|price|라이선스|license|licence|날짜|일자|연도|년도|출시일|공개일|발표일|발표한날|"
    "date|year|month|released|releasedate|releasedon|비고|메모|note|notes|comment|comments|측정구분|relationtothemaker|"
    "같은조건의순위|rankmeasuredalike|한표안의순위|rankwithinonetable|잰곳에따른범위|rangeoverreporters|발표값의범위|rangeofpublishedscores|인용한곳|quotedby",
}
"""Names of each role, most specific first, without blanks and punctuation, separated by |."""

METRICS = frozenset(
    [
        "정확도",
        "정답률",
        "accuracy",
        "acc",
        "percentcorrect",
        "f1",
        "em",
        "exactmatch",
        "macrof1",
        "microf1",
        "bleu",
        "rougel",
        "accnorm",
    ]
)


def normal(header: str) -> str:
    """A header normalised for comparison: lower case, without parenthesised text, blanks and punctuation."""
    outside = re.sub(r"[(\[（【][^)\]）】]*[)\]）】]", "", header) or header
    return re.sub(r"[\W_]+", "", outside.lower())


NAMES = {role: {name: place for place, name in enumerate(names.split("|"))} for role, names in CALLED.items()}


def roles_called(header: str) -> list[str]:
    """The roles that a header is a name for."""
    return [role for role, names in NAMES.items() if normal(header) in names]


def rank(role: str, header: str) -> int:
    """How specific a header is for its role; 0 is the most specific."""
    return NAMES[role][normal(header)]
