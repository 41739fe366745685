-- How did the displayed number of a model become what it is?
-- One row per model, benchmark, mode, effort and agent where a displayed number ever gave way, and moment at which it
-- changed.
-- Computed at build.
create view shown_history as
with stated as (
    select number, published, was_added, position, changed_at from number_event where table_name = 'score'
    union all
    select
        {'model_id': model_id, 'benchmark_id': benchmark_id, 'mode': mode, 'effort': effort, 'conditions': conditions,
         'reporter_id': reporter_id, 'quoted_by': quoted_by, 'measured_on': measured_on, 'source_id': source_id,
         'round': null, 'criterion': null, 'kind': null, 'team_id': null},
        {'text': score_text, 'unit': unit, 'stderr': stderr, 'n_items': n_items, 'out_of': null},
        true, position, ''
    from score_statement
    where batch_id is null
),

placed as (
    select
        *,
        {'model_id': number.model_id, 'benchmark_id': number.benchmark_id, 'mode': number.mode, 'effort': number.effort,
         'agent': agent_of(number.conditions)} as cell,
        lead(changed_at) over (partition by number, published order by changed_at) as until_at
    from stated
    qualify bool_or(changed_at <> '') over (partition by cell)
),

ordered as (
    select
        placed.*,
        display_order(
            relation_to(number.reporter_id, number.quoted_by, model.team_id, maker.team_ids),
            last_day_known(source.published_on), number.measured_on, number.conditions, number.source_id,
            batch.published_on, published.text
        ) as display_place
    from placed
    cross join (select list(distinct team_id) as team_ids from model) as maker
    left join model on model.model_id = number.model_id
    left join source on source.source_id = number.source_id
    left join batch using (position)
    where was_added
),

displayed as (
    select
        moment.cell, at_moment,
        first({'number': number, 'published': published} order by display_place) filter (display_place is not null)
            as shown
    from (select distinct cell, changed_at as at_moment from placed) as moment
    left join ordered on
        ordered.cell = moment.cell and changed_at <= at_moment and coalesce(until_at > at_moment, true)
    group by all
),

step as (
    select *, lag(shown) over (partition by cell order by at_moment) as before
    from displayed
),

named as (
    select
        *,
        case
            when before is null then 'added'
            when shown is null then 'withdrawn'
            when shown.number = before.number then 'corrected'
            else 'superseded'
        end as change
    from step
    where at_moment <> '' and shown is distinct from before
),

change as (
    select *
    from named
    where change <> 'superseded'
        or (shown.published.text, shown.number.reporter_id) <> (before.published.text, before.number.reporter_id)
    qualify bool_or(change <> 'added') over (partition by cell)
)

select
    unnest(cell), change,
    before.published.text as old_text, shown.published.text as new_text,
    before.published as old_detail, shown.published as new_detail,
    before.number as old_number, shown.number as new_number, before.number.reporter_id as old_reporter_id,
    coalesce(shown, before).number.reporter_id as new_reporter_id,
    coalesce(shown, before).number.source_id as new_source_id,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from change
join batch on recorded_at = at_moment
order by cell, recorded_at desc;

comment on view shown_history is
    'How the displayed number of a model, benchmark, mode and effort became what it is, newest step first, where a '
    'displayed number was ever corrected, superseded or withdrawn';
comment on column shown_history.benchmark_id is 'key of the benchmark';
comment on column shown_history.mode is 'reasoning mode';
comment on column shown_history.effort is 'reasoning effort';
comment on column shown_history.agent is 'agent or harness that the conditions state';
comment on column shown_history.change is
    'added: the first that was displayed; corrected: another value of the same number; superseded: another number is '
    'displayed, not merely the same one of the same organisation from another source; withdrawn: none is';
comment on column shown_history.old_text is 'the number displayed before as published; null: there was none';
comment on column shown_history.new_text is 'the number displayed from then on as published; null: there is none';
comment on column shown_history.old_detail is 'text, unit, standard error and items of the number before';
comment on column shown_history.new_detail is 'text, unit, standard error and items of the number from then on';
comment on column shown_history.old_reporter_id is 'who measured the number before';
comment on column shown_history.old_number is
    'what makes the number before one number, as number_event.number; null: there was none';
comment on column shown_history.new_number is 'what makes the number from then on one number; null: there is none';
comment on column shown_history.new_reporter_id is
    'who measured the number from then on, or the one that was withdrawn';
comment on column shown_history.new_source_id is 'source of that number';
comment on column shown_history.batch_id is 'key of the batch';
comment on column shown_history.recorded_at is 'moment of recording, UTC';
comment on column shown_history.recorded_on is 'day of recording in Korea';
comment on column shown_history.recorded_by is 'who recorded it';
comment on column shown_history.reason is 'why, in the words of who recorded it';
