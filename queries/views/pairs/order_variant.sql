-- Does the order of two models survive another way to add up, and each benchmark left out?
-- One row per pair, method and benchmark left out; a blank benchmark is none left out.
create macro order_variant(ones, others) as table
with step as (
    from method_contribution(ones, others)
),

whole as (
    select left_model_id, right_model_id, method, sum(step) as lead, count(*) as n_benchmarks from step group by all
)

select left_model_id, right_model_id, method, null as left_out, n_benchmarks, lead, sign(round(lead, 9)) as ahead
from whole
union all
select
    left_model_id, right_model_id, method, step.benchmark_id, n_benchmarks - 1, lead - step.step,
    sign(round(lead - step.step, 9))
from step
join whole using (left_model_id, right_model_id, method)
where n_benchmarks > 1;

comment on macro table order_variant is
    'Order of two models by each method with each benchmark left out. Columns: left_model_id, right_model_id, '
    'method, left_out: key of a benchmark; n_benchmarks: benchmarks added up; lead: positive where the first is '
    'ahead; ahead: 1, 0 for a tie, -1';
