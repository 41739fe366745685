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
comment on column size_score_frontier.size_kind is 'total or active parameters';
comment on column size_score_frontier.measured_by is
    'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column size_score_frontier.params_b is 'parameters of that kind, billions; blank where not published';
comment on column size_score_frontier.on_frontier is
    'no smaller model scores as high, none of the same size scores higher';
comment on column size_score_frontier.is_firm is 'stays on the frontier whichever reporter is believed';
comment on column size_score_frontier.benchmark_id is 'key of the benchmark';
comment on column size_score_frontier.model_id is 'key of the model';
comment on column size_score_frontier.team_id is 'organisation that makes the model';
comment on column size_score_frontier.mode is 'reasoning mode of the value';
comment on column size_score_frontier.effort is 'reasoning effort of the value';
comment on column size_score_frontier.score is 'the value, in the benchmark''s unit';
comment on column size_score_frontier.score_text is 'the value as published';
comment on column size_score_frontier.decimals is 'decimals as published';
comment on column size_score_frontier.unit is 'unit of the value';
comment on column size_score_frontier.signed_score is 'the value with its sign turned where lower is better';
comment on column size_score_frontier.lowest is 'lowest published number over all reporters';
comment on column size_score_frontier.highest is 'highest published number over all reporters';
comment on column size_score_frontier.lowest_reporter_id is 'who measured the lowest';
comment on column size_score_frontier.highest_reporter_id is 'who measured the highest';
comment on column size_score_frontier.n_reporters is 'how many organisations measured';
comment on column size_score_frontier.reporter_id is 'organisation that measured the value';
comment on column size_score_frontier.relation is 'own, competitor or independent';
comment on column size_score_frontier.source_id is 'key of the source';
comment on column size_score_frontier.publication_day is 'day on which the source was published';
comment on column size_score_frontier.total_params_b is 'total parameters, billions';
comment on column size_score_frontier.active_params_b is 'parameters at work for one word, billions';
