-- Which sources publish scores of the programme's models?
-- One row per programme model, category, relation and source.
create view programme_source as
select distinct model_id, category, relation, source_id
from measurement
semi join programme_model using (model_id)
order by source_id, model_id, category, relation;

comment on view programme_source is 'Sources of the scores of programme models';
