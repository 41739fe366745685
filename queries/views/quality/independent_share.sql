-- How much of what is published about the programme's models has somebody independent measured?
-- One row.
create view independent_share as
with pair as (
    select
        model_id, benchmark_id,
        any_value(category) = 'korean' as is_korean,
        bool_or(relation = 'independent') as is_independent
    from measurement
    semi join programme_model using (model_id)
    group by model_id, benchmark_id
)

select
    count(*) as n_pairs,
    count(*) filter (is_independent) as n_independent,
    count(*) filter (is_korean) as n_korean,
    count(*) filter (is_korean and is_independent) as n_korean_independent
from pair;

comment on view independent_share is
    'Pairs of a programme model and a benchmark with a published score, and how many somebody independent measured';
comment on column independent_share.n_pairs is 'pairs of a programme model and a benchmark with a published score';
comment on column independent_share.n_independent is 'of these, with a score measured by an independent organisation';
comment on column independent_share.n_korean is 'of n_pairs, on Korean-language benchmarks';
comment on column independent_share.n_korean_independent is
    'of n_korean, with a score measured by an independent organisation';
