-- Where does one source print the same number twice, though that is unlikely by chance?
-- One row per source, reporter and number: for one benchmark and several models, or one model and several benchmarks.
-- Computed at build.
create view same_figure as
with spread as (
    select benchmark_id, greatest(max(score) - min(score), 1) as width
    from measurement
    group by benchmark_id
),

printed as (
    select measurement.*, greatest(power(10, -decimals), coalesce(100.0 / benchmark.n_items, 0)) as step, spread.width
    from measurement
    join benchmark using (benchmark_id)
    join spread using (benchmark_id)
    where measurement.unit = 'percent'
        and measurement.score is distinct from benchmark.scale_min
        and measurement.score is distinct from benchmark.scale_max
),

of_models as (
    select
        'models' as kind, benchmark_id as subject, source_id, reporter_id, score, min(score_text) as score_text,
        list(distinct model_id order by model_id) as members,
        any_value(n_numbers) as n_numbers, any_value(chance) as chance
    from (
        select
            *,
            count(distinct model_id) over one_table as n_numbers,
            count(distinct model_id) over one_table * (count(distinct model_id) over one_table - 1) / 2
                * avg(step / width) over one_table as chance
        from printed
        window one_table as (partition by benchmark_id, source_id, reporter_id)
    )
    group by benchmark_id, source_id, reporter_id, score
),

of_benchmarks as (
    select
        'benchmarks' as kind, model_id as subject, source_id, reporter_id, score, min(score_text) as score_text,
        list(distinct benchmark_id order by benchmark_id) as members,
        any_value(n_numbers) as n_numbers, any_value(chance) as chance
    from (
        select
            *,
            count(distinct benchmark_id) over one_column as n_numbers,
            count(distinct benchmark_id) over one_column * (count(distinct benchmark_id) over one_column - 1) / 2
                * avg(step / width) over one_column as chance
        from printed
        window one_column as (partition by model_id, mode, effort, source_id, reporter_id)
    )
    group by model_id, mode, effort, source_id, reporter_id, score
)

select * exclude (chance), round(chance, 6) as chance, len(members) > 1 and chance < 0.05 as is_question
from (from of_models union all from of_benchmarks)
where n_numbers > 1
order by kind, subject, source_id, reporter_id, score, members;

comment on view same_figure is
    'Numbers printed by one source for several models or benchmarks, in percent, ends of the scale left out';
comment on column same_figure.kind is
    'models: several models on one benchmark; benchmarks: several benchmarks of one model';
comment on column same_figure.subject is 'key of the one benchmark or model';
comment on column same_figure.score is 'the number, in the benchmark''s unit';
comment on column same_figure.members is 'keys of the models or benchmarks that have the number';
comment on column same_figure.n_numbers is 'numbers printed side by side';
comment on column same_figure.chance is
    'equal pairs to be expected among them by chance: pairs, times the step of the numbers, over the range published '
    'for the benchmark';
comment on column same_figure.is_question is 'several have the number, and fewer than 0.05 equal pairs are expected';
