-- Which numbers are another now than at a moment?
-- One row per number that was added, corrected or withdrawn since the moment (UTC, as batch.recorded_at; empty: the files alone).
create macro change_log(since) as table
with score_row as (
    select
        *,
        new_record is not null as is_there,
        coalesce(new_record, old_record) as record
    from record_change(since)
    where table_name = 'score'
),

score_cell as (
    select
        record ->> 'model_id' as model_id,
        record ->> 'benchmark_id' as benchmark_id,
        record ->> 'mode' as mode,
        record ->> 'effort' as effort,
        record ->> 'conditions' as conditions,
        record ->> 'reporter_id' as reporter_id,
        record ->> 'quoted_by' as quoted_by,
        record ->> 'measured_on' as measured_on,
        record ->> 'source_id' as source_id,
        record ->> 'score_text' as score_text,
        record ->> 'unit' as unit,
        record ->> 'stderr' as stderr,
        record ->> 'n_items' as n_items,
        is_there,
        {'batch_id': batch_id, 'recorded_at': recorded_at, 'recorded_on': recorded_on, 'recorded_by': recorded_by,
         'reason': reason} as told
    from score_row
),

numbered as (
    select
        *,
        row_number() over (
            partition by
                model_id, benchmark_id, mode, effort, conditions, reporter_id, quoted_by, measured_on, source_id,
                is_there
            order by score_text, unit, stderr, n_items
        ) as place
    from score_cell
),

paired as (
    select
        model_id, benchmark_id, mode, effort, conditions, reporter_id, quoted_by, measured_on, source_id, place,
        bool_or(not is_there) as was_there,
        bool_or(is_there) as is_there_now,
        first(score_text) filter (not is_there) as old_text,
        first(score_text) filter (is_there) as new_text,
        first({'unit': unit, 'stderr': stderr, 'n_items': n_items}) filter (not is_there) as old_detail,
        first({'unit': unit, 'stderr': stderr, 'n_items': n_items}) filter (is_there) as new_detail,
        last(told order by is_there) as told
    from numbered
    group by all
),

maker as (
    select model_id, team_id from model
    union all
    select record ->> 'model_id', last(record ->> 'team_id' order by position)
    from record_statement
    where table_name = 'model' and record ->> 'model_id' not in (select model_id from model)
    group by record ->> 'model_id'
)

select
    paired.model_id, team_id, benchmark_id, mode, effort, conditions,
    case when not was_there then 'added' when is_there_now then 'corrected' else 'withdrawn' end as change,
    old_text, new_text, old_detail, new_detail, reporter_id, quoted_by, measured_on, source_id,
    told.batch_id, told.recorded_at, told.recorded_on, told.recorded_by, told.reason
from paired
left join maker on paired.model_id = maker.model_id
order by told.recorded_at desc, paired.model_id, benchmark_id, mode, effort, conditions, source_id, place;

comment on macro table change_log is 'Numbers that are another now than at a moment, with the batch that made them what they are now. Columns: model_id, team_id, benchmark_id, mode, effort, conditions; change: added, corrected (another number of the same key) or withdrawn; old_text, new_text: the numbers as published; old_detail, new_detail: their unit, stderr and n_items; reporter_id, quoted_by, measured_on, source_id; batch_id, recorded_at, recorded_on, recorded_by, reason of the batch';
