-- What was imported, corrected or taken back: one row per batch.
create table batch (
    batch_id varchar primary key,
    kind varchar not null,
    position bigint not null,
    published_on date not null,
    recorded_at varchar not null,
    recorded_on date not null,
    recorded_by varchar not null,
    reason varchar not null,
    source_id varchar,
    undoes varchar,
    origins varchar,
    is_active boolean not null,
    data_version varchar not null
);

comment on table batch is 'Imports, corrections and undos: one row per batch';
comment on column batch.batch_id is 'key of the batch';
comment on column batch.kind is 'import, entry (added by hand or template), correction or undo';
comment on column batch.position is 'order in which batches count: publication date, then key';
comment on column batch.published_on is 'publication date of what came in';
comment on column batch.recorded_at is 'moment of recording, UTC';
comment on column batch.recorded_on is 'day of recording in Korea';
comment on column batch.recorded_by is
    'who recorded it: office and key; editor where the settings do not name the person';
comment on column batch.reason is 'why, in the words of who recorded it';
comment on column batch.source_id is 'key of the source';
comment on column batch.undoes is 'batch that an undo takes back';
comment on column batch.origins is 'names of the files';
comment on column batch.is_active is 'whether the batch holds: it is not undone';
comment on column batch.data_version is 'version of the data after it was recorded';
