-- What did one independent organisation measure on its newest index, Korean and foreign models alike?
-- One row per model on the newest index version that has both sides; the best first.
create view index_value as
with both_sides as (
    select benchmark_id, reporter_id
    from side_value
    where category = 'composite' and relation = 'independent'
    group by benchmark_id, reporter_id
    having count(distinct side) = 2
    qualify row_number() over (order by max(known_on) desc nulls last, count(distinct model_id) desc, benchmark_id, reporter_id) = 1
)

select
    *,
    side = 'korean' and oriented > max(oriented) filter (is_in) over () as is_above_teams
from (
    select *
    from side_value
    join both_sides using (benchmark_id, reporter_id)
    where relation = 'independent'
    qualify row_number() over (
        partition by model_id order by known_on desc nulls last, oriented desc, source_id, score_text
    ) = 1
)
order by oriented desc, model_id;

comment on view index_value is 'Models that one independent organisation measured on one version of an index, each with its newest value';
comment on column index_value.side is 'korean or foreign';
comment on column index_value.is_above_teams is 'Korean, and higher than the best of the teams that remain; blank where none of these has a value';
comment on column index_value.is_in is 'whether the maker is still in the programme; blank for organisations that never were';
