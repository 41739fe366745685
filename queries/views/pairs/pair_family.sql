-- Which pairs of models are tested together, and how many are they?
-- One row per pair and order: the programme teams' current models with each other, and each of them with each
-- reference model.
-- The models make the family, not the numbers that are published of them: a further number changes the p-value of no
-- other pair.
create view pair_family as
with current_model as (
    select model_id from programme_model where is_current
),

pair as (
    select 'programme' as family, one.model_id as left_model_id, other.model_id as right_model_id
    from current_model as one
    join current_model as other on other.model_id > one.model_id
    union all
    select 'reference', current_model.model_id, reference_model.model_id
    from current_model
    cross join reference_model
    where reference_model.model_id not in (select model_id from programme_model)
)

select *, count(*) over (partition by family) as n_family
from pair
union all
select family, right_model_id, left_model_id, count(*) over (partition by family)
from pair
order by family, left_model_id, right_model_id;

comment on view pair_family is 'Pairs of models that are tested together; filters and choices change nothing here';
comment on column pair_family.family is
    'programme: current models of programme teams with each other; reference: with the listed reference models';
comment on column pair_family.left_model_id is 'one model of the pair';
comment on column pair_family.right_model_id is 'the other';
comment on column pair_family.n_family is 'pairs of the family';
