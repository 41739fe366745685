-- Which numbers of a table have other decimals than the rest?
-- One row per published number that shares its source, reporter and benchmark with another.
-- Computed at build.
create view table_decimals as
with counted as (
    select
        benchmark_id, model_id, team_id, mode, effort, reporter_id, source_id, score_text, decimals,
        count(*) over (partition by benchmark_id, source_id, reporter_id) as n_numbers,
        count(*) over (partition by benchmark_id, source_id, reporter_id, decimals) as n_same_decimals
    from measurement
)

select
    *,
    first(decimals) over (
        partition by benchmark_id, source_id, reporter_id order by n_same_decimals desc, decimals desc
    ) as usual_decimals,
    decimals <> usual_decimals as differs
from counted
where n_numbers > 1
order by benchmark_id, source_id, model_id;

comment on view table_decimals is 'Decimals of each number beside those of its table';
comment on column table_decimals.n_numbers is 'numbers of the table';
comment on column table_decimals.n_same_decimals is 'of these, numbers with the same decimals';
comment on column table_decimals.usual_decimals is
    'most frequent decimals of the table, the more decimals where two are as frequent';
comment on column table_decimals.differs is 'the number has other decimals than most';
