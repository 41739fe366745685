-- Which of several published numbers is displayed?
-- One row per model, benchmark, mode, effort and whose numbers count: all (independent, then own, then a competitor's;
-- the newest first), or those of one relation to the maker alone.
-- Computed at build.
create view score_shown as
with counted as (
    select *, unnest(['all', relation]) as measured_by from measurement
),

preferred as (
    select *
    from counted
    qualify row_number() over (
        partition by benchmark_id, model_id, mode, effort, measured_by
        order by
            display_order(relation, publication_day, measured_on, conditions, source_id, batch_published_on, score_text)
    ) = 1
),

compatible as (
    select counted.*, preferred.conditions as shown_conditions
    from counted
    join preferred
        on preferred.benchmark_id = counted.benchmark_id and preferred.model_id = counted.model_id
        and preferred.measured_by = counted.measured_by
        and preferred.mode is not distinct from counted.mode and preferred.effort is not distinct from counted.effort
),

others as (
    select
        benchmark_id, model_id, mode, effort, measured_by,
        count(*) filter (same) as n_values,
        count(distinct reporter_id) filter (same) as n_reporters,
        min(score) filter (same) as lowest,
        max(score) filter (same) as highest,
        first(reporter_id order by score, reporter_id) filter (same) as lowest_reporter_id,
        first(reporter_id order by score desc, reporter_id) filter (same) as highest_reporter_id,
        count(*) filter (not same) as n_other_conditions
    from (select *, not contradicts(conditions, shown_conditions) as same from compatible)
    group by all
)

select
    preferred.*,
    others.n_values, others.n_reporters, others.lowest, others.highest,
    others.lowest_reporter_id, others.highest_reporter_id, others.n_other_conditions
from preferred
join others
    on others.benchmark_id = preferred.benchmark_id and others.model_id = preferred.model_id
    and others.measured_by = preferred.measured_by
    and others.mode is not distinct from preferred.mode
    and others.effort is not distinct from preferred.effort
order by preferred.benchmark_id, preferred.model_id;

comment on view score_shown is
    'The displayed number of each model, benchmark, mode and effort, with the range of all numbers whose conditions '
    'do not contradict it';
comment on column score_shown.measured_by is 'all, or the relation to the maker to which the choice is limited';
comment on column score_shown.model_id is 'key of the model';
comment on column score_shown.benchmark_id is 'key of the benchmark';
comment on column score_shown.mode is 'reasoning or non-reasoning; blank where not said';
comment on column score_shown.effort is 'reasoning effort; blank where not said';
comment on column score_shown.conditions is 'other recorded conditions, key=value; …';
comment on column score_shown.score_text is 'the number as published';
comment on column score_shown.score is 'the number, in the benchmark''s unit';
comment on column score_shown.unit is 'unit of the number';
comment on column score_shown.stderr is 'published standard error';
comment on column score_shown.n_items is 'number of items of this result';
comment on column score_shown.reporter_id is 'organisation that measured';
comment on column score_shown.quoted_by is 'organisation that printed another''s number';
comment on column score_shown.measured_on is 'date of the measurement, where said';
comment on column score_shown.source_id is 'key of the source';
comment on column score_shown.team_id is 'organisation that makes the model';
comment on column score_shown.category is 'category of the benchmark';
comment on column score_shown.publication_day is
    'day on which the source was published; a month alone counts as its last day';
comment on column score_shown.relation is
    'own: measured by the maker; independent: by an organisation that makes no model here; else competitor';
comment on column score_shown.decimals is 'decimals of the published number';
comment on column score_shown.signed_score is 'the number with its sign turned where lower is better';
comment on column score_shown.batch_published_on is
    'publication date of what the batch that states it came from; blank: the files of the checkout';
comment on column score_shown.is_latest is 'whether the source prints no later measurement under the same conditions';
comment on column score_shown.comparable_rank is 'rank among the numbers measured alike; equal numbers share it';
comment on column score_shown.n_comparable is 'how many numbers were measured alike';
comment on column score_shown.n_values is 'how many published numbers this one stands for';
comment on column score_shown.n_reporters is 'how many organisations measured';
comment on column score_shown.lowest is 'lowest of these numbers';
comment on column score_shown.highest is 'highest of these numbers';
comment on column score_shown.lowest_reporter_id is 'who measured the lowest';
comment on column score_shown.highest_reporter_id is 'who measured the highest';
comment on column score_shown.n_other_conditions is
    'how many further numbers were measured under contradicting conditions';
