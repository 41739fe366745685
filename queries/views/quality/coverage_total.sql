-- Of how many benchmarks over all categories is a number published for each programme model?
-- One row per programme model: k of B.
create view coverage_total as
select
    team_id, model_id,
    sum(n_published) as n_published,
    sum(n_benchmarks) as n_benchmarks,
    sum(n_independent) as n_independent,
    sum(n_own) as n_own,
    sum(n_competitor) as n_competitor,
    sum(n_reason_known) as n_reason_known
from coverage
group by team_id, model_id
order by n_published desc, model_id;

comment on view coverage_total is 'Coverage of each programme model over all categories';
comment on column coverage_total.n_published is 'benchmarks with a number of the model (k)';
comment on column coverage_total.n_benchmarks is 'benchmarks with any published number (B)';
comment on column coverage_total.n_independent is 'benchmarks with an independent number of the model';
comment on column coverage_total.n_own is 'benchmarks with the maker''s own number';
comment on column coverage_total.n_competitor is 'benchmarks with a competitor''s number';
