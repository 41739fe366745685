-- How did a number that was corrected, superseded or withdrawn become what it is?
-- One row per such number or official mark and moment at which it became another, gave way in display or took a place.
-- Computed at build.
create view number_history as
with numbered as (
    select *, row_number() over (partition by number, changed_at, was_added order by published) as place
    from number_event
    semi join (select number from number_event where not was_added) using (number)
),

paired as (
    select
        table_name, number, changed_at, place,
        first(published) filter (not was_added) as old,
        first(published) filter (was_added) as new
    from numbered
    group by all
)

select
    table_name, unnest(number),
    case when old is null then 'added' when new is null then 'withdrawn' else 'corrected' end as change,
    old.text as old_text, new.text as new_text, old as old_detail, new as new_detail,
    number.reporter_id as new_reporter_id, number.source_id as new_source_id,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from paired
join batch on recorded_at = changed_at
union all by name
select
    'score' as table_name, unnest(number), change, old_text, new_text, old_detail, new_detail, old_reporter_id,
    new_reporter_id, new_source_id,
    batch_id, recorded_at, recorded_on, recorded_by, reason
from (select *, unnest([old_number, new_number]) as number from shown_history where change = 'superseded')
order by
    model_id, benchmark_id, mode, effort, conditions, reporter_id, quoted_by, measured_on, source_id,
    round, criterion, kind, team_id, recorded_at desc, change desc, old_text, new_text;

comment on view number_history is
    'How each number that was ever corrected, superseded or withdrawn became what it is, newest step first';
comment on column number_history.table_name is 'score or round_result';
comment on column number_history.model_id is 'key of the model';
comment on column number_history.benchmark_id is 'key of the benchmark';
comment on column number_history.mode is 'reasoning mode';
comment on column number_history.effort is 'reasoning effort';
comment on column number_history.conditions is 'other conditions';
comment on column number_history.reporter_id is 'who measured';
comment on column number_history.quoted_by is 'who printed another''s number';
comment on column number_history.measured_on is 'date of the measurement';
comment on column number_history.source_id is 'key of the source';
comment on column number_history.round is 'round of a mark';
comment on column number_history.criterion is 'criterion of a mark';
comment on column number_history.kind is 'kind of a mark: score, maximum, mean or gap';
comment on column number_history.team_id is 'team of a mark';
comment on column number_history.change is
    'added, corrected (another number of the same key), superseded (another is displayed in its place, or it in the '
    'place of another) or withdrawn';
comment on column number_history.old_text is 'the number before as published; null: there was none';
comment on column number_history.new_text is 'the number from then on as published; null: there is none';
comment on column number_history.old_detail is 'text, unit, standard error, items and points of the number before';
comment on column number_history.new_detail is
    'text, unit, standard error, items and points of the number from then on';
comment on column number_history.old_reporter_id is 'who measured the number that gave way, where it was superseded';
comment on column number_history.new_reporter_id is
    'who measured the number from then on, or the one that was withdrawn';
comment on column number_history.new_source_id is 'source of that number';
comment on column number_history.batch_id is 'key of the batch';
comment on column number_history.recorded_at is 'moment of recording, UTC';
comment on column number_history.recorded_on is 'day of recording in Korea';
comment on column number_history.recorded_by is 'who recorded it';
comment on column number_history.reason is 'why, in the words of who recorded it';
