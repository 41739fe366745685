-- How far does a number move when another party measures the same model?
-- One row per model, benchmark, mode, effort and pair of reporters: their closest pair of numbers.
-- Computed at build.
create view reporter_spread as
with comparable as (
    select
        *,
        model_id in (select model_id from programme_model) as is_programme,
        model_id in (select model_id from reference_model) as is_reference
    from measurement
    where unit = 'percent' and category <> 'composite'
)

select
    one.benchmark_id, one.model_id, one.team_id, one.category, one.mode, one.effort,
    one.reporter_id as left_reporter_id,
    other.reporter_id as right_reporter_id,
    one.score_text as left_text,
    other.score_text as right_text,
    one.relation as left_relation,
    other.relation as right_relation,
    one.quoted_by as left_quoted_by,
    other.quoted_by as right_quoted_by,
    one.conditions as left_conditions,
    other.conditions as right_conditions,
    one.publication_day as left_publication_day,
    other.publication_day as right_publication_day,
    one.source_id as left_source_id,
    other.source_id as right_source_id,
    abs(one.score - other.score) as difference,
    one.signed_score - other.signed_score as left_minus_right,
    greatest(one.decimals, other.decimals) as decimals,
    one.score = other.score as is_equal,
    one.conditions is distinct from other.conditions as condition_unknown,
    one.is_programme,
    one.is_programme or one.is_reference as is_compared
from comparable as one
join comparable as other
    on other.benchmark_id = one.benchmark_id and other.model_id = one.model_id
    and other.mode is not distinct from one.mode and other.effort is not distinct from one.effort
    and one.reporter_id < other.reporter_id
where not contradicts(one.conditions, other.conditions)
qualify row_number() over (
    partition by one.benchmark_id, one.model_id, one.mode, one.effort, one.reporter_id, other.reporter_id
    order by abs(one.score - other.score), one.source_id, other.source_id, one.score_text, other.score_text
) = 1
order by
    difference desc, one.benchmark_id, one.model_id, one.mode, one.effort, one.reporter_id, other.reporter_id,
    one.source_id, other.source_id, one.score_text, other.score_text;

comment on view reporter_spread is
    'The same model measured by two parties, in percent, averages left out, conditions not contradicting; of several '
    'candidates the closest pair, so that the figure errs low';
comment on column reporter_spread.team_id is 'organisation that makes the model';
comment on column reporter_spread.left_reporter_id is 'one organisation that measured';
comment on column reporter_spread.right_reporter_id is 'the other';
comment on column reporter_spread.left_text is 'the one''s number as published';
comment on column reporter_spread.right_text is 'the other''s number as published';
comment on column reporter_spread.left_relation is 'own, competitor or independent';
comment on column reporter_spread.right_relation is 'the same of the other';
comment on column reporter_spread.left_quoted_by is 'who printed the one''s number, where that is another party';
comment on column reporter_spread.right_quoted_by is 'the same of the other';
comment on column reporter_spread.left_conditions is 'recorded conditions of the one';
comment on column reporter_spread.right_conditions is 'recorded conditions of the other';
comment on column reporter_spread.left_publication_day is 'day on which the one was published';
comment on column reporter_spread.right_publication_day is 'day on which the other was published';
comment on column reporter_spread.left_source_id is 'source of the one';
comment on column reporter_spread.right_source_id is 'source of the other';
comment on column reporter_spread.difference is 'distance of the two numbers, percentage points';
comment on column reporter_spread.left_minus_right is
    'the one less the other, points; positive where the one is better';
comment on column reporter_spread.decimals is 'decimals that the difference can carry';
comment on column reporter_spread.is_equal is 'equal numbers: probably one measurement quoted';
comment on column reporter_spread.condition_unknown is 'one side records a condition of which the other says nothing';
comment on column reporter_spread.is_programme is 'a model of the programme';
comment on column reporter_spread.is_compared is
    'a model of the programme or a listed reference model: those whose pairs are tested';
