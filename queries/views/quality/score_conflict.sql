-- Where do published numbers of one model and benchmark disagree?
-- One row per model, benchmark, mode and effort with two or more different numbers.
-- Computed at build.
create view score_conflict as
with record as (
    select
        *,
        {'reporter_id': reporter_id, 'source_id': source_id, 'score_text': score_text,
         'conditions': coalesce(conditions, '')} as said
    from measurement
),

ends as (
    select
        benchmark_id, model_id, team_id, mode, effort, unit,
        count(*) as n_values,
        count(distinct reporter_id) as n_reporters,
        min(score) as lowest,
        max(score) as highest,
        max(decimals) as decimals,
        first(said order by score, said) as low,
        first(said order by score desc, said) as high
    from record
    group by all
    having min(score) < max(score)
)

select
    benchmark_id, model_id, team_id, mode, effort, unit, n_values, n_reporters, lowest, highest,
    low.score_text as lowest_text,
    high.score_text as highest_text,
    low.reporter_id as lowest_reporter_id,
    high.reporter_id as highest_reporter_id,
    low.source_id as lowest_source_id,
    high.source_id as highest_source_id,
    highest - lowest as difference,
    decimals,
    contradicts(low.conditions, high.conditions) as conditions_differ,
    case when n_reporters = 1 then 'revision' else 'reporters' end as kind
from ends
order by difference desc, benchmark_id, model_id;

comment on view score_conflict is
    'Different numbers published for the same model, benchmark, mode and effort; both ends are shown';
comment on column score_conflict.unit is 'unit of the number';
comment on column score_conflict.n_values is 'published numbers';
comment on column score_conflict.n_reporters is 'organisations that measured';
comment on column score_conflict.lowest is 'lowest number';
comment on column score_conflict.highest is 'highest number';
comment on column score_conflict.lowest_text is 'lowest number as published';
comment on column score_conflict.highest_text is 'highest number as published';
comment on column score_conflict.lowest_reporter_id is 'who measured the lowest';
comment on column score_conflict.highest_reporter_id is 'who measured the highest';
comment on column score_conflict.lowest_source_id is 'source of the lowest';
comment on column score_conflict.highest_source_id is 'source of the highest';
comment on column score_conflict.difference is 'highest less lowest, in the unit';
comment on column score_conflict.decimals is 'decimals that the difference can carry';
comment on column score_conflict.conditions_differ is 'the two ends were measured under contradicting conditions';
comment on column score_conflict.kind is 'revision: one reporter''s own numbers; reporters: different reporters';
