-- Do published means and indices follow from their published parts?
-- One row per published number of a composite: the mean that its parts allow at their decimals, from the same source.
-- Computed at build.
create view mean_check as
with weighted as (
    select
        composite_id, member, benchmark_id, coalesce(weight, 1) as weight,
        count(weight) over one_composite in (0, count(*) over one_composite) as weights_agree
    from composite_member
    window one_composite as (partition by composite_id)
),

part as (
    select
        whole.benchmark_id, whole.model_id, whole.team_id, whole.mode, whole.effort, whole.reporter_id, whole.source_id,
        whole.score, whole.score_text, whole.decimals,
        weighted.member, weighted.weight, weighted.weights_agree,
        min(measurement.score - half_step(measurement.decimals)) as low,
        max(measurement.score + half_step(measurement.decimals)) as high
    from measurement as whole
    left join weighted on weighted.composite_id = whole.benchmark_id
    left join measurement
        on measurement.benchmark_id = weighted.benchmark_id and measurement.model_id = whole.model_id
        and measurement.source_id = whole.source_id and measurement.reporter_id = whole.reporter_id
        and measurement.mode is not distinct from whole.mode and measurement.effort is not distinct from whole.effort
        and measurement.unit in ('percent', 'points')
    where whole.category = 'composite'
    group by all
),

added as (
    select
        benchmark_id, model_id, team_id, mode, effort, reporter_id, source_id, score, score_text, decimals,
        count(member) as n_parts,
        count(low) as n_known,
        bool_and(weights_agree) as weights_agree,
        cast(sum(weight * low) / nullif(sum(weight), 0) as decimal(38, 6)) as lowest_mean,
        cast(sum(weight * high) / nullif(sum(weight), 0) as decimal(38, 6)) as highest_mean
    from part
    group by all
)

select
    * exclude (weights_agree, lowest_mean, highest_mean),
    n_parts > 0 and n_known = n_parts and weights_agree and added.lowest_mean is not null as is_checkable,
    case when is_checkable then added.lowest_mean end as lowest_mean,
    case when is_checkable then added.highest_mean end as highest_mean,
    case when is_checkable
        then added.lowest_mean <= score + half_step(decimals) and added.highest_mean >= score - half_step(decimals)
        end as follows
from added
order by benchmark_id, source_id, model_id;

comment on view mean_check is
    'Every published mean or index beside the (weighted) mean of its parts, each within the rounding of its own '
    'decimals';
comment on column mean_check.benchmark_id is 'key of the composite';
comment on column mean_check.score is 'the number, in the benchmark''s unit';
comment on column mean_check.n_parts is 'parts of the composite on record; 0 where they are not published';
comment on column mean_check.n_known is 'of these, parts with a number in the same source, by the same reporter';
comment on column mean_check.is_checkable is
    'all parts are known, and the weights of all or of none; not where every weight is 0';
comment on column mean_check.lowest_mean is 'lowest mean that the parts allow';
comment on column mean_check.highest_mean is 'highest mean that the parts allow';
comment on column mean_check.follows is
    'the published number lies in reach of that mean; blank where it cannot be checked';
