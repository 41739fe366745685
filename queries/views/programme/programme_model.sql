-- Which models did each team bring to the programme, and which is its newest?
-- One row per model released on or after the day its team was chosen.
create view programme_model as
with chosen as (
    select team_id, min(on_date) as chosen_on
    from team_status
    where status in ('selected', 'joined')
    group by team_id
),

brought as (
    select
        model.model_id, model.team_id, model.released_on, model.total_params_b,
        dense_rank() over (partition by model.team_id order by model.released_on) as generation,
        row_number() over (
            partition by model.team_id, model.released_on order by model.total_params_b desc nulls last, model.model_id
        ) = 1 as is_main
    from model
    join chosen on chosen.team_id = model.team_id and model.released_on >= chosen.chosen_on
)

select *, generation = max(generation) over (partition by team_id) and is_main as is_current
from brought;

comment on view programme_model is 'Models of the programme''s teams, numbered by generation';
comment on column programme_model.team_id is 'key of the organisation';
comment on column programme_model.released_on is 'day of release';
comment on column programme_model.generation is
    '1 for the team''s first release in the programme, 2 for the second …';
comment on column programme_model.is_main is 'the largest of the models that the team released that day';
comment on column programme_model.is_current is 'the main model of the team''s newest generation';
