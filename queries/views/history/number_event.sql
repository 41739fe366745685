-- When did each published number and official mark come and go?
-- One row per number as published and moment at which a batch brought it or took it away.
-- Computed at build.
create view number_event as
with step as (
    select
        table_name,
        was_added,
        position,
        changed_at,
        json_transform(word, '{
            "model_id": "VARCHAR", "benchmark_id": "VARCHAR", "mode": "VARCHAR", "effort": "VARCHAR",
            "conditions": "VARCHAR", "reporter_id": "VARCHAR", "quoted_by": "VARCHAR", "measured_on": "VARCHAR",
            "source_id": "VARCHAR", "round": "VARCHAR", "criterion": "VARCHAR", "kind": "VARCHAR", "team_id": "VARCHAR",
            "score_text": "VARCHAR", "value": "VARCHAR", "unit": "VARCHAR", "stderr": "VARCHAR", "n_items": "VARCHAR",
            "out_of": "VARCHAR"
        }') as record
    from (
        select
            table_name,
            position,
            changed_at,
            unnest([false, true]) as was_added,
            unnest([old_record, new_record]) as word
        from record_event
        where table_name in ('score', 'round_result')
    )
    where word is not null
)

select
    table_name,
    {'model_id': record.model_id, 'benchmark_id': record.benchmark_id, 'mode': record.mode, 'effort': record.effort,
     'conditions': record.conditions, 'reporter_id': record.reporter_id, 'quoted_by': record.quoted_by,
     'measured_on': record.measured_on, 'source_id': record.source_id, 'round': record.round,
     'criterion': record.criterion, 'kind': record.kind, 'team_id': record.team_id} as number,
    {'text': coalesce(record.score_text, record.value), 'unit': record.unit, 'stderr': record.stderr,
     'n_items': record.n_items, 'out_of': record.out_of} as published,
    was_added, position, changed_at
from step;

comment on view number_event is
    'When each published number and official mark came and went; those that the files of the checkout state stand '
    'here only where a batch took them away';
comment on column number_event.table_name is 'score or round_result';
comment on column number_event.number is
    'what makes it one number: model, benchmark, how and by whom it was measured, source; of a mark its round, '
    'criterion, kind and team';
comment on column number_event.published is
    'what was published of it: text, unit, standard error, number of items, points that a mark is out of';
comment on column number_event.was_added is 'whether it came; else it went';
