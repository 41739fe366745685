-- How far do numbers of one model move between reporters, taken together?
-- One row per set of models: those of the programme, those whose pairs are tested, and all.
create view reporter_spread_summary as
with known as (
    select unnest(['programme', 'compared', 'all']) as models, unnest([1, 2, 3]) as place
),

counted as (
    select known.models, known.place, reporter_spread.*
    from known
    left join reporter_spread
        on case known.models when 'programme' then is_programme when 'compared' then is_compared else true end
),

most_frequent as (
    select models, model_id, count(model_id) as n
    from counted
    group by models, model_id
    qualify row_number() over (partition by models order by n desc, model_id) = 1
)

select
    models,
    count(counted.model_id) as n_pairs,
    cast(median(difference) as decimal(38, 6)) as median_difference,
    cast(avg(difference) as decimal(38, 6)) as mean_difference,
    cast(quantile_cont(difference, 0.75) as decimal(38, 6)) as upper_quartile,
    max(difference) as largest_difference,
    count(*) filter (is_equal) as n_equal,
    count(*) filter (not is_equal) as n_unequal,
    cast(median(difference) filter (not is_equal) as decimal(38, 6)) as median_unequal,
    any_value(most_frequent.model_id) as most_frequent_model_id,
    any_value(most_frequent.n) as n_most_frequent
from counted
join most_frequent using (models)
group by models, place
order by place;

comment on view reporter_spread_summary is
    'Summary of the repeated measurements; a further model changes the row of all models alone';
comment on column reporter_spread_summary.models is
    'programme: its models; compared: these and the listed reference models, whose pairs are tested; all: every model';
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
