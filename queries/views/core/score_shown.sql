-- Which of several published numbers is displayed?
-- One row per model, benchmark, mode, effort, agent and whose numbers count: all (independent, then own, then a
-- competitor's; the newest first), or those of one relation to the maker alone.
-- Computed at build.
create view score_shown as
with stated as (
    select
        *,
        flatten(list(condition_set(conditions)) over (
            partition by benchmark_id, model_id, reporter_id, source_id
        )) as told_in_source,
        flatten(list(condition_set(conditions)) over (partition by benchmark_id, model_id, reporter_id)) as told
    from measurement
),

counted as (
    select
        * exclude (told, told_in_source),
        unnest(['all', relation]) as measured_by,
        list_filter(
            told_in_source || list_filter(told, lambda part : has_tools(part)),
            lambda part : not list_contains(condition_keys(condition_set(conditions)), condition_keys([part])[1])
        ) as told_apart
    from stated
),

preferred as (
    select *
    from counted
    qualify row_number() over (
        partition by benchmark_id, model_id, mode, effort, agent, measured_by
        order by
            display_order(relation, publication_day, measured_on, conditions, source_id, batch_published_on, score_text)
    ) = 1
),

compatible as (
    select counted.*, preferred.conditions as shown_conditions, preferred.told_apart as shown_told_apart
    from counted
    join preferred
        on preferred.benchmark_id = counted.benchmark_id and preferred.model_id = counted.model_id
        and preferred.measured_by = counted.measured_by
        and preferred.mode is not distinct from counted.mode and preferred.effort is not distinct from counted.effort
        and preferred.agent is not distinct from counted.agent
),

others as (
    select
        benchmark_id, model_id, mode, effort, agent, measured_by,
        count(*) filter (same) as n_values,
        count(*) filter (same and publication_day is null) as n_undated,
        count(distinct reporter_id) filter (same) as n_reporters,
        min(score) filter (same) as lowest,
        max(score) filter (same) as highest,
        first(score_text order by score, reporter_id, score_text) filter (same) as lowest_text,
        first(score_text order by score desc, reporter_id, score_text) filter (same) as highest_text,
        first(reporter_id order by score, reporter_id) filter (same) as lowest_reporter_id,
        first(reporter_id order by score desc, reporter_id) filter (same) as highest_reporter_id,
        count(*) filter (not same) as n_other_conditions
    from (
        select
            *,
            not contradicts(conditions, shown_conditions)
            and not list_has_any(told_apart, condition_set(shown_conditions))
            and not list_has_any(shown_told_apart, condition_set(conditions)) as same
        from compatible
    )
    group by all
)

select
    preferred.* exclude (told_apart),
    others.n_values, others.n_undated, others.n_reporters, others.lowest, others.highest,
    others.lowest_text, others.highest_text,
    others.lowest_reporter_id, others.highest_reporter_id, others.n_other_conditions
from preferred
join others
    on others.benchmark_id = preferred.benchmark_id and others.model_id = preferred.model_id
    and others.measured_by = preferred.measured_by
    and others.mode is not distinct from preferred.mode
    and others.effort is not distinct from preferred.effort
    and others.agent is not distinct from preferred.agent
order by preferred.benchmark_id, preferred.model_id;

comment on view score_shown is
    'The displayed number of each model, benchmark, mode and effort, with the range of all numbers that are not known '
    'to be of other conditions: neither contradicts it, nor does its organisation tell them apart from others';
comment on column score_shown.measured_by is 'all, or the relation to the maker to which the choice is limited';
comment on column score_shown.score is 'the number, in the benchmark''s unit';
comment on column score_shown.unit is 'unit of the number';
comment on column score_shown.measured_on is 'date of the measurement, where said';
comment on column score_shown.comparable_rank is 'rank among the numbers of its table; equal numbers share it';
comment on column score_shown.n_comparable is 'how many numbers are ranked with this one';
comment on column score_shown.n_values is 'how many published numbers this one stands for';
comment on column score_shown.n_undated is
    'how many of these have no known day: where the newest is displayed they come last';
comment on column score_shown.n_reporters is 'how many organisations measured';
comment on column score_shown.lowest is 'lowest of these numbers';
comment on column score_shown.highest is 'highest of these numbers';
comment on column score_shown.lowest_text is 'the lowest as published';
comment on column score_shown.highest_text is 'the highest as published';
comment on column score_shown.lowest_reporter_id is 'who measured the lowest';
comment on column score_shown.highest_reporter_id is 'who measured the highest';
comment on column score_shown.n_other_conditions is
    'how many further numbers are known to be of other conditions';
