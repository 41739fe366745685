-- What was ever stated of a number, by whom and why?
-- One row per statement about a number in a batch.
create view number_history as
select
    model_id, benchmark_id, mode, effort, conditions, score_text, unit, stderr, n_items, reporter_id, quoted_by,
    measured_on, score_statement.source_id, action, batch_id, recorded_at, recorded_on, recorded_by, reason,
    is_active as holds_now
from score_statement
join batch using (batch_id)
order by model_id, benchmark_id, recorded_at, action desc;

comment on view number_history is 'Every statement about a number in a batch, also what was taken back';
comment on column number_history.model_id is 'key of the model';
comment on column number_history.benchmark_id is 'key of the benchmark';
comment on column number_history.mode is 'reasoning mode';
comment on column number_history.effort is 'reasoning effort';
comment on column number_history.conditions is 'other conditions';
comment on column number_history.score_text is 'the number as published';
comment on column number_history.unit is 'unit';
comment on column number_history.stderr is 'published standard error';
comment on column number_history.n_items is 'number of items';
comment on column number_history.reporter_id is 'who measured';
comment on column number_history.quoted_by is 'who printed another''s number';
comment on column number_history.measured_on is 'date of the measurement';
comment on column number_history.source_id is 'key of the source';
comment on column number_history.action is 'added or removed';
comment on column number_history.batch_id is 'key of the batch';
comment on column number_history.recorded_at is 'moment of recording, UTC';
comment on column number_history.recorded_on is 'day of recording in Korea';
comment on column number_history.recorded_by is 'who recorded it';
comment on column number_history.reason is 'why, in the words of who recorded it';
comment on column number_history.holds_now is 'whether the batch holds: it is not undone';
