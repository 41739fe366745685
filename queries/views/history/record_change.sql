-- Which records are another now than at a moment?
-- One row per record that was added, corrected or withdrawn since the moment (UTC, as batch.recorded_at; empty: the
-- files alone).
create macro record_change(since) as table
with difference as (
    select
        table_name, record_key,
        first(old_record order by changed_at) as old_record,
        last(new_record order by changed_at) as new_record,
        max(changed_at) as changed_at
    from record_event
    where changed_at > since
    group by all
    having first(old_record order by changed_at) is distinct from last(new_record order by changed_at)
)

select
    table_name, record_key, old_record, new_record,
    case when old_record is null then 'added' when new_record is null then 'withdrawn' else 'corrected' end as change,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from difference
join batch on recorded_at = changed_at
order by table_name, record_key;

comment on macro table record_change is
    'Records that are another now than at a moment, with the batch that made them what they are now. Columns: '
    'table_name; record_key; old_record, new_record as JSON, null where there was or is none; change: added, '
    'corrected or withdrawn; batch_id, recorded_at, recorded_on, recorded_by, reason of the batch';
