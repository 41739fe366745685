-- Who has measured on a benchmark, and how much?
-- One row per benchmark, organisation that measured and its relation to the makers.
create view benchmark_reporter as
select
    benchmark_id, reporter_id, relation,
    count(*) as n_scores,
    count(distinct model_id) as n_models,
    max(publication_day) as newest_on,
    list(distinct source_id order by source_id) as source_ids
from measurement
group by benchmark_id, reporter_id, relation;

comment on view benchmark_reporter is
    'Organisations that measured on each benchmark, by their relation to the models'' makers';
comment on column benchmark_reporter.benchmark_id is 'the benchmark';
comment on column benchmark_reporter.reporter_id is 'organisation that measured';
comment on column benchmark_reporter.relation is 'own, competitor or independent';
comment on column benchmark_reporter.n_scores is 'published numbers';
comment on column benchmark_reporter.n_models is 'models with such a number';
comment on column benchmark_reporter.newest_on is 'last day on which one was published; blank if none is dated';
comment on column benchmark_reporter.source_ids is 'sources of the numbers';
