-- In which order would the teams stand if a round's parts were out of other points?
-- One row per team: marks as shares of their part, times the points given for it.
create macro scorecard_reweighted(of_round, criteria, points) as table
with weight as (
    select unnest(criteria) as criterion, cast(unnest(points) as decimal(18, 6)) as point
),

total as (
    select
        team_id,
        half_up(cast(sum(cast(value as decimal(38, 6)) * point / out_of) as decimal(18, 6)), 0.1) as total,
        sum(point) as out_of
    from scorecard_part
    join weight using (criterion)
    where round = of_round
    group by team_id
)

select
    total.team_id, total.total, total.out_of,
    100 * total.total / total.out_of as share,
    100 * official.total / official.out_of as official_share,
    rank() over (order by total.total desc) as place,
    official.total as official_total,
    official.place as official_place,
    official.is_passed as official_passed,
    rank() over (order by total.total desc) <= official.n_passed as would_pass
from total
join scorecard_official as official on official.round = of_round and official.team_id = total.team_id
order by place, total.team_id;

comment on macro table scorecard_reweighted is
    'Order of a round with other points for its parts. Columns: team_id; total: points, at one decimal; out_of: '
    'points given; share, official_share: totals in percent of their points; place: equal totals share it; '
    'official_total, official_place, official_passed: as published; would_pass: among as many as went on';
