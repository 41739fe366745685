-- Which published figures raise a question?
-- One row per question: a figure that fails a check, with what its maker may be asked. No finding is a reproach.
-- Computed at build.
create view figure_question as
with question as (
    select
        'grim' as kind,
        source_id,
        team_id,
        reporter_id,
        [model_id] as model_ids,
        [benchmark_id] as benchmark_ids,
        score_text,
        n_items, n_items_basis, fewest_runs, null as low, null as high, null as usual_decimals
    from grim
    where is_question
    union all by name
    select
        case when is_outside then 'scale' else 'fraction' end as kind,
        source_id,
        team_id,
        reporter_id,
        [model_id] as model_ids,
        [benchmark_id] as benchmark_ids, score_text, scale_min as low, scale_max as high
    from scale_check
    where is_outside or looks_like_fraction
    union all by name
    select
        'mean' as kind,
        source_id,
        team_id,
        reporter_id,
        [model_id] as model_ids,
        [benchmark_id] as benchmark_ids,
        score_text,
        lowest_mean as low, highest_mean as high
    from mean_check
    where not follows
    union all by name
    select
        'same_' || kind as kind, source_id, null as team_id, reporter_id,
        case kind when 'models' then members else [subject] end as model_ids,
        case kind when 'models' then [subject] else members end as benchmark_ids, score_text
    from same_figure
    where is_question
    union all by name
    select
        'decimals' as kind,
        source_id,
        team_id,
        reporter_id,
        [model_id] as model_ids,
        [benchmark_id] as benchmark_ids,
        score_text,
        usual_decimals
    from table_decimals
    where differs
),

programme as (
    select list(model_id) as model_ids
    from model
    join team_place using (team_id)
)

select question.*, list_has_any(question.model_ids, programme.model_ids) as is_of_programme
from question
cross join programme
order by is_of_programme desc, kind, benchmark_ids, source_id, model_ids;

comment on view figure_question is 'Published figures to ask about';
comment on column figure_question.kind is 'grim, scale, fraction, mean, same_models, same_benchmarks or decimals';
comment on column figure_question.team_id is 'organisation that makes the model; blank for several models';
comment on column figure_question.model_ids is 'models that the figure is of';
comment on column figure_question.benchmark_ids is 'benchmarks that it is on';
comment on column figure_question.n_items is 'grim: number of items';
comment on column figure_question.n_items_basis is 'grim: where that number is known from';
comment on column figure_question.fewest_runs is 'grim: fewest runs whose mean gives the figure';
comment on column figure_question.low is 'scale: lower end; mean: lowest mean of the parts';
comment on column figure_question.high is 'scale: upper end; mean: highest mean of the parts';
comment on column figure_question.usual_decimals is 'decimals: those of the rest of the table';
comment on column figure_question.is_of_programme is 'of a model of a team of the programme';
