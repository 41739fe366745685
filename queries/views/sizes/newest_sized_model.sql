-- Which is the newest model of a team whose size is recorded?
-- One row per team.
create view newest_sized_model as
select team_id, model_id, total_params_b, released_on, source_id
from model
where total_params_b is not null and released_on is not null
qualify row_number() over (partition by team_id order by released_on desc, total_params_b desc) = 1;

comment on view newest_sized_model is
    'What has come of the plans of a team so far: its newest model with a recorded size';
comment on column newest_sized_model.team_id is 'key of the organisation';
comment on column newest_sized_model.model_id is 'newest model';
comment on column newest_sized_model.total_params_b is 'its total parameters, billions';
comment on column newest_sized_model.released_on is 'day of its release';
comment on column newest_sized_model.source_id is 'source of the size';
