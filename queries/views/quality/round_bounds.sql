-- What follows for the other teams where only the maximum and the mean of an official mark are public?
-- One row per round and criterion with a published maximum, in rounds without marks by team.
create view round_bounds as
with maximum as (
    select round, criterion, out_of, source_id, max(value) as maximum, list(team_id order by team_id) as holders
    from official_mark
    where kind = 'maximum'
    group by all
),

mean as (
    select round, criterion, out_of, value as mean, source_id
    from official_mark
    where kind = 'mean'
),

entered as (
    select team_status.round, count(distinct team_status.team_id) as n_teams
    from team_status
    where status in ('advanced', 'left')
    group by all
)

select
    maximum.round, maximum.criterion, maximum.out_of, maximum.maximum, maximum.holders, mean.mean, entered.n_teams,
    cast((entered.n_teams * mean.mean - maximum.maximum) / nullif(entered.n_teams - 1, 0) as decimal(38, 6))
        as mean_of_others,
    cast(100 * maximum.maximum / maximum.out_of as decimal(38, 6)) as maximum_share,
    cast(100 * mean.mean / maximum.out_of as decimal(38, 6)) as mean_share,
    cast(
        100
        * (entered.n_teams * mean.mean - maximum.maximum)
        / nullif(entered.n_teams - 1, 0)
        / maximum.out_of as decimal(38, 6)
    ) as others_share,
    coalesce(mean.source_id, maximum.source_id) as source_id
from maximum
join entered using (round)
left join mean using (round, criterion, out_of)
where maximum.round not in (select round from round_result where kind = 'score')
order by maximum.round, maximum.criterion;

comment on view round_bounds is
    'Maximum and mean of each criterion, and the mean of all teams but one holder of the maximum; the second place '
    'lies between that and the maximum';
comment on column round_bounds.round is 'stage of the programme';
comment on column round_bounds.criterion is 'criterion; part after the slash';
comment on column round_bounds.out_of is 'points that the criterion is out of';
comment on column round_bounds.maximum is 'highest mark';
comment on column round_bounds.holders is 'teams that have the highest mark';
comment on column round_bounds.mean is 'mean over the teams; blank where not published';
comment on column round_bounds.n_teams is 'teams judged in the round';
comment on column round_bounds.mean_of_others is
    '(n_teams × mean − maximum) ÷ (n_teams − 1); blank where only one team was judged';
comment on column round_bounds.maximum_share is 'maximum in percent of the points';
comment on column round_bounds.mean_share is 'mean in percent of the points';
comment on column round_bounds.others_share is 'mean_of_others in percent of the points';
