-- How do size and score of the models go together on a benchmark?
-- One row per benchmark, whose numbers count and model: the model's best displayed value and its published sizes.
-- Computed at build.
create view size_score as
select
    leaderboard.benchmark_id,
    leaderboard.measured_by,
    leaderboard.model_id,
    leaderboard.team_id,
    leaderboard.mode,
    leaderboard.effort,
    leaderboard.score, leaderboard.score_text, leaderboard.decimals, leaderboard.unit, leaderboard.signed_score,
    leaderboard.lowest, leaderboard.highest, leaderboard.lowest_reporter_id, leaderboard.highest_reporter_id,
    leaderboard.n_reporters, leaderboard.reporter_id, leaderboard.relation, leaderboard.source_id,
    leaderboard.publication_day,
    model.total_params_b, model.active_params_b
from leaderboard
join model using (model_id)
qualify row_number() over (
    partition by leaderboard.benchmark_id, leaderboard.measured_by, leaderboard.model_id
    order by leaderboard.signed_score desc, coalesce(leaderboard.mode, ''), coalesce(leaderboard.effort, '')
) = 1;

comment on view size_score is
    'Best displayed value of each model on each benchmark with its size; models without a published size stay, with '
    'a blank size';
comment on column size_score.benchmark_id is 'key of the benchmark';
comment on column size_score.measured_by is
    'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column size_score.model_id is 'key of the model';
comment on column size_score.team_id is 'organisation that makes the model';
comment on column size_score.mode is 'reasoning mode of the value';
comment on column size_score.effort is 'reasoning effort of the value';
comment on column size_score.score is 'the value, in the benchmark''s unit';
comment on column size_score.score_text is 'the value as published';
comment on column size_score.decimals is 'decimals as published';
comment on column size_score.unit is 'unit of the value';
comment on column size_score.signed_score is 'the value with its sign turned where lower is better';
comment on column size_score.lowest is 'lowest published number over all reporters';
comment on column size_score.highest is 'highest published number over all reporters';
comment on column size_score.lowest_reporter_id is 'who measured the lowest';
comment on column size_score.highest_reporter_id is 'who measured the highest';
comment on column size_score.n_reporters is 'how many organisations measured';
comment on column size_score.reporter_id is 'organisation that measured the value';
comment on column size_score.relation is 'own, competitor or independent';
comment on column size_score.source_id is 'key of the source';
comment on column size_score.publication_day is 'day on which the source was published';
comment on column size_score.total_params_b is 'total parameters, billions';
comment on column size_score.active_params_b is 'parameters at work for one word, billions';
