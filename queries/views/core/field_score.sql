-- Which one number stands for a model on a benchmark, where models are ranked against a field?
-- One row per model and benchmark in percent: the displayed number with the highest value over modes and efforts.
-- Computed at build.
create view field_score as
select
    score_shown.benchmark_id, score_shown.model_id, score_shown.signed_score, score_shown.category,
    benchmark.chance_level, benchmark.scale_max,
    score_shown.model_id in (select model_id from programme_model)
    or score_shown.model_id in (select model_id from reference_model) as is_in_field
from score_shown
join benchmark using (benchmark_id)
where score_shown.measured_by = 'all' and score_shown.unit = 'percent' and score_shown.category <> 'composite'
qualify row_number() over (
    partition by benchmark_id, model_id
    order by score_shown.signed_score desc, coalesce(score_shown.mode, ''), coalesce(score_shown.effort, ''),
        coalesce(score_shown.agent, '')
) = 1
order by benchmark_id, model_id;

comment on view field_score is
    'The field that win rates, ranks and z-scores are taken against; indices and averages apart';
comment on column field_score.is_in_field is
    'a model of the programme, or one of the named reference models: others have a number here, but no pair is ranked '
    'against them';
comment on column field_score.chance_level is 'score of guessing, where known';
