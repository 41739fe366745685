-- Who measured each published number, and how does it stand within its table?
-- One row per published score.
-- Computed at build.
create view measurement as
with maker as (
    select list(distinct team_id) as team_ids from model
),

dated as (
    select
        score.* replace (nullif(array_to_string(condition_set(score.conditions), '; '), '') as conditions),
        agent_of(score.conditions) as agent,
        model.team_id,
        benchmark.category,
        last_day_known(source.published_on) as publication_day,
        relation_to(score.reporter_id, score.quoted_by, model.team_id, maker.team_ids) as relation,
        length(split_part(score.score_text, '.', 2)) as decimals,
        coalesce(score.n_items, case
            when benchmark.n_items_basis <> 'unverified' and not contains(coalesce(score.conditions, ''), 'subset=')
                then benchmark.n_items
        end) as n_items_known,
        case when benchmark.higher_is_better then score.score else -score.score end as signed_score,
        rank() over (
            partition by benchmark_id, model_id, score.source_id, reporter_id, mode, effort, conditions
            order by last_day_known(measured_on) desc nulls last, batch_published_on desc nulls last
        ) = 1 as is_latest,
        decimals > 0 and coalesce(n_items_known, 100) >= 100 and count(distinct score.reporter_id) over (
            partition by benchmark_id, model_id, mode, effort, score.unit, score.score
        ) > 1 as is_repeated
    from score
    join model using (model_id)
    join benchmark using (benchmark_id)
    join source on source.source_id = score.source_id
    cross join maker
)

select
    * exclude (signed_score),
    signed_score,
    case when is_latest then rank() over (one_table order by signed_score desc) end as comparable_rank,
    case when is_latest then count(*) over one_table end as n_comparable
from dated
window one_table as (partition by benchmark_id, reporter_id, source_id, mode, conditions, is_latest)
order by benchmark_id, model_id;

comment on view measurement is
    'Every published score with its relation to the maker. A table: one reporter, source, mode and recorded '
    'conditions; what is not recorded, and the effort, may differ within it';
comment on column measurement.score is 'the number, in the benchmark''s unit';
comment on column measurement.unit is 'unit of the number';
comment on column measurement.n_items is 'number of items of this result';
comment on column measurement.n_items_known is
    'number of items of this result or of the benchmark, where a source confirms it and no subset was asked';
comment on column measurement.measured_on is 'date of the measurement, where said';
comment on column measurement.batch_published_on is
    'publication date of what the batch that states it came from; blank: the files of the checkout';
comment on column measurement.publication_day is
    'day on which the source was published; a month alone counts as its last day';
comment on column measurement.relation is
    'own: measured by the maker, or printed by it as somebody else''s; independent: by an organisation that makes no '
    'model here, and not in a maker''s print; else competitor';
comment on column measurement.decimals is 'decimals of the published number';
comment on column measurement.signed_score is 'the number with its sign turned where lower is better';
comment on column measurement.is_latest is 'whether the source prints no later measurement under the same conditions';
comment on column measurement.comparable_rank is
    'rank among the latest numbers of its table; equal numbers share it; blank for an earlier one';
comment on column measurement.n_comparable is 'how many such numbers there are';
comment on column measurement.is_repeated is
    'another organisation published the same number, decimals included, on 100 items or more: one of them is probably '
    'a quotation';
comment on column measurement.agent is 'agent or harness that the conditions state';
