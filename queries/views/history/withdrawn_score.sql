-- Which published numbers did a batch take out of the records, so that they stand no more?
-- One row per number, with the batch that took it out last.
create view withdrawn_score as
with touched as (
    select distinct model_id, benchmark_id from score_statement where action = 'removed'
),

counting as (
    select
        score_statement.*,
        batch.published_on, batch.recorded_on, batch.recorded_by, batch.reason
    from score_statement
    semi join touched using (model_id, benchmark_id)
    left join batch using (batch_id)
    where score_statement.batch_id is null or batch.is_active
)

select * exclude (action, position)
from counting
qualify action = 'removed' and row_number() over (
    partition by
        model_id, benchmark_id, mode, effort, conditions, score_text, unit, stderr, n_items,
        reporter_id, quoted_by, measured_on, source_id
    order by position desc, action
) = 1;

comment on view withdrawn_score is
    'Numbers that a batch took out, alone or for a corrected one, and that none brought back: one row per number';
comment on column withdrawn_score.batch_id is 'key of the batch that took it out last';
comment on column withdrawn_score.model_id is 'key of the model';
comment on column withdrawn_score.benchmark_id is 'key of the benchmark';
comment on column withdrawn_score.mode is 'reasoning mode';
comment on column withdrawn_score.effort is 'reasoning effort';
comment on column withdrawn_score.conditions is 'other conditions, key=value; …';
comment on column withdrawn_score.score_text is 'the number as published';
comment on column withdrawn_score.unit is 'unit of the number';
comment on column withdrawn_score.stderr is 'published standard error';
comment on column withdrawn_score.n_items is 'number of items';
comment on column withdrawn_score.reporter_id is 'organisation that measured';
comment on column withdrawn_score.quoted_by is 'organisation that printed another party''s number';
comment on column withdrawn_score.measured_on is 'date of the measurement';
comment on column withdrawn_score.source_id is 'key of the source';
comment on column withdrawn_score.published_on is
    'day from which the batch counts: what was published until then does not bring the number back';
comment on column withdrawn_score.recorded_on is 'day in Korea on which it was taken out';
comment on column withdrawn_score.recorded_by is 'who took it out';
comment on column withdrawn_score.reason is 'why, in the words of who took it out';
