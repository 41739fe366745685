-- How large is each model, and where do sources disagree?
-- One row per model: the recorded size and the range over all sources.
create view model_size as
with stated as (
    select model_id, field, min(value) as lowest, max(value) as highest, count(distinct value) as n_values
    from model_fact
    where field in ('total_params_b', 'active_params_b')
    group by all
)

select
    model.model_id, model.team_id, model.architecture, model.released_on, model.source_id,
    model.total_params_b, model.active_params_b,
    least(model.total_params_b, total.lowest) as total_lowest,
    greatest(model.total_params_b, total.highest) as total_highest,
    least(model.active_params_b, active.lowest) as active_lowest,
    greatest(model.active_params_b, active.highest) as active_highest,
    coalesce(total.n_values > 1, false) as sources_disagree,
    model.team_id in (select team_id from team_place) as is_programme
from model
left join stated as total on total.model_id = model.model_id and total.field = 'total_params_b'
left join stated as active on active.model_id = model.model_id and active.field = 'active_params_b'
order by model.total_params_b desc nulls last, model.model_id;

comment on view model_size is 'Total and active parameters of each model, largest first; blank where not published';
comment on column model_size.team_id is 'organisation that makes the model';
comment on column model_size.architecture is 'dense, or moe: a part of the parameters works for each word';
comment on column model_size.released_on is 'day of release';
comment on column model_size.source_id is 'source of the recorded size';
comment on column model_size.active_params_b is 'parameters at work for one word, billions';
comment on column model_size.total_lowest is 'lowest total that a source states, billions';
comment on column model_size.total_highest is 'highest total that a source states, billions';
comment on column model_size.active_lowest is 'lowest active number that a source states, billions';
comment on column model_size.active_highest is 'highest active number that a source states, billions';
comment on column model_size.sources_disagree is 'sources state different totals';
comment on column model_size.is_programme is
    'made by a team of the programme, also before it was chosen or without a known day of release';
