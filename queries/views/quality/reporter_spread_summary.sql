-- How far do numbers of one model move between reporters, taken together?
-- One row.
create view reporter_spread_summary as
with most_frequent as (
    select model_id, count(*) as n
    from reporter_spread
    group by model_id
    order by n desc, model_id
    limit 1
)

select
    count(*) as n_pairs,
    cast(median(difference) as decimal(38, 6)) as median_difference,
    cast(avg(difference) as decimal(38, 6)) as mean_difference,
    cast(quantile_cont(difference, 0.75) as decimal(38, 6)) as upper_quartile,
    max(difference) as largest_difference,
    count(*) filter (is_equal) as n_equal,
    count(*) filter (not is_equal) as n_unequal,
    cast(median(difference) filter (not is_equal) as decimal(38, 6)) as median_unequal,
    (select model_id from most_frequent) as most_frequent_model_id,
    (select n from most_frequent) as n_most_frequent
from reporter_spread;

comment on view reporter_spread_summary is 'Summary of the repeated measurements';
comment on column reporter_spread_summary.n_pairs is 'pairs of reporters';
comment on column reporter_spread_summary.median_difference is 'median distance, percentage points';
comment on column reporter_spread_summary.mean_difference is 'mean distance, percentage points';
comment on column reporter_spread_summary.upper_quartile is 'upper quartile (linear), percentage points';
comment on column reporter_spread_summary.largest_difference is 'largest distance, percentage points';
comment on column reporter_spread_summary.n_equal is 'pairs that are equal and so probably quotations';
comment on column reporter_spread_summary.n_unequal is 'pairs that are not equal';
comment on column reporter_spread_summary.median_unequal is 'median distance of those, percentage points';
comment on column reporter_spread_summary.most_frequent_model_id is 'model with the most pairs';
comment on column reporter_spread_summary.n_most_frequent is 'pairs of that model';
