-- Which models score higher than every model of their size or smaller?
-- One row per benchmark, whose numbers count, size kind (total, active) and model that has that size.
-- Computed at build.
create view pareto_frontier as
with sized as (
    select
        benchmark_id, measured_by, size_kind, model_id, params_b, signed_score,
        case when higher_is_better then lowest else -highest end as oriented_low,
        case when higher_is_better then highest else -lowest end as oriented_high
    from (
        select *, 'total' as size_kind, total_params_b as params_b from size_score
        union all by name
        select *, 'active' as size_kind, active_params_b as params_b from size_score
    )
    join benchmark using (benchmark_id)
    where params_b is not null
),

rivals as (
    select
        *,
        max(signed_score) over smaller as smaller_best,
        max(signed_score) over same_size as same_size_best,
        max(oriented_high) over smaller as smaller_high,
        max(oriented_high) over same_size as same_size_high
    from sized
    window
        smaller as (
            partition by benchmark_id, measured_by, size_kind order by params_b
            range between unbounded preceding and current row exclude group
        ),
        same_size as (
            partition by benchmark_id, measured_by, size_kind, params_b
            rows between unbounded preceding and unbounded following exclude current row
        )
)

select
    benchmark_id, measured_by, size_kind, model_id, params_b,
    coalesce(signed_score > smaller_best, true) and coalesce(signed_score >= same_size_best, true) as on_frontier,
    coalesce(oriented_low > smaller_high, true) and coalesce(oriented_low >= same_size_high, true) as is_firm
from rivals;

comment on view pareto_frontier is
    'The frontier of size and score, and whether another published number would remove a point from it';
comment on column pareto_frontier.size_kind is 'total or active parameters';
comment on column pareto_frontier.params_b is 'parameters of that kind, billions';
comment on column pareto_frontier.on_frontier is 'no smaller model scores as high, none of the same size scores higher';
comment on column pareto_frontier.is_firm is
    'stays on the frontier with its own lowest and the rivals'' highest published number';
