-- Which two numbers are set against each other where two models were measured on one benchmark?
-- One row per benchmark and pair: the first of pair_candidate, and the first that points in the other direction.
create macro pair_number(ones, others) as table
select
    * exclude (place, numbers),
    count(*) filter (len(differs) = 0) over one_pair as n_candidates,
    count(*) filter (len(differs) = 0 and difference > 0) over one_pair as n_ahead,
    case
        when difference > 0
            then min_by(numbers, place) filter (len(differs) = 0 and difference < 0) over one_pair
        when difference < 0
            then min_by(numbers, place) filter (len(differs) = 0 and difference > 0) over one_pair
    end as opposite,
    bool_or(one.is_independent = 1) over one_pair as left_has_independent,
    bool_or(other.is_independent = 1) over one_pair as right_has_independent
from pair_candidate(ones, others)
window one_pair as (partition by benchmark_id, left_model_id, right_model_id)
qualify row_number() over (partition by benchmark_id, left_model_id, right_model_id order by place) = 1;

comment on macro table pair_number is
    'The two published numbers of each pair of models and benchmark that are compared. Columns: benchmark_id, unit, '
    'category; left_model_id, right_model_id; one, other: rows of measurement; differs: what is known to differ '
    '(mode, effort, conditions); one_table: one source and reporter; condition_unknown: not recorded as '
    'measured in the same way (mode, effort, tools, conditions); difference: one less other, positive where one is '
    'ahead; n_candidates: pairs of published numbers not known to differ; n_ahead: those with one '
    'ahead; opposite: the first of them that points in the other direction (both numbers as published, mode, effort, '
    'reporters, sources); left_has_independent, right_has_independent: an independent number is among the candidates';
