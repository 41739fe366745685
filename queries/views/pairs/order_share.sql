-- In which share of ways to add up is the one of two models ahead?
-- One row per pair: over five methods and every benchmark left out. Borda's count is left out: it counts a missing
-- number as 0, so that what nobody published would decide who is ahead, once more for each benchmark of one side alone.
create macro order_share(ones, others) as table
select
    left_model_id, right_model_id,
    count(*) as n_variants,
    count(*) filter (ahead = 1) as n_ahead,
    count(*) filter (ahead = 0) as n_tied,
    count(*) filter (ahead = -1) as n_behind
from order_variant(ones, others)
where method <> 'borda'
group by all;

comment on macro table order_share is
    'Variants in which the first of two models is ahead, tied or behind, without Borda''s count. Columns: '
    'left_model_id, right_model_id, n_variants, n_ahead, n_tied, n_behind';
