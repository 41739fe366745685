-- Which records are another now than at a moment?
-- One row per record that was added, corrected or withdrawn since the moment (UTC, as batch.recorded_at; empty: the files alone).
create macro record_change(since) as table
with recent as (
    select distinct table_name, record_key from statement_span where from_at > since or until_at > since
),

word as (
    select * from statement_span semi join recent using (table_name, record_key)
),

moment as (
    select table_name, record_key, since as at_moment from recent
    union
    select table_name, record_key, unnest([from_at, until_at]) from word
),

state as (
    select
        moment.table_name, moment.record_key, at_moment,
        last(case when action = 'added' then record end order by position, action desc) as record
    from moment
    left join word on
        moment.table_name = word.table_name
        and moment.record_key = word.record_key
        and from_at <= at_moment
        and coalesce(until_at > at_moment, true)
    where at_moment >= since
    group by all
),

step as (
    select *, lag(record) over (partition by table_name, record_key order by at_moment) as before
    from state
),

difference as (
    select
        table_name, record_key,
        first(record order by at_moment) as old_record,
        last(record order by at_moment) as new_record,
        max(at_moment) filter (at_moment > since and record is distinct from before) as changed_at
    from step
    group by all
    having first(record order by at_moment) is distinct from last(record order by at_moment)
)

select
    table_name, record_key, old_record, new_record,
    case when old_record is null then 'added' when new_record is null then 'withdrawn' else 'corrected' end as change,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from difference
join batch on recorded_at = changed_at
order by table_name, record_key;

comment on macro table record_change is 'Records that are another now than at a moment, with the batch that made them what they are now. Columns: table_name; record_key; old_record, new_record as JSON, null where there was or is none; change: added, corrected or withdrawn; batch_id, recorded_at, recorded_on, recorded_by, reason of the batch';
