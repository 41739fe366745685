-- When each batch held: one row per batch and time.
create table batch_span (batch_id varchar not null, from_at varchar not null, until_at varchar);

comment on table batch_span is 'When each batch held: one row for each time';
comment on column batch_span.batch_id is 'key of the batch';
comment on column batch_span.from_at is 'moment from which it held, UTC';
comment on column batch_span.until_at is 'moment at which it was taken back, UTC; null: it holds';
