-- How far apart are two models on each benchmark, between which limits, and is that more than one model's numbers move?
-- One row per benchmark of the pair: its verdict, 95 % limits, and how many repeated measurements moved further.
create macro pair_difference(one, other) as table
select
    pairwise.*,
    cast(difference as double) - z_95() * error_independent as low,
    cast(difference as double) + z_95() * error_independent as high,
    cast(difference as double) - z_95() * error_worst as low_worst,
    cast(difference as double) + z_95() * error_worst as high_worst,
    case when unit = 'percent' and category <> 'composite'
        then (select count(*) from reporter_spread where is_compared) end as n_repeated,
    case when unit = 'percent' and category <> 'composite'
        then moved_further(abs(pairwise.difference)) end as n_moved_further,
    replace(left_text || ' − ' || right_text || ' = ' || plain_number(left_score - right_score)
        || case error_basis
            when 'items' then '; √((' || plain_number(left_score) || ' × ' || plain_number(100 - left_score)
                || ' + ' || plain_number(right_score) || ' × ' || plain_number(100 - right_score)
                || ') ÷ ' || n_items || ') = '
                || format('{:.2f}', error_independent) || '; 1.96 × '
                || format('{:.2f}', error_independent) || ' = '
                || format('{:.1f}', z_95() * error_independent)
            else ''
        end, '-', '−') as arithmetic
from pairwise([one], [other]) as pairwise
order by level desc, abs(difference) desc, benchmark_id;

comment on macro table pair_difference is
    'Columns of pairwise, and: low, high: 95 % limits of the difference, errors independent; low_worst, high_worst: '
    'errors as opposed as can be; n_repeated: repeated measurements of one programme or reference model by two '
    'parties; n_moved_further: those that moved further than this difference; arithmetic: the difference and its '
    'standard error, errors independent, step by step';
