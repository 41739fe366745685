-- Which numbers are another now than at a moment?
-- One row per number that was added, corrected or withdrawn since the moment (UTC, as batch.recorded_at; empty: the
-- files alone).
create macro change_log(since) as table
with net as (
    select number, published, last(was_added order by changed_at) as was_added, max(changed_at) as changed_at
    from number_event
    where table_name = 'score' and changed_at > since
    group by number, published
    having first(was_added order by changed_at) = last(was_added order by changed_at)
),

numbered as (
    select *, row_number() over (partition by number, was_added order by published) as place
    from net
),

paired as (
    select
        number, place,
        first(published) filter (not was_added) as old,
        first(published) filter (was_added) as new,
        last(changed_at order by was_added) as changed_at
    from numbered
    group by all
),

maker as (
    select model_id, team_id from model
    union all
    select record ->> 'model_id', last(record ->> 'team_id' order by position)
    from record_statement
    where table_name = 'model' and record ->> 'model_id' not in (select model_id from model)
    group by record ->> 'model_id'
)

select
    number.model_id, maker.team_id, number.benchmark_id, number.mode, number.effort, number.conditions,
    case when old is null then 'added' when new is null then 'withdrawn' else 'corrected' end as change,
    old.text as old_text, new.text as new_text, old as old_detail, new as new_detail,
    number.reporter_id, number.quoted_by, number.measured_on, number.source_id,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from paired
join batch on recorded_at = changed_at
left join maker on number.model_id = maker.model_id
order by
    recorded_at desc, number.model_id in (select model_id from programme_model) desc, number, place;

comment on macro table change_log is
    'Numbers that are another now than at a moment, with the batch that made them what they are now: newest batch '
    'first, in it the programme''s models first. Columns: '
    'model_id, team_id, benchmark_id, mode, effort, conditions; change: added, corrected (another number of the same '
    'key) or withdrawn; old_text, new_text: the numbers as published; old_detail, new_detail: their unit, stderr and '
    'n_items; reporter_id, quoted_by, measured_on, source_id; batch_id, recorded_at, recorded_on, recorded_by, '
    'reason of the batch';
