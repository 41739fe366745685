-- How many months is each team's newest model behind, over the benchmarks on which that can be told?
-- One row per team, whose numbers count, and rivals.
create view months_behind_team as
select
    team_id, model_id, is_in, measured_by, rivals,
    count(*) filter (state not in ('no_rival', 'not_covered', 'no_date')) as n_compared,
    count(*) filter (state = 'not_covered') as n_not_covered,
    count(*) filter (state = 'no_rival') as n_no_rival,
    count(*) filter (state = 'behind') as n_behind,
    count(*) filter (state in ('ahead', 'not_reached')) as n_ahead,
    half_up(median(
        case when state in ('ahead', 'not_reached') then 0 else greatest(months, 0) end
    ) filter (state not in ('no_rival', 'not_covered', 'no_date')), 0.1) as median_months,
    min(months) filter (state = 'behind') as least_months,
    max(months) filter (state = 'behind') as most_months
from months_behind
where is_current
group by all
order by is_in desc, median_months, team_id;

comment on view months_behind_team is
    'Months behind of each team''s newest model over benchmarks; a lead counts as 0 months in the median';
comment on column months_behind_team.model_id is 'main model of the team''s newest generation';
comment on column months_behind_team.n_compared is 'benchmarks on which the months, or a lead, can be told';
comment on column months_behind_team.n_not_covered is
    'benchmarks on which every foreign number held is lower, but of a model older than the Korean one: nothing is told';
comment on column months_behind_team.n_no_rival is 'benchmarks on which no dated foreign number is held';
comment on column months_behind_team.n_behind is 'benchmarks on which a foreign model had reached the number earlier';
comment on column months_behind_team.n_ahead is
    'benchmarks on which no foreign number held reached it until the model''s release';
comment on column months_behind_team.median_months is 'median of the months behind over the compared benchmarks';
comment on column months_behind_team.least_months is 'fewest months where behind';
comment on column months_behind_team.most_months is 'most months where behind';
comment on column months_behind_team.team_id is 'team of the programme';
