-- Which marks add up to a team's total?
-- One row per round, part and team.
create view scorecard_part as
select
    round, criterion, split_part(criterion, '/', 1) as block, out_of, team_id, value, source_id,
    row_number() over (partition by round, team_id order by criterion) as part_order
from official_mark
where kind = 'score' and is_part
order by round, criterion, team_id;

comment on view scorecard_part is
    'Official marks by team and part, without totals and blocks of parts; parts of one block share the text before '
    'the slash';
comment on column scorecard_part.criterion is 'part';
comment on column scorecard_part.block is 'group of parts';
comment on column scorecard_part.out_of is 'points that the part is out of';
comment on column scorecard_part.value is 'mark, points';
comment on column scorecard_part.part_order is 'number of the part in the round';
