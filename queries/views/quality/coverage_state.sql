-- How many cells of the map of programme models and benchmarks have a number, by whom, or why not?
-- One row per state.
-- Computed at build.
create view coverage_state as
select
    state,
    count(*) as n_cells,
    (select count(*) from coverage_cell) as n_all,
    (select count(distinct model_id) from coverage_cell) as n_models,
    (select count(distinct benchmark_id) from coverage_cell) as n_benchmarks
from coverage_cell
group by state
order by n_cells desc, state;

comment on view coverage_state is 'The map of programme models and benchmarks, counted';
comment on column coverage_state.state is 'independent, own, competitor, or why there is no number';
comment on column coverage_state.n_cells is 'cells in that state';
comment on column coverage_state.n_all is 'cells of the map';
comment on column coverage_state.n_models is 'programme models';
comment on column coverage_state.n_benchmarks is 'benchmarks with a number of any programme model';
