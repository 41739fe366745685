-- Are the makers' own numbers higher than those of others, team by team?
-- One row per organisation with own numbers and kind of other number: k of B.
-- Computed at build.
create view relation_gap_summary as
with own as (
    select team_id, count(distinct benchmark_id) as n_benchmarks
    from measurement
    where relation = 'own' and unit = 'percent' and category <> 'composite'
    group by team_id
),

kind as (
    select unnest(['independent', 'competitor']) as relation
)

select
    own.team_id,
    kind.relation,
    own.n_benchmarks,
    count(distinct relation_gap.benchmark_id) as n_with_both,
    count(relation_gap.gap) as n_pairs,
    cast(avg(gap) as decimal(38, 6)) as mean_gap,
    cast(median(gap) as decimal(38, 6)) as median_gap,
    count(*) filter (gap > 0) as n_own_better,
    count(*) filter (gap < 0) as n_own_worse
from own
cross join kind
left join relation_gap on relation_gap.team_id = own.team_id and relation_gap.relation = kind.relation
group by own.team_id, kind.relation, own.n_benchmarks
order by n_pairs desc, kind.relation desc, own.team_id;

comment on view relation_gap_summary is 'Own numbers of each maker beside a competitors and independent ones';
comment on column relation_gap_summary.relation is 'what the other numbers are: independent or competitor';
comment on column relation_gap_summary.n_benchmarks is 'benchmarks in percent with an own number (B), averages apart';
comment on column relation_gap_summary.n_with_both is 'of these, benchmarks with such another number too (k)';
comment on column relation_gap_summary.n_pairs is 'pairs of numbers';
comment on column relation_gap_summary.mean_gap is
    'mean of own less other, points; positive where own numbers are better';
comment on column relation_gap_summary.median_gap is 'median of the same';
comment on column relation_gap_summary.n_own_better is 'pairs with the own number better';
comment on column relation_gap_summary.n_own_worse is 'pairs with the own number worse';
