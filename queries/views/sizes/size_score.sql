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
    leaderboard.lowest, leaderboard.highest, leaderboard.lowest_text, leaderboard.highest_text,
    leaderboard.lowest_reporter_id, leaderboard.highest_reporter_id,
    leaderboard.n_reporters, leaderboard.reporter_id, leaderboard.relation, leaderboard.source_id,
    leaderboard.publication_day,
    model.total_params_b, model.active_params_b
from leaderboard
join model using (model_id)
qualify row_number() over (
    partition by leaderboard.benchmark_id, leaderboard.measured_by, leaderboard.model_id
    order by leaderboard.signed_score desc, coalesce(leaderboard.mode, ''), coalesce(leaderboard.effort, ''),
        coalesce(leaderboard.agent, '')
) = 1;

comment on view size_score is
    'Best displayed value of each model on each benchmark with its size; models without a published size stay, with '
    'a blank size';
comment on column size_score.score is 'the number, in the benchmark''s unit';
comment on column size_score.unit is 'unit of the number';
comment on column size_score.lowest is 'lowest published number that is not known to be of other conditions';
comment on column size_score.highest is 'highest published number that is not known to be of other conditions';
comment on column size_score.active_params_b is 'parameters at work for one word, billions';
