-- How far behind is the best Korean model on the newest index, and on how many benchmarks does the gap close?
-- One row: the newest index on which one organisation measured both sides, and counts over all benchmarks.
create view foreign_gap_summary as
with headline as (
    select *
    from foreign_gap_now
    where whose = 'all' and category = 'composite' and one_reporter
    qualify row_number() over (order by on_date desc, benchmark_id) = 1
),

counts as (
    select
        count(*) as n_benchmarks,
        count(*) filter (trend = 'closing') as n_closing,
        count(*) filter (trend = 'widening') as n_widening,
        count(*) filter (trend = 'same') as n_same,
        count(*) filter (trend = 'foreign_unchanged') as n_foreign_unchanged,
        count(*) filter (trend = 'single') as n_single,
        count(*) filter (gap <= 0) as n_korean_highest
    from foreign_gap_now
    where whose = 'all'
)

select
    headline.benchmark_id, headline.korean_model_id, headline.korean_score, headline.foreign_model_id,
    headline.foreign_score, headline.gap, headline.decimals, headline.on_date, counts.*
from counts
left join headline on true;

comment on view foreign_gap_summary is 'The headline of the gap to the best foreign model';
comment on column foreign_gap_summary.benchmark_id is 'the index; blank where no organisation measured both sides';
comment on column foreign_gap_summary.korean_model_id is 'Korean model with the best value';
comment on column foreign_gap_summary.korean_score is 'its value';
comment on column foreign_gap_summary.foreign_model_id is 'foreign model with the best value';
comment on column foreign_gap_summary.foreign_score is 'its value';
comment on column foreign_gap_summary.gap is 'how far the Korean value is behind, in the unit';
comment on column foreign_gap_summary.decimals is 'decimals that the gap can carry';
comment on column foreign_gap_summary.on_date is 'day of the newer value';
comment on column foreign_gap_summary.n_benchmarks is 'benchmark versions with values of both sides under the same recorded conditions';
comment on column foreign_gap_summary.n_closing is 'of these: newer foreign value, gap smaller than at first';
comment on column foreign_gap_summary.n_widening is 'of these: newer foreign value, gap larger than at first';
comment on column foreign_gap_summary.n_same is 'of these: newer foreign value, gap as at first';
comment on column foreign_gap_summary.n_foreign_unchanged is 'of these: no newer foreign value, so that nothing follows';
comment on column foreign_gap_summary.n_single is 'of these: one date only';
comment on column foreign_gap_summary.n_korean_highest is 'of these: the Korean value is as high or higher';
