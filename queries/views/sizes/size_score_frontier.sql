-- How do size and score go together on a benchmark, and who stands on the frontier?
-- One row per size kind (total, active), benchmark, whose numbers count and model; models without that size have no
-- place on it.
create view size_score_frontier as
select
    kind.size_kind, size_score.*,
    case kind.size_kind when 'total' then total_params_b else active_params_b end as params_b,
    coalesce(pareto_frontier.on_frontier, false) as on_frontier,
    coalesce(pareto_frontier.is_firm, false) as is_firm
from size_score
cross join (select unnest(['total', 'active']) as size_kind) as kind
left join pareto_frontier
    on pareto_frontier.benchmark_id = size_score.benchmark_id and pareto_frontier.model_id = size_score.model_id
    and pareto_frontier.size_kind = kind.size_kind and pareto_frontier.measured_by = size_score.measured_by;

comment on view size_score_frontier is
    'Size, score and frontier of every model on a benchmark, for total and for active parameters';
comment on column size_score_frontier.params_b is 'parameters of that kind, billions; blank where not published';
comment on column size_score_frontier.is_firm is 'stays on the frontier whichever published number is believed';
comment on column size_score_frontier.score is 'the number, in the benchmark''s unit';
comment on column size_score_frontier.unit is 'unit of the number';
