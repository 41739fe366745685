-- Where do published numbers of one model and benchmark disagree?
-- One row per model, benchmark, mode and effort with two or more different numbers.
-- Computed at build.
create view score_conflict as
select
    benchmark_id, model_id, team_id, mode, effort, unit,
    count(*) as n_values,
    count(distinct reporter_id) as n_reporters,
    min(score) as lowest,
    max(score) as highest,
    arg_min(score_text, score) as lowest_text,
    arg_max(score_text, score) as highest_text,
    arg_min(reporter_id, score) as lowest_reporter_id,
    arg_max(reporter_id, score) as highest_reporter_id,
    arg_min(source_id, score) as lowest_source_id,
    arg_max(source_id, score) as highest_source_id,
    max(score) - min(score) as difference,
    max(decimals) as decimals,
    contradicts(arg_min(coalesce(conditions, ''), score), arg_max(coalesce(conditions, ''), score)) as conditions_differ,
    case when n_reporters = 1 then 'revision' else 'reporters' end as kind
from measurement
group by all
having min(score) < max(score)
order by difference desc, benchmark_id, model_id;

comment on view score_conflict is 'Different numbers published for the same model, benchmark, mode and effort; both ends are shown';
comment on column score_conflict.benchmark_id is 'key of the benchmark';
comment on column score_conflict.model_id is 'key of the model';
comment on column score_conflict.team_id is 'organisation that makes the model';
comment on column score_conflict.mode is 'reasoning mode';
comment on column score_conflict.effort is 'reasoning effort';
comment on column score_conflict.unit is 'unit of the numbers';
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
