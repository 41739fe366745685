-- What marks did each team get, by part, in the rounds published by team?
-- One row per round, criterion and team.
create view scorecard as
select
    round, criterion, out_of, team_id, value, source_id,
    cast(100 * value / out_of as decimal(38, 6)) as share,
    rank() over one_criterion as place,
    max(value) over (partition by round, criterion) - value as behind_first,
    criterion = 'total' as is_total,
    is_part
from official_mark
where kind = 'score'
window one_criterion as (partition by round, criterion order by value desc)
order by round, criterion, place;

comment on view scorecard is
    'Official marks by team and part; parts and their total stand side by side and are not to be summed';
comment on column scorecard.value is 'mark, points';
comment on column scorecard.share is 'mark in percent of the points';
comment on column scorecard.place is 'place in the criterion, 1 is highest; equal marks share it';
comment on column scorecard.behind_first is 'points behind the highest mark';
comment on column scorecard.is_total is 'the total and not a part';
comment on column scorecard.is_part is 'no total and no block of other parts';
