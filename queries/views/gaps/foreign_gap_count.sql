-- In how many comparisons is the best Korean value higher than the strongest foreign one, and in how many lower?
-- One row; the same choices as foreign_gap.
create macro foreign_gap_count(chosen_measured_by, chosen_teams) as table
select
    count(*) as n_comparisons,
    count(*) filter (state = 'ahead') as n_ahead,
    count(*) filter (state = 'behind') as n_behind,
    count(*) filter (state = 'level') as n_level,
    count(*) filter (not korean_is_in) as n_eliminated
from foreign_gap(chosen_measured_by, chosen_teams);

comment on macro table foreign_gap_count is
    'n_comparisons: rows of foreign_gap; n_ahead, n_behind, n_level: of these, where the Korean value is higher, '
    'lower, the same; n_eliminated: of these, where the Korean value is that of a team that was eliminated';
