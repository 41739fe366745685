"""How are the data read in Excel or by a program?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DATASETS = (
    *("measurement", "model", "benchmark", "team", "source", "claim_check", "official_mark", "months_behind"),
    *("frontier", "index_gap", "coverage_cell", "round_result"),
)
"""The tables that most people want; all of them are in the OpenAPI description."""
FORMATS = ("csv", "json", "parquet")
EXAMPLES = {
    "pandas": 'import pandas as pd\n\nscores = pd.read_csv("{base}/api/v1/measurement.csv?team=skt")',
    "polars": 'import polars as pl\n\nscores = pl.read_parquet("{base}/api/v1/measurement.parquet?team=skt")',
    "DuckDB (Python)": "import duckdb\nimport pandas as pd\n\n"
    'scores = pd.read_csv("{base}/api/v1/measurement.csv?team=skt")\n'
    'print(duckdb.sql("select benchmark_id, max(score) from scores group by all"))',
    "R": 'address <- "{base}/api/v1/measurement.csv?team=skt"\nscores <- read.csv(address, fileEncoding = "UTF-8")',
    "curl": 'curl -o measurement.csv "{base}/api/v1/measurement.csv?team=skt"',
}
"""What to write, by tool; {base} stands for the dashboard's address."""


def show(page: Page) -> None:
    """Show the addresses of the tables, and how to use them in each tool."""
    words, base = page.words, page.settings.base
    page.heading(words("addresses.title"), words("addresses.answer", version=page.store.data_version))
    rows = pl.DataFrame({"name": DATASETS})
    table_columns = [
        shared_columns.text(page, "addresses.what", lambda row: words(f"addresses.of.{row['name']}")),
        *(address_column(page, kind) for kind in FORMATS),
    ]
    page.card("addresses", Table(words("addresses.caption"), table_columns, rows), [])
    page.section(
        words("addresses.excel.title"),
        words("addresses.excel.text", address=f"{base}/api/v1/measurement.csv"),
    )
    page.section(words("addresses.chart.title"), words("addresses.chart.text"))
    page.section(words("addresses.program.title"), words("addresses.program.text"))
    for tool, code in EXAMPLES.items():
        page.code(tool, code.format(base=base))
    page.section(words("addresses.assistant.title"), words("addresses.assistant.text", base=base))
    page.section(
        words("addresses.rules.title"),
        *(words(f"addresses.rules.{key}", base=base) for key in ("filter", "rows", "errors", "all", "feed")),
    )


def address_column(page: Page, kind: str) -> Column:
    """The address of a table in a format."""

    def href(row: Row) -> str:
        return f"{page.settings.root}/api/v1/{row['name']}.{kind}"

    return Column(kind.upper(), lambda row: f"{row['name']}.{kind}", href=href)
