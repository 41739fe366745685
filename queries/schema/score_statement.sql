-- What files and batches state of scores: one row per statement, filled only where a batch touches scores.
create table score_statement (
    batch_id varchar,
    action varchar not null,
    position bigint not null,
    model_id varchar not null,
    benchmark_id varchar not null,
    mode varchar,
    effort varchar,
    conditions varchar,
    score_text varchar not null,
    unit varchar not null,
    stderr varchar,
    n_items varchar,
    reporter_id varchar not null,
    quoted_by varchar,
    measured_on varchar,
    source_id varchar not null
);

comment on table score_statement is
    'What files and batches state of scores, also what no longer holds: one row per statement';
comment on column score_statement.batch_id is 'key of the batch; null: the files of the checkout';
comment on column score_statement.action is 'added or removed';
comment on column score_statement.position is 'order in which it counts; -1: the files of the checkout';
comment on column score_statement.model_id is 'key of the model';
comment on column score_statement.benchmark_id is 'key of the benchmark';
comment on column score_statement.mode is 'reasoning mode';
comment on column score_statement.effort is 'reasoning effort';
comment on column score_statement.conditions is 'other conditions, key=value; …';
comment on column score_statement.score_text is 'the number as published';
comment on column score_statement.unit is 'unit of the number';
comment on column score_statement.stderr is 'published standard error';
comment on column score_statement.n_items is 'number of items';
comment on column score_statement.reporter_id is 'organisation that measured';
comment on column score_statement.quoted_by is 'organisation that printed another party''s number';
comment on column score_statement.measured_on is 'date of the measurement';
comment on column score_statement.source_id is 'key of the source';
