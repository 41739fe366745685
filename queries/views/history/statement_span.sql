-- When did each statement about a record count?
-- One row per statement and time for which it counted; what the files of the checkout state always counts.
create view statement_span as
with touched as (
    select distinct model_id, benchmark_id from score_statement where batch_id is not null
),

stated as (
    select batch_id, action, position, 'score' as table_name,
        cast(json_object(
            'model_id', model_id, 'benchmark_id', benchmark_id, 'mode', mode, 'effort', effort,
            'conditions', conditions, 'score_text', score_text, 'unit', unit, 'stderr', stderr, 'n_items', n_items,
            'reporter_id', reporter_id, 'quoted_by', quoted_by, 'measured_on', measured_on, 'source_id', source_id
        ) as varchar) as record
    from score_statement
    semi join touched using (model_id, benchmark_id)
    union all
    select batch_id, action, position, table_name, record from record_statement
),

keyed as (
    select table_name, constraint_column_names as key_columns
    from duckdb_constraints()
    where constraint_type = 'PRIMARY KEY' and schema_name = 'main' and database_name = current_database()
    union all
    values
        ('round_result', ['round', 'criterion', 'kind', 'team_id', 'source_id']),
        ('claim_input', [
            'claim_id', 'role', 'item', 'record', 'model_id', 'benchmark_id', 'field', 'round', 'criterion', 'team_id'
        ])
)

select
    table_name,
    coalesce(
        array_to_string(list_transform(key_columns, lambda one: coalesce(record ->> one, '')), ' · '), record
    ) as record_key,
    record, action, position, batch_id,
    case when batch_id is null then '' else from_at end as from_at,
    until_at
from stated
left join keyed using (table_name)
left join batch_span using (batch_id)
where batch_id is null or from_at is not null;

comment on view statement_span is
    'What files and batches state of records, and when it counted; of scores only where a batch states something of '
    'the model and benchmark';
comment on column statement_span.table_name is 'table of the record';
comment on column statement_span.record_key is 'key of the record; of scores the whole record';
comment on column statement_span.record is 'the record as JSON';
comment on column statement_span.action is 'added or removed';
comment on column statement_span.position is 'order in which it counts; -1: the files of the checkout';
comment on column statement_span.batch_id is 'key of the batch; null: the files of the checkout';
comment on column statement_span.from_at is 'moment from which it counted, UTC; empty: always';
comment on column statement_span.until_at is 'moment at which it was taken back, UTC; null: it counts';
