-- Which total sizes do sources state for the models on which they disagree?
-- One row per model, stated value and source.
create view stated_size as
select
    model_fact.model_id, model_size.team_id, model_fact.value as total_params_b, model_fact.note_ko, model_fact.note_en,
    model_fact.source_id
from model_fact
join model_size using (model_id)
where model_fact.field = 'total_params_b' and model_size.sources_disagree
order by model_size.total_params_b desc, model_fact.model_id, model_fact.value, model_fact.source_id;

comment on view stated_size is 'Every stated total of the models on whose size sources disagree';
comment on column stated_size.total_params_b is 'total parameters as stated, billions';
comment on column stated_size.note_ko is 'remark, Korean';
comment on column stated_size.note_en is 'remark, English';
comment on column stated_size.source_id is 'key of the source';
