-- Which models can stand in a table, and by what are they chosen?
-- One row per model with a published number.
create view table_model as
select
    model.model_id, model.team_id, team.country, model.total_params_b, model.weights, model.licence,
    model.released_on,
    programme_model.model_id is not null as is_programme,
    coalesce(programme_model.is_current, false) as is_newest,
    coalesce(team_place.is_in, false) as is_in
from model
join team on team.team_id = model.team_id
left join programme_model on programme_model.model_id = model.model_id
left join team_place on team_place.team_id = model.team_id
where model.model_id in (select model_id from measurement)
order by model.model_id;

comment on view table_model is 'Models with a published number, and what they can be chosen by';
comment on column table_model.team_id is 'organisation that makes the model';
comment on column table_model.released_on is 'day of release';
comment on column table_model.is_programme is 'a team brought it to the programme';
comment on column table_model.is_newest is 'the main model of its team''s newest generation in the programme';
comment on column table_model.is_in is 'its team is still in the programme';
