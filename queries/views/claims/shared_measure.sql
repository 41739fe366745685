-- On which benchmarks is there a figure for every one of the chosen models?
-- One row per benchmark, the most used first; at the end the size, where all models state one.
create macro shared_measure(models) as table
with chosen as (
    select distinct unnest(models) as model_id
)

select measure
from published_figure
join chosen using (model_id)
where record = 'score' or measure = 'total_params_b'
group by measure, record
having count(distinct model_id) = (select count(*) from chosen)
order by record desc, measure;

comment on macro table shared_measure is 'Benchmarks of the chosen models, and total_params_b. Columns: measure';
