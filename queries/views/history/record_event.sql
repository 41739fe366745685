-- When did each record become another?
-- One row per record and moment at which a batch added, corrected or withdrew it.
create view record_event as
with stated as (
    select *, hash(table_name, record_key) as key_hash from statement_span
),

repeated as (
    select key_hash from stated group by key_hash having count(*) > 1 and count(batch_id) > 0
),

word as (
    select * from stated semi join repeated using (key_hash)
),

alone as (
    select * from stated anti join repeated using (key_hash) where batch_id is not null and action = 'added'
),

moment as (
    select table_name, record_key, unnest(['', from_at, until_at]) as at_moment from word
),

state as (
    select
        moment.table_name, moment.record_key, at_moment,
        last(case when action = 'added' then record end order by position, action desc) as record,
        max(position) filter (action = 'added') as position
    from (select distinct * from moment where at_moment is not null) as moment
    left join word on
        moment.table_name = word.table_name
        and moment.record_key = word.record_key
        and from_at <= at_moment
        and coalesce(until_at > at_moment, true)
    group by all
),

step as (
    select *, lag(record) over (partition by table_name, record_key order by at_moment) as before
    from state
)

select table_name, record_key, before as old_record, record as new_record, position, at_moment as changed_at
from step
where at_moment <> '' and record is distinct from before
union all
select table_name, record_key, null, record, position, from_at from alone
union all
select table_name, record_key, record, null, position, until_at from alone where until_at is not null;

comment on view record_event is
    'When each record became another: added, corrected or withdrawn by a batch, also by one that takes another back';
comment on column record_event.record_key is 'key of the record; the whole record in a table without one';
comment on column record_event.old_record is 'the record before as JSON; null: there was none';
comment on column record_event.new_record is 'the record from then on as JSON; null: there is none';
comment on column record_event.changed_at is 'moment of recording, UTC, as batch.recorded_at';
