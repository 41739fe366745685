-- What came from each source?
-- One row per source.
-- Computed at build.
create view source_use as
with used as (
    select source_id, 'score' as record from score
    union all select source_id, 'programme score' from score semi join programme_model using (model_id)
    union all select source_id, 'model' from model
    union all select source_id, 'model' from model_fact
    union all select source_id, 'model' from model_plan
    union all select source_id, 'mark' from round_result
    union all select source_id, 'claim' from claim
    union all select source_id, 'event' from event
    union all select source_id, 'event' from team_status
    union all select source_id, 'member' from composite_member
)

select
    source.*,
    last_day_known(source.published_on) as publication_day,
    count(*) filter (record = 'score') as n_scores,
    count(*) filter (record = 'programme score') as n_programme_scores,
    count(*) filter (record = 'model') as n_sizes,
    count(*) filter (record = 'mark') as n_marks,
    count(*) filter (record = 'claim') as n_claims,
    count(*) filter (record in ('event', 'member')) as n_others
from source
left join used using (source_id)
group by all
order by publication_day desc nulls last, source.source_id;

comment on view source_use is 'Every source with the number of records that came from it, newest first';
comment on column source_use.publication_day is 'day from which the source counts as known';
comment on column source_use.n_scores is 'scores';
comment on column source_use.n_programme_scores is 'of these, scores of programme models';
comment on column source_use.n_sizes is 'models, sizes and plans';
comment on column source_use.n_marks is 'official marks';
comment on column source_use.n_claims is 'claims';
comment on column source_use.n_others is 'events, changes of status and parts of averages';
comment on column source_use.title_ko is 'title in Korean';
comment on column source_use.title_en is 'title in English';
comment on column source_use.publisher_ko is 'publisher in Korean';
comment on column source_use.publisher_en is 'publisher in English';
comment on column source_use.url is 'address on the web';
comment on column source_use.published_on is 'date of publication, ISO; year and month where only the month is known';
comment on column source_use.kind is 'kind of source';
comment on column source_use.read is 'read directly or in a digest that quotes it';
comment on column source_use.licence is 'licence of the source; blank if unknown';
comment on column source_use.attribution is 'attribution that the licence asks for';
comment on column source_use.redistributable is 'whether the source may be redistributed; blank if unknown';
