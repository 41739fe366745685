-- Where does each team stand in the programme today?
-- One row per programme team: its latest change of status.
create view team_place as
select team_status.*, status <> 'left' as is_in
from team_status
qualify row_number() over (partition by team_id order by on_date desc) = 1
order by is_in desc, on_date, team_id;

comment on view team_place is 'The latest status of each team of the programme';
comment on column team_place.round is 'round of the latest change';
comment on column team_place.status is 'selected, joined, advanced or left';
comment on column team_place.on_date is 'day of the change';
comment on column team_place.reason_ko is 'reason given, Korean';
comment on column team_place.reason_en is 'reason given, English';
comment on column team_place.is_in is 'still in the programme';
