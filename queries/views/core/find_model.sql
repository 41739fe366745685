-- Which models have a name that holds a text?
-- One row per model found; blanks, hyphens and case do not matter.
create macro find_model(text) as table
with named as (
    select model_id, name_ko as name from model
    union all select model_id, name_en from model
    union all select model_id, alias from model_alias
    union all select model_id, team.name_ko from model join team using (team_id)
    union all select model_id, team.name_en from model join team using (team_id)
)

select distinct model_id
from named
where contains(
    regexp_replace(lower(name), '[\s\-_.]', '', 'g'),
    regexp_replace(lower(text), '[\s\-_.]', '', 'g')
)
order by model_id;

comment on macro table find_model is 'Models found by any of their names or their maker''s. Columns: model_id';
