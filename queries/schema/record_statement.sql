-- What files and batches state of everything but scores: one row per statement.
create table record_statement (
    batch_id varchar,
    action varchar not null,
    position bigint not null,
    table_name varchar not null,
    record varchar not null
);

comment on table record_statement is 'What files and batches state of tables other than scores: one row per statement';
comment on column record_statement.batch_id is 'key of the batch; null: the files of the checkout';
comment on column record_statement.action is 'added or removed';
comment on column record_statement.position is 'order in which it counts; -1: the files of the checkout';
comment on column record_statement.table_name is 'table of the record';
comment on column record_statement.record is 'the record as JSON';
