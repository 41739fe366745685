-- Which published numbers can stand on a frontier, and from which day on?
-- One row per number that a single answer gave, its source's latest, and whose numbers count: all, own, independent.
-- Computed at build.
create view frontier_figure as
select
    unnest(if(relation = 'competitor', ['all'], ['all', relation])) as measured_by,
    measurement.benchmark_id, measurement.model_id, measurement.team_id, measurement.category, measurement.unit,
    measurement.mode, measurement.effort, measurement.conditions,
    measurement.score, measurement.score_text, measurement.decimals, measurement.signed_score,
    measurement.relation, measurement.reporter_id, measurement.quoted_by, measurement.source_id,
    maker.country,
    if(maker.country = 'KR', 'korean', 'foreign') as side,
    model.weights,
    case
        when model.released_on is not null then model.released_on
        when maker.country <> 'KR' then last_day_known(measurement.measured_on)
    end as dated_on,
    model.released_on is null as is_dated_by_run,
    doubtful_score.reason_ko as doubt_ko,
    doubtful_score.reason_en as doubt_en
from measurement
join model using (model_id)
join team as maker on maker.team_id = measurement.team_id
left join doubtful_score
    on doubtful_score.benchmark_id = measurement.benchmark_id and doubtful_score.model_id = measurement.model_id
    and doubtful_score.score_text = measurement.score_text
    and doubtful_score.reporter_id = measurement.reporter_id
    and doubtful_score.source_id = measurement.source_id
where maker.country <> 'ZZ' and measurement.is_latest and is_single_answer(conditions, measurement.category)
order by measurement.benchmark_id, dated_on, measurement.model_id;

comment on view frontier_figure is
    'Numbers of one answer without tools (agentic benchmarks apart) by side; an organisation of unknown country counts '
    'for neither';
comment on column frontier_figure.measured_by is
    'whose numbers count: all, or those of one relation to the maker (own, independent); a competitor''s count under '
    'all alone';
comment on column frontier_figure.side is 'korean or foreign, by the maker''s country';
comment on column frontier_figure.dated_on is
    'day of the model''s release; of a foreign model without one the day of the measurement, which is later or the '
    'same; blank where neither is known';
comment on column frontier_figure.is_dated_by_run is 'the day of the release is not known';
comment on column frontier_figure.doubt_ko is 'why there is reason to doubt the number, Korean; blank: none stated';
comment on column frontier_figure.doubt_en is 'why there is reason to doubt the number, English; blank: none stated';
comment on column frontier_figure.team_id is 'organisation that makes the model';
comment on column frontier_figure.unit is 'unit of the number';
comment on column frontier_figure.score is 'the number, in the benchmark''s unit';
comment on column frontier_figure.country is 'country of the maker, two letters';
comment on column frontier_figure.weights is 'open or closed; blank where not known';
comment on column frontier_figure.score_text is 'the number as published';
