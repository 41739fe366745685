-- How far behind is the best Korean value today, and has the gap changed since both sides were first published?
-- One row per benchmark version, recorded conditions and whose numbers count with values of both sides.
-- Computed at build.
create view foreign_gap_now as
with both_sides as (
    select * from foreign_gap where gap is not null
)

select
    latest.*,
    model.team_id as korean_team_id,
    earliest.on_date as since,
    earliest.gap as gap_then,
    latest.gap - earliest.gap as change,
    case
        when earliest.on_date = latest.on_date then 'single'
        when earliest.foreign_on = latest.foreign_on and earliest.foreign_model_id = latest.foreign_model_id
            then 'foreign_unchanged'
        when latest.gap < earliest.gap then 'closing'
        when latest.gap > earliest.gap then 'widening'
        else 'same'
    end as trend,
    benchmark.category,
    benchmark.unit
from (
    select * from both_sides qualify row_number() over (partition by benchmark_id, conditions, whose order by on_date desc) = 1
) as latest
join (
    select * from both_sides qualify row_number() over (partition by benchmark_id, conditions, whose order by on_date) = 1
) as earliest
    on earliest.benchmark_id = latest.benchmark_id and earliest.conditions is not distinct from latest.conditions
    and earliest.whose = latest.whose
join benchmark on benchmark.benchmark_id = latest.benchmark_id
join model on model.model_id = latest.korean_model_id
order by latest.one_reporter desc, latest.gap desc, latest.benchmark_id;

comment on view foreign_gap_now is 'Today''s gap on each benchmark version with the earliest one that can be computed; where no foreign value is newer, a smaller gap says nothing about the world''s best';
comment on column foreign_gap_now.korean_team_id is 'maker of the Korean model';
comment on column foreign_gap_now.whose is 'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column foreign_gap_now.since is 'first day on which both sides had a value';
comment on column foreign_gap_now.gap_then is 'gap on that day, in the unit';
comment on column foreign_gap_now.change is 'today''s gap less that gap';
comment on column foreign_gap_now.trend is 'single: one date only; foreign_unchanged: only the Korean value is newer; closing, widening or same';
comment on column foreign_gap_now.category is 'category of the benchmark';
comment on column foreign_gap_now.series is 'series of versions';
comment on column foreign_gap_now.benchmark_id is 'key of the benchmark; another version is another benchmark';
comment on column foreign_gap_now.conditions is 'recorded conditions';
comment on column foreign_gap_now.on_date is 'day on which a best value was published';
comment on column foreign_gap_now.korean_model_id is 'Korean model with the best value to date';
comment on column foreign_gap_now.korean_score is 'its value';
comment on column foreign_gap_now.korean_on is 'day on which that was published';
comment on column foreign_gap_now.korean_reporter_id is 'who measured it';
comment on column foreign_gap_now.korean_source_id is 'its source';
comment on column foreign_gap_now.foreign_model_id is 'foreign model with the best value to date';
comment on column foreign_gap_now.foreign_score is 'its value';
comment on column foreign_gap_now.foreign_on is 'day on which that was published';
comment on column foreign_gap_now.foreign_reporter_id is 'who measured it';
comment on column foreign_gap_now.foreign_source_id is 'its source';
comment on column foreign_gap_now.gap is 'how far the Korean value is behind, in the unit; negative where it is ahead; blank with one side only';
comment on column foreign_gap_now.decimals is 'decimals that the gap can carry';
comment on column foreign_gap_now.one_reporter is 'one organisation measured both';
comment on column foreign_gap_now.unit is 'unit of the values';
