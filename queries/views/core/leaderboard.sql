-- How do the models stand on a benchmark?
-- One row per benchmark, whose numbers count (all, own, competitor, independent), model, mode, effort and agent.
create view leaderboard as
select
    score_shown.benchmark_id,
    score_shown.measured_by,
    score_shown.model_id,
    score_shown.team_id,
    score_shown.mode,
    score_shown.effort,
    score_shown.agent,
    score_shown.conditions,
    score_shown.score,
    score_shown.score_text,
    score_shown.decimals,
    score_shown.unit,
    score_shown.reporter_id,
    score_shown.quoted_by,
    score_shown.relation,
    score_shown.publication_day,
    score_shown.source_id,
    score_shown.comparable_rank,
    score_shown.n_comparable,
    score_shown.n_values,
    score_shown.n_undated,
    score_shown.n_reporters,
    score_shown.lowest,
    score_shown.highest,
    score_shown.lowest_text,
    score_shown.highest_text,
    score_shown.lowest_reporter_id,
    score_shown.highest_reporter_id,
    score_shown.n_other_conditions,
    score_shown.signed_score,
    case when benchmark.is_proportion and score_shown.unit = 'percent'
        then wilson(cast(score_shown.score as double) / 100, score_shown.n_items_known) end
        as limits,
    100 * struct_extract(limits, 'low') as low,
    100 * struct_extract(limits, 'high') as high,
    rank_set.best_rank,
    rank_set.worst_rank,
    rank()
        over (partition by score_shown.benchmark_id, score_shown.measured_by order by score_shown.signed_score desc)
        as place
from score_shown
join benchmark on benchmark.benchmark_id = score_shown.benchmark_id
left join rank_set
    on rank_set.benchmark_id = score_shown.benchmark_id and rank_set.model_id = score_shown.model_id
    and rank_set.source_id = score_shown.source_id and rank_set.reporter_id = score_shown.reporter_id
    and rank_set.mode is not distinct from score_shown.mode and rank_set.effort is not distinct from score_shown.effort
    and rank_set.conditions is not distinct from score_shown.conditions
    and rank_set.score_text = score_shown.score_text;

comment on view leaderboard is
    'The displayed numbers of a benchmark, best first. place orders the list only: numbers measured differently are '
    'not ranked against each other';
comment on column leaderboard.measured_by is
    'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column leaderboard.score is 'the number, in the benchmark''s unit';
comment on column leaderboard.unit is 'unit of the number';
comment on column leaderboard.comparable_rank is 'rank among the numbers of one reporter, source, mode and conditions';
comment on column leaderboard.n_comparable is 'how many numbers are ranked with this one';
comment on column leaderboard.n_values is 'how many published numbers the row stands for';
comment on column leaderboard.lowest is 'lowest published number of the row';
comment on column leaderboard.highest is 'highest published number of the row';
comment on column leaderboard.n_other_conditions is 'further numbers known to be of other conditions';
comment on column leaderboard.place is 'position in the list, best value first; equal values share it; not a rank';
comment on column leaderboard.low is
    'lower 95 % limit (Wilson), percent; blank where the items are not known or the score is no share of them';
comment on column leaderboard.high is 'upper 95 % limit';
comment on column leaderboard.best_rank is
    'best rank that the number may have within its table; blank where their items are not known';
comment on column leaderboard.limits is 'both limits, as shares';
