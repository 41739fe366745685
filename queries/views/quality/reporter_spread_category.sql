-- How far do numbers of one model move between reporters, category by category?
-- One row per category with a repeated measurement.
create view reporter_spread_category as
select
    category,
    count(*) as n_pairs,
    cast(median(difference) as decimal(38, 6)) as median_difference,
    cast(avg(difference) as decimal(38, 6)) as mean_difference,
    cast(quantile_cont(difference, 0.75) as decimal(38, 6)) as upper_quartile,
    max(difference) as largest_difference
from reporter_spread
group by category
order by n_pairs desc, category;

comment on view reporter_spread_category is 'Repeated measurements by category of the benchmark';
comment on column reporter_spread_category.n_pairs is 'pairs of reporters';
comment on column reporter_spread_category.median_difference is 'median distance, percentage points';
comment on column reporter_spread_category.mean_difference is 'mean distance, percentage points';
comment on column reporter_spread_category.upper_quartile is 'upper quartile (linear), percentage points';
comment on column reporter_spread_category.largest_difference is 'largest distance, percentage points';
