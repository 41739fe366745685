-- Which foreign models does each choice of the reader show on a benchmark?
-- One row per choice (same_source, frontier, same_size), benchmark and foreign model that has a number on it; under
-- same_size also one without a benchmark for each foreign model that has no number at all.
-- Computed at build.
create view foreign_choice as
with maker as (
    select
        model.model_id, model.released_on, model.total_params_b, team.country,
        team.role = 'contender' as is_programme,
        team.role <> 'contender' and team.country not in ('KR', 'ZZ') as is_foreign
    from model
    join team using (team_id)
),

printed as (
    select distinct measurement.benchmark_id, measurement.source_id, measurement.model_id, is_programme, is_foreign
    from measurement
    join maker using (model_id)
),

best as (
    select
        score_shown.benchmark_id, maker.model_id, maker.country, maker.released_on,
        max(score_shown.signed_score) as signed_score
    from score_shown
    join maker using (model_id)
    where score_shown.measured_by = 'all' and maker.is_foreign
    group by all
),

record as (
    select benchmark_id, model_id
    from best
    where released_on is not null
    window
        until_then as (
            partition by benchmark_id order by released_on range between unbounded preceding and current row
        ),
        earlier as (
            partition by benchmark_id order by released_on
            range between unbounded preceding and current row exclude group
        )
    qualify signed_score = max(signed_score) over until_then
        and coalesce(signed_score > max(signed_score) over earlier, true)
),

best_of_country as (
    select benchmark_id, model_id
    from best
    where country in ('US', 'CN')
    qualify signed_score = max(signed_score) over (partition by benchmark_id, country)
),

sized as (
    select maker.model_id
    from maker
    join maker as programme on programme.is_programme
        and 2 * maker.total_params_b >= programme.total_params_b
        and maker.total_params_b <= 2 * programme.total_params_b
    where maker.is_foreign
)

select 'same_source' as choice, printed.benchmark_id, printed.model_id
from printed
join printed as programme using (benchmark_id, source_id)
where printed.is_foreign and programme.is_programme
union
select 'same_source', benchmark_id, model_id from best_of_country
union
select 'frontier', benchmark_id, model_id from (select * from record union all select * from best_of_country)
union
select 'same_size', printed.benchmark_id, sized.model_id
from sized
left join printed using (model_id)
order by choice, benchmark_id, model_id;

comment on view foreign_choice is
    'The foreign models that each choice shows; one of unknown country (ZZ) is none. It hides rows; no rank, verdict '
    'or frontier hangs on it';
comment on column foreign_choice.choice is
    'same_source: a source that prints a programme team''s model on the benchmark prints this one too; frontier: when '
    'released no foreign model had a number as good, by the displayed numbers; both with the best of the US and of '
    'China now, which the sentences name; '
    'same_size: total parameters from half to double those of a programme team''s model';
comment on column foreign_choice.benchmark_id is 'blank: the model has no number on any';
