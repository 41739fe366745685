-- Which versions of the data have there been?
-- One row per version: the files of the checkout (number 0), then one after each batch in the order of recording.
create view known_version as
with stated as (
    select batch_id, count(*) as n_numbers, 0 as n_records from score_statement group by all
    union all
    select batch_id, 0, count(*) from record_statement group by all
),

counted as (
    select batch_id, cast(sum(n_numbers) as bigint) as n_numbers, cast(sum(n_records) as bigint) as n_records
    from stated
    group by all
),

numbered as (
    select *, row_number() over (order by recorded_at) as number from batch
)

select
    numbered.number, numbered.recorded_at as known_at, numbered.recorded_on, numbered.data_version, batch_id,
    numbered.kind, numbered.published_on, numbered.recorded_by, numbered.reason, numbered.source_id, numbered.origins,
    coalesce(n_numbers, 0) as n_numbers,
    coalesce(n_records, 0) as n_records,
    numbered.is_active as holds_now,
    undone.number as undoes_number
from numbered
left join counted using (batch_id)
left join numbered as undone on numbered.undoes = undone.batch_id
union all by name
select 0 as number, '' as known_at, files_version as data_version
from version
order by number desc;

comment on view known_version is
    'The versions of the data: the files of the checkout alone, then with one more batch each, newest first';
comment on column known_version.number is 'place in the order of recording; 0: the files of the checkout alone';
comment on column known_version.known_at is 'moment of recording, UTC; empty for the files of the checkout';
comment on column known_version.recorded_on is 'day of recording in Korea';
comment on column known_version.data_version is 'version of the data from that moment';
comment on column known_version.batch_id is 'key of the batch that made the version';
comment on column known_version.kind is 'import, correction or undo';
comment on column known_version.published_on is 'publication date of what came in';
comment on column known_version.recorded_by is 'who recorded the batch';
comment on column known_version.reason is 'why, in the words of who recorded it';
comment on column known_version.source_id is 'key of the source';
comment on column known_version.origins is 'names of the files';
comment on column known_version.n_numbers is 'rows of scores that the batch adds or removes';
comment on column known_version.n_records is 'rows of other tables that the batch adds or removes';
comment on column known_version.holds_now is 'whether the batch holds: it is not undone';
comment on column known_version.undoes_number is 'version that an undo takes back';
