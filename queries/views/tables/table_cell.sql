-- What stands in the cells of a table of these models and benchmarks?
-- One row per named model and benchmark: its number, or why there is none.
create macro table_cell(models, benchmarks, kind) as table
with cell as (
    select unnest(models) as model_id, benchmark_id
    from (select unnest(benchmarks) as benchmark_id)
)

select
    cell.benchmark_id, cell.model_id,
    cell_shown.score, cell_shown.score_text, cell_shown.decimals, cell_shown.mode, cell_shown.effort,
    cell_shown.agent, cell_shown.conditions, cell_shown.reporter_id, cell_shown.quoted_by, cell_shown.relation,
    cell_shown.source_id, cell_shown.publication_day, cell_shown.n_shown,
    coalesce(
        cell_shown.relation,
        case when anyone.model_id is not null then 'other_kind' end,
        missing_reason.reason,
        'not_found'
    ) as state
from cell
left join cell_shown
    on cell_shown.benchmark_id = cell.benchmark_id and cell_shown.model_id = cell.model_id
    and cell_shown.measured_by = kind
left join cell_shown as anyone
    on anyone.benchmark_id = cell.benchmark_id and anyone.model_id = cell.model_id and anyone.measured_by = 'all'
left join missing_reason
    on missing_reason.benchmark_id = cell.benchmark_id and missing_reason.model_id = cell.model_id
order by list_position(benchmarks, cell.benchmark_id), list_position(models, cell.model_id);

comment on macro table table_cell is
    'Cells of a table. Columns: benchmark_id, model_id; the columns of cell_shown, blank where there is no number; '
    'state: who measured the number (independent, own, competitor), other_kind: there are numbers, but none of the '
    'kind that counts, else why it is missing (withheld, not_evaluated, not_applicable), not_found where nothing is '
    'known';
