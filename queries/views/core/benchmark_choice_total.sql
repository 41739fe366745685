-- How many of the benchmarks that other teams chose did each team publish too?
-- One row per programme team with own numbers of its newest model: k of B.
create view benchmark_choice_total as
select
    team_id, model_id,
    count(*) filter (n_others > 0) as n_of_others,
    count(*) filter (n_others > 0 and is_published) as n_shared,
    count(*) filter (n_others > 0 and not is_published) as n_left_out,
    count(*) filter (n_others > 1 and not is_published) as n_left_out_of_several,
    count(*) filter (n_others = 0) as n_alone
from benchmark_choice
group by team_id, model_id
order by n_shared desc, team_id;

comment on view benchmark_choice_total is 'Choice of benchmarks of each team, counted';
comment on column benchmark_choice_total.n_of_others is
    'benchmarks that other programme teams published for their own newest models (B)';
comment on column benchmark_choice_total.n_shared is 'of these, benchmarks that the team published too (k)';
comment on column benchmark_choice_total.n_left_out is 'of these, benchmarks that it did not publish';
comment on column benchmark_choice_total.n_left_out_of_several is
    'of these, benchmarks that two or more others published';
comment on column benchmark_choice_total.n_alone is 'benchmarks that it alone published';
