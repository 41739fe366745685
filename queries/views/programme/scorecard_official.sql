-- In which order do the teams' parts add up, and who passed?
-- One row per round and team; marks equal at one decimal are ties.
create view scorecard_official as
with passed as (
    select distinct round, team_id from team_status where status = 'advanced'
)

select
    scorecard_part.round, scorecard_part.team_id,
    cast(sum(value) as decimal(38, 6)) as total,
    cast(sum(out_of) as decimal(38, 6)) as out_of,
    rank() over (partition by scorecard_part.round order by half_up(sum(value), 0.1) desc) as place,
    any_value(passed.team_id is not null) as is_passed,
    count(*) filter (any_value(passed.team_id is not null)) over (partition by scorecard_part.round) as n_passed
from scorecard_part
left join passed on passed.round = scorecard_part.round and passed.team_id = scorecard_part.team_id
group by scorecard_part.round, scorecard_part.team_id
order by scorecard_part.round, place, scorecard_part.team_id;

comment on view scorecard_official is 'Totals as the parts give them, with places and who passed';
comment on column scorecard_official.total is 'sum of the parts, points';
comment on column scorecard_official.out_of is 'points that the parts are out of';
comment on column scorecard_official.place is 'place, 1 is highest; equal totals share it';
comment on column scorecard_official.is_passed is 'the team went on to the next round';
comment on column scorecard_official.n_passed is 'teams that went on';
