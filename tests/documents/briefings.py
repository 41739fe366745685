"""Documents to write and read back: in Korean and English, with a real chart, a long table and hostile texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.theme import LIGHT
from dokja.export import image
from dokja.export.documents.document import Document, Drawn, Grid, Part, Source
from dokja.export.sheet import SHAPES, Caption

KOREAN = {
    "remark": "작성자 의견",
    "limits": "이 수치로 말할 수 없는 것",
    "sources": "출처 목록",
    "source": "출처",
    "address": "화면 주소",
    "measure": "측정 기준",
    "page": "쪽",
    "rows_cut": "모두 {count}행 가운데 앞의 {shown}행입니다.",
}
ENGLISH = {
    "remark": "Remark of the author",
    "limits": "What these numbers do not say",
    "sources": "Sources",
    "source": "Sources",
    "address": "Address of this view",
    "measure": "Measured",
    "page": "Page",
    "rows_cut": "The first {shown} of {count} rows.",
}
MODELS = (
    "K-엑사원 236B",
    "A.X K1 519B",
    "솔라 오픈 100B",
    "VAETKI-VL-112B-A10B-Instruct",
    "Qwen3-235B-A22B-Thinking-2507",
)
LONG_ADDRESS = (
    "https://www.example.go.kr/compare?benchmarks=kmmlu-pro,clickeen,hle&models=k-exaone-236b,a.x-k1,solar-open-100b&"
    + "x" * 150
)
HOSTILE = (
    '#read("/etc/passwd")',
    "$x$ *bold* _emphasis_ = Heading @ref <label> // comment",
    "]#panic()[",
    "</w:t></w:r><w:t>& &amp; \"quoted\" 'single'",
    "a\x00b\x0bc\ufffe d\u202ee",
    '{ PAGE } HYPERLINK "https://evil.example"',
    "\\u{41} #sys.inputs",
)
ALIVE = ("https://example.org/%22%3E%3Cx%3E%20y%EF%BF%BD%EA%B0%80", "http://example.org/ok")
"""What may be a link in the hostile document."""
UNDRAWABLE = "ไทย \U0001f600 \u00adsoft"


@cache
def chart(description: str) -> Drawn:
    """A real chart of scores with their errors on a sheet, as PNG and SVG."""
    dots = [
        {
            "label": name,
            "value": score,
            "low": score - 1.1,
            "high": score + 1.1,
            "text": str(score),
            "side": "right",
        }
        | {"colour": "#0b50d0", "shape": "circle", "filled": True, "about": name, "order": place}
        for place, (name, score) in enumerate(zip(MODELS, (79.0, 76.6, 71.5, 64.2, 58.3), strict=True))
    ]
    spec = dot_plot.draw(pl.DataFrame(dots), LIGHT, "KMMLU-Pro (%)").spec()
    caption = Caption(
        "KMMLU-Pro 정답률", "정답률, %", ("자체 발표 수치",), "출처: 보도자료 2026-08-18", "독자"
    )
    shape = SHAPES["4x3"]
    png, svg = (draw(spec, caption, "4x3") for draw in (image.png, image.svg))
    return Drawn(png, svg, shape.width, shape.height, description)


def long_table(rows: int, width: int = 8) -> Grid:
    """A table whose numbers are all different."""
    header = ["모델", "개발사", "비고", *(f"벤치마크 {place} (%)" for place in range(1, width - 2))]
    cells = [
        [
            f"{MODELS[row % len(MODELS)]} #{row}",
            ("LG AI연구원", "SK텔레콤", "업스테이지")[row % 3],
            "확인되지 않음" if row % 7 else "제3자가 같은 조건에서 다시 잰 값이며 자체 발표와 다름",
            *(f"{row}.{place}{row % 10}" for place in range(1, width - 2)),
        ]
        for row in range(rows)
    ]
    numeric = [False] * 3 + [True] * (width - 3)
    remarks = ("값이 없는 칸은 ‘없음’이라고 적었다.",)
    return Grid("모델별 벤치마크 점수", header, cells, numeric, remarks, n_rows=1812)


def korean(rows: int = 60) -> Document:
    """A Korean briefing of three parts."""
    parts = (
        Part(
            "K-엑사원이 KMMLU-Pro에서 가장 높다",
            sentences=(
                "K-엑사원 236B의 KMMLU-Pro 정답률은 79.0%로, 비교한 다섯 모델 가운데 가장 높다.",
                "두 번째인 A.X K1과의 차이는 2.4%p이며, 표본오차(±1.1%p)보다 크다.",
                "다섯 모델 중 세 모델의 수치는 개발사가 스스로 발표한 것이고, 두 모델은 제3자가 측정하였다.",
            ),
            remark="차관 보고용으로 첫 문장만 인용 바람.\n수치는 8월 말에 다시 확인할 것.",
            measure="정답률(%), 5-shot, 값이 클수록 좋음",
            drawn=chart("막대그래프: 다섯 모델의 KMMLU-Pro 정답률. K-엑사원 236B 79.0%, A.X K1 76.6%."),
            limits=("측정 조건이 모델마다 달라 순위로 읽을 수 없다.", "공개되지 않은 모델은 빠져 있다."),
            sources=(1, 3),
            address=LONG_ADDRESS,
        ),
        Part(
            "모든 점수",
            sentences=("아래 표는 확인된 점수를 모두 싣는다.",),
            grid=long_table(rows),
            limits=("빈 칸은 0점이 아니라 발표되지 않았다는 뜻이다.",),
            sources=(2,),
            address="https://www.example.go.kr/scores",
        ),
        Part(
            "짧은 표",
            grid=Grid(
                "팀과 규모",
                ["팀", "매개변수 (B)"],
                [["LG AI연구원", "236"], ["SK텔레콤", "519"]],
                [False, True],
            ),
        ),
    )
    sources = (
        Source(
            1, "K-EXAONE 기술보고서, LG AI연구원, 2026-01-05, CC BY 4.0", "https://arxiv.org/abs/2601.01739"
        ),
        Source(
            2,
            "독자 AI 파운데이션 모델 1차 평가 결과, 과학기술정보통신부, 2026-01-15, 공공누리 제1유형",
            LONG_ADDRESS,
        ),
        Source(3, "구두 발표, 업스테이지, 2026-02-02", ""),
    )
    return Document(
        "ko",
        "독자 AI 파운데이션 모델 비교 보고",
        "2026년 8월 18일 작성 · 자료 2026-08-17 (판 3f2a1c) · 인공지능정책과 홍길동",
        "이 보고는 8월 20일 간담회를 위한 것이다.",
        parts,
        sources,
        "독자(Dokja) 0.1.0에서 만듦. 코드 MIT, 자료 CC BY 4.0.",
        KOREAN,
    )


def english() -> Document:
    """An English briefing of one part with a wide table of long words."""
    header = ["Model", *(f"Benchmark-{place}" for place in range(1, 12))]
    rows = [[name, *(f"{place}{row}.{place}5" for place in range(1, 12))] for row, name in enumerate(MODELS)]
    part = Part(
        "Twelve columns",
        sentences=("All five models are within 3.2 points.", "No number was measured by a third party."),
        measure="accuracy in %, higher is better",
        drawn=chart("Bar chart of five models."),
        grid=Grid("Scores of five models", header, rows, [False] + [True] * 11),
        limits=("Different prompts were used.",),
        sources=(7,),
        address="http://localhost:8501/compare?x=1",
    )
    sources = (
        Source(7, "Model card, SK Telecom, 2026-01-02, Apache-2.0", "https://huggingface.co/skt/A.X-K1"),
    )
    return Document(
        "en",
        "Comparison of models",
        "Made on 18 August 2026",
        "",
        (part,),
        sources,
        "Made with Dokja.",
        ENGLISH,
    )


def hostile() -> Document:
    """A document whose every text tries to be more than text."""
    alive = "\n".join(HOSTILE)
    part = Part(
        alive,
        sentences=(*HOSTILE, UNDRAWABLE),
        remark=alive,
        measure=alive,
        grid=Grid(
            alive,
            ["A", alive, "B"],
            [[text, alive, "가" * 500 + "w" * 500] for text in HOSTILE],
            [False, True, False],
            HOSTILE,
        ),
        limits=HOSTILE,
        sources=(1, 99),
        address="javascript:alert(1)",
    )
    sources = tuple(
        Source(number, alive, address)
        for number, address in enumerate(
            (
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://[abc",
                'https://example.org/"><x> y\x00가',
                "http://example.org/ok",
            ),
            1,
        )
    )
    return Document("en", alive, alive, alive, (part,), sources, alive, ENGLISH)


def cleaned(text: str) -> str:
    """A hostile text as it has to be shown."""
    return text.translate(dict.fromkeys(map(ord, "\x00\x0b\ufffe\u202e"), "\ufffd"))


def joined(text: str) -> str:
    """A text without blanks and line ends, which differ from reader to reader."""
    return "".join(text.split())


def said(document: Document) -> list[str]:
    """Every text of a document that its reader has to see, in order."""
    labels = document.labels
    texts = [
        document.title,
        document.dated,
        *([labels["remark"], document.remark] if document.remark else ()),
    ]
    for part in document.parts:
        texts += [part.title, *([labels["remark"], part.remark] if part.remark else ()), *part.sentences]
        texts += [f"{labels['measure']}: {part.measure}"] if part.measure else []
        if part.grid:
            texts += [part.grid.caption, *part.grid.header]
            texts += [cell for row in part.grid.rows for cell in row]
            texts += part.grid.told(labels)
        texts += [labels["limits"], *part.limits] if part.limits else []
        texts += (
            [f"{labels['source']}: {' '.join(f'[{number}]' for number in part.sources)}"]
            if part.sources
            else []
        )
        texts += [f"{labels['address']}: {part.address}"] if part.address else []
    texts.append(labels["sources"])
    for source in document.sources:
        texts += [f"[{source.number}]", source.text, source.address]
    return [*texts, document.origin]


def in_order(texts: Sequence[str], page: str) -> bool:
    """Whether the joined texts follow each other on a joined page; whatever stands between them is ignored."""
    place = 0
    for text in texts:
        found = page.find(joined(text), place)
        assert found >= 0, f"{text!r} is not after {page[max(0, place - 80) : place]!r}"
        place = found + len(joined(text))
    return True
